"""`minuted import`: Word files, PDFs, pages and texts become policies of the workspace."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from minuted.cli.common import desk_of, print_json, print_table, today
from minuted.cli.import_report import (
    STANDPOINTS,
    as_json,
    closing_lines,
    field_lines,
    report_lines,
    standpoint_rows,
)
from minuted.cli.wording import count, harmless, say_diagnostics, say_error
from minuted.errors import MinutedError, RefusedError
from minuted.tasks.documents import Tracked
from minuted.tasks.importing import Import, carry_out, prepare
from minuted.tasks.importing_copies import Copies, prepare_copies
from minuted.tasks.importing_text import ImportRequest
from minuted.tasks.importing_versions import prepare_versions
from minuted.tasks.named_files import files_named
from minuted.tasks.reading import Desk


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--policy", default="", metavar="SLUG", help="Its short name; else from its title.")
@click.option("--replace", is_flag=True, help="The draft that is there gives way.")
@click.option(
    "--versions",
    "as_versions",
    is_flag=True,
    help="The files are successive versions of one policy, oldest first.",
)
@click.option(
    "--copies",
    "as_copies",
    is_flag=True,
    help="The files are schools' copies of one policy, each given as CODE=FILE.",
)
@click.option("--accept-changes", "accept", is_flag=True, help="Accept all tracked changes.")
@click.option("--reject-changes", "reject", is_flag=True, help="Reject all tracked changes.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option(
    "--json", "json_wanted", is_flag=True, help="Print the report for programs, and write nothing."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    policy: str,
    replace: bool,
    as_versions: bool,
    as_copies: bool,
    accept: bool,
    reject: bool,
    dry_run: bool,
    json_wanted: bool,
    yes: bool,
) -> None:
    """Bring policies in from Word files, PDFs, web pages and texts.

    Each FILE becomes a draft in policy_src, its version table the versions and the decisions, with
    a report of what was recognised and what needs a human eye. A FILE may be a folder: every file
    in it is imported, and one that cannot be stops no other.

    With --versions the files are one policy's successive versions, oldest first: each is issued,
    and what the table claims of amendments is held against the texts.

    With --copies they are what the schools make of one policy, each given as CODE=FILE: grouped by
    text, each school's own words as fields, what differs as passages, and who stands on what.

    Nothing is overwritten without --replace. Every word of the source is accounted for; where one
    is lost or gained the report says so.
    """
    if accept and reject:
        raise click.UsageError("Tracked changes can be accepted or rejected, not both.", ctx)
    desk = desk_of(ctx)
    if as_versions and as_copies:
        raise click.UsageError("Files are either versions or copies of a policy.", ctx)
    copies = _copies(ctx, files) if as_copies else {}
    paths = list(copies.values()) if as_copies else _paths(ctx, files)
    if policy and len(paths) > 1 and not (as_versions or as_copies):
        raise click.UsageError("--policy names one policy, and there are several files.", ctx)
    tracked: Tracked = "accept" if accept else "reject" if reject else "refuse"
    request = ImportRequest(policy, replace, tracked)
    failures: list[tuple[Path, MinutedError]] = []
    brought: Copies | None = None
    if as_copies:
        brought = prepare_copies(desk, copies, request, today())
        imports = [brought.policy]
    elif as_versions:
        imports = [prepare_versions(desk, paths, request, today())]
    else:
        imports, failures = _prepared(desk, paths, request, today())
    if json_wanted:
        standpoints, fields = (brought.standpoints, brought.fields) if brought else ((), ())
        print_json(as_json(imports, failures, standpoints, fields, written=False))
        ctx.exit(1 if failures else 0)
    for at, one in enumerate(imports):
        if at:
            click.echo()
        lines = [*report_lines(one), *(field_lines(brought.fields) if brought else ())]
        for line in lines:
            click.echo(harmless(line))
        say_diagnostics(one.remarks)
    if brought:
        print_table(STANDPOINTS, standpoint_rows(brought.standpoints))
    if len(paths) == 1 and failures:
        raise failures[0][1]
    for path, error in failures:
        click.echo(f"not imported: {harmless(str(path))}", err=True)
        say_error(error)
    if imports and not dry_run:
        if sys.stdin.isatty() and not yes:
            click.confirm(
                "Import it?" if len(imports) == 1 else "Import them?", abort=True, err=True
            )
        commit = carry_out(desk.workspace, imports)
        done = imports[0].draft if len(imports) == 1 else count(len(imports), "policy", "policies")
        click.echo(f"Imported {done} (commit {commit}).", err=True)
    elif dry_run:
        click.echo("Nothing was written.", err=True)
    written = bool(imports) and not dry_run
    typed = " ".join(["minuted import", *_as_typed(ctx)])
    for line in closing_lines(imports, len(failures), typed, written=written):
        click.echo(harmless(line), err=True)
    if failures:
        ctx.exit(1)


def _as_typed(ctx: click.Context) -> Iterator[str]:
    """Yield what was typed after the command's name, but for `--dry-run`."""
    for name, value in ctx.params.items():
        option = {"as_versions": "versions", "as_copies": "copies"}.get(name, name)
        option = {"accept": "accept-changes", "reject": "reject-changes"}.get(option, option)
        if name not in ("files", "dry_run", "json_wanted") and value:
            yield f"--{option}" if value is True else f"--{option} {value}"
    for file in ctx.params["files"]:
        yield f'"{file}"' if " " in file else file


def _prepared(
    desk: Desk, paths: Sequence[Path], request: ImportRequest, now: date
) -> tuple[list[Import], list[tuple[Path, MinutedError]]]:
    imports: list[Import] = []
    failures: list[tuple[Path, MinutedError]] = []
    taken: dict[str, Path] = {}
    several = len(paths) > 1
    for number, path in enumerate(paths, 1):
        if several:
            click.echo(f"{number} of {len(paths)}: {harmless(path.name)}", err=True)
        try:
            one = prepare(desk, path, request, now)
            if one.slug in taken:
                raise RefusedError(
                    f"{path} and {taken[one.slug]} would both become the policy {one.slug}.",
                    "If they are one policy's versions, import both with --versions; if they are"
                    " schools' copies, with --copies. Else import this one by itself, with"
                    " --policy SLUG.",
                )
        except MinutedError as error:
            failures.append((path, error))
            continue
        taken[one.slug] = path
        imports.append(one)
    return imports, failures


def _copies(ctx: click.Context, files: Sequence[str]) -> dict[str, Path]:
    """Return the file of each school's copy, by the school's code."""
    base = ctx.obj if isinstance(ctx.obj, Path) else Path()
    found: dict[str, Path] = {}
    for name in files:
        code, equals, path = name.partition("=")
        if not equals or not code.strip() or not path.strip():
            raise click.UsageError(
                f"“{name}” does not say whose copy it is: --copies AS=a.docx DCT=b.docx", ctx
            )
        code = code.strip()
        if code in found:
            raise click.UsageError(
                f"{code} is named twice: “{found[code].name}” and “{Path(path).name}”. A school has"
                " one copy.",
                ctx,
            )
        found[code] = base / path.strip()
    return found


def _paths(ctx: click.Context, files: Sequence[str]) -> list[Path]:
    """Return the files named, and those in the folders named, sorted."""
    base = ctx.obj if isinstance(ctx.obj, Path) else Path()
    return files_named([base / name for name in files])
