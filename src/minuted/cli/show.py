"""`minuted show`: print a text's clauses with their numbers."""

from datetime import date
from pathlib import Path

import click

from minuted.cli.common import desk_of, print_json, read_day, today
from minuted.cli.wording import say_diagnostics
from minuted.errors import WorkspaceError
from minuted.model.canonical import Entry
from minuted.model.copy import short_fingerprint
from minuted.tasks.named_files import means_a_file
from minuted.tasks.reading import Desk
from minuted.tasks.show import Shown, ShowRequest, show, show_file


@click.command("show")
@click.argument("policy", metavar="POLICY|FILE")
@click.option("--for", "code", default="", metavar="CODE", help="As this audience has it.")
@click.option("--version", default="", metavar="V", help="This version rather than the draft.")
@click.option(
    "--on", "day", callback=read_day, metavar="DATE", help="What was in force on that day."
)
@click.option("--json", "as_json", is_flag=True, help="Print data for programs.")
@click.pass_context
def command(
    ctx: click.Context, policy: str, code: str, version: str, day: date | None, as_json: bool
) -> None:
    """Print a text's clauses with their numbers.

    Without options it is the draft; with --for CODE, the text in force there; with --version V,
    that version. A file can be named too: Word, PDF, a web page, a text, policy Markdown.
    """
    request = ShowRequest(policy, code, version, day or today(), day is not None)
    shown = _shown(ctx, request)
    say_diagnostics(shown.diagnostics)
    if as_json:
        print_json(
            {
                "title": shown.title,
                "fingerprint": shown.fingerprint,
                "clauses": [_entry(entry) for entry in shown.entries],
            }
        )
        return
    click.echo(f"{shown.title} ({shown.heading})", err=True)
    click.echo(f"fingerprint {short_fingerprint(shown.fingerprint)}", err=True)
    for line in shown.lines:
        click.echo(line)


def _shown(ctx: click.Context, request: ShowRequest) -> Shown:
    """Take the argument for a policy of the workspace first, then for a file."""
    path = ctx.obj / request.policy if isinstance(ctx.obj, Path) else Path(request.policy)
    desk: Desk | None
    try:
        desk = desk_of(ctx)
    except WorkspaceError:
        if not means_a_file(request.policy, path):
            raise
        desk = None
    if desk is not None and (
        request.policy in desk.workspace.slugs() or not means_a_file(request.policy, path)
    ):
        return show(desk, request)
    return show_file(path, desk, request)


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "number": entry.address,
        "depth": entry.depth,
        "kind": entry.kind,
        "id": entry.anchor or None,
        "text": entry.text,
    }
