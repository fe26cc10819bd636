"""Pairs of items that are alike, best first; in rounds, because neighbours help.

half common run of words, half rare words      0 to 1
+ a little under the same parent, and beside what is paired
- a little elsewhere, and much where one is a heading and the other is not
"""

from minuted.compare.flatten import ROOT
from minuted.compare.sides import Side, pair
from minuted.compare.similarity import Candidates, Measure, is_within

MATCH = 0.5
"""How alike two items must be to be the same one."""

SHORT = 6
SHORT_MATCH = 0.62
"""Of fewer words than `SHORT` more is asked."""

PARENT_BONUS = 0.06
NEIGHBOUR_BONUS = 0.04
ELSEWHERE = 0.05
MOST_BONUS = PARENT_BONUS + 2 * NEIGHBOUR_BONUS
OTHER_KIND = 0.25

WITHIN = 0.85
"""The score of words that stand as they are within longer ones."""

FEWEST_WITHIN = 5


class Likeness:
    """Pairs the free items of two texts."""

    def __init__(self, old: Side, new: Side, measure: Measure) -> None:
        self.old, self.new = old, new
        self.measure = measure

    def pair(self, least: float) -> None:
        """Pair what is at least as alike as that."""
        found = [
            (score, o, n)
            for o, n in self._candidates()
            if (score := self._score(o, n)) >= max(least, self._needed(o, n)) - MOST_BONUS
        ]
        while True:
            ranked = sorted(
                (
                    (score + self._bonus(o, n), o, n)
                    for score, o, n in found
                    if o not in self.old.to and n not in self.new.to
                ),
                key=lambda item: (-item[0], item[1], item[2]),
            )
            paired = False
            for score, o, n in ranked:
                if o in self.old.to or n in self.new.to:
                    continue
                if score < max(least, self._needed(o, n)):
                    continue
                pair(self.old, self.new, o, n)
                paired = True
            if not paired:
                return

    def _candidates(self) -> list[tuple[int, int]]:
        free = self.new.free()
        index = Candidates(self.new.items, free, self.measure)
        nearest = self._nearest_paired()
        found: dict[tuple[int, int], None] = {}
        for o in self.old.free():
            for n in index.like(self.old.items[o]):
                found[o, n] = None
            for n in self._in_the_same_gap(o, nearest):
                found[o, n] = None
        return list(found)

    def _in_the_same_gap(self, o: int, nearest: dict[tuple[int, int], int]) -> list[int]:
        """Return free items that stand where this one stood: up to two from either end."""
        found = []
        parent = self.old.items[o].parent
        if parent in self.old.to:
            family = self.new.family(self.old.to[parent])
            same_place = family[self.old.place[o] : self.old.place[o] + 1]
            found += [n for n in same_place if n not in self.new.to]
        for step in (-1, 1):
            beside = nearest.get((o, step))
            if beside is not None:
                n = self.new.sibling(self.old.to[beside], -step)
            else:
                family = self.new.family(self.old.to[parent]) if parent in self.old.to else []
                n = family[0 if step < 0 else -1] if family else None
            for _ in range(2):
                if n is None or n in self.new.to:
                    break
                found.append(n)
                n = self.new.sibling(n, -step)
        return found

    def _nearest_paired(self) -> dict[tuple[int, int], int]:
        """Return, for each free old item, the nearest paired sibling before (-1) and after (1)."""
        nearest: dict[tuple[int, int], int] = {}
        for parent in range(ROOT, len(self.old.items)):
            family = self.old.family(parent)
            for step, run in ((-1, family), (1, family[::-1])):
                last = None
                for child in run:
                    if child in self.old.to:
                        last = child
                    elif last is not None:
                        nearest[child, step] = last
        return nearest

    def _score(self, o: int, n: int) -> float:
        one, other = self.old.items[o], self.new.items[n]
        if "table" in (one.kind, other.kind) and one.kind != other.kind:
            return 0.0
        score = self.measure.alike(one, other)
        if score < WITHIN and is_within(one.words, other.words, FEWEST_WITHIN):
            score = WITHIN
        return score if one.kind == other.kind else score - OTHER_KIND

    def _needed(self, o: int, n: int) -> float:
        shorter = min(len(self.old.items[o].words), len(self.new.items[n].words))
        return SHORT_MATCH if shorter < SHORT else MATCH

    def _bonus(self, o: int, n: int) -> float:
        bonus = 0.0
        if self.old.to.get(self.old.items[o].parent) == self.new.items[n].parent:
            bonus += PARENT_BONUS
        else:
            bonus -= ELSEWHERE
        for step in (-1, 1):
            mine, yours = self.old.sibling(o, step), self.new.sibling(n, step)
            if (mine is None and yours is None) or (
                mine is not None and yours is not None and self.old.to.get(mine) == yours
            ):
                bonus += NEIGHBOUR_BONUS
        return bonus
