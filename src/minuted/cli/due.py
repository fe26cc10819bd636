"""`minuted due`: what to put on the next agendas."""

import sys
from datetime import date
from pathlib import Path

import click

from minuted.cli.common import desk_of, print_json, read_day, today
from minuted.cli.exporting import ICS, XLSX, export
from minuted.cli.lists import Cell, print_lines, print_list
from minuted.cli.wording import count, say_diagnostics
from minuted.model.agenda import Item, Meeting
from minuted.model.dates import in_full
from minuted.tasks.due import DueReport, DueRequest, due


@click.command("due")
@click.argument("policies", nargs=-1, metavar="[POLICY]...")
@click.option(
    "--before",
    callback=read_day,
    metavar="DATE",
    help="Reviews due by that day; three months ahead if not given.",
)
@click.option(
    "--for", "codes", multiple=True, metavar="CODE", help="What concerns this school or group."
)
@click.option("--body", "bodies", multiple=True, metavar="BODY", help="What this body decides.")
@XLSX
@ICS
@click.option("--json", "as_json", is_flag=True, help="Print data for programs.")
@click.pass_context
def command(
    ctx: click.Context,
    policies: tuple[str, ...],
    before: date | None,
    codes: tuple[str, ...],
    bodies: tuple[str, ...],
    xlsx: Path | None,
    ics: Path | None,
    as_json: bool,
) -> int:
    """Say what to put on the next agendas, soonest first, gathered by the body that decides.

    Reviews that are overdue or fall due, versions to be adopted, what was put off, chair's
    actions to be ratified, minutes to be confirmed. A decision of a partnership is one item, and
    says for which schools.
    """
    report = due(desk_of(ctx), DueRequest(today(), before, codes, bodies, policies))
    say_diagnostics(report.diagnostics)
    written = _export(ctx, report, xlsx, ics)
    if as_json:
        print_json(as_data(report))
    elif not written:
        _show(report)
    for unread in report.unread:
        click.echo(f"Nothing can be said of {unread.policy}: see the errors above.", err=True)
    _say_totals(report)
    return 1 if report.unread else 0


def _export(ctx: click.Context, report: DueReport, xlsx: Path | None, ics: Path | None) -> bool:
    if xlsx is None and ics is None:
        return False
    from minuted.tasks.exports import due_calendar, due_workbook

    export(ctx, xlsx, lambda: due_workbook(report))
    export(ctx, ics, lambda: due_calendar(report))
    return True


def _show(report: DueReport) -> None:
    if not sys.stdout.isatty():
        print_lines(_line(item) for item in report.items)
        return
    for meeting in report.meetings:
        rows = [_cells(item) for item in meeting.items]
        print_list(_title(meeting), ("Due", "Policy", "Why"), rows)


def _title(meeting: Meeting) -> str:
    body = meeting.body_name or "No body named"
    if meeting.body and meeting.body_name != meeting.body:
        body += f" ({meeting.body})"
    name = meeting.name if meeting.name == meeting.owner else f"{meeting.name} ({meeting.owner})"
    return f"{body}, {name}"


def _cells(item: Item) -> tuple[Cell, ...]:
    colour = "red" if item.overdue else "yellow" if item.at_once else ""
    why = item.in_words()
    if item.schools:
        why += f" For {' '.join(item.schools)} as well."
    return [(item.due_in_words, colour)], item.title, why


def _line(item: Item) -> tuple[str, ...]:
    return (
        item.review.iso() if item.review else "",
        item.owner,
        item.body,
        item.policy,
        ",".join(cause.why.value for cause in item.causes),
        item.in_words(),
    )


def _say_totals(report: DueReport) -> None:
    items = count(len(report.items), "item")
    meetings = count(len(report.meetings), "meeting")
    overdue = sum(item.overdue for item in report.items)
    click.echo(f"By {in_full(report.before)}, {items} for {meetings}; {overdue} overdue.", err=True)
    if report.later:
        later = count(report.later, "item falls", "items fall")
        click.echo(f"{later} due after that: --before DATE looks further ahead.", err=True)


def as_data(report: DueReport) -> dict[str, object]:
    """Return a report as programs get it."""
    return {
        "on": report.day.isoformat(),
        "before": report.before.isoformat(),
        "meetings": [
            {
                "for": meeting.owner,
                "name": meeting.name,
                "body": meeting.body or None,
                "body_name": meeting.body_name or None,
                "items": [_item(item) for item in meeting.items],
            }
            for meeting in report.meetings
        ],
        "later": report.later,
        "unread": [{"policy": u.policy, "reason": u.reason} for u in report.unread],
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "policy": item.policy,
        "title": item.title,
        "review_date": item.review.iso() if item.review else None,
        "overdue": item.overdue,
        "at_next_meeting": item.at_once,
        "why": [{"why": cause.why.value, "words": cause.words} for cause in item.causes],
        "schools": list(item.schools),
        "version": item.version or None,
        "latest": item.latest or None,
    }
