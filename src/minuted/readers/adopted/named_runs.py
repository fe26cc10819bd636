"""What is left out by name, found in a source where it stands: in one piece, and each once.

source   … Contents · 1 Purpose 3 · 2 Scope 4 · 1 Purpose · This policy …
named         └───── contents list ───────┘
left     …                                     1 Purpose · This policy …

Only what was found makes words of the source missing from the result well accounted for. A word of
the text that happens to stand in a header or in the contents too is not excused by that.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

_SKIPPED = 4
"""Words of a named run that may be missing from the source in one place: labels of Word's own."""

_MOST_PIECES = 6
_NO_LINE = 10**9
_ENOUGH = 0.6
"""How much of a run that does not stand there in one piece must be found."""


class NamedRuns:
    """A source's words, of which those of named runs are taken."""

    def __init__(
        self, source: Sequence[str], missing: Sequence[bool], lines: Sequence[int] = ()
    ) -> None:
        """Begin.

        Args:
            missing: of each word whether the result lacks it, as far as that was told.
            lines: of each word the line or paragraph where it stands; 0 where unknown.
        """
        self._source = source
        self._missing = missing
        self._before, self._after = _lines_around(lines or [0] * len(source))
        self._free = [True] * len(source)
        self._letters = "".join(source)
        self._begins = [0, *accumulate(len(word) for word in source)]
        self._last = 0
        self._line = 0

    def left(self) -> list[str]:
        """Return the words that nobody took, in order."""
        return [word for word, free in zip(self._source, self._free, strict=True) if free]

    def take(self, run: Sequence[str], line: int = 0) -> bool:
        """Take a run where it stands and the result lacks it; whether it does.

        Args:
            line: where it stands by its reader's word; 0 where unknown.
        """
        self._line = line
        whole = max(self._exactly(run), key=self._fitness, default=None)
        pieces = [whole] if whole else self._pieces(run)
        for begin, end in pieces:
            self._free[begin:end] = [False] * (end - begin)
            self._last = end
        return bool(pieces)

    def _exactly(self, run: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield where the run stands letter by letter, however it is parted into words."""
        letters = "".join(run)
        at = self._letters.find(letters) if letters else -1
        while at >= 0:
            begin = bisect_left(self._begins, at)
            end = bisect_left(self._begins, at + len(letters))
            whole = self._begins[begin] == at and self._begins[end] == at + len(letters)
            free = whole and all(self._free[begin:end]) and any(self._missing[begin:end])
            if free and self._may_stand(begin, end):
                yield begin, end
            at = self._letters.find(letters, at + 1)

    def _may_stand(self, begin: int, end: int) -> bool:
        """Whether the run's line is between those of the words before and after a place."""
        return not self._line or self._before[begin] <= self._line <= self._after[end]

    def _fitness(self, place: tuple[int, int]) -> tuple[float, bool, int]:
        """Rate a place: by how much of it the result lacks, then by the order of the runs."""
        begin, end = place
        lacking = sum(self._missing[begin:end]) / (end - begin)
        return lacking, begin >= self._last, -begin

    def _pieces(self, run: Sequence[str]) -> list[tuple[int, int]]:
        """Return where the pieces stand of a run that is parted or not all there, longest first.

        A header's words may stand at a page's head and foot, and labels of Word's own nowhere.
        """
        rest = list(run)
        found: list[tuple[int, int]] = []
        while rest and len(found) < _MOST_PIECES:
            begins = self._begins_of_stretches(set(rest), found)
            begin, used = max(
                ((at, self._covered(rest, at, found)) for at in begins),
                key=lambda one: len(one[1]),
                default=(0, []),
            )
            if len(used) < min(2, len(rest)):
                break
            found.append((begin, begin + len(used)))
            rest = [word for at, word in enumerate(rest) if at not in used]
        return found if len(run) - len(rest) >= _ENOUGH * len(run) else []

    def _begins_of_stretches(
        self, words: Collection[str], found: Sequence[tuple[int, int]]
    ) -> Iterator[int]:
        """Yield where some of these words begin that the result lacks and nobody took."""
        before = False
        for at, word in enumerate(self._source):
            lacking = self._missing[at] and word in words and self._is_free(at, found)
            lacking = lacking and self._may_stand(at, at + 1)
            if lacking and not before:
                yield at
            before = lacking

    def _covered(
        self, run: Sequence[str], begin: int, found: Sequence[tuple[int, int]]
    ) -> list[int]:
        """Return which words of a run the source goes on with, from one word on."""
        used: list[int] = []
        for at in range(begin, len(self._source)):
            from_here = used[-1] + 1 if used else 0
            near = run[from_here : from_here + _SKIPPED + 1] if used else run
            if not self._is_free(at, found) or self._source[at] not in near:
                break
            used.append(from_here + near.index(self._source[at]))
        return used

    def _is_free(self, at: int, found: Sequence[tuple[int, int]]) -> bool:
        return self._free[at] and not any(begin <= at < end for begin, end in found)


def _lines_around(lines: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return for each place between words the line of the nearest known word before and after."""
    before, after = [0], [_NO_LINE]
    for line in lines:
        before.append(line or before[-1])
    for line in reversed(lines):
        after.append(line or after[-1])
    return before, after[::-1]
