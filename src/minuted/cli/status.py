"""`minuted status`: every policy against every school, and what is overdue."""

import sys
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from minuted.cli.common import desk_of, print_json, read_day, today
from minuted.cli.exporting import ICS, XLSX, export
from minuted.cli.lists import Cell, print_lines, print_list, read_states
from minuted.cli.wording import count, say_diagnostics
from minuted.model.dates import in_full
from minuted.model.position import Position, State
from minuted.tasks.status import StatusReport, StatusRequest, status

MOST = 60
"""How many rows a terminal shows one by one, unless they are asked for."""

COLOURS = {
    State.UNKNOWN_VERSION: "red",
    State.NOT_ADOPTED: "red",
    State.OVERDUE: "red",
    State.BEHIND: "yellow",
    State.CHAIRS_ACTION: "yellow",
    State.SUBJECT_TO_CHANGES: "yellow",
    State.DEFERRED: "yellow",
    State.DRAFT_MINUTES: "yellow",
    State.DUE_SOON: "yellow",
    State.NO_REVIEW_DATE: "yellow",
    State.NOT_HELD: "yellow",
    State.CURRENT: "green",
}
"""What colour says as well as the words; the others have none."""


@click.command("status")
@click.argument("policies", nargs=-1, metavar="[POLICY]...")
@click.option(
    "--for", "codes", multiple=True, metavar="CODE", help="This school, or a group's schools."
)
@click.option("--body", "bodies", multiple=True, metavar="BODY", help="What this body decides.")
@click.option(
    "--state",
    "states",
    multiple=True,
    callback=read_states,
    metavar="STATE",
    help="Only what is, say, overdue, behind or not-adopted; docs/status.md has all the words.",
)
@click.option("--on", "day", callback=read_day, metavar="DATE", help="As things stood that day.")
@click.option("--all", "every", is_flag=True, help="Every row on the screen, however many.")
@XLSX
@ICS
@click.option("--json", "as_json", is_flag=True, help="Print data for programs.")
@click.pass_context
def command(
    ctx: click.Context,
    policies: tuple[str, ...],
    codes: tuple[str, ...],
    bodies: tuple[str, ...],
    states: tuple[State, ...],
    day: date | None,
    every: bool,
    xlsx: Path | None,
    ics: Path | None,
    as_json: bool,
) -> int:
    """Say for every policy and school which version is in force, and what is overdue.

    Of each: the version and whether it is behind the newest, the review date and whether it is
    overdue, minutes still draft, a chair's action to be ratified, corrections. Withdrawn policies
    and such are left out unless --state names them.
    """
    request = StatusRequest(day or today(), policies, codes, bodies, states)
    report = status(desk_of(ctx), request)
    say_diagnostics(report.diagnostics)
    written = _export(ctx, report, xlsx, ics)
    if as_json:
        print_json(as_data(report))
    elif not written:
        _show(report, every=every or bool(policies or codes or bodies or states))
    for unread in report.unread:
        click.echo(f"Nothing can be said of {unread.policy}: see the errors above.", err=True)
    _say_totals(report)
    return 1 if report.unread else 0


def _export(ctx: click.Context, report: StatusReport, xlsx: Path | None, ics: Path | None) -> bool:
    if xlsx is None and ics is None:
        return False
    from minuted.tasks.exports import status_calendar, status_workbook

    export(ctx, xlsx, lambda: status_workbook(report))
    export(ctx, ics, lambda: status_calendar(report))
    return True


def _show(report: StatusReport, *, every: bool) -> None:
    if not sys.stdout.isatty():
        print_lines(_line(position) for position in report.positions)
        return
    if len(report.positions) > MOST and not every:
        _show_by_policy(report)
        return
    audiences = {position.audience for position in report.positions}
    if len(audiences) == 1 and len(report.positions) > 1:
        first = report.positions[0]
        rows = [(p.title, *_cells(p)) for p in report.positions]
        print_list(f"{first.name} ({first.audience})", ("Policy", *_HEADINGS), rows)
        return
    for _, found in groupby(report.positions, key=lambda position: position.policy):
        group = list(found)
        rows = [(p.audience, *_cells(p)) for p in group]
        print_list(_title(report, group[0]), ("For", *_HEADINGS), rows)


