"""Two runs of words held side by side: where they differ, in order and in bounded time."""

import difflib
from bisect import bisect_left
from collections.abc import Iterator, Sequence

_RUN = 3
_CAREFULLY = 60_000
"""Pairs of words up to which all are looked at; beyond, the shortest way from one to the other."""

_MOST_EDITS = 1_200
_Gap = tuple[int, int, int, int]


def gaps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two runs of words differ: from and to in each, in order.

    Runs of three words that each has once are the fixed points; between them the words are
    compared one by one.
    """
    at_old = at_new = 0
    for i, j in [*_fixed(old, new), (len(old), len(new))]:
        if i < at_old or j < at_new:
            continue
        yield from _between(old, new, at_old, i, at_new, j)
        at_old, at_new = i, j
        while at_old < len(old) and at_new < len(new) and old[at_old] == new[at_new]:
            at_old += 1
            at_new += 1


def _between(
    old: Sequence[str], new: Sequence[str], i1: int, i2: int, j1: int, j2: int
) -> Iterator[tuple[int, int, int, int]]:
    while i1 < i2 and j1 < j2 and old[i1] == new[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and old[i2 - 1] == new[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    if i1 == i2 and j1 == j2:
        return
    if i1 == i2 or j1 == j2:
        yield i1, i2, j1, j2
        return
    one, other = old[i1:i2], new[j1:j2]
    if len(one) * len(other) > _CAREFULLY:
        found = _shortest(one, other)
    else:
        codes = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        found = [(a1, a2, b1, b2) for tag, a1, a2, b1, b2 in codes if tag != "equal"]
    for a1, a2, b1, b2 in found:
        yield i1 + a1, i1 + a2, j1 + b1, j1 + b2


def _shortest(old: Sequence[str], new: Sequence[str]) -> list[_Gap]:
    """Return where two runs differ by the fewest words; all of both if too far apart.

    After E. W. Myers, An O(ND) difference algorithm and its variations (1986).
    """
    reached = {1: 0}
    steps: list[dict[int, int]] = []
    for edits in range(_MOST_EDITS + 1):
        steps.append(dict(reached))
        for way in range(-edits, edits + 1, 2):
            down = way == -edits or (
                way != edits and reached.get(way - 1, -1) < reached.get(way + 1, -1)
            )
            at = reached.get(way + 1, 0) if down else reached.get(way - 1, 0) + 1
            while at < len(old) and at - way < len(new) and old[at] == new[at - way]:
                at += 1
            reached[way] = at
            if at >= len(old) and at - way >= len(new):
                return _gaps_of(steps, len(old), len(new))
    return [(0, len(old), 0, len(new))]


def _gaps_of(steps: Sequence[dict[int, int]], i: int, j: int) -> list[_Gap]:
    """Follow the shortest way back from its end, joining edits that touch."""
    found: list[_Gap] = []
    for edits in range(len(steps) - 1, 0, -1):
        reached, way = steps[edits], i - j
        down = way == -edits or (
            way != edits and reached.get(way - 1, -1) < reached.get(way + 1, -1)
        )
        before = way + 1 if down else way - 1
        from_i = reached.get(before, 0)
        from_j = from_i - before
        to_i, to_j = (from_i, from_j + 1) if down else (from_i + 1, from_j)
        if found and (found[-1][0], found[-1][2]) == (to_i, to_j):
            found[-1] = (from_i, found[-1][1], from_j, found[-1][3])
        else:
            found.append((from_i, to_i, from_j, to_j))
        i, j = from_i, from_j
    return found[::-1]


def _fixed(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    first, second = _once(old), _once(new)
    pairs = sorted((i, second[key]) for key, i in first.items() if key in second)
    tails: list[int] = []
    chain: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(chain[at - 1] if at else -1)
        if at == len(tails):
            tails.append(j)
            chain.append(number)
        else:
            tails[at] = j
            chain[at] = number
    done: list[tuple[int, int]] = []
    number = chain[-1] if chain else -1
    while number >= 0:
        done.append(pairs[number])
        number = before[number]
    return done[::-1]


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    twice: set[tuple[str, ...]] = set()
    for at in range(len(words) - _RUN + 1):
        key = tuple(words[at : at + _RUN])
        if key in found:
            twice.add(key)
        found[key] = at
    return {key: at for key, at in found.items() if key not in twice}
