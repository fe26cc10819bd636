"""The tree of an adopted document while it grows: sections, clauses, words, bullets, tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from minuted.model.document import Grid, Place
from minuted.model.policy import Bullets, Flow, Inlines, Paragraph
from minuted.readers.adopted.marks import Mark

NodeKind = Literal["root", "section", "clause", "words", "bullets", "table"]
NOWHERE = Place(0, 0, "")


@dataclass(eq=False)
class Node:
    """One thing of the text.

    Attributes:
        title: a section's words.
        lead: a clause's own paragraphs and bullets, or the one flow of loose words.
        mark: its label taken apart; None for what has no number.
        label: as printed; empty for none.
        found: its number as the source has it, in full; empty for none.
        number: its number in the result.
        key: what references call it by: its number in the source, made the only one of its kind.
        given: whether a heading without a number got one, because clauses begin under it.
        placeholder: whether it stands for a number that the source does not have.
        added: the letter of one that was added between numbers (4.3A) and keeps it; else empty.
        level: of a heading; `depth` of its list for a clause; 0 where nothing tells.
    """

    kind: NodeKind
    place: Place = NOWHERE
    title: Inlines = ()
    lead: list[Flow] = field(default_factory=list)
    grid: Grid | None = None
    mark: Mark | None = None
    label: str = ""
    typed: bool = False
    anchor: str = ""
    found: str = ""
    number: str = ""
    key: str = ""
    given: bool = False
    placeholder: bool = False
    added: str = ""
    appendix: bool = False
    level: int = 0
    indent: float = 0.0
    children: list["Node"] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        """Whether it takes a number."""
        if self.kind == "section":
            return self.mark is not None or self.given or self.placeholder
        return self.kind == "clause"

    def walk(self) -> Iterator["Node"]:
        """Yield everything below it, in reading order."""
        waiting = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def numbered_anew(root: Node) -> set[Node]:
    """Return the headings whose numbers are not the source's, and all that begins anew under them.

    What the source prints there, 1 under each heading, says no place in the text as a whole.
    """
    return {
        node
        for heading in root.walk()
        if heading.given and not heading.found
        for node in (heading, *heading.walk())
    }


def printed_number(key: str) -> str:
    """Return the number that the source prints for a place, of the key that references have."""
    return key.partition("#")[0]


def words_of(node: Node) -> Inlines:
    """Return a section's title, or the first words of a clause."""
    if node.kind == "section":
        return node.title
    first = node.lead[0] if node.lead else None
    return first.inlines if isinstance(first, Paragraph) else ()


def add_bullet(lead: list[Flow], inlines: Inlines, level: int) -> None:
    """Add a bullet to some flows, nested as deep as it can be."""
    item: tuple[Flow, ...] = (Paragraph(inlines),)
    last = lead[-1] if lead else None
    if not isinstance(last, Bullets):
        lead.append(Bullets((item,)))
        return
    lead[-1] = _nested(last, item, level)


def _nested(bullets: Bullets, item: tuple[Flow, ...], level: int) -> Bullets:
    if level <= 1:
        return Bullets((*bullets.items, item))
    last = bullets.items[-1]
    inner = last[-1]
    if isinstance(inner, Bullets):
        below: Flow = _nested(inner, item, level - 1)
        changed = (*last[:-1], below)
    else:
        changed = (*last, Bullets((item,)))
    return Bullets((*bullets.items[:-1], changed))
