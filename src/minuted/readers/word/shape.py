"""What each paragraph is: title, heading, numbered, bullet or plain words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from minuted.model.document import Grid, Numbering, Omitted, Part, Piece
from minuted.model.phrases import merged
from minuted.model.policy import Footnote, Image, Inline, Inlines, LineBreak, Strong, Text
from minuted.readers.labels import Label, orders_of, parts_of, typed_bullet, typed_label
from minuted.readers.title_lines import names_a_document, names_a_school
from minuted.readers.word.contents import without_contents
from minuted.readers.word.fields import joined
from minuted.readers.word.found import Found, FoundTable, Item
from minuted.readers.word.look import (
    LONGEST_HEADING,
    Standing,
    Usual,
    could_be_heading,
    standing,
    usual,
)
from minuted.readers.word.split import split_all
from minuted.readers.word.unrolled import unrolled
from minuted.readers.word.words import inlines_of, plain, runs_of, without_beginning

_LONGEST_STYLED = 25
_TITLE_WITHIN = 12
_MOST_LOOKS = 3
_FEW = 20
"""Up to this a number with a dot is a label wherever it stands."""

_MOST_MISSING = 3
"""Numbers that may be missing before a greater one that is a label all the same."""

_MOST_HEADINGS = 99
_TITLE_LARGER = 1.25
_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class Shaped:
    """A story whose parts are known."""

    title: str
    parts: tuple[Part, ...]
    omitted: tuple[Omitted, ...]


@dataclass
class _Line:
    """A paragraph that is being decided on."""

    found: Found
    text: str
    label: str = ""
    numbering: Numbering = ""
    bullet: bool = False
    unsure: Label | None = None
    heading: int = 0
    guessed: str = ""
    stands: Standing | None = None


def shape(items: Iterable[Item]) -> Shaped:
    """Decide what each paragraph is."""
    kept, gone = without_contents(list(split_all(unrolled(items))))
    omitted = tuple(Omitted("contents list", gap.text, gap.place) for gap in gone if gap.text)
    lines = {
        at: _Line(one, plain(one.atoms)) for at, one in enumerate(kept) if isinstance(one, Found)
    }
    usually = usual([line.found for line in lines.values()])
    for line in lines.values():
        _label(line)
    title, at_title = _title(lines, usually)
    beside_title = {at: _beside(lines.pop(at)) for at in at_title}
    for line in lines.values():
        _decide_heading(line, usually)
    _as_their_row(list(lines.values()))
    _settle_unsure(list(lines.values()))
    _set_levels(list(lines.values()))
    parts: list[Part] = []
    for at, item in enumerate(kept):
        if isinstance(item, FoundTable):
            parts.append(_grid(item))
        elif at in lines:
            parts.append(_piece(lines[at]))
        elif beside_title.get(at):
            parts.append(Piece("words", beside_title[at], item.place))
    return Shaped(title, tuple(parts), omitted)


def _label(line: _Line) -> None:
    printed = line.found.printed
    if printed is not None and printed.label:
        line.label, line.numbering = printed.label, "automatic"
        return
    typed = typed_label(line.text)
    bulleted = printed is not None and printed.bullet
    if typed and _is_sure(typed, line.text) and (not bulleted or parts_of(typed.text) > 1):
        _take(line, typed)
    elif bulleted:
        line.bullet = True
    elif (bullet := typed_bullet(line.text)) is not None:
        line.bullet = True
        _take(line, bullet)
        typed = typed_label(line.text)
        if typed and typed.sure and parts_of(typed.text) > 1 and not bullet.text.isalnum():
            line.bullet = False  # a bullet before a number is only the list's look
            _take(line, typed)
    elif typed:
        line.unsure = typed


def _is_sure(label: Label, text: str) -> bool:
    """Whether a label can be nothing else; `159.` may end a sentence, where nothing is 158."""
    large = label.text[:-1].isdecimal() and int(label.text[:-1]) > _FEW
    return label.sure and not (large and text[label.length - 1 : label.length] != "\t")


def _take(line: _Line, label: Label) -> None:
    line.label, line.numbering = label.text, "typed"
    line.found = replace(line.found, atoms=without_beginning(line.found.atoms, label.length))
    line.text = line.text[label.length :]
    line.unsure = None


def _decide_heading(line: _Line, usually: Usual) -> None:
    found = line.found
    text = line.text.strip()
    if found.outline:
        count = len(text.split())
        sentence = text.endswith((".", ";")) and count > LONGEST_HEADING
        if text and count <= _LONGEST_STYLED and not sentence:
            line.heading = found.outline
            _take_if_small(line)
        return
    if line.bullet or "subtitle" in found.style.names:
        return
    stands = standing(found, usually)
    if stands is None:
        return
    line.stands, line.guessed = stands
    line.heading = 1
    if line.unsure and could_be_heading(line.text[line.unsure.length :].strip()):
        _take_if_small(line)


def _as_their_row(lines: Sequence[_Line]) -> None:
    """Let what Word counts in one row be clauses where most of it is, and what is below them.

    One that is bold from end to end is but bold there.
    """
    rows: dict[tuple[str, int], list[_Line]] = {}
    for line in lines:
        if line.numbering == "automatic" and line.found.printed is not None:
            rows.setdefault(line.found.printed.row, []).append(line)
    highest: dict[str, int] = {}  # level of what are clauses, by list: no heading is below them
    for (name, level), row in sorted(rows.items()):
        if 2 * sum(1 for line in row if line.heading) < len(row):
            highest.setdefault(name, level)
        for line in row if name in highest else ():
            if line.guessed:
                line.heading, line.guessed, line.stands = 0, "", None


def _take_if_small(line: _Line) -> None:
    """Take a heading's unsure number, unless it is greater than anybody counts headings."""
    if (
        line.unsure
        and min((n for _, n in orders_of(line.unsure.text)), default=1) <= _MOST_HEADINGS
    ):
        _take(line, line.unsure)


