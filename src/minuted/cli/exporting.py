"""The options --xlsx and --ics, and writing what they ask for."""

from collections.abc import Callable
from pathlib import Path

import click

XLSX = click.option(
    "--xlsx",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="FILE",
    help="Write an Excel workbook instead of the list.",
)
ICS = click.option(
    "--ics",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="FILE",
    help="Write the review dates as a calendar instead of the list.",
)


def export(ctx: click.Context, path: Path | None, make: Callable[[], bytes]) -> None:
    """Write a file where one was asked for, and say so.

    Raises:
        WorkspaceError: it cannot be written.
    """
    if path is None:
        return
    from minuted.tasks.exports import write_export

    folder = ctx.obj if isinstance(ctx.obj, Path) else Path()
    write_export(folder / path, make())
    click.echo(f"Wrote {path}.", err=True)
