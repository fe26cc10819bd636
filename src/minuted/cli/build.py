"""`minuted build`: make every audience's copies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minuted.cli.common import desk_of, read_day, today
from minuted.cli.wording import count, harmless, say_diagnostics, say_note, styled
from minuted.errors import MinutedError
from minuted.model.dates import in_full
from minuted.tasks.build import BuildRequest, Progress, build
from minuted.tasks.build_report import BuildReport
from minuted.tasks.plan import Failed, Scope
from minuted.tasks.render import FORMATS

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


def _read_formats(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> tuple[str, ...]:
    """Read formats separated by commas, each once."""
    names = [name.strip().lower() for name in (value or "").split(",") if name.strip()]
    if value is not None and not names:
        raise click.BadParameter(f"No format is named. Known are: {', '.join(FORMATS)}.")
    for name in names:
        if name not in FORMATS:
            raise click.BadParameter(f"“{name}” is no format. Known are: {', '.join(FORMATS)}.")
    return tuple(dict.fromkeys(names))


def _read_codes(
    _ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """Read codes, several in one value or not."""
    codes = tuple(code for given in value for code in given.replace(",", " ").split())
    if value and not codes:
        raise click.BadParameter("No school, group or trust is named.")
    return codes


class _Folder(click.Path):
    """A folder's name; an empty one is a slip, such as a variable that is not set."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        if not os.fspath(value):
            self.fail("No folder is named.", param, ctx)
        return super().convert(value, param, ctx)


@click.command("build")
@click.argument("policies", metavar="[POLICY]...", nargs=-1)
@click.option(
    "--for",
    "codes",
    multiple=True,
    callback=_read_codes,
    metavar="CODE",
    help="Only this school, group or trust.",
)
@click.option(
    "--format",
    "formats",
    callback=_read_formats,
    metavar="FORMATS",
    help="Only these, separated by commas: docx,pdf,html.",
)
@click.option("--draft", is_flag=True, help="The working text, marked DRAFT on every page.")
@click.option("--on", "day", callback=read_day, metavar="DATE", help="As things stood on that day.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Use at most N processes; as many as there are cores if not given.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Let the workers of a Dask cluster make them: tls://scheduler:8786.",
)
@click.option(
    "--output",
    type=_Folder(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write to DIR instead of build/.",
)
@click.pass_context
def command(
    ctx: click.Context,
    policies: tuple[str, ...],
    codes: tuple[str, ...],
    formats: tuple[str, ...],
    draft: bool,
    day: date | None,
    jobs: int | None,
    cluster: str | None,
    output: Path | None,
) -> None:
    """Make every audience's copies of the text in force there.

    Copies go to build/CODE/POLICY.docx, .pdf and .html. Only what is out of date is made again,
    and copies that there should no longer be are removed.
    """
    if jobs and cluster:
        raise click.UsageError("--jobs is about this machine, --cluster about others: give one.")
    desk = desk_of(ctx)
    now = today()
    request = BuildRequest(
        Scope(policies, codes, day or now, now, draft),
        output.absolute() if output else desk.workspace.build_folder(),
        formats,
        jobs or 0,
        cluster or "",
    )
    with _progress() as progress:
        report = build(desk, request, progress, partial(_say_waiting, request.output))
    say_diagnostics(report.diagnostics)
    _say(report, request, str(output) if output else "")
    if not report.ok:
        ctx.exit(1)


def _say_waiting(folder: Path) -> None:
    say_note(
        MinutedError(
            f"Another build is writing to {folder}. This one waits for it.",
            "Ctrl-C stops the waiting, and changes nothing.",
        )
    )


def _say(report: BuildReport, request: BuildRequest, output: str) -> None:
    for missing in report.not_adopted:
        what = harmless(f"{missing.policy} for {missing.audience}. {missing.reason}")
        click.echo(f"not adopted: {what}", err=True)
    for what in _failures(report.failed):
        click.echo(f"{styled('failed', 'red')}: {harmless(what)}", err=True)
    parts = [
        f"{len(report.built)} built",
        f"{len(report.unchanged)} unchanged",
        f"{len(report.removed)} removed",
        f"{len(report.not_adopted)} not adopted",
        f"{report.files_failed(len(request.formats or FORMATS))} failed",
    ]
    whole = report.policies_failed
    if whole:
        parts.append("no policy built" if "" in whole else _none_of(len(whole)))
    click.echo(", ".join(parts))
    if request.scope.day != request.scope.today:
        click.echo(f"These are the texts in force on {in_full(request.scope.day)}.", err=True)
    if request.scope.draft:
        back = ["minuted", "build", *(["--output", output] if output else [])]
        click.echo(
            f"{count(len(report.built) + len(report.unchanged), 'copy', 'copies')} of drafts,"
            f" marked DRAFT; `{' '.join(back)}` puts the texts in force back.",
            err=True,
        )


def _none_of(policies: int) -> str:
    return f"nothing of {count(policies, 'policy', 'policies')} built"


def _failures(failed: list[Failed]) -> Iterator[str]:
    """Yield a line for each copy that failed, or for all of those that failed for one reason."""
    by_reason: dict[str, dict[str, None]] = {}
    for one in failed:
        who = f" for {one.audience}" if one.audience else ""
        by_reason.setdefault(one.reason, {})[f"{one.policy}{who}"] = None
    for reason, named in by_reason.items():
        copies = list(named)
        if len(copies) > _SHOWN:
            others = len(copies) - 1
            yield f"{copies[0]} and {others} other copies: {reason}"
            continue
        for what in copies:
            yield f"{what}: {reason}" if what else reason


_SHOWN = 3
"""How many copies that failed for one reason are named one by one."""


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show on a terminal how far things are and how long they will take, if there is a wait."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.close()


class _Bar:
    """A bar that comes when there is something to wait for, and leaves nothing behind."""

    def __init__(self) -> None:
        self._bar: RichProgress | None = None
        self._tasks: dict[str, TaskID] = {}

    def show(self, what: str, done: int, total: int) -> None:
        """Show how much of something is done."""
        if not total:
            return
        bar = self._bar = self._bar or _begun()  # only now, for rich is slow to import
        if what not in self._tasks:
            for task in self._tasks.values():
                bar.update(task, visible=False)
            self._tasks[what] = bar.add_task(what, total=total)
        bar.update(self._tasks[what], completed=done, total=total, refresh=done == total)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


def _begun() -> "RichProgress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
    )
    bar.start()
    return bar