def _settle_unsure(lines: Sequence[_Line]) -> None:
    """Take an unsure number for one where it follows another, or begins a row of them."""
    first: dict[tuple[str, int], int] = {}
    last: dict[tuple[str, int], int] = {}
    for at, line in enumerate(lines):
        text = line.unsure.text if line.unsure else line.label if line.numbering == "typed" else ""
        for place in _places(text):
            first.setdefault(place, at)
            last[place] = at
    known: set[str] = set()
    reached: dict[str, int] = {}
    for at, line in enumerate(lines):
        for form, count in _places(line.unsure.text if line.unsure else ""):
            gone_on = reached.get(form, 0) >= count
            follows = (first.get((form, count - 1), at) < at and not gone_on) or (
                count > _FEW and 0 < count - reached.get(form, 0) <= _MOST_MISSING
            )
            above = line.unsure.text.strip(" .)").rpartition(".")[0] if line.unsure else ""
            begins = (count == 1 and (last.get((form, 2), at) > at or above in known)) or (
                count > _FEW and last.get((form, count + 1), at) > at
            )
            if line.unsure and (follows or begins):
                _take(line, line.unsure)
        if line.label:
            known.add(line.label.strip(" .)"))
            reached.update(_places(line.label))


def _places(label: str) -> list[tuple[str, int]]:
    """Return where a label may stand in a row, with what is alike in all of the row.

    Examples are `(a)` and `(b)`, `A.` and `B.`, `IX` and `X`.
    """
    shape = re.sub(r"\w+", "", label)
    return [(f"{kind}{shape}", count) for kind, count in orders_of(label)]


