"""Merges: which unmatched items of one text are now part of an item of the other.

    old 7.2  "… refer to the school's IT policy."     ──paired──▶ new 7.2  "… IT policy and to
    old 7.3  "… refer to the school's E-Safety Policy." ──absorbed──▶        the E-Safety Policy."

Called with the texts the other way round, it finds splits.
"""

from collections.abc import Iterator, Set

from minuted.compare.flatten import ROOT, Item
from minuted.compare.similarity import common

COVERED = 0.7
"""How much of the absorbed item's words must be in the whole, in order."""

EXPLAINED = 0.55
"""How much of what is new in the whole must come from the absorbed item."""

FEWEST = 4
"""An item with fewer words than this is never said to be absorbed."""


def absorb(
    parts: list[Item],
    part_to: dict[int, int],
    wholes: list[Item],
    whole_to: dict[int, int],
    groups: dict[int, list[int]],
    *,
    taken: Set[int],
) -> None:
    """Find, for each whole, the further parts that it took in besides that it is paired with.

    Args:
        part_to, whole_to: what each is paired with; what is absorbed is added to `part_to`.
        groups: the further parts by whole, added to.
        taken: wholes that are parts of something else already.
    """
    _Absorber(parts, part_to, wholes, whole_to, groups, taken).run()


class _Absorber:
    def __init__(
        self,
        parts: list[Item],
        part_to: dict[int, int],
        wholes: list[Item],
        whole_to: dict[int, int],
        groups: dict[int, list[int]],
        taken: Set[int],
    ) -> None:
        self.parts, self.wholes = parts, wholes
        self.part_to, self.whole_to = part_to, whole_to
        self.groups, self.taken = groups, taken
        top = [i for i, item in enumerate(parts) if item.parent == ROOT]
        self.beside: dict[int, list[int]] = {}
        for family in (top, *(item.children for item in parts)):
            for at, index in enumerate(family):
                beside = [*family[max(at - 1, 0) : at], *family[at + 1 : at + 2]]
                item = parts[index]
                above = [item.parent] if item.parent != ROOT else []
                # a clause that opens a list may have been parted into the list as well
                self.beside[index] = [*beside, *above, *item.children[:1]]

    def run(self) -> None:
        free = [
            p
            for p, item in enumerate(self.parts)
            if p not in self.part_to and len(item.words) >= FEWEST
        ]
        left = [p for p in free if not self._join(p)]
        # a part may follow on from one that was absorbed only after it was looked at
        left = [p for p in reversed(left) if not self._join(p)]
        for whole in dict.fromkeys(whole for p in reversed(left) for whole in self._near(p)):
            self._join_several(whole)

    def _join_several(self, whole: int) -> None:
        """Join parts that only together explain what is new in a whole: one clause made a list."""
        group = self._group(whole)
        target = self.wholes[whole].words
        found: list[int] = []
        waiting = list(group)
        while waiting:
            for beside in self.beside[waiting.pop()]:
                free = beside not in self.part_to and beside not in found
                if free and whole in self._likely(beside, group + found, whole):
                    found.append(beside)
                    waiting.append(beside)
        if len(found) < 2:
            return
        before = [w for p in sorted(group) for w in self.parts[p].words]
        joined = [w for p in sorted([*group, *found]) for w in self.parts[p].words]
        covered = common(before, target)
        if common(joined, target) - covered >= EXPLAINED * (len(target) - covered):
            self.groups.setdefault(whole, []).extend(found)
            self.part_to.update(dict.fromkeys(found, whole))

    def _likely(self, part: int, group: list[int], whole: int) -> list[int]:
        """Return the whole if most of a part's words are in it, and not in the group before."""
        words, target = self.parts[part].words, self.wholes[whole].words
        same_kind = self.wholes[whole].kind == self.parts[part].kind != "table"
        if not same_kind or len(words) < FEWEST or common(words, target) < COVERED * len(words):
            return []
        before = [w for p in sorted(group) for w in self.parts[p].words]
        joined = [w for p in sorted([*group, part]) for w in self.parts[p].words]
        gain = common(joined, target) - common(before, target)
        return [whole] if gain >= 0.45 * len(words) else []

    def _join(self, part: int) -> bool:
        for whole in self._near(part):
            group = self._group(whole)
            if group and self._fits(part, whole, group):
                self.groups.setdefault(whole, []).append(part)
                self.part_to[part] = whole
                return True
        return False

    def _group(self, whole: int) -> list[int]:
        primary = self.whole_to.get(whole)
        return [] if primary is None else [primary, *self.groups.get(whole, [])]

    def _near(self, part: int) -> Iterator[int]:
        """Yield the wholes that what stands beside the part became, or went into."""
        for beside in self.beside[part]:
            whole = self.part_to.get(beside, ROOT)
            if (
                whole != ROOT
                and whole not in self.taken
                and self.wholes[whole].kind == self.parts[part].kind != "table"
            ):
                yield whole

    def _fits(self, part: int, whole: int, group: list[int]) -> bool:
        words, target = self.parts[part].words, self.wholes[whole].words
        if len(target) < len(words) or common(words, target) < COVERED * len(words):
            return False
        before = [w for p in sorted(group) for w in self.parts[p].words]
        joined = [w for p in sorted([*group, part]) for w in self.parts[p].words]
        covered = common(before, target)
        gain = common(joined, target) - covered
        rest = len(target) - covered
        return gain >= max(3, EXPLAINED * rest) and gain >= 0.45 * len(words)
