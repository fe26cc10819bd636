"""What stands above a document's text and belongs to the front matter: title, version table, facts.

Social Media policy                      title
Matlock & Dales Primary Partnership      whose copy it is
Review: Annually                         a fact
| Version | Date | …                     the version table
July 2021                                the text's own date
…                                        the text
Signed: …  Date: 6.9.23                  a sign-off (`sign_off`), facts too
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from minuted.model.dates import parse_british
from minuted.model.document import Document, Grid, Part, Piece, Place
from minuted.model.policy import Image, Inline, Inlines, LineBreak, Text
from minuted.readers.adopted.plain import beside_words, plain_words
from minuted.readers.adopted.sign_off import sign_off_of
from minuted.readers.adopted.version_rows import (
    OF_A_POLICY,
    History,
    column_of,
    columns_of,
    fact_of,
    facts_of,
    is_of_a_policy,
    read_table,
)
from minuted.readers.title_lines import names_a_document, names_a_school

_HISTORY_HEADING = re.compile(
    r"(?i:(?:version|document|revision|policy|review|amendment|change)s?"
    r"(?: and (?:version|document|review|approval))?"
    r" (?:control|history|table|record|log|information|details?|status)"
    r"(?: (?:sheet|table|record|log))?"
    r"|amendments?|approvals?(?: and review)?"
    r"|(?:record|history|log|summary|table) of (?:the )?"
    r"(?:changes|amendments|reviews|revisions|versions))\W*"
)
_NEXT_FACT = re.compile(r"(?<=\S)\s+(?=[A-Z][A-Za-z ]{2,40}:\s)")
PICTURE = "picture of the cover"
NUMBERS_OF_LINES = "numbers of the version table's lines"
"""What is taken, and need not stand in the source as words."""

_Where = Literal["above", "within", "below"]
_LONGEST_TITLE = 16
_FEWEST_OF_A_SENTENCE = 4
_LONGEST_LINE = 200
_PAIRS = frozenset(
    ("copy for", "trust", "fingerprint of the text", "decided", "minute number", "school", "group")
)
"""Names above their values, as pages have them, besides those of a version table."""


@dataclass
class Cover:
    """What was taken from above the text.

    Attributes:
        names: which of the known audiences' names stand there.
        dated: the text's own date as it stands there; empty for none.
        lines: what stands above the version table and means nothing here, word for word.
        taken: what each thing taken is, its words, and where it stood.
    """

    title: str = ""
    names: list[str] = field(default_factory=list)
    dated: str = ""
    lines: list[str] = field(default_factory=list)
    history: History = field(default_factory=History)
    taken: list[tuple[str, str, Place]] = field(default_factory=list)


def take_cover(document: Document, names: Iterable[str]) -> tuple[Cover, list[Part]]:
    """Take what belongs to the front matter out of a document's parts.

    Args:
        names: of the trust, its schools and groups, as a cover may have them.
    """
    cover = Cover(title=document.title)
    if document.title:
        cover.taken.append(("title", document.title, Place(0, 0, "")))
    known = {_plain(name): name for name in names}
    rest: list[Part] = []
    above = True
    name: Piece | None = None  # of a pair, such as `Review date` above `August 2024`
    end = _end_of_text(document.parts)
    for at, part in enumerate(document.parts):
        if isinstance(part, Grid):
            name = None
            if at == 0 and not cover.title and _banner(cover, part, known):
                continue
            where: _Where = "above" if above else "below" if at >= end else "within"
            if not _is_history(part, where, rest) or not _table(cover, part, rest):
                rest.append(part)
                above = above and len(rest) < 3
            elif above:
                if not cover.title:
                    _first_line(cover, rest)
                _lines_above(cover, rest)
            continue
        above = above and not part.label and part.kind != "bullet"
        if above and name is not None and _pair(cover, name, part, known):
            rest.pop()
            name = None
            continue
        name = None
        if above and (_fact(cover, part, known) or _school(cover, part, rest)):
            rest += _beside(part)
            continue
        words = plain_words(part.inlines)
        above = above and not _is_body(words, rest)
        rest.append(part)
        name = part if above and _is_name(words) else None
        above = above and len(words.split()) <= 60 and len(rest) < 12
    if not cover.title:
        _first_line(cover, rest)
    _sign_off(cover, rest)
    if not rest:  # a document of a title alone has those words for its text
        title = (Text(document.title),) if document.title else ()
        first = [Piece("words", title, Place(0, 0, ""))] if title else []
        return Cover(), [*first, *document.parts]
    return cover, rest


def _end_of_text(parts: Sequence[Part]) -> int:
    """Return where only tables, their headings and loose lines come, to a document's end."""
    for at in range(len(parts), 0, -1):
        part = parts[at - 1]
        if isinstance(part, Grid):
            continue
        words = plain_words(part.inlines)
        titled = part.kind == "heading" and _HISTORY_HEADING.fullmatch(words)
        loose = part.kind == "words" and len(words.split()) <= _LONGEST_TITLE
        if not (titled or loose):
            return at
    return 0