_HEADINGS = ("Version", "Review", "In words")


def _title(report: StatusReport, position: Position) -> str:
    review = report.fronts[position.policy].review
    parts = [f"newest version {position.latest}" if position.latest else "", review]
    return ", ".join([f"{position.title} ({position.policy})", *filter(None, parts)])


def _cells(position: Position) -> tuple[Cell, ...]:
    words: list[tuple[str, str]] = []
    for state, phrase in position.phrases():
        words += [("; ", "")] if words else []
        words.append((phrase, COLOURS.get(state, "")))
    review = position.review.in_full() if position.review else ""
    return position.version or "none", review, words


def _show_by_policy(report: StatusReport) -> None:
    shown = (State.CURRENT, State.BEHIND, State.NOT_ADOPTED, State.OVERDUE, State.DUE_SOON)
    rows: list[Sequence[Cell]] = []
    for _, found in groupby(report.positions, key=lambda position: position.policy):
        group = list(found)
        cells: list[Cell] = [group[0].title]
        for state in shown:
            number = sum(state in position.states for position in group)
            cells.append([(str(number) if number else "-", COLOURS[state] if number else "")])
        rows.append(cells)
    headings = ("Policy", *(state.value.replace("-", " ").capitalize() for state in shown))
    print_list(f"{count(len(report.positions), 'row')}, by policy", headings, rows)
    click.echo("Name a policy, --for a school or a --state to see its rows, or --all.", err=True)


def _line(position: Position) -> tuple[str, ...]:
    stated = position.force.decision.stated if position.force.decision else None
    return (
        position.policy,
        position.audience,
        position.version,
        position.latest,
        stated.date.isoformat() if stated else "",
        stated.minute if stated else "",
        position.review.iso() if position.review else "",
        ",".join(state.value for state in position.states),
        position.in_words(),
    )


def _say_totals(report: StatusReport) -> None:
    parts = [f"{number} {state.value}" for state, number in report.totals.items()]
    total = count(len(report.positions), "row")
    click.echo(f"On {in_full(report.day)}, {total}: {', '.join(parts) or 'nothing'}.", err=True)
    if report.quiet:
        left = count(report.quiet, "row was", "rows were")
        click.echo(
            f"{left} left out, where nothing is to be done:"
            " --state withdrawn, not-issued or superseded shows them.",
            err=True,
        )


def as_data(report: StatusReport) -> dict[str, object]:
    """Return a report as programs get it."""
    return {
        "on": report.day.isoformat(),
        "rows": [_row(position) for position in report.positions],
        "totals": {state.value: number for state, number in report.totals.items()},
        "left_out": report.quiet,
        "unread": [{"policy": u.policy, "reason": u.reason} for u in report.unread],
    }


def _row(position: Position) -> dict[str, object]:
    decision = position.force.decision
    stated = decision.stated if decision else None
    return {
        "policy": position.policy,
        "title": position.title,
        "for": position.audience,
        "name": position.name,
        "version": position.version or None,
        "latest": position.latest or None,
        "newer": position.newer,
        "review_date": position.review.iso() if position.review else None,
        "states": [state.value for state in position.states],
        "words": position.in_words(),
        "owner": position.owner,
        "body": position.body or None,
        "decision": stated
        and {
            "for": stated.audience,
            "body": stated.body,
            "date": stated.date.isoformat(),
            "effective": stated.effective.isoformat() if stated.effective else None,
            "minute": stated.minute,
            "version": stated.version,
            "decision": stated.kind.value,
        },
    }
