"""What was struck and what was added within one clause, in phrases that a person can read.

    You [avoid making → must not publish] any social media communications …

Words are matched first (`matching`). A match between two changes that holds fewer
than three words, none of them telling, is given up, because "the" kept between two new phrases
is word soup; and where under a quarter is kept, the whole is struck and written anew. A row of a
table, or an item of a list, is no island: it is kept for its own sake.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from minuted.compare.matching import LINE_MARKS, matched
from minuted.compare.tokens import FUNCTION_WORDS, REFERENCE, Refs, Token, tokens
from minuted.model.change import Op, Segment

KEPT = 0.25
"""The least share of the longer text's characters that must be kept for a change in detail."""

ISLAND = 3
"""A kept run between changes that has fewer words than this must hold a telling one."""

CROWDED = 3
"""With more changes than this in a clause, short runs between long changes are given up too."""

HOPELESS = 100
"""With this many runs between changes nothing makes a clause readable, and trying takes long."""


@dataclass(frozen=True, slots=True)
class Words:
    """The outcome for one clause.

    Attributes:
        followed: pairs of numbers that were matched as the same cross-reference.
    """

    segments: tuple[Segment, ...]
    followed: tuple[tuple[str, str], ...] = ()


def change_words(old: str, new: str, old_refs: Refs = (), new_refs: Refs = ()) -> Words:
    """Say how one text became another.

    Args:
        old_refs, new_refs: start, end and number of each cross-reference; any of one text may be
            matched with any of the other.
    """
    if old == new and [ref[:2] for ref in old_refs] == [ref[:2] for ref in new_refs]:
        same = tuple((was[2], now[2]) for was, now in zip(old_refs, new_refs, strict=True))
        return Words((Segment("=", old),) if old else (), same)
    if (new, tuple(new_refs)) < (old, tuple(old_refs)):  # so that swapping the texts swaps all
        swapped = change_words(new, old, new_refs, old_refs)
        return Words(
            tidy(tuple(Segment(_OTHER[s.op], s.text) for s in swapped.segments)),
            tuple((b, a) for a, b in swapped.followed),
        )
    one, other = tokens(old, old_refs), tokens(new, new_refs)
    pairs = list(matched(one, other, old, new))
    number_at = [{start: number for start, _, number in refs} for refs in (old_refs, new_refs)]
    followed = tuple(
        (number_at[0][one[i].start], number_at[1][other[j].start])
        for i, j in pairs
        if one[i].key == REFERENCE
    )
    kept = _readable(_runs(pairs, one, other, old, new), one, other, old, new)
    return Words(tidy(_segments(kept, one, other, old, new)), followed)


_OTHER: dict[Op, Op] = {"=": "=", "-": "+", "+": "-"}

Run = list[tuple[int, int]]


def _runs(
    pairs: list[tuple[int, int]], one: list[Token], other: list[Token], old: str, new: str
) -> list[Run]:
    """Group matched tokens into runs that are the same to the character, gaps included."""
    runs: list[Run] = []
    last: tuple[int, int] | None = None
    for i, j in pairs:
        if old[one[i].start : one[i].end] != new[other[j].start : other[j].end]:
            last = None  # a cross-reference under another number
            continue
        joined = (
            last == (i - 1, j - 1)
            and old[one[i - 1].end : one[i].start] == new[other[j - 1].end : other[j].start]
        )
        if joined:
            runs[-1].append((i, j))
        else:
            runs.append([(i, j)])
        last = (i, j)
    return runs


def _readable(
    runs: list[Run], one: list[Token], other: list[Token], old: str, new: str
) -> list[Run]:
    """Give up the runs that would make word soup."""
    kept = [run for run in runs if not _is_island(run, one, other, old)]
    while CROWDED <= len(_between(kept, one, other)) < HOPELESS:
        # the run that is shortest beside the changes on both its sides
        costs = [
            (_worth(kept, at, one, other, old, new), at)
            for at in _between(kept, one, other)
            if not _spans_lines(kept[at], one)
        ]
        worth, at = min(costs, default=(1.0, -1))
        if worth >= 1:
            break
        del kept[at]
    same = sum(one[run[-1][0]].end - one[run[0][0]].start for run in kept)
    longer = max(len(old), len(new))
    is_table = "\t" in old and "\t" in new
    return kept if is_table or not longer or same >= KEPT * longer else []


