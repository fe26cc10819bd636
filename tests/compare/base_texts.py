"""Three texts of over a hundred clauses each, for the generator of mutated policies.

    social media    the real policy's forty clauses, and seventy more in its manner
    health, safety  sections, clauses and lists of short items that are much alike
    complaints      four levels deep, with paragraphs, tables and many references

A text here is a tree of `Node`, not a `Policy`: it is what the truth is kept in, and knows nothing
of how texts are read or compared.
"""

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Node:
    """One numbered or unnumbered thing; `⟦7⟧` in its text refers to the node with the key 7.

    Attributes:
        key: unique in its text, and kept by whatever the node becomes.
        kind: `section`, `clause`, `paragraph` or `table` (rows by LF, cells by TAB).
        origin: keys of the old nodes that it came from; empty for a new one.
    """

    key: int
    kind: str
    text: str
    children: list["Node"] = field(default_factory=list)
    origin: tuple[int, ...] = ()


class Maker:
    """Gives out keys, and sentences that no other clause of the text has."""

    def __init__(self, pool: dict[str, list[str]], seed: int) -> None:
        self.pool = pool
        self.pick = random.Random(seed)
        self.keys = 0
        self.used: set[str] = set()

    def node(self, kind: str, text: str, children: list[Node] | None = None) -> Node:
        self.keys += 1
        return Node(self.keys, kind, text, children or [], (self.keys,))

    def sentence(self) -> str:
        while True:
            words = [
                self.pick.choice(self.pool["who"]),
                self.pick.choice(self.pool["must"]),
                self.pick.choice(self.pool["what"]),
            ]
            if self.pick.random() < 0.6:
                words.append(self.pick.choice(self.pool["when"]))
            text = " ".join(words) + "."
            if text not in self.used:
                self.used.add(text)
                return text

    def clause(self) -> Node:
        text = self.sentence()
        while self.pick.random() < 0.45:
            text += " " + self.sentence()
        return self.node("clause", text)

    def clauses(self, low: int, high: int) -> list[Node]:
        return [self.clause() for _ in range(self.pick.randint(low, high))]

    def with_list(self, opening: str, items: list[str]) -> Node:
        chosen = self.pick.sample(items, k=min(len(items), self.pick.randint(4, 7)))
        below = [self.node("clause", item + ";") for item in chosen]
        return self.node("clause", opening, below)


ONLINE = {
    "who": [
        "Staff",
        "Every employee",
        "Members of the leadership team",
        "Volunteers",
        "The Headteacher",
        "A designated safeguarding lead",
        "Governors and trustees",
        "Anybody who manages a school account",
        "New starters",
        "Contractors on site",
        "The Central Trust team",
        "Line managers",
    ],
    "must": ["must", "should", "may not", "are expected to", "will", "are asked to", "must always"],
    "what": [
        "report hostile messages from a parent to the office",
        "keep passwords for official pages in the password safe",
        "remove former colleagues from the list of account holders",
        "obtain written consent before a photograph of a pupil is published",
        "record each complaint about an online post in the incident log",
        "close a discussion thread that has become abusive",
        "turn off location sharing on devices used during educational visits",
        "review the followers of the school's official accounts",
        "use a separate profile for professional networking",
        "take screenshots of offensive material as evidence",
        "check the licence of music used in recorded performances",
        "archive announcements made on a class page",
        "label sponsored content clearly as advertising",
        "answer enquiries from journalists",
        "add captions and alternative text to published films",
        "refuse invitations to join chat groups run by families",
        "register new channels with the communications officer",
        "delete automatically generated friend suggestions",
    ],
    "when": [
        "within two working days",
        "before the end of each half term",
        "unless the communications officer has agreed otherwise",
        "when an account changes hands",
        "during an inspection",
        "outside normal school hours",
        "if the post concerns a named child",
        "for as long as the account is open",
        "at the start of each academic year",
        "where the matter may lead to legal action",
    ],
}

