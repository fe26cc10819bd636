"""A text under edit: what was touched, and where an edit may still be made."""

import copy
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from base_texts import BASES, Node, walk

_NEW_CLAUSES = (
    "No image of a pupil may be uploaded to an artificial intelligence tool.",
    "The catering manager publishes allergen information for each menu on the noticeboard.",
    "An electric scooter may not be charged anywhere on the premises overnight.",
    "Smart watches are handed in at reception before any public examination.",
    "The data protection officer audits a sample of subject access requests each spring.",
    "Drones may be flown over the playing field only with a permit from the estates team.",
    "Exit interviews are offered to everybody who resigns during the probation period.",
    "Parents receive a translated summary of these arrangements in their home language.",
    "The trust insures musical instruments that belong to pupils while they are on site.",
    "Volunteers over the age of eighteen renew their disclosure certificates every third year.",
    "A quiet room is available for prayer and reflection throughout the working day.",
    "Energy use in every building is published in the annual sustainability report.",
)  # fmt: skip

Keys: TypeAlias = tuple[int, ...]
"""Of the nodes that an edit is about; none where it could not be made."""


@dataclass
class Edit:
    """One edit that was made; `keys` are of the old nodes, or of the new ones where none was."""

    kind: str
    keys: tuple[int, ...]


class Mutation:
    """A text under edit."""

    def __init__(self, base: str, seed: int) -> None:
        self.pick = random.Random(f"{base} {seed}")
        self.old = BASES[base]()
        self.new = copy.deepcopy(self.old)
        self.next_key = 10_000
        self.touched: set[int] = set()
        self.moved: set[int] = set()
        self.broken: set[int] = set()
        self.edits: list[Edit] = []
        self.fresh_words = list(_NEW_CLAUSES)
        self.pick.shuffle(self.fresh_words)

    def run(self, how_many: int, kinds: dict[str, Callable[["Mutation"], Keys]]) -> None:
        """Make so many edits, their kinds drawn evenly."""
        for _ in range(how_many):
            for _attempt in range(60):
                kind = self.pick.choice(list(kinds))
                try:
                    keys = kinds[kind](self)
                except IndexError:  # nothing is left that this kind of edit could be made on
                    continue
                if keys:
                    self.touched.update(keys)
                    self.edits.append(Edit(kind, keys))
                    break

    # where to edit

    def places(
        self, kind: str = "clause", *, leaf: bool = True, words: int = 0
    ) -> list[tuple[list[Node], int]]:
        """Return every untouched node of a kind, as its siblings and its place among them."""
        found = []
        for siblings in self._families(self.new):
            for at, node in enumerate(siblings):
                if node.kind != kind or (leaf and node.children) or node.key in self.touched:
                    continue
                if any(below.key in self.touched for below in walk(node.children)):
                    continue
                if len(node.text.split()) >= words:
                    found.append((siblings, at))
        return found

    def some(
        self, kind: str = "clause", *, leaf: bool = True, words: int = 0
    ) -> tuple[list[Node], int]:
        return self.pick.choice(self.places(kind, leaf=leaf, words=words))

    def fresh(self, kind: str, text: str, children: list[Node] | None = None) -> Node:
        self.next_key += 1
        return Node(self.next_key, kind, text, children or [])

    def novel(self) -> str:
        return self.fresh_words.pop() if self.fresh_words else ""

    def depths(self) -> list[tuple[list[Node], int]]:
        found = [(self.new, 1)]
        for siblings, depth in found:
            found += [(node.children, depth + 1) for node in siblings if node.children]
        return found

    def _families(self, siblings: list[Node]) -> list[list[Node]]:
        found = [siblings]
        for node in siblings:
            if node.children:
                found += self._families(node.children)
        return found


def set_text(node: Node, text: str) -> Keys:
    if text == node.text:
        return ()
    node.text = text
    return (node.key,)
