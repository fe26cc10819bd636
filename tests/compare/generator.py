"""Mutated policies with known truth, made without any knowledge of how texts are compared.

    base text ──copied──▶ edits, one after another, each on nodes that no other edit touched
        │                        │
        ▼                        ▼
    old Policy              new Policy  +  Truth (which old became which new, and how)

Kinds of edit are drawn evenly. The tuning seed is for whoever works on the aligner; scores are
reported on the reporting seed, on which nothing was ever tuned.
"""

import copy
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from base_texts import BASES, Node, walk
from numbered_text import NumberedText

from minuted.model.policy import Policy

TUNING_SEED = 20_231
REPORTING_SEED = 77_003

_ADJECTIVES = """
    reasonable prompt written annual agreed local senior relevant qualified trained nominated
    appropriate suitable formal clear additional regular digital paper central regional
"""
_OTHER_WORDS = list(_ADJECTIVES.split())
_QUALIFIERS = (
    " in so far as the law allows", " or a person acting for them", " wherever it is practicable",
    " with the agreement of the board", ", having taken advice from the trust's solicitor",
    " and in any event before the next meeting", " on each site that the school occupies",
)  # fmt: skip
_SENTENCES = (
    "A log of every exception is kept for three years.",
    "The trust board may vary this arrangement in writing.",
    "Failure to do so is treated as a conduct matter.",
    "Reasonable adjustments are made for disabled people.",
    "Translations are available from reception on request.",
)  # fmt: skip
_NEW_CLAUSES = (
    "No image of a pupil may be uploaded to an artificial intelligence tool.",
    "The catering manager publishes allergen information for each menu on the noticeboard.",
    "An electric scooter may not be charged anywhere on the premises overnight.",
    "Smart watches are handed in at reception before any public examination.",
    "The data protection officer audits a sample of subject access requests each spring.",
    "Drones may be flown over the playing field only with a permit from the estates team.",
    "Exit interviews are offered to everybody who resigns during the probation period.",
    "Parents receive a translated summary of these arrangements in their home language.",
    "The trust insures musical instruments that belong to pupils while they are on site.",
    "Volunteers over the age of eighteen renew their disclosure certificates every third year.",
    "A quiet room is available for prayer and reflection throughout the working day.",
    "Energy use in every building is published in the annual sustainability report.",
)  # fmt: skip
_NEW_HEADINGS = ("ARTIFICIAL INTELLIGENCE", "SUSTAINABILITY", "VISITORS FROM ABROAD", "WELLBEING")


@dataclass
class Edit:
    """One edit that was made; `keys` are of the old nodes, or of the new ones where none was."""

    kind: str
    keys: tuple[int, ...]


@dataclass
class Truth:
    """What became of what.

    Attributes:
        items: (old addresses, new addresses, status) for everything, in no order.
        moved: the old addresses of what was moved for certain.
        edits: what was done, each with the items that it is about.
    """

    items: set[tuple[tuple[str, ...], tuple[str, ...], str]] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    edits: list[tuple[str, set[tuple[tuple[str, ...], tuple[str, ...], str]]]] = field(
        default_factory=list
    )

    @property
    def pairs(self) -> set[tuple[str, str]]:
        return {(o, n) for old, new, _ in self.items for o in old for n in new}


@dataclass(frozen=True)
class Case:
    """Two policies and the truth about them."""

    base: str
    old: Policy
    new: Policy
    truth: Truth


