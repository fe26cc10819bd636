"""How alike two items' words are, and which are worth asking about.

Half of it is the longest common run of words, in order but not necessarily together; half is the
words they share, the rare ones counting most. 1.0 is the same words, 0.0 nothing in common.
"""

import math
from collections import Counter
from collections.abc import Sequence

from minuted.compare.flatten import Item

MOST_CANDIDATES = 6
MOST_POSTINGS = 600
"""How many index entries are looked at for one item, so that repetitive texts stay quick."""

TOO_LONG = 9_000_000
"""Words times words: above it the order of words is left out of account."""


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest common subsequence; a machine word at a time."""
    if len(one) * len(other) > TOO_LONG:  # order hardly matters among so many
        return (Counter(one) & Counter(other)).total()
    places: dict[str, int] = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | (1 << at)
    full = (1 << len(one)) - 1
    row = full
    for word in other:
        hits = row & places.get(word, 0)
        if hits:
            row = ((row + hits) | (row - hits)) & full
    return len(one) - row.bit_count()


def is_within(one: Sequence[str], other: Sequence[str], fewest: int) -> bool:
    """Whether the shorter run of words, if it is long enough, stands within the longer as it is."""
    short, long = sorted((one, other), key=len)
    return len(short) >= fewest and f" {' '.join(short)} " in f" {' '.join(long)} "


class Measure:
    """Knows how rare each word of two texts is."""

    def __init__(self, old: list[Item], new: list[Item]) -> None:
        found: Counter[str] = Counter()
        for item in (*old, *new):
            found.update(set(item.words))
        many = len(old) + len(new)
        self._weights = {w: math.log(1 + many / (1 + n)) for w, n in found.items()}
        # by identity, because the items stay while this does
        self._alike: dict[tuple[int, int], float] = {}
        self._sets: dict[int, tuple[frozenset[str], float]] = {}

    def weight(self, word: str) -> float:
        """Return how much it says that two items share a word."""
        return self._weights[word]

    def alike(self, one: Item, other: Item) -> float:
        """Return how alike two items' words are, 0 to 1."""
        if not one.words or not other.words:
            return 0.0
        if (id(one), id(other)) not in self._alike:
            run = 2 * common(one.words, other.words) / (len(one.words) + len(other.words))
            (mine, heavy), (yours, other_heavy) = self._weighed(one), self._weighed(other)
            shared = sum(map(self.weight, mine & yours))
            score = (run + 2 * shared / (heavy + other_heavy)) / 2
            self._alike[id(one), id(other)] = score
        return self._alike[id(one), id(other)]

    def _weighed(self, item: Item) -> tuple[frozenset[str], float]:
        """Return an item's words and what they weigh together."""
        if id(item) not in self._sets:
            words = frozenset(item.words)
            self._sets[id(item)] = words, sum(map(self.weight, words))
        return self._sets[id(item)]


class Candidates:
    """An index of some items by their words."""

    def __init__(self, items: list[Item], among: list[int], measure: Measure) -> None:
        self._measure = measure
        self._index: dict[str, list[int]] = {}
        for at in among:
            for word in sorted(set(items[at].words)):
                self._index.setdefault(word, []).append(at)

    def like(self, item: Item) -> list[int]:
        """Return the items that share most with this one, best first."""
        scores: dict[int, float] = {}
        words = [w for w in set(item.words) if w in self._index]
        words.sort(key=lambda w: (len(self._index[w]), w))
        looked = 0
        for word in words:
            postings = self._index[word]
            if looked + len(postings) > MOST_POSTINGS and looked:
                break
            looked += len(postings)
            weight = self._measure.weight(word)
            for at in postings[:MOST_POSTINGS]:
                scores[at] = scores.get(at, 0.0) + weight
        best = sorted(scores, key=lambda at: (-scores[at], at))
        return best[:MOST_CANDIDATES]
