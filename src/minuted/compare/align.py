"""Which old item became which new one: pairs, merges and splits.

    1  names that the author gave      []{#own-views}
    2  the same words, once in each    then by neighbours and parents where they are repeated
    3  headings whose clauses agree
    4  similar words, best first       half common run of words, half rare words, bonus for context
    5  merges and splits by coverage   a removed clause whose words are now in another
    6  the one unmatched item between matched neighbours is a rewrite

Numbers play no part, so a clause that is only renumbered is the same clause. The outcome does not
depend on which text is called the old one, because `compare` always asks in the same order.
"""

from collections import Counter
from dataclasses import dataclass, field

from minuted.compare.absorb import absorb
from minuted.compare.flatten import ROOT, Item
from minuted.compare.likeness import MATCH, SHORT, Likeness
from minuted.compare.sides import Side, pair
from minuted.compare.similarity import Measure

REWRITE = 0.22
CLEAR = 0.75
"""Above it nothing else needs to be thought of."""


@dataclass(slots=True)
class Alignment:
    """What became of what, by index.

    Attributes:
        pairs: old to new, one to one.
        merged: a new item's further old ones, besides that in `pairs`.
        split: an old item's further new ones, besides that in `pairs`.
    """

    pairs: dict[int, int] = field(default_factory=dict)
    merged: dict[int, list[int]] = field(default_factory=dict)
    split: dict[int, list[int]] = field(default_factory=dict)


def align(old: list[Item], new: list[Item]) -> Alignment:
    """Pair the items of two texts."""
    if [(i.address, i.text, i.parent) for i in old] == [(i.address, i.text, i.parent) for i in new]:
        # names do not count then: an author who swaps two of them has changed no word
        return Alignment({at: at for at in range(len(old))})
    return _Aligner(old, new).run()


def _first_parts_first(
    pairs: dict[int, int], merged: dict[int, list[int]], split: dict[int, list[int]]
) -> Alignment:
    """Let the first part of what was merged or split stand for it: it says where it is."""
    for o, group in split.items():
        first, *rest = sorted((pairs[o], *group))
        pairs[o], split[o] = first, rest
    came = {n: o for o, n in pairs.items()}
    for n, group in merged.items():
        first, *rest = sorted((came[n], *group))
        del pairs[came[n]]
        pairs[first], merged[n] = n, rest
    return Alignment(dict(sorted(pairs.items())), merged, split)