class Mutation:
    """A text under edit."""

    def __init__(self, base: str, seed: int) -> None:
        self.pick = random.Random(f"{base} {seed}")
        self.old = BASES[base]()
        self.new = copy.deepcopy(self.old)
        self.next_key = 10_000
        self.touched: set[int] = set()
        self.moved: set[int] = set()
        self.broken: set[int] = set()
        self.edits: list[Edit] = []
        self.fresh_words = list(_NEW_CLAUSES)
        self.pick.shuffle(self.fresh_words)

    def run(self, how_many: int) -> None:
        """Make so many edits, their kinds drawn evenly."""
        for _ in range(how_many):
            for _attempt in range(60):
                kind = self.pick.choice(list(KINDS))
                try:
                    keys = KINDS[kind](self)
                except IndexError:  # nothing is left that this kind of edit could be made on
                    continue
                if keys:
                    self.touched.update(keys)
                    self.edits.append(Edit(kind, keys))
                    break

    # where to edit

    def places(
        self, kind: str = "clause", *, leaf: bool = True, words: int = 0
    ) -> list[tuple[list[Node], int]]:
        """Return every untouched node of a kind, as its siblings and its place among them."""
        found = []
        for siblings in self._families(self.new):
            for at, node in enumerate(siblings):
                if node.kind != kind or (leaf and node.children) or node.key in self.touched:
                    continue
                if any(below.key in self.touched for below in walk(node.children)):
                    continue
                if len(node.text.split()) >= words:
                    found.append((siblings, at))
        return found

    def some(
        self, kind: str = "clause", *, leaf: bool = True, words: int = 0
    ) -> tuple[list[Node], int]:
        return self.pick.choice(self.places(kind, leaf=leaf, words=words))

    def fresh(self, kind: str, text: str, children: list[Node] | None = None) -> Node:
        self.next_key += 1
        return Node(self.next_key, kind, text, children or [])

    def novel(self) -> str:
        return self.fresh_words.pop() if self.fresh_words else ""

    def depths(self) -> list[tuple[list[Node], int]]:
        found = [(self.new, 1)]
        for siblings, depth in found:
            found += [(node.children, depth + 1) for node in siblings if node.children]
        return found

    def _families(self, siblings: list[Node]) -> list[list[Node]]:
        found = [siblings]
        for node in siblings:
            if node.children:
                found += self._families(node.children)
        return found


Keys = tuple[int, ...]


def _add_clause(m: Mutation) -> Keys:
    siblings, at = m.some()
    text = m.novel()
    if not text:
        return ()
    new = m.fresh("clause", text)
    siblings.insert(at, new)
    return (new.key,)


def _remove_clause(m: Mutation) -> Keys:
    siblings, at = m.some()
    return (siblings.pop(at).key,) if len(siblings) > 2 else ()


def _move_within(m: Mutation) -> Keys:
    siblings, at = m.some(words=6)
    if len(siblings) < 6:
        return ()
    clauses = [i for i, n in enumerate(siblings) if n.kind == "clause" and abs(i - at) >= 3]
    if not clauses:
        return ()
    to = m.pick.choice(clauses)
    node = siblings.pop(at)
    siblings.insert(to, node)
    m.moved.add(node.key)
    return (node.key,)


def _move_away(m: Mutation) -> Keys:
    siblings, at = m.some(words=6)
    others = [(s, i) for s, i in m.places(words=6) if s is not siblings]
    if not others or len(siblings) < 3:
        return ()
    target, to = m.pick.choice(others)
    node = siblings.pop(at)
    target.insert(to, node)
    m.moved.add(node.key)
    return (node.key,)


def _replace_words(m: Mutation) -> Keys:
    siblings, at = m.some(words=8)
    node = siblings[at]
    words = node.text.split(" ")
    spots = [i for i, w in enumerate(words) if w.isalpha() and len(w) > 4]
    for spot in m.pick.sample(spots, min(len(spots), m.pick.randint(1, 2))):
        words[spot] = m.pick.choice([w for w in _OTHER_WORDS if w != words[spot]])
    return _set(node, " ".join(words))


def _add_phrase(m: Mutation) -> Keys:
    siblings, at = m.some(words=6)
    node = siblings[at]
    words = node.text.split(" ")
    spot = m.pick.randint(2, len(words) - 1)
    phrase = m.pick.choice(_QUALIFIERS)
    return _set(node, " ".join(words[:spot]) + phrase + " " + " ".join(words[spot:]))


