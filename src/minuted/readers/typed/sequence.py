"""Whether a number at the beginning of a line is a clause's, and how deep it stands.

1.1 … 1.2 … 2.5 miles …     2.5 comes after nothing that was there: words
(a) … (b) … (i) …           (i) begins a list under (b), or goes on from (h)
1. … 1. … 1. …              counted by Markdown: 1, 2, 3
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from minuted.readers.adopted.marks import Mark, follows
from minuted.readers.typed.opening import Opening

Rank = Literal["next", "start", "gap", "back", "far"]

_LETTERS = 1000
"""Added to the first part of a path that begins with an appendix's letter."""
_MOST_SKIPPED = 40
_NEAR = 1
_REFERRING = (
    "paragraph", "paragraphs", "para", "paras", "para.", "section", "sections", "clause",
    "clauses", "appendix", "see", "under", "with", "of", "in", "to", "from", "than", "by", "about",
    "part", "article", "point", "points", "the", "at", "least", "between", "over", "a", "for",
)  # fmt: skip
"""Words that no line ends with where a new clause begins after it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a number stands.

    Attributes:
        free: whether its author began a line there: after a blank line or a short one.
        ended: whether the words before it end a sentence or a point.
        before: the last word before it.
        column: how far its line is set in.
        at: which line of the text it is.
    """

    free: bool
    ended: bool
    before: str
    column: int
    at: int


@dataclass(slots=True)
class _Open:
    """A number that others can go on from, or stand under.

    Attributes:
        outer: whether it is of the text as a whole, such as `II.` or `Part B`, and no path.
    """

    mark: Mark
    column: int
    level: int
    outer: bool = False


