"""`minuted compare`: what changed between two texts, clause by clause."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from minuted.cli.common import desk_of, today
from minuted.cli.compare_text import report_lines
from minuted.cli.wording import say_diagnostics
from minuted.errors import WorkspaceError
from minuted.model.change import Change, Report, Side
from minuted.tasks.compare import Compared, CompareRequest, compare_files, compare_versions
from minuted.tasks.compare_files import FILES
from minuted.tasks.compare_page import write_report
from minuted.tasks.named_files import means_a_file
from minuted.tasks.reading import Desk

FORMATS = ("text", "html", "docx", "pdf", "json")


@click.command("compare")
@click.argument("first", metavar="POLICY|FILE")
@click.argument("old", required=False, default="", metavar="[OLD|FILE]")
@click.argument("new", required=False, default="", metavar="[NEW]")
@click.option("--for", "code", default="", metavar="CODE", help="As this audience has the texts.")
@click.option(
    "--between", nargs=2, metavar="CODE CODE", help="What is in force at one and at the other."
)
@click.option("--draft", is_flag=True, help="Compare with the draft.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=None,
    metavar="|".join(FORMATS),
    help="text for the screen (the default), html for a page to hand on, docx for Word with "
    "tracked changes, pdf for paper, json for programs.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="FILE",
    help="Write to this file; its ending says the format where --format does not.",
)
@click.pass_context
def command(
    ctx: click.Context,
    first: str,
    old: str,
    new: str,
    code: str,
    between: tuple[str, str] | None,
    draft: bool,
    form: str | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Say what changed between two texts, clause by clause, or prove that nothing did.

    With two versions, what changed from one to the other; with one, from it to the latest issued.
    With --for CODE alone, from what is in force there to the latest issued; with --draft, to the
    draft. With nothing else, from the latest issued to the draft. Two files can be compared too:
    Word files, PDFs, web pages, texts whose numbers were typed, policy Markdown.
    """
    if as_json and form not in (None, "json"):
        raise click.UsageError("--json and --format name two different formats.", ctx)
    chosen = "json" if as_json else form or _by_ending(output) or "text"
    if output is None and chosen in ("docx", "pdf") and sys.stdout.isatty():
        raise click.UsageError(
            f"A {chosen} file is nothing for the screen: add --output FILE.", ctx
        )
    request = CompareRequest(first, old, new, code, between or None, draft, today())
    compared = _compared(ctx, request)
    say_diagnostics(compared.diagnostics)
    if compared.report.comparison.unrelated:
        click.echo("These seem to be different documents: next to nothing is the same.", err=True)
    if chosen == "text" and output is None:
        for line in report_lines(compared.report, colour=True):
            click.echo(line)
        return
    data = _in_format(compared, chosen)
    if output is None:
        click.echo(data, nl=False)
    else:
        write_report(_from(ctx, str(output)), data)
        click.echo(f"Wrote {output}.", err=True)


def _by_ending(output: Path | None) -> str:
    """Return the format that a file's name ends with; empty where it is none."""
    ending = output.suffix[1:].lower() if output else ""
    return ending if ending in FORMATS else ""


def _compared(ctx: click.Context, request: CompareRequest) -> Compared:
    """Take the first argument for a policy of the workspace, else for a file."""
    path = _from(ctx, request.policy)
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
        if request.between and (request.old or request.audience or request.draft):
            raise click.UsageError("--between names both texts; leave the rest out.", ctx)
        if request.draft and request.new:
            raise click.UsageError("--draft is the new text; name one version at most.", ctx)
        return compare_versions(desk, request)
    if not request.old or request.new or request.between or request.draft:
        raise click.UsageError("A file is compared with one other file: name two.", ctx)
    return compare_files(path, _from(ctx, request.old), desk, request)


def _from(ctx: click.Context, name: str) -> Path:
    return ctx.obj / name if isinstance(ctx.obj, Path) else Path(name)


def _in_format(compared: Compared, form: str) -> bytes:
    if form in FILES:
        return FILES[form](compared)
    if form == "json":
        text = json.dumps(as_data(compared.report), ensure_ascii=False, indent=2)
        return f"{text}\n".encode()
    lines = report_lines(compared.report, colour=False)
    return "".join(f"{line}\n" for line in lines).encode()


def as_data(report: Report) -> dict[str, object]:
    """Return a report as programs get it."""
    comparison = report.comparison
    return {
        "format": 1,
        "old": _side(report.old),
        "new": _side(report.new),
        "no_amendments": report.no_amendments,
        "renumbered_only": comparison.renumbered_only,
        "counts": {status.value: count for status, count in comparison.counts.items()},
        "clauses": [dict(_change(change)) for change in comparison.changes],
        "renumbered": [list(pair) for pair in comparison.renumbered],
    }


def _side(side: Side) -> dict[str, object]:
    mark = side.decision
    return {
        "policy": side.policy,
        "version": side.version or None,
        "fingerprint": side.fingerprint,
        "decision": mark
        and {
            "for": mark.audience,
            "body": mark.body,
            "date": mark.day.isoformat(),
            "minute": mark.minute,
            "decision": mark.kind,
        },
    }


def _change(change: Change) -> Iterator[tuple[str, object]]:
    yield "status", change.status.value
    yield "moved", change.moved
    yield "renumbered", change.renumbered
    yield "kind", change.kind
    yield "old", list(change.old)
    yield "new", list(change.new)
    yield "notes", [note.value for note in change.notes]
    yield "words", [[segment.op, segment.text] for segment in change.words]
