"""How a document counts: what begins again under its headings, and what goes on through them.

Purpose  1 2    Scope  1 2 3       begins again: the headings get numbers, 1.1, 1.2, 2.1 …
A Purpose  1 2  B Scope  3 4       goes on: the headings' numbers are words
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from minuted.model.document import Part, Piece
from minuted.model.policy import Inlines, Text
from minuted.readers.adopted.marks import mark_of

_LETTERED = frozenset(("LETTER", "ROMAN"))
_NUMBERED = frozenset(("count", "whole"))
_NO_LEVEL = 100


def headings_to_number(parts: Sequence[Part]) -> frozenset[int]:
    """Return the levels of the headings without a number that get one; none where none do.

    They do where numbered paragraphs begin again at 1 under them. Where as many headings have one,
    those are lists within the numbered text; and headings that paragraphs are counted through,
    within those where they begin again, are but lines.
    """
    begun = numbered = 0
    bare = False
    levels: set[int] = set()
    anew, on = Counter[int](), Counter[int]()
    above = _NO_LEVEL  # the highest heading since the last numbered paragraph
    for part in parts:
        if not isinstance(part, Piece):
            continue
        if part.kind == "heading":
            bare = not part.label
            numbered += not bare
            levels.add(part.level)
            above = min(above, part.level)
        elif part.kind == "numbered":
            mark = mark_of(part.label)
            if bare:
                begun += bool(mark and mark.form != "whole" and mark.parts == (1,))
                bare = mark is None  # what begins at 1 further down is a list within the text
            if mark and mark.form == "count" and above < _NO_LEVEL:
                (anew if mark.parts == (1,) else on)[above] += 1
            above = _NO_LEVEL
    if not (begun > 1 and begun > numbered):
        return frozenset()
    through = {level for level in on if on[level] > anew[level] and any(n < level for n in anew)}
    return frozenset(levels - through)


def counted_through(parts: Sequence[Part]) -> list[Part]:
    """Make words of the numbers of headings that paragraphs are counted across.

    Part A Purpose, 1, 2, Part B Scope, 3: the paragraphs are 1, 2 and 3 of the whole text. So they
    are under 1 Purpose, 1, 2, 2 Scope, 3, 4, 3 Rules, 5: that is two rows of numbers, and people
    cite the paragraphs.
    """
    for forms, least in ((_LETTERED, 1), (_NUMBERED, 2)):
        if _is_counted_across(parts, forms, least):
            return [_across(part, forms) for part in parts]
    return list(parts)


def _is_counted_across(parts: Sequence[Part], forms: frozenset[str], least: int) -> bool:
    """Whether paragraphs go on counting at headings of some form, at so many of them at least."""
    last = crossings = counted = 0
    outer = False
    for part in parts:
        mark = mark_of(part.label) if isinstance(part, Piece) and part.label else None
        if mark is None or not isinstance(part, Piece):
            continue
        if part.kind == "heading":
            outer = outer or (mark.form in forms and not mark.appendix)
        elif part.kind == "numbered" and mark.form == "whole" and mark.form in forms:
            return False
        elif part.kind == "numbered" and mark.form == "count" and not mark.number.startswith("("):
            if outer and last and mark.parts[0] != last + 1:
                return False
            crossings += bool(outer and last)
            counted += 1
            last, outer = mark.parts[0], False
    shared = forms is _NUMBERED and counted <= crossings + 1  # a paragraph each, of one number
    return crossings >= least and not shared


def _across(part: Part, forms: frozenset[str]) -> Part:
    mark = mark_of(part.label) if isinstance(part, Piece) and part.label else None
    if (
        isinstance(part, Piece)
        and part.kind == "heading"
        and mark is not None
        and mark.form in forms
        and not mark.appendix
    ):
        return with_label_as_words(part)
    return part


def worded_labels(before: Iterable[Part], now: Iterable[Part]) -> list[str]:
    """Return the labels that Word makes and that have become words."""
    return [
        old.label
        for old, new in zip(before, now, strict=True)
        if isinstance(old, Piece) and old is not new and old.numbering == "automatic"
    ]


def with_label_as_words(piece: Piece) -> Piece:
    """Return a piece whose label is its first words."""
    inlines: Inlines = (Text(f"{piece.label} "), *piece.inlines)
    kind = "words" if piece.kind == "numbered" else piece.kind
    return Piece(
        kind, inlines, piece.place, level=piece.level, indent=piece.indent, anchor=piece.anchor
    )