def _set_levels(lines: Sequence[_Line]) -> None:
    """Give headings by look their levels: by their number, else by how much they stand out."""
    looks = sorted(
        {line.stands.rank for line in lines if line.stands and not line.label}, reverse=True
    )
    level_of = {rank: min(at, _MOST_LOOKS - 1) for at, rank in enumerate(looks)}
    styled = 0
    for line in lines:
        if line.heading and not line.guessed:
            styled = line.heading
        elif line.heading and line.label:
            printed = line.found.printed
            by_number = parts_of(line.label)
            line.heading = by_number or (printed.level if printed else 0) or styled + 1
        elif line.heading and line.stands:
            line.heading = min(9, styled + 1 + level_of[line.stands.rank])


def _title(lines: Mapping[int, _Line], usually: Usual) -> tuple[str, list[int]]:
    """Return the title and where it stands: in a title's style, or the largest line at the top."""
    first = list(lines.items())[:_TITLE_WITHIN]
    styled = [at for at, line in first if "title" in line.found.style.names]
    if styled:
        together = [
            at
            for at, following in zip(styled, range(styled[0], 10**6), strict=False)
            if at == following
        ]
        together = _of_the_document(lines, together)
        return joined(f"{_whole(lines[at])} " for at in together), together
    sized: dict[int, float] = {}
    for at, line in first:
        runs = runs_of(line.found.atoms)
        if line.found.outline or line.label or len(line.text.split()) > LONGEST_HEADING:
            break
        if runs:
            sized[at] = min(run.size for run in runs)
    largest = max(sized.values(), default=0.0)
    if largest < usually.size * _TITLE_LARGER or not sized:
        return "", []
    start = next(at for at, size in sized.items() if size == largest)
    together = [start]
    while sized.get(together[-1] + 1) == largest:
        together.append(together[-1] + 1)
    if len(together) > _TITLE_LINES or not could_be_heading(lines[start].text.strip()):
        return "", []
    together = _of_the_document(lines, together)
    return joined(f"{_whole(lines[one])} " for one in together), together


def _of_the_document(lines: Mapping[int, _Line], together: list[int]) -> list[int]:
    """Leave out of a title's lines those that only name the school, where another names it."""
    if not any(names_a_document(lines[at].text) for at in together):
        return together
    return [at for at in together if not names_a_school(lines[at].text.strip())]


def _whole(line: _Line) -> str:
    return joined([line.label if line.numbering == "typed" else "", line.text])


def _beside(line: _Line) -> Inlines:
    """Return the notes and pictures of a title, which is but words."""
    return tuple(atom for atom in line.found.atoms if isinstance(atom, Footnote | Image))


def _piece(line: _Line) -> Piece:
    found = line.found
    inlines = inlines_of(found.atoms)
    printed = found.printed
    by_number = parts_of(line.label) if line.numbering == "typed" else 0
    level = by_number or (printed.level if printed else 0)
    if line.heading:
        inlines = _as_heading(inlines)
        kind, level = "heading", line.heading
    elif line.bullet:
        kind, level = "bullet", printed.level if printed else 0
    elif line.label:
        kind = "numbered"
    else:
        kind, level = "words", 0
    return Piece(
        kind,  # type: ignore[arg-type]
        inlines,
        found.place,
        line.label,
        line.numbering,
        level,
        found.indent,
        found.anchors[0] if found.anchors else "",
        line.guessed if line.heading else "",
    )


def _as_heading(inlines: Inlines) -> Inlines:
    """Return a heading's words: bold goes, and a line break is a space."""
    done: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Strong):
            done += _as_heading(inline.children)
        elif isinstance(inline, LineBreak):
            done.append(Text(" "))
        else:
            done.append(inline)
    return merged(tuple(done))


def _grid(table: FoundTable) -> Grid:
    labels: dict[tuple[int, int, int], str] = {}
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            for at, found in enumerate(cell):
                printed = found.printed
                if printed is not None and (printed.label or printed.bullet):
                    labels[row, column, at] = printed.label or "•"
    rows = tuple(
        tuple(tuple(inlines_of(found.atoms) for found in cell) for cell in row)
        for row in table.rows
    )
    anchor = table.anchors[0] if table.anchors else ""
    return Grid(rows, table.place, table.header_rows, anchor, table.continued, labels)