SAFETY = {
    "who": [
        "The site manager",
        "Heads of department",
        "The Governing Body",
        "All employees",
        "First aiders",
        "Catering staff",
        "Cleaning contractors",
        "The Educational Visits Coordinator",
        "Technicians",
        "Teachers of design and technology",
        "Fire marshals",
        "The business manager",
        "Pupils in the sixth form",
        "Minibus drivers",
    ],
    "must": ["must", "shall", "will", "should", "is required to", "needs to", "has a duty to"],
    "what": [
        "inspect ladders and step stools for damage",
        "keep escape routes free of obstruction",
        "test the emergency lighting",
        "store cleaning chemicals in a locked cupboard",
        "display the assembly point plan in each classroom",
        "record near misses in the accident book",
        "arrange portable appliance testing by a competent person",
        "wear eye protection in workshops and laboratories",
        "review risk assessments for lone working",
        "report defective playground equipment",
        "monitor the temperature of hot water outlets",
        "maintain the asbestos register",
        "supervise the delivery of oil and gas",
        "train colleagues in manual handling",
        "isolate machines before they are cleaned",
        "check first aid boxes and replace used items",
        "notify the enforcing authority of a dangerous occurrence",
        "issue visitors with a badge and a safety leaflet",
        "consult the recognised safety representatives",
        "rehearse the lockdown procedure",
        "grit paths and steps in freezing weather",
        "keep records of water hygiene flushing",
    ],
    "when": [
        "at least once a term",
        "before any new activity begins",
        "every Monday morning",
        "after each serious incident",
        "in accordance with the manufacturer's instructions",
        "as soon as is reasonably practicable",
        "whenever the building layout changes",
        "in consultation with the insurer",
        "prior to the summer closure",
        "and keep the evidence for six years",
        "with the help of an external adviser",
    ],
}

COMPLAINTS = {
    "who": [
        "The complainant",
        "The Clerk to the Governors",
        "The Chair of the panel",
        "The investigating officer",
        "The Headteacher",
        "A parent or carer",
        "Members of the complaints panel",
        "The trust's Chief Executive",
        "Any witness",
        "The independent panel member",
        "The school office",
        "The subject of the complaint",
    ],
    "must": ["will", "should", "may", "must", "is entitled to", "shall", "would normally"],
    "what": [
        "acknowledge receipt of the written complaint",
        "set out the desired outcome",
        "offer an informal meeting to resolve the concern",
        "circulate the bundle of documents to all parties",
        "attend the hearing with a friend or relative",
        "decide the complaint on the papers alone",
        "keep a confidential record of interviews",
        "uphold the complaint in whole or in part",
        "recommend changes to systems and procedures",
        "refuse to consider anonymous allegations",
        "write to all parties with findings and reasons",
        "adjourn the hearing for further evidence",
        "appoint a replacement for an absent panellist",
        "treat repetitive correspondence as vexatious",
        "extend the timetable in exceptional circumstances",
        "refer safeguarding allegations to the local authority designated officer",
        "provide an interpreter or other reasonable adjustments",
        "withdraw the complaint by letter or email",
        "refer the matter to the Department for Education",
        "question the other party through the Chair",
    ],
    "when": [
        "within ten school days",
        "no later than five school days before the hearing",
        "once stage one has been exhausted",
        "unless both parties consent to a later date",
        "without prejudice to any disciplinary process",
        "on the balance of probabilities",
        "during the school holidays",
        "and give brief reasons for doing so",
        "in the presence of a note taker",
        "subject to the duty of confidentiality",
    ],
}

_POLICIES = [
    f"breach the {name} Policy"
    for name in (
        "Acceptable Use",
        "Whistleblowing",
        "Recruitment",
        "Behaviour",
        "Staff Grievance",
        "Mobile Telephone",
        "Home Learning",
        "Remote Working",
        "Photography",
    )
]
_EQUIPMENT = [
    f"the {thing} is checked {how}"
    for thing, how in (
        ("kiln", "before each firing"),
        ("pottery wheel", "weekly"),
        ("minibus", "before each trip"),
        ("band saw", "daily"),
        ("stage lighting", "each term"),
        ("trampoline", "before each lesson"),
        ("fume cupboard", "every fourteen months"),
        ("passenger lift", "every six months"),
    )
]
_OUTCOMES = [
    "an apology",
    "an explanation",
    "an admission that it could have been handled better",
    "an assurance that the event will not recur",
    "an undertaking to review school policies",
    "a refund of a charge",
    "a meeting with the class teacher",
    "a correction of the pupil's record",
]


def _refer(maker: Maker, root: list[Node], how_many: int, words: str) -> None:
    """End some clauses with a sentence that refers to other clauses and sections."""
    clauses = [n for n in walk(root) if n.kind == "clause" and not n.children]
    places = [n for n in walk(root) if n.kind in ("clause", "section")]
    for node in maker.pick.sample(clauses, how_many):
        target = maker.pick.choice([p for p in places if p is not node])
        node.text = node.text.rstrip(";.") + words.format(f"⟦{target.key}⟧") + "."


