"""`minuted record`: what a body decided, at one item of its agenda or at a whole meeting."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from minuted.cli.common import desk_of, today
from minuted.cli.recording import settle
from minuted.errors import RefusedError
from minuted.model.recording import Entry
from minuted.tasks.reading import Desk
from minuted.tasks.record import RecordRequest
from minuted.tasks.record_meeting import Item, entries_of

_COMMON = (
    click.option("--for", "codes", multiple=True, metavar="CODE", help="School, group or trust."),
    click.option(
        "--minute", default="", metavar="REF", help="Its minute number; it tells date and body."
    ),
    click.option(
        "--meeting",
        default="",
        metavar="REF",
        help="A whole meeting: a minute number without its item. Name policies as POLICY=ITEM.",
    ),
    click.option("--date", "day", default="", metavar="DATE", help="The day, such as 6.9.22."),
    click.option("--body", default="", metavar="CODE", help="The body that decided."),
    click.option("--version", default="", metavar="V", help="The latest issued if left out."),
    click.option(
        "--decision",
        default="",
        metavar="WORD",
        help="adopted, reviewed, chairs-action, noted, deferred, subject-to-changes, withdrawn.",
    ),
    click.option("--narrative", default="", metavar="TEXT", help="Proposed if left out."),
    click.option(
        "--review-date",
        default="",
        metavar="DATE",
        help="A day or a month; proposed from the policy's cycle if left out, none for none.",
    ),
    click.option("--draft-minutes", is_flag=True, help="The minutes are not confirmed yet."),
    click.option(
        "--effective", default="", metavar="DATE", help="From when it counts, if not at once."
    ),
    click.option(
        "--from",
        "sheet",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Record what a CSV or Excel file says, all of it or nothing.",
    ),
    click.option(
        "--template",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write an empty sheet for --from, .xlsx or .csv, and stop.",
    ),
    click.option(
        "--force",
        default="",
        metavar="REASON",
        help="Record what is odd but right; the reason is kept.",
    ),
    click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop."),
    click.option("--json", "as_json", is_flag=True, help="Print data for programs."),
    click.option("--yes", is_flag=True, help="Do not ask; needed where there is no terminal."),
)


def _with_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_COMMON):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class _Options:
    """The options, as typed."""

    codes: tuple[str, ...]
    minute: str
    meeting: str
    day: str
    body: str
    version: str
    decision: str
    narrative: str
    review_date: str
    draft_minutes: bool
    effective: str
    sheet: Path | None
    template: Path | None
    force: str
    dry_run: bool
    as_json: bool
    yes: bool

    def common(self) -> Entry:
        """Return what all entries have in common."""
        return Entry(
            "",
            "",
            self.minute,
            self.day,
            self.body,
            self.version,
            self.decision,
            self.narrative,
            self.review_date,
            "draft" if self.draft_minutes else "",
            self.effective,
        )

    def audiences(self) -> tuple[str, ...]:
        """Return the codes, which may be given one by one or with commas."""
        return tuple(code for given in self.codes for code in given.replace(",", " ").split())


@click.command("record")
@click.argument("policies", metavar="[POLICY[=ITEM]]...", nargs=-1)
@_with_options
@click.pass_context
def command(ctx: click.Context, /, policies: tuple[str, ...], **given: Any) -> None:
    """Record what a body decided on a policy.

    The minute number tells date and body; version, decision, narrative and review date are
    proposed. It shows the new line of the version table, and asks. Started without anything on a
    terminal, it asks for everything.
    """
    options = _Options(**given)
    desk = desk_of(ctx)
    now = today()
    if options.template:
        _write_template(desk, options.template)
        return
    if options.sheet:
        entries = _from_sheet(options, policies)
    elif not policies and not options.audiences() and sys.stdin.isatty():
        from minuted.cli.record_ask import ask_entries

        entries = ask_entries(desk, options.common(), now)
    else:
        entries = _from_options(desk, options, policies)
    request = RecordRequest(entries, options.force.strip())
    settle(desk, request, now, yes=options.yes, dry_run=options.dry_run, as_json=options.as_json)


def _from_options(desk: Desk, options: _Options, policies: tuple[str, ...]) -> tuple[Entry, ...]:
    codes = options.audiences()
    if not policies or not codes:
        raise click.UsageError(
            "Say which policy, and for whom: minuted record POLICY --for CODE --minute REF"
        )
    whole = options.meeting or any("=" in policy for policy in policies)
    if whole and options.minute:
        raise click.UsageError("--minute is one item's, --meeting the whole meeting's: give one.")
    entries: list[Entry] = []
    for code in codes:
        common = replace(options.common(), audience=code)
        if whole:
            items = [Item.parse(policy) for policy in policies]
            entries += entries_of(desk, options.meeting, items, common)
        else:
            entries += [replace(common, policy=policy) for policy in policies]
    return tuple(entries)


def _from_sheet(options: _Options, policies: tuple[str, ...]) -> tuple[Entry, ...]:
    if policies or options.codes or options.common() != Entry("", ""):
        raise click.UsageError("With --from everything stands in the file; name nothing else.")
    from minuted.tasks.record_sheet import read_entries

    assert options.sheet is not None
    entries = read_entries(options.sheet)
    if not entries:
        raise RefusedError(f"{options.sheet} holds no decision.", "Fill in a row, then try again.")
    return entries


def _write_template(desk: Desk, path: Path) -> None:
    from minuted.tasks.record_sheet import write_template

    write_template(desk, path)
    click.echo(f"Wrote {path}. Fill it in, then: minuted record --from {path}")
