"""What moved: everything outside the heaviest run of siblings that kept their order.

    old 4: a b c d        new 4: a c d b        kept a c d, so b moved

What went under another parent moved too, unless that parent is new or the old one is gone: a
heading put between two clauses moves neither.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from minuted.compare.align import Alignment
from minuted.compare.flatten import ROOT, Item
from minuted.model.change import Change


def moved(old: list[Item], new: list[Item], found: Alignment) -> set[int]:
    """Return the old indexes of pairs that moved."""
    pairs = {ROOT: ROOT, **found.pairs}
    went = {**pairs, **{o: n for n, group in found.merged.items() for o in group}}
    came = {n: o for o, n in pairs.items()}
    came.update({n: o for o, group in found.split.items() for n in group})
    weight = _weights(old)
    families: dict[int, list[tuple[int, int]]] = {}
    adopted: list[tuple[int, int]] = []
    gone: set[int] = set()
    for o, n in found.pairs.items():
        mother, other = old[o].parent, new[n].parent
        if went.get(mother) == other or came.get(other) == mother:
            families.setdefault(mother, []).append((o, n))
        elif mother in went and other in came:
            gone.add(o)
        else:
            adopted.append((o, n))
    for family in families.values():
        gone |= _out_of_order(sorted(family), weight)
    if adopted:
        # only what stayed where it was can say whether an orphan or an adopted one moved
        still = [(o, n) for o, n in sorted(found.pairs.items()) if o not in gone]
        gone |= _out_of_order(still, dict.fromkeys(range(len(old)), 1)) & {o for o, _ in adopted}
    return gone


def staying(
    changes: Sequence[Change], old_order: Sequence[str], new_order: Sequence[str]
) -> set[int]:
    """Return the indexes of the changes that stand in the same order in both texts.

    It is the heaviest run of them, words counted. What became of several clauses is in it only if
    these stood together, for otherwise it has no one place.
    """
    places = [{address: at for at, address in enumerate(order)} for order in (old_order, new_order)]
    family: list[tuple[int, int]] = []
    index: dict[int, int] = {}
    weight: dict[int, int] = {}
    for at, change in enumerate(changes):
        olds = sorted(places[0][address] for address in change.old)
        news = sorted(places[1][address] for address in change.new)
        if not olds or not news:
            continue
        if olds[-1] - olds[0] >= len(olds) or news[-1] - news[0] >= len(news):
            continue
        family.append((olds[0], news[0]))
        index[olds[0]] = at
        kept = sum(len(segment.text) for segment in change.words if segment.op == "=")
        weight[olds[0]] = 1 if change.moved else 2 + kept
    if not family:
        return set()
    gone = _out_of_order(sorted(family), weight)
    return {at for old, at in index.items() if old not in gone}


def _weights(items: list[Item]) -> dict[int, int]:
    """Return how many items each one and all below it are."""
    weights = [1] * len(items)
    for at in range(len(items) - 1, -1, -1):
        if items[at].parent != ROOT:
            weights[items[at].parent] += weights[at]
    return dict(enumerate(weights))


def _out_of_order(family: list[tuple[int, int]], weight: Mapping[int, int]) -> set[int]:
    """Return the old indexes outside the heaviest increasing run of new ones."""
    if all(a[1] < b[1] for a, b in pairwise(family)):
        return set()
    # `ends` holds, by rising new index, the heaviest run that ends there; a run that is no
    # heavier than one ending earlier is left out, so both columns rise
    ends: list[tuple[int, int, int]] = []
    before: dict[int, int | None] = {}
    for at, (o, n) in enumerate(family):
        place = bisect_left(ends, (n,))
        previous = ends[place - 1] if place else None
        total = weight[o] + (previous[1] if previous else 0)
        before[at] = previous[2] if previous else None
        stop = place
        while stop < len(ends) and ends[stop][1] <= total:
            stop += 1
        ends[place:stop] = [(n, total, at)]
    kept: set[int] = set()
    step: int | None = ends[-1][2]
    while step is not None:
        kept.add(family[step][0])
        step = before[step]
    return {o for o, _ in family} - kept