def walk(nodes: list[Node]) -> list[Node]:
    """Return every node in reading order."""
    found = []
    for node in nodes:
        found.append(node)
        found += walk(node.children)
    return found


def social_media() -> list[Node]:
    """Return the real policy, grown to over a hundred clauses."""
    maker = Maker(ONLINE, 11)
    text = (ROOT / "policy_src/social-media.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    sections: list[Node] = []
    waiting: list[tuple[Node, str]] = []
    anchors: dict[str, int] = {}
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        words = re.sub(r"^(##|\d+\.) +", "", line.strip())
        named = re.search(r"\[\]\{#([\w-]+)\} ?| \{#([\w-]+)\}", words)
        words = re.sub(r"\[\]\{#[\w-]+\} ?| \{#[\w-]+\}", "", words)
        if not words:
            continue
        node = maker.node("section" if line.startswith("##") else "clause", words)
        if named:
            anchors[named[1] or named[2]] = node.key
        if node.kind == "section":
            sections.append(node)
        elif indent:
            sections[-1].children[-1].children.append(node)
        else:
            sections[-1].children.append(node)
        if "](#" in words:
            waiting.append((node, words))
    for node, words in waiting:
        node.text = re.sub(r"\[\]\(#([\w-]+)\)", lambda m: f"⟦{anchors[m[1]]}⟧", words)
    for section in sections[:4]:
        section.children += maker.clauses(4, 6)
    for title in (
        "OFFICIAL ACCOUNTS",
        "PHOTOGRAPHS AND FILMS",
        "FAMILIES AND CHAT GROUPS",
        "RECORDS",
    ):
        sections.append(maker.node("section", title, maker.clauses(9, 12)))
    sections[-2].children.append(
        maker.with_list("In an official account nobody may publish words that:", _POLICIES)
    )
    _refer(maker, sections, 6, ", in line with paragraph {}")
    return sections


def health_and_safety() -> list[Node]:
    """Return sections of clauses, some with lists of short items that are much alike."""
    maker = Maker(SAFETY, 23)
    titles = (
        "Statement of intent",
        "Roles and responsibilities",
        "Fire",
        "First aid and accidents",
        "Hazardous substances",
        "Workshops and laboratories",
        "Premises",
        "Educational visits",
        "Contractors",
        "Work equipment",
        "Monitoring and review",
    )
    sections = [maker.node("section", title, maker.clauses(7, 11)) for title in titles]
    for section in (sections[5], sections[9]):
        at = maker.pick.randrange(len(section.children))
        opening = "The head of department keeps a record which shows that:"
        section.children.insert(at, maker.with_list(opening, _EQUIPMENT))
    contacts = (
        "Role\tName\tTelephone\nSite manager\tPat Quarry\t01000 100200\nFire marshal\tLee Dale"
    )
    sections[2].children.insert(3, maker.node("table", contacts + "\t01000 100201"))
    _refer(maker, sections, 9, " (see section {})")
    return sections


def complaints() -> list[Node]:
    """Return a procedure four levels deep, with paragraphs, tables and many references."""
    maker = Maker(COMPLAINTS, 37)
    sections = []
    for title in ("Introduction", "Stage one", "Stage two", "Stage three", "Serial complaints"):
        parts = []
        for part in ("Who may complain", "Time limits", "Meetings", "Decisions")[
            : maker.pick.randint(2, 4)
        ]:
            heading = maker.node("section", f"{part} at {title.lower()}", maker.clauses(5, 8))
            parts.append(heading)
        opening = maker.node("paragraph", maker.sentence() + " " + maker.sentence())
        sections.append(maker.node("section", title, [opening, *parts]))
    for section in sections[1:4]:
        opening = maker.sentence().rstrip(".") + ", and may ask for:"
        item = maker.with_list(opening, _OUTCOMES)
        item.children[0].text = item.children[0].text.rstrip(";") + ", which includes:"
        item.children[0].children = [
            maker.node("clause", f"{maker.sentence().rstrip('.').lower()};") for _ in range(2)
        ]
        section.children[-1].children.append(item)
    rows = "Stage\tWho decides\tDays\nOne\tHeadteacher\t10\nTwo\tChair of Governors\t15"
    sections[0].children.append(maker.node("table", rows))
    _refer(maker, sections, 12, ", as set out in clause {}")
    return sections


BASES = {
    "social media": social_media,
    "health and safety": health_and_safety,
    "complaints": complaints,
}