class _Aligner:
    def __init__(self, old: list[Item], new: list[Item]) -> None:
        self.old = Side(old)
        self.new = Side(new)
        self.merged: dict[int, list[int]] = {}
        self.split: dict[int, list[int]] = {}

    def run(self) -> Alignment:
        self._by_name()
        self._by_unique_words()
        self._by_context()
        self._headings_by_clauses()
        self._by_context()
        self._by_order()
        if self.old.free() and self.new.free():
            self.measure = Measure(self.old.items, self.new.items)
            likeness = Likeness(self.old, self.new, self.measure)
            likeness.pair(CLEAR)
            # before weaker likeness takes away a half of what was parted
            self._merges_and_splits()
            likeness.pair(MATCH)
            self._headings_by_clauses()
            likeness.pair(MATCH)
        self._merges_and_splits()
        if self.old.free() and self.new.free():
            self._by_gap()
            self._headings_by_clauses()
        pairs = {o: n for o, n in self.old.to.items() if o != ROOT and self.new.to.get(n) == o}
        return _first_parts_first(pairs, self.merged, self.split)

    def _pair(self, o: int, n: int) -> None:
        pair(self.old, self.new, o, n)

    # the same

    def _by_name(self) -> None:
        """Pair what the author named; a name that is the number says where it is, not what."""
        names = [
            {
                item.anchor: index
                for index, item in enumerate(side.items)
                if item.anchor and item.anchor != item.address
            }
            for side in (self.old, self.new)
        ]
        for name, o in names[0].items():
            if name in names[1]:
                self._pair(o, names[1][name])

    def _by_unique_words(self) -> None:
        keyed = []
        for side in (self.old, self.new):
            found: dict[tuple[str, str], list[int]] = {}
            for index in side.free():
                item = side.items[index]
                if len(item.words) >= 3 or item.kind == "section":
                    found.setdefault((item.kind, item.masked), []).append(index)
            keyed.append(found)
        for key, olds in keyed[0].items():
            news = keyed[1].get(key, [])
            if len(olds) == len(news) == 1:
                self._pair(olds[0], news[0])

    def _by_context(self) -> None:
        """Pair equal words beside or under what is paired already."""
        waiting = list(self.old.to.items())
        while waiting:
            o, n = waiting.pop()
            if o != ROOT:
                for step in (-1, 1):
                    self._pair_if_same(
                        self.old.sibling(o, step), self.new.sibling(n, step), waiting
                    )
            below = self.old.family(o), self.new.family(n)
            if below[0] and below[1]:
                self._pair_if_same(below[0][-1], below[1][-1], waiting)
                # what comes first is taken up first, so that repeated words keep their numbers
                self._pair_if_same(below[0][0], below[1][0], waiting)
        for o, n in sorted(self.old.to.items()):
            self._repeated(o, n)

    def _pair_if_same(self, o: int | None, n: int | None, waiting: list[tuple[int, int]]) -> None:
        if o is None or n is None or o in self.old.to or n in self.new.to:
            return
        one, other = self.old.items[o], self.new.items[n]
        if one.masked == other.masked and one.kind == other.kind:
            self._pair(o, n)
            waiting.append((o, n))

    def _repeated(self, o: int, n: int) -> None:
        """Pair equal words under two paired parents, in their order."""
        waiting: dict[tuple[str, str], list[int]] = {}
        for child in reversed(self.new.family(n)):
            if child not in self.new.to:
                item = self.new.items[child]
                waiting.setdefault((item.kind, item.masked), []).append(child)
        if not waiting:
            return
        for child in self.old.family(o):
            item = self.old.items[child]
            same = waiting.get((item.kind, item.masked))
            if same and child not in self.old.to:
                self._pair(child, same.pop())
                self._repeated(child, self.old.to[child])

    def _by_order(self) -> None:
        """Pair equal words that are left, wherever they stand, in the order of the text."""
        waiting: dict[str, list[int]] = {}
        for n in reversed(self.new.free()):
            waiting.setdefault(self.new.items[n].masked, []).append(n)
        for o in self.old.free():
            item = self.old.items[o]
            same = waiting.get(item.masked)
            if same and len(item.words) >= SHORT:
                self._pair(o, same.pop())

    # headings

    def _headings_by_clauses(self) -> None:
        """Pair parents most of whose paired children went to one another, deepest first."""
        for o in reversed(self.old.free()):
            children = self.old.items[o].children
            went = Counter(
                self.new.items[self.old.to[c]].parent for c in children if c in self.old.to
            )
            if not went:
                continue
            n, votes = max(went.items(), key=lambda item: (item[1], -item[0]))
            if n == ROOT or n in self.new.to or 2 * votes <= sum(went.values()):
                continue
            came = [c for c in self.new.items[n].children if c in self.new.to]
            same_kind = self.old.items[o].kind == self.new.items[n].kind
            if same_kind and 2 * votes > len(came):
                self._pair(o, n)

    # what was joined, parted or written anew

    def _merges_and_splits(self) -> None:
        whole = {self.new.to[n] for n in self.merged}
        whole |= {o for group in self.merged.values() for o in group}
        parts = {self.old.to[o] for o in self.split}
        parts |= {n for group in self.split.values() for n in group}
        old, new = (self.old.items, self.old.to), (self.new.items, self.new.to)
        absorb(*old, *new, self.merged, taken=parts)
        whole |= {self.new.to[n] for n in self.merged}
        absorb(*new, *old, self.split, taken=whole)

    def _by_gap(self) -> None:
        for o, n in list(self.old.to.items()):
            if self.new.to.get(n) != o:
                continue
            for mine, yours in self._single_gaps(o, n):
                one, other = self.old.items[mine], self.new.items[yours]
                if one.kind == other.kind and (self.measure.alike(one, other) >= REWRITE):
                    self._pair(mine, yours)

    def _single_gaps(self, o: int, n: int) -> list[tuple[int, int]]:
        """Return, under two paired parents, the free ones that stand alone in the same gap."""
        gaps: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
        for which, (side, parent) in enumerate(((self.old, o), (self.new, n))):
            before, run = ROOT, list[int]()
            for child in (*side.family(parent), ROOT):
                if child != ROOT and child not in side.to:
                    run.append(child)
                    continue
                if run:
                    # a gap is known by the old text's names of what stands on both sides of it
                    ends = (before, child)
                    if which:
                        ends = (self._was(before), self._was(child))
                    gaps.setdefault(ends, ([], []))[which].extend(run)
                before, run = child, []
        return [
            (mine[0], yours[0]) for mine, yours in gaps.values() if len(mine) == len(yours) == 1
        ]

    def _was(self, n: int) -> int:
        return self.new.to.get(n, ROOT)
