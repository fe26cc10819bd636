"""Lists for the screen, coloured and wrapped to its width, and as lines for programs."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

import click

from minuted.cli.wording import harmless
from minuted.model.nearest import did_you_mean
from minuted.model.position import State

if TYPE_CHECKING:
    from rich.text import Text

Cell: TypeAlias = str | Sequence[tuple[str, str]]
"""Plain words, or words each with its colour (empty for none)."""


def print_list(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Print a titled table as wide as the terminal; its last column takes what is left."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings, box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns[1:-1]:
        column.no_wrap = True
    for row in rows:
        table.add_row(*(_text(cell) for cell in row))
    console = Console(highlight=False)
    console.print(Text(harmless(title), style="bold"))
    console.print(table)


def _text(cell: Cell) -> "Text":
    from rich.text import Text

    if isinstance(cell, str):
        return Text(harmless(cell))
    return Text.assemble(*((harmless(words), colour) for words, colour in cell))


def print_lines(rows: Iterable[Sequence[str]]) -> None:
    """Print one line a row with tabs between the cells, never cut or wrapped."""
    lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in rows]
    if lines:
        click.echo("\n".join(lines))


def read_states(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> tuple[State, ...]:
    """Read the states that an option names, several with commas between them."""
    known = {state.value: state for state in State}
    found = []
    for word in (part.strip() for value in values for part in value.split(",")):
        if word not in known:
            hint = did_you_mean(word, known, f"Known are: {', '.join(known)}.")
            raise click.BadParameter(f"“{word}” is no state. {hint}")
        found.append(known[word])
    return tuple(found)
