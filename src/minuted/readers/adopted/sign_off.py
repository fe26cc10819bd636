"""What stands below a document's text: who signed it, when, and when it is reviewed.

Signed: ________  Chair of Governors   Date: 6 September 2023   Review date: September 2024
   │ names of facts, and what stands between them
   ▼
person ·  date 6 September 2023 ·  review September 2024

A form that is still to be signed has no date, and stays text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minuted.model.dates import parse_british
from minuted.model.document import Part, Piece
from minuted.readers.adopted.plain import plain_words
from minuted.readers.adopted.version_rows import Column, fact_of, facts_of

_MOST_LINES = 10
_LONGEST = 30
_NAME = re.compile(
    r"(?i)(?<![\w-])(?:signed(?: by| on behalf of [^:.…_]{2,40}?)?|signature|print(?:ed)? name|name"
    r"|position|role|minute (?:number|no|ref(?:erence)?)"
    r"|(?:(?:this )?policy )?(?:approved|adopted|ratified|agreed)(?: by| on)?"
    r"|date (?:of|for) (?:next )?review|(?:date )?(?:of )?next review(?: date| due)?"
    r"|(?:policy )?(?:to be reviewed|review(?: date| due)?)(?: by| on)?"
    r"|date (?:of )?(?:approval|approved|adoption|adopted|ratified|signed|agreed)"
    r"|last reviewed(?: on)?|date)(?![\w-])(?=\s*(?:[:.…_–-]|\d|$|(?-i:\s[A-Z])))"
)
_ROLE = re.compile(
    r"(?i)(?:(?:on behalf of )?(?:the )?(?:chair(?:man|person|woman)?|vice[- ]chair|clerk"
    r"|head ?teacher|head|principal|trustee|governor)"
    r"(?:(?: of| to)(?: the)? (?:governors|governing (?:board|body)|trustees|trust board|board"
    r"|local governing (?:board|body)|committee))?|(?:the )?(?:governors|governing (?:board|body)))"
)
_GOVERNORS = re.compile(r"(?i)chair[a-z]* of (?:the )?(?:governors|govern\w+ b\w+)")
_BLANK = re.compile(r"[\s._…:,;()–—-]*")
_EDGES = " \t\n._…:,;–—-"
_HEADING = re.compile(
    r"(?i)(?:policy )?(?:approval|sign[- ]?off|adoption|ratification|authorisation|signatures?"
    r"|(?:approval|review)(?: and (?:review|approval))?(?: of this policy)?)\W*"
)


@dataclass(frozen=True, slots=True)
class SignOff:
    """What was found.

    Attributes:
        pieces: the paragraphs that it takes, in order, their heading first if they have one.
        facts: what they say, in order.
        body: who decided, by who signed; empty where that is said outright or not at all.
    """

    pieces: tuple[Piece, ...]
    facts: tuple[tuple[Column, str], ...]
    body: str


def sign_off_of(parts: Sequence[Part]) -> SignOff | None:
    """Return what stands at the end of a document's parts; None where it is no sign-off."""
    pieces: list[Piece] = []
    facts: list[tuple[Column, str]] = []
    words: list[str] = []
    for part in reversed(parts[-_MOST_LINES:]):
        found = _facts(part) if isinstance(part, Piece) else None
        if found is None or not isinstance(part, Piece):
            break
        pieces.insert(0, part)
        facts[:0] = found
        words.insert(0, plain_words(part.inlines))
    dated = {column for column, value in facts if parse_british(value) is not None}
    said = " ".join(words)
    if not dated & {"date", "review"} or not re.search(r"(?i)sign|approv|adopt|ratif|agreed", said):
        return None
    at = len(parts) - len(pieces) - 1
    above = parts[at] if at > 0 else None
    if isinstance(above, Piece) and above.kind == "heading":
        if not _HEADING.fullmatch(plain_words(above.inlines)):
            return None  # a section of its own: its words are its text
        pieces.insert(0, above)
    governors = _GOVERNORS.search(said)
    has_body = any(column == "body" for column, _ in facts)
    return SignOff(tuple(pieces), tuple(facts), governors[0] if governors and not has_body else "")


def _facts(piece: Piece) -> list[tuple[Column, str]] | None:
    """Return what a line of a sign-off says; None where it is no such line."""
    words = plain_words(piece.inlines)
    by_style = piece.kind == "heading" and not piece.guessed
    if piece.label or piece.kind == "bullet" or by_style or len(words.split()) > _LONGEST:
        return None
    names = list(_NAME.finditer(words))
    first = words[: names[0].start()] if names else words
    if not _BLANK.fullmatch(first) and not _ROLE.fullmatch(first.strip(_EDGES)):
        return facts_of(words) or None
    if not names:
        return []
    if len(names) == 1 and (found := facts_of(words)):
        return found
    ends = [name.start() for name in names[1:]] + [len(words)]
    facts: list[tuple[Column, str]] = []
    for name, end in zip(names, ends, strict=True):
        value = words[name.end() : end].strip(_EDGES)
        if not value:
            continue
        fact = fact_of(f"{name[0]}: {value}")
        if fact is None or (fact[0] in ("date", "review") and parse_british(value) is None):
            facts.append(("person", value))
        else:
            facts.append(fact)
    return facts
