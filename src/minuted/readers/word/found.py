"""What a story is made of as long as nobody has decided what is heading and what is clause."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from minuted.model.document import Place
from minuted.model.policy import Inlines
from minuted.readers.word.numbering import Printed
from minuted.readers.word.styles import Style
from minuted.readers.word.words import Atoms, Run, inlines_of


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph.

    Attributes:
        printed: the number or bullet that Word puts before it; None for none.
        outline: its level as a heading, 1 to 9; 0 for body text.
    """

    atoms: Atoms
    place: Place
    style: Style
    printed: Printed | None = None
    outline: int = 0
    indent: float = 0.0
    anchors: tuple[str, ...] = ()
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table; cells that belong to the merged cell above or to the left are in `continued`."""

    rows: tuple[tuple[tuple[Found, ...], ...], ...]
    place: Place
    header_rows: int = 0
    anchors: tuple[str, ...] = ()
    continued: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a contents list stood."""

    text: str
    place: Place


Item: TypeAlias = Found | FoundTable | Gap


def paragraphs_of(items: Iterable[Item]) -> list[Found]:
    """Return the paragraphs of items; a table gives those of its cells, row by row."""
    done: list[Found] = []
    for item in items:
        if isinstance(item, Found):
            done.append(item)
        elif isinstance(item, FoundTable):
            done += [found for row in item.rows for cell in row for found in cell]
    return done


def with_label(found: Found) -> Inlines:
    """Return a paragraph's inlines, its number as words in front."""
    label = found.printed.label if found.printed else ""
    return inlines_of((Run(f"{label} "), *found.atoms) if label else found.atoms)