def _add_sentence(m: Mutation) -> Keys:
    siblings, at = m.some(words=6)
    node = siblings[at]
    return _set(node, f"{node.text} {m.pick.choice(_SENTENCES)}")


def _cut_words(m: Mutation) -> Keys:
    siblings, at = m.some(words=12)
    node = siblings[at]
    words = node.text.split(" ")
    long = m.pick.randint(2, len(words) // 3)
    start = m.pick.randint(1, len(words) - long - 1)
    cut = " ".join(words[start : start + long])
    return () if "⟦" in cut else _set(node, " ".join(words[:start] + words[start + long :]))


def _rewrite(m: Mutation) -> Keys:
    """Keep about half the words, in order, and put others between them."""
    siblings, at = m.some(words=12)
    node = siblings[at]
    if "⟦" in node.text:
        return ()
    kept = [w for w in node.text.split(" ") if m.pick.random() < 0.55]
    for _ in range(max(3, len(kept) // 3)):
        kept.insert(m.pick.randint(0, len(kept)), m.pick.choice(_OTHER_WORDS))
    text = " ".join(kept).rstrip(".;,") + "."
    return _set(node, text[:1].upper() + text[1:])


def _punctuation(m: Mutation) -> Keys:
    siblings, at = m.some(words=6)
    node = siblings[at]
    words = node.text.split(" ")
    spot = m.pick.randint(1, len(words) - 2)
    words[spot] = words[spot].rstrip(",") if words[spot].endswith(",") else words[spot] + ","
    return () if "⟦" in words[spot] else _set(node, " ".join(words))


def _case(m: Mutation) -> Keys:
    siblings, at = m.some(words=6)
    node = siblings[at]
    words = node.text.split(" ")
    spots = [i for i, w in enumerate(words) if w[:1].isalpha() and i]
    spot = m.pick.choice(spots)
    words[spot] = words[spot][:1].swapcase() + words[spot][1:]
    return _set(node, " ".join(words))


def _rename(m: Mutation) -> Keys:
    siblings, at = m.some("section", leaf=False)
    node = siblings[at]
    words = node.text.split(" ")
    change = m.pick.choice(("prefix", "suffix", "replace"))
    if change == "prefix":
        words = ["Arrangements", "for", *words]
    elif change == "suffix":
        words += ["and", "enforcement"]
    else:
        words[-1] = m.pick.choice(("provisions", "duties", "guidance"))
    return _set(node, " ".join(words))


def _merge(m: Mutation) -> Keys:
    places = [
        (s, i)
        for s, i in m.places(words=5)
        if i + 1 < len(s)
        and s[i + 1].kind == "clause"
        and not s[i + 1].children
        and s[i + 1].key not in m.touched
        and len(s[i + 1].text.split()) >= 5
    ]
    siblings, at = m.pick.choice(places)
    first, second = siblings[at], siblings.pop(at + 1)
    m.touched.update((first.key, second.key))
    joined = f"{first.text} {second.text}"
    if m.pick.random() < 0.5:
        joined = f"{first.text.rstrip('.;')}, and {second.text[:1].lower()}{second.text[1:]}"
    first.text = joined
    first.origin = (*first.origin, *second.origin)
    return (first.key, second.key)


def _split(m: Mutation) -> Keys:
    places = [(s, i) for s, i in m.places(words=14) if re.search(r"\. [A-Z]", s[i].text)]
    if not places:
        return ()
    siblings, at = m.pick.choice(places)
    node = siblings[at]
    head, tail = re.split(r"(?<=\.) (?=[A-Z])", node.text, maxsplit=1)
    if min(len(head.split()), len(tail.split())) < 5:
        return ()
    node.text = head
    rest = m.fresh("clause", tail)
    rest.origin = node.origin
    siblings.insert(at + 1, rest)
    return (node.key, rest.key)


def _add_section(m: Mutation) -> Keys:
    texts = [m.novel() for _ in range(3)]
    title = m.pick.choice(_NEW_HEADINGS)
    if not all(texts) or any(n.text == title for n in m.new):
        return ()
    section = m.fresh("section", title, [m.fresh("clause", text) for text in texts])
    m.new.insert(m.pick.randint(1, len(m.new)), section)
    return tuple(n.key for n in walk([section]))


def _remove_section(m: Mutation) -> Keys:
    places = [p for p in m.places("section", leaf=False) if len(walk([p[0][p[1]]])) < 14]
    if len(m.new) < 4 or not places:
        return ()
    siblings, at = m.pick.choice(places)
    return tuple(n.key for n in walk([siblings.pop(at)])) if len(siblings) > 2 else ()


def _move_section(m: Mutation) -> Keys:
    places = [p for p in m.places("section", leaf=False) if len(p[0]) >= 4]
    if not places:
        return ()
    siblings, at = m.pick.choice(places)
    targets = [
        i for i in range(len(siblings)) if abs(i - at) >= 2 and siblings[i].kind == "section"
    ]
    if not targets:
        return ()
    node = siblings.pop(at)
    siblings.insert(m.pick.choice(targets), node)
    m.moved.add(node.key)
    return (node.key,)


def _break_reference(m: Mutation) -> Keys:
    places = [p for p in m.places() if "⟦" in p[0][p[1]].text]
    sections = [n for n in m.new if n.kind == "section" and n.key not in m.touched]
    if not places or not sections:
        return ()
    siblings, at = m.pick.choice(places)
    node = siblings[at]
    wrong = m.pick.choice(sections).key
    text = re.sub(r"⟦\d+⟧", f"⟦{wrong}⟧", node.text, count=1)
    m.broken.add(node.key)
    return _set(node, text)


def _move_and_amend(m: Mutation) -> Keys:
    siblings, at = m.some(words=12)
    others = [(s, i) for s, i in m.places(words=6) if s is not siblings]
    if not others or len(siblings) < 3:
        return ()
    target, to = m.pick.choice(others)
    node = siblings.pop(at)
    target.insert(to, node)
    m.moved.add(node.key)
    return _set(node, node.text + " " + m.pick.choice(_SENTENCES))


def _edit_table(m: Mutation) -> Keys:
    places = m.places("table")
    if not places:
        return ()
    siblings, at = m.pick.choice(places)
    node = siblings[at]
    rows = node.text.split("\n")
    if m.pick.random() < 0.5:
        rows.insert(m.pick.randint(1, len(rows)), "\t".join(["Deputy", "Sam Moor", "12"]))
    else:
        spot = m.pick.randint(1, len(rows) - 1)
        rows[spot] = "\t".join([*rows[spot].split("\t")[:-1], "30"])
    return _set(node, "\n".join(rows))


def _edit_paragraph(m: Mutation) -> Keys:
    places = m.places("paragraph", words=6)
    if not places:
        return ()
    siblings, at = m.pick.choice(places)
    node = siblings[at]
    return _set(node, f"{node.text} {m.pick.choice(_SENTENCES)}")


def _demote(m: Mutation) -> Keys:
    """Put a clause under the one before it."""
    places = [
        (s, i)
        for s, i in m.places(words=5)
        if i and s[i - 1].kind == "clause" and s[i - 1].key not in m.touched and len(s) > 2
    ]
    depths = {id(s): d for s, d in m.depths()}
    places = [p for p in places if depths[id(p[0])] < 3]
    if not places:
        return ()
    siblings, at = m.pick.choice(places)
    node = siblings.pop(at)
    siblings[at - 1].children.append(node)
    m.moved.add(node.key)
    return (node.key,)


def _repeat(m: Mutation) -> Keys:
    """Say again, in another section, what a clause says."""
    siblings, at = m.some(words=8)
    others = [(s, i) for s, i in m.places() if s is not siblings]
    if not others or "⟦" in siblings[at].text:
        return ()
    target, to = m.pick.choice(others)
    again = m.fresh("clause", siblings[at].text)
    target.insert(to, again)
    return (again.key, siblings[at].key)


def _rewrite_heavily(m: Mutation) -> Keys:
    """Keep two words of five, and lose the place where they stood together."""
    siblings, at = m.some(words=14)
    node = siblings[at]
    words = node.text.rstrip(".").split(" ")
    if "⟦" in node.text:
        return ()
    kept = [w if m.pick.random() < 0.45 else m.pick.choice(_OTHER_WORDS) for w in words]
    return _set(node, " ".join(kept) + ".")


def _short_item(m: Mutation) -> Keys:
    """Change one word of a short clause."""
    places = [(s, i) for s, i in m.places(words=3) if len(s[i].text.split()) < 8]
    if not places:
        return ()
    siblings, at = m.pick.choice(places)
    words = siblings[at].text.split(" ")
    words[m.pick.randrange(1, len(words))] = m.pick.choice(_OTHER_WORDS)
    return _set(siblings[at], " ".join(words))


def _set(node: Node, text: str) -> Keys:
    if text == node.text:
        return ()
    node.text = text
    return (node.key,)


KINDS: dict[str, Callable[[Mutation], Keys]] = {
    "add clause": _add_clause,
    "remove clause": _remove_clause,
    "move within section": _move_within,
    "move elsewhere": _move_away,
    "replace words": _replace_words,
    "add phrase": _add_phrase,
    "add sentence": _add_sentence,
    "cut words": _cut_words,
    "rewrite": _rewrite,
    "punctuation": _punctuation,
    "case": _case,
    "rename heading": _rename,
    "merge": _merge,
    "split": _split,
    "add section": _add_section,
    "remove section": _remove_section,
    "move section": _move_section,
    "break reference": _break_reference,
    "move and amend": _move_and_amend,
    "demote": _demote,
    "repeat clause": _repeat,
    "rewrite heavily": _rewrite_heavily,
    "short item": _short_item,
    "edit table": _edit_table,
    "edit paragraph": _edit_paragraph,
}


def make_case(base: str, seed: int, edits: int) -> Case:
    """Return two policies, so many edits apart, and the truth."""
    mutation = Mutation(base, seed)
    mutation.run(edits)
    old, new = NumberedText(mutation.old), NumberedText(mutation.new)
    return Case(base, old.policy(base), new.policy(base), _truth(mutation, old, new))


def cases(seed: int, edits: int, how_many: int) -> list[Case]:
    """Return so many cases for each base text."""
    return [make_case(base, seed + n, edits) for base in BASES for n in range(how_many)]


def _truth(mutation: Mutation, old: NumberedText, new: NumberedText) -> Truth:
    truth = Truth()
    before = {n.key: n for n in walk(mutation.old)}
    after = walk(mutation.new)
    heirs: dict[int, list[Node]] = {}
    for node in after:
        for key in node.origin:
            heirs.setdefault(key, []).append(node)
    by_key: dict[int, set[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}

    def note(olds: tuple[int, ...], news: list[Node], status: str) -> None:
        item = (
            tuple(old.address[k] for k in olds),
            tuple(new.address[n.key] for n in news),
            status,
        )
        truth.items.add(item)
        for key in (*olds, *(n.key for n in news)):
            by_key.setdefault(key, set()).add(item)

    for key in before:
        if key not in heirs:
            note((key,), [], "removed")
    seen: set[int] = set()
    for node in after:
        if not node.origin:
            note((), [node], "added")
        elif len(node.origin) > 1:
            note(node.origin, [node], "merged")
        elif len(heirs[node.origin[0]]) > 1:
            if node.origin[0] not in seen:
                seen.add(node.origin[0])
                note(node.origin, heirs[node.origin[0]], "split")
        else:
            was = before[node.origin[0]]
            same = new.words(node) == old.words(was)
            note(node.origin, [node], "unchanged" if same else "amended")
    truth.moved = {old.address[k] for k in mutation.moved if k in old.address}
    for edit in mutation.edits:
        items = set().union(*(by_key.get(k, set()) for k in edit.keys))
        truth.edits.append((edit.kind, items))
    return truth
