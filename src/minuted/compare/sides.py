"""One text of two that are being aligned: its items, their families, and what is paired."""

from minuted.compare.flatten import ROOT, Item


class Side:
    """One text's items.

    Attributes:
        to: what each became (or came from) in the other text, by index; `ROOT` became `ROOT`.
    """

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.top = [i for i, item in enumerate(items) if item.parent == ROOT]
        self.place: list[int] = [0] * len(items)
        for family in (self.top, *(item.children for item in items)):
            for place, index in enumerate(family):
                self.place[index] = place
        self.to: dict[int, int] = {ROOT: ROOT}

    def family(self, parent: int) -> list[int]:
        """Return what stands directly under an item, or at the top."""
        return self.top if parent == ROOT else self.items[parent].children

    def sibling(self, index: int, step: int) -> int | None:
        """Return the sibling so many places on, or None."""
        family = self.family(self.items[index].parent)
        place = self.place[index] + step
        return family[place] if 0 <= place < len(family) else None

    def free(self) -> list[int]:
        """Return what is not paired."""
        return [i for i in range(len(self.items)) if i not in self.to]


def pair(old: Side, new: Side, o: int, n: int) -> None:
    """Say that an old item and a new one are the same."""
    old.to[o] = n
    new.to[n] = o
