"""`minuted pack`: the papers of a meeting in one document."""

from datetime import date
from pathlib import Path

import click

from minuted.cli.common import desk_of, print_json, read_day
from minuted.cli.wording import harmless, say_diagnostics
from minuted.tasks.pack import PackReport, PackRequest, make_pack, write_pack


@click.command("pack")
@click.argument("policies", nargs=-1, metavar="[POLICY]...")
@click.option("--for", "code", required=True, metavar="CODE", help="The school, group or trust.")
@click.option("--body", required=True, metavar="BODY", help="The body that meets.")
@click.option(
    "--date", "day", required=True, callback=read_day, metavar="DATE", help="When it meets."
)
@click.option(
    "--before",
    callback=read_day,
    metavar="DATE",
    help="Reviews due by that day; three months after the meeting if not given.",
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    metavar="DIR",
    help="Write to DIR instead of build/papers.",
)
@click.option("--json", "as_json", is_flag=True, help="Print data for programs.")
@click.pass_context
def command(
    ctx: click.Context,
    policies: tuple[str, ...],
    code: str,
    body: str,
    day: date,
    before: date | None,
    output: Path | None,
    as_json: bool,
) -> int:
    """Make the papers for a meeting: a Word file, a PDF, and the sheet for afterwards.

    In them are the policies that are due for the school: those that did not change, with the
    proof, as one item; each that did with what changed; proposed resolutions, and minute numbers
    to be completed. The sheet takes the decisions back: minuted record --from SHEET.
    """
    desk = desk_of(ctx)
    report = make_pack(desk, PackRequest(code, body, day, before, policies))
    say_diagnostics(report.diagnostics)
    here = ctx.obj if isinstance(ctx.obj, Path) else Path()
    folder = here / output if output else desk.workspace.build_folder() / "papers"
    written = write_pack(folder, report)
    if as_json:
        print_json(as_data(report))
    else:
        click.echo(harmless(f"{report.pack.line}: {report.pack.summary}"))
        for at, paper in enumerate(report.pack.papers, 1):
            click.echo(harmless(f"{at}\t{paper.item.title}\t{paper.kind.value}\t{paper.reasons}"))
    for words in report.pack.left:
        click.echo(harmless(words), err=True)
    for path in written:
        click.echo(f"Wrote {harmless(str(path))}.", err=True)
    for unread in report.unread:
        click.echo(f"Nothing can be said of {unread.policy}: see the errors above.", err=True)
    return 1 if report.unread else 0


def as_data(report: PackReport) -> dict[str, object]:
    """Return a pack as programs get it."""
    pack = report.pack
    return {
        "for": pack.audience,
        "body": pack.body,
        "date": pack.day.isoformat(),
        "files": [name for name, _ in report.files],
        "papers": [
            {
                "number": at,
                "policy": paper.item.policy,
                "title": paper.item.title,
                "kind": paper.kind.value,
                "version": paper.item.version or None,
                "latest": paper.item.latest or None,
                "resolution": paper.resolution(pack.day) or None,
                "minute": paper.minute,
            }
            for at, paper in enumerate(pack.papers, 1)
        ],
        "left_out": list(pack.left),
    }
