"""What several commands share: options, the desk they work at, and tables."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from minuted.cli.wording import say_note
from minuted.model.dates import parse_british
from minuted.tasks.desk import open_desk
from minuted.tasks.reading import Desk


def read_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """Read an option's day, as ISO or as British people write it; never the month first."""
    if value is None:
        return None
    read = parse_british(value)
    if read is None or not read.day:
        raise click.BadParameter(f"“{value}” is not a day. Write it as 2023-08-29 or 29.8.23.")
    return date(read.year, read.month, read.day)


def desk_of(ctx: click.Context) -> Desk:
    """Open the workspace that the command was started in, and say what the user must know of it.

    Raises:
        WorkspaceError: there is none.
    """
    folder = ctx.obj if isinstance(ctx.obj, Path) else Path()
    desk = open_desk(folder)
    if desk.notice is not None:
        say_note(desk.notice)
    return desk


def today() -> date:
    """Return today; the only clock in minuted."""
    return date.today()  # noqa: DTZ011  the user's own day is meant


def print_json(data: dict[str, object]) -> None:
    """Print data for programs."""
    click.echo(json.dumps({"format": 1, **data}, ensure_ascii=False, indent=2))


def print_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, err: bool = False
) -> None:
    """Print a table: ruled on a terminal, elsewhere one tab-separated line a row.

    Args:
        headings: of the columns; on a terminal only.
        rows: of cells.
        err: on stderr rather than stdout, where it is no data but something to look at.
    """
    if not (sys.stderr if err else sys.stdout).isatty():
        for row in rows:
            click.echo("\t".join(" ".join(cell.split()) for cell in row), err=err)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:  # a minute number is rather broken than cut
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(stderr=err).print(table)