def _between(runs: list[Run], one: list[Token], other: list[Token]) -> list[int]:
    """Return which runs have a change before and after them."""
    return [at for at, run in enumerate(runs) if not _at_an_end(run, one, other)]


def _at_an_end(run: Run, one: list[Token], other: list[Token]) -> bool:
    return run[0] == (0, 0) or run[-1] == (len(one) - 1, len(other) - 1)


def _is_island(run: Run, one: list[Token], other: list[Token], old: str) -> bool:
    if _at_an_end(run, one, other):
        return False
    if _spans_lines(run, one):
        return False
    words = [old[one[i].start : one[i].end].casefold() for i, _ in run]
    words = [word for word in words if word[0].isalnum()]
    return len(words) < ISLAND and all(word in FUNCTION_WORDS for word in words)


def _spans_lines(run: Run, one: list[Token]) -> bool:
    """Whether a run holds more than the mark at which a row, cell or item begins."""
    return len(run) > 1 and any(one[i].key in LINE_MARKS for i, _ in run)


def _worth(
    runs: list[Run], at: int, one: list[Token], other: list[Token], old: str, new: str
) -> float:
    """Return a run's length beside the shorter of the changes on either side of it."""
    run = runs[at]
    before = (one[runs[at - 1][-1][0]].end, other[runs[at - 1][-1][1]].end) if at else (0, 0)
    after = (len(old), len(new))
    if at + 1 < len(runs):
        after = (one[runs[at + 1][0][0]].start, other[runs[at + 1][0][1]].start)
    start, end = (
        (one[run[0][0]].start, other[run[0][1]].start),
        (
            one[run[-1][0]].end,
            other[run[-1][1]].end,
        ),
    )
    changed_before = max(start[0] - before[0], start[1] - before[1])
    changed_after = max(after[0] - end[0], after[1] - end[1])
    return (end[0] - start[0]) / max(1, min(changed_before, changed_after))


def _segments(
    runs: list[Run], one: list[Token], other: list[Token], old: str, new: str
) -> Iterator[Segment]:
    at = (0, 0)
    for run in runs:
        start = (one[run[0][0]].start, other[run[0][1]].start)
        end = (one[run[-1][0]].end, other[run[-1][1]].end)
        yield from _gap(old[at[0] : start[0]], new[at[1] : start[1]])
        yield Segment("=", old[start[0] : end[0]])
        at = end
    yield from _gap(old[at[0] :], new[at[1] :])


def _gap(old: str, new: str) -> Iterator[Segment]:
    """Yield what stands between two runs; white space that both have at an end is kept."""
    head = ""
    while old and new and old[0] == new[0] and old[0].isspace():
        head, old, new = head + old[0], old[1:], new[1:]
    tail = ""
    while old and new and old[-1] == new[-1] and old[-1].isspace():
        tail, old, new = old[-1] + tail, old[:-1], new[:-1]
    yield Segment("=", head)
    yield Segment("-", old)
    yield Segment("+", new)
    yield Segment("=", tail)


def tidy(segments: Iterator[Segment] | tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Leave out what is empty, join what is alike, put what was struck before what was added."""
    done: list[Segment] = []
    struck, added = "", ""
    for segment in segments:
        if segment.op == "-":
            struck += segment.text
        elif segment.op == "+":
            added += segment.text
        elif segment.text:
            done += _flushed(struck, added)
            struck = added = ""
            if done and done[-1].op == "=":
                done[-1] = Segment("=", done[-1].text + segment.text)
            else:
                done.append(segment)
    done += _flushed(struck, added)
    return tuple(done)


def _flushed(struck: str, added: str) -> list[Segment]:
    found: list[Segment] = []
    if struck:
        found.append(Segment("-", struck))
    if added:
        found.append(Segment("+", added))
    return found