class Sequence:
    """Takes the numbers of a text in order."""

    def __init__(self, later: Mapping[tuple[int, ...], int]) -> None:
        """Take where each path that a line might begin with stands last."""
        self._later = later
        self._last: dict[tuple[int, ...], int] = {}
        self._open: list[_Open] = []
        self._fresh = True
        self._words_between = False

    def heading(self) -> None:
        """Note a heading without a number: lists begin again under it."""
        self._open = []
        self._fresh = True

    def words(self, column: int) -> None:
        """Note a paragraph without a number."""
        self._words_between = self._words_between or column == 0

    def begins(self, opening: Opening, here: Surroundings) -> bool:
        """Whether a line begins with its number, and not with a word of the line before."""
        mark = opening.mark
        assert mark is not None
        marked = opening.bulleted
        before = here.before.lower()
        if before in _REFERRING and not marked and not (here.free and here.ended):
            return False
        rank = self._rank(mark, here)
        free = here.free or marked
        named = mark.shape[:1].isalpha()
        sure = opening.sure or (named and here.free and here.ended)
        upper = not opening.rest[:1].islower()
        joined = before.endswith((";", ":", ",")) or before in ("and", "or")
        if not sure and rank == "start" and not self._has_next(mark, here):
            return False
        spoken = rank == "far" or (rank == "gap" and marked)
        if spoken and self._later.get(_path_of(mark) or (-2,), -1) > here.at:
            return False  # its own place is still to come, so this only speaks of it
        match rank:
            case "next":
                return free or (sure and (here.ended or joined))
            case "start":
                return free or (sure and (joined or (here.ended and mark.form == "whole")))
            case "gap":
                likely = upper or marked or len(mark.parts) > 2 or mark.form != "whole"
                return free and sure and likely and (upper or not self._comes_later(mark, here))
            case "back":
                return free and sure and (here.ended or marked) and (upper or marked)
            case _:
                deep = len(mark.parts) > 1 or named or not self._last
                words = opening.rest[:1].isupper() or opening.rest[:1] in "\"“'‘*_[" or marked
                return free and sure and deep and words and here.ended

    def take(self, opening: Opening, here: Surroundings) -> tuple[str, int]:
        """Take a number; return it as the text prints it, and its level."""
        mark = opening.mark
        assert mark is not None
        label = opening.label
        known = self._sibling(mark, here)
        lazy = self._lazy(mark, here)
        if lazy is not None:
            known = lazy
            number = lazy.mark.parts[0] + 1
            label = label.replace(mark.number.strip("()"), str(number), 1)
            mark = Mark("count", (number,), mark.shape, mark.number)
        self._words_between = False
        path = self._path(mark, known)
        if path is not None:
            self._last = {k: v for k, v in self._last.items() if len(k) < len(path)}
            self._last[path[:-1]] = path[-1]
            for depth in range(1, len(path) - 1):
                self._last.setdefault(path[: depth - 1], path[depth - 1])
            outer = [o for o in self._open if o.outer]
            self._open = [*outer, _Open(mark, here.column, len(path))]
            self._fresh = False
            return label, len(path)
        if known is not None:
            del self._open[self._open.index(known) + 1 :]
            self._fresh = self._fresh or known.outer
            known.mark, known.column = mark, here.column
            return label, known.level
        level = self._begin(mark, here)
        first = all(o.outer for o in self._open) and mark.form in ("LETTER", "ROMAN")
        self._open.append(_Open(mark, here.column, level, first))
        return label, level

    def _begin(self, mark: Mark, here: Surroundings) -> int:
        """Return the level of a list that begins; lists set in further are over."""
        if here.column:
            while self._open and self._open[-1].column > here.column + _NEAR:
                self._open.pop()
        again = next(
            (
                known
                for known in reversed(self._open)
                if known.mark.shape == mark.shape
                and known.mark.form == mark.form
                and abs(known.column - here.column) <= _NEAR
            ),
            None,
        )
        if again is not None:
            level = again.level
            del self._open[self._open.index(again) :]
            return level
        return self._open[-1].level + 1 if self._open else 1

    # what comes after what

    def _rank(self, mark: Mark, here: Surroundings) -> Rank:
        if self._lazy(mark, here) or self._sibling(mark, here):
            return "next"
        path = _path_of(mark)
        if path is None:
            if 1 in (mark.parts[0], mark.other):
                return "start"
            same = [o for o in self._open if o.mark.shape == mark.shape]
            return "gap" if any(o.mark.parts[0] < mark.parts[0] for o in same) else "far"
        last = self._last.get(path[:-1])
        if path[-1] == (last or 0) + 1 and self._is_there(path[:-1]):
            return "next"
        if all(part == 1 for part in path) or path[-1] == _LETTERS + 1:
            return "start"
        if last is None and path[-1] == 1 and self._is_next(path[:-1]):
            return "next"
        if last is None and not self._is_there(path[:-1]):
            return "far"
        return "gap" if path[-1] > (last or 0) else "back"

    def _is_there(self, path: tuple[int, ...]) -> bool:
        """Whether a path is that of the last number, or above it."""
        return not path or self._last.get(path[:-1]) == path[-1]

    def _is_next(self, path: tuple[int, ...]) -> bool:
        if not path:
            return True
        return path[-1] == self._last.get(path[:-1], 0) + 1 and self._is_there(path[:-1])

    def _lazy(self, mark: Mark, here: Surroundings) -> _Open | None:
        """Return the number that is typed again, for Markdown to count."""
        if mark.form != "count" or mark.parts != (1,) or self._words_between:
            return None
        for known in reversed(self._open):
            same = known.mark.shape == mark.shape and known.mark.number == mark.number
            if same and abs(known.column - here.column) <= _NEAR:
                return known
        return None

    def _sibling(self, mark: Mark, here: Surroundings) -> _Open | None:
        """Return the open number that a part such as `(b)` goes on from, set in alike if any."""
        if mark.form == "whole":
            return None
        found = [
            known
            for known in reversed(self._open)
            if known.mark.shape == mark.shape
            and known.mark.form != "whole"
            and follows(known.mark, mark)
        ]
        alike = [known for known in found if abs(known.column - here.column) <= _NEAR]
        return next(iter(alike or found), None)

    def _path(self, mark: Mark, known: _Open | None) -> tuple[int, ...] | None:
        """Return a number's whole place; None for one of a list inside a clause."""
        path = _path_of(mark)
        if path is None or mark.form == "whole" or mark.appendix:
            return path
        if known is not None:
            return path if known.level == 1 else None
        if self._fresh or self._is_next(path) or not self._last:
            return path
        in_list = path[-1] == 1 and not mark.shape[:1].isalpha()
        return None if in_list else path

    def _comes_later(self, mark: Mark, here: Surroundings) -> bool:
        """Whether a number that this one would skip is still to come."""
        path = _path_of(mark)
        if path is None:
            return False
        last = self._last.get(path[:-1], 0)
        skipped = range(last + 1, min(path[-1], last + _MOST_SKIPPED))
        return any(self._later.get((*path[:-1], n), -1) > here.at for n in skipped)

    def _has_next(self, mark: Mark, here: Surroundings) -> bool:
        """Whether the number after an unsure one comes later, so that it begins a list."""
        counts = {mark.parts[-1], mark.other} - {0}
        return any(
            self._later.get(key, -1) > here.at
            for count in counts
            for key in (
                _path_of(mark, count + 1) or (-2,),
                neighbour(mark, count + 1),
            )
        )


def neighbour(mark: Mark, count: int) -> tuple[int, ...]:
    """Return a key for a number of this look with another count, for those without a path."""
    return (-1, *(ord(sign) for sign in mark.shape), -1, mark.form.isupper(), count)


def keys_of(mark: Mark) -> list[tuple[int, ...]]:
    """Return what a number that a line might begin with is looked up by."""
    path = _path_of(mark)
    keys = [neighbour(mark, count) for count in {mark.parts[-1], mark.other} - {0}]
    return [*keys, path] if path else keys


def _path_of(mark: Mark, last: int = 0) -> tuple[int, ...] | None:
    if mark.form not in ("whole", "count") and not mark.appendix:
        return None
    first = mark.parts[0] + (_LETTERS if mark.appendix else 0)
    path = (first, *mark.parts[1:])
    return (*path[:-1], last) if last else path