def _is_history(grid: Grid, where: _Where, rest: Sequence[Part]) -> bool:
    """Whether a table can be the policy's own version table, by where it stands.

    Others have versions and dates as well: programs, forms, meetings.
    """
    for part in reversed(rest[-2:]):
        words = plain_words(part.inlines) if isinstance(part, Piece) else ""
        if _HISTORY_HEADING.fullmatch(words):
            return True
        if isinstance(part, Grid) or part.kind != "words":
            break
    columns = columns_of(grid)
    if where == "within":
        return is_of_a_policy(columns)
    return columns[0] is not None or bool(OF_A_POLICY.intersection(columns))


def _banner(cover: Cover, grid: Grid, known: dict[str, str]) -> bool:
    """Take a table that sets a school's name beside the title; False where it is none."""
    cells = [plain_words(p) for row in grid.rows for cell in row for p in cell if plain_words(p)]
    titles = [
        cell for cell in cells if names_a_document(cell) and len(cell.split()) <= _LONGEST_TITLE
    ]
    others = [cell for cell in cells if cell not in titles]
    pictured = any(beside_words(p) for row in grid.rows for cell in row for p in cell)
    if (
        pictured
        or len(titles) != 1
        or not all(_plain(o) in known or names_a_school(o) for o in others)
    ):
        return False
    cover.title = titles[0]
    cover.names += [known[_plain(one)] for one in others if _plain(one) in known]
    cover.lines += [one for one in others if _plain(one) not in known]
    cover.taken.append(("title", " ".join(cells), grid.place))
    return True


def _school(cover: Cover, piece: Piece, rest: Sequence[Part]) -> bool:
    """Take the name of a school that trust.yaml does not have, beside the title; else False."""
    words = plain_words(piece.inlines)
    by_style = piece.kind == "heading" and not piece.guessed
    if by_style or not cover.title or rest or not names_a_school(words):
        return False
    cover.lines.append(words)
    cover.taken.append(("line of the cover", words, piece.place))
    return True


def _sign_off(cover: Cover, rest: list[Part]) -> None:
    """Take who signed the text at its end, and when; what the cover says already stays as it is."""
    found = sign_off_of(rest)
    if found is None or len(found.pieces) >= len(rest):
        return
    for piece in found.pieces:
        cover.taken.append(("sign-off", _printed(piece), piece.place))
    history = cover.history
    at = len(rest) - len(found.pieces)
    rest[at:] = [left for piece in found.pieces for left in _beside(piece)]
    decided_here = "date" not in history.facts
    for column, value in found.facts:
        if column not in history.facts:
            history.facts[column] = value
        elif not _is_same(history.facts[column], value):
            history.others.append(("at the end of the text", value))
    if found.body and decided_here:
        history.facts.setdefault("body", found.body)


def _is_same(one: str, other: str) -> bool:
    days = parse_british(one), parse_british(other)
    return _plain(one) == _plain(other) or (days[0] == days[1] is not None)


def _is_body(words: str, rest: list[Part]) -> bool:
    """Whether a paragraph is a sentence under a heading, so that the text has begun."""
    last = rest[-1] if rest else None
    headed = isinstance(last, Piece) and last.kind == "heading"
    return headed and words.endswith(".") and len(words.split()) >= _FEWEST_OF_A_SENTENCE


def _lines_above(cover: Cover, rest: list[Part]) -> None:
    """Take the short lines above a version table: a cover has names, addresses and a logo there."""
    for part in list(rest):
        if not isinstance(part, Piece) or part.kind != "words":
            continue
        words = plain_words(part.inlines)
        pictured = all(isinstance(i, Image) for i in part.inlines)
        if pictured or (len(words.split()) <= 12 and not words.endswith((".", ":", ";", ","))):
            what = PICTURE if pictured else "line of the cover"
            alt = " ".join(i.alt for i in part.inlines if isinstance(i, Image))
            cover.taken.append((what, alt if pictured else words, part.place))
            if not pictured:
                cover.lines.append(words)
            rest.remove(part)


def _is_name(words: str) -> bool:
    return column_of(words) is not None or _plain(words) in _PAIRS


