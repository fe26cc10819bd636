"""`minuted init`: begin a workspace."""

from pathlib import Path

import click

from minuted.cli.wording import count
from minuted.tasks.init import init


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def command(ctx: click.Context, folder: Path) -> None:
    """Begin a workspace in a new folder: a small example that builds at once.

    It holds an invented trust with four schools and two policies; its README.md says what to try.
    """
    target = (ctx.obj if isinstance(ctx.obj, Path) else Path()) / folder
    begun = init(target)
    click.echo(f"Wrote {count(begun.files, 'file')} to {folder}.")
    if begun.unrecorded:
        click.echo(f"It is not kept in git yet: {begun.unrecorded}\n  → {begun.hint}", err=True)
    click.echo(f"Next: cd {folder}, then minuted build, then open build/index.html", err=True)