def _pair(cover: Cover, name: Piece, value: Piece, known: dict[str, str]) -> bool:
    """Take a name and the value below it; False where the second is none."""
    first, second = plain_words(name.inlines), plain_words(value.inlines)
    if not second or len(second.split()) > 12 or value.kind != "words" or _is_name(second):
        return False
    cover.taken.append(("fact of the cover", f"{first} {second}", name.place))
    plain = _plain(second)
    if plain in known:
        cover.names.append(known[plain])
    fact = fact_of(f"{first}: {second}")
    if fact is not None:
        cover.history.facts.setdefault(*fact)
    return True


def _table(cover: Cover, grid: Grid, rest: list[Part]) -> bool:
    history = read_table(grid)
    if history is None:
        return False
    last = rest[-1] if rest else None
    if isinstance(last, Piece) and _HISTORY_HEADING.fullmatch(plain_words(last.inlines)):
        cover.taken.append(("heading of the version table", _printed(last), last.place))
        rest.pop()
    cover.history.rows += history.rows
    for column, value in history.facts.items():
        cover.history.facts.setdefault(column, value)
    cover.history.others += history.others
    words = " ".join(plain_words(p) for row in grid.rows for cell in row for p in cell)
    cover.taken.append(("version table", words, grid.place))
    labels = " ".join(grid.labels.values())
    if any(map(str.isalnum, labels)):
        cover.taken.append((NUMBERS_OF_LINES, labels, grid.place))
    return True


def _fact(cover: Cover, piece: Piece, known: dict[str, str]) -> bool:
    words = plain_words(piece.inlines)
    plain = _plain(words)
    short = len(words.split()) <= _LONGEST_TITLE and len(words) <= _LONGEST_LINE
    if not cover.title and piece.kind == "heading" and short and parse_british(words) is None:
        cover.title = words
        cover.taken.append(("title", words, piece.place))
        return True
    if cover.title and plain == _plain(cover.title):
        cover.taken.append(("title, repeated", words, piece.place))
        return True
    if plain in known:
        cover.names.append(known[plain])
        cover.taken.append(("name", words, piece.place))
        return True
    dated = re.sub(r"(?i)^(?:text (?:dated|of)|dated) ", "", words)
    if parse_british(dated) is not None and not cover.dated:
        cover.dated = dated
        cover.taken.append(("date of the text", words, piece.place))
        return True
    several = words.split(" · ")
    broken = [plain_words(tuple(line)) for line in _broken(piece.inlines)]
    several = broken if len(broken) > 1 else several
    glued = _NEXT_FACT.split(words)
    if len(several) == 1 < len(glued) and all(facts_of(one) for one in glued):
        several = glued  # lines of a page that stand close
    if len(several) > 1 and _several(cover, several, piece, known):
        return True
    facts = facts_of(words)
    if facts and not any(column in cover.history.facts for column, _ in facts):
        cover.history.facts.update(facts)
        cover.taken.append(("fact of the cover", words, piece.place))
        return True
    return False


def _broken(inlines: Inlines) -> list[list[Inline]]:
    """Return the lines of a paragraph whose author broke it."""
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    return [line for line in lines if line]


def _several(cover: Cover, lines: list[str], piece: Piece, known: dict[str, str]) -> bool:
    """Take a line of several facts with dots between them; False where one is none."""
    trial = Cover(cover.title, [], cover.dated)
    found = 0
    for line in lines:
        one = replace(piece, inlines=(Text(line),), kind="words")
        found += _fact(trial, one, known)
    if found < 1 or (found < len(lines) and len(lines) - found > 1):
        return False
    cover.names += trial.names
    cover.dated = trial.dated
    for column, value in trial.history.facts.items():
        cover.history.facts.setdefault(column, value)
    cover.taken.append(("facts of the cover", " ".join(lines), piece.place))
    return True


def _first_line(cover: Cover, rest: list[Part]) -> None:
    first = next((part for part in rest if isinstance(part, Piece)), None)
    if first is None or first.label or first.kind == "bullet" or rest[0] is not first:
        return
    words = plain_words(first.inlines)
    short = len(words) <= _LONGEST_LINE
    if (
        short
        and 0 < len(words.split()) <= _LONGEST_TITLE
        and not words.endswith((".", ":", ";", ","))
    ):
        cover.title = words
        cover.taken.append(("title", words, first.place))
        rest[:1] = _beside(first)


def _beside(piece: Piece) -> list[Part]:
    """Return what is left of a line that was taken: its notes and pictures."""
    left = beside_words(piece.inlines)
    return [Piece("words", left, piece.place)] if left else []


def _printed(piece: Piece) -> str:
    label = piece.label if piece.numbering == "typed" else ""
    return f"{label} {plain_words(piece.inlines)}".strip()


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
