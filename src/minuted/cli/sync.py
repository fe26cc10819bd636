"""`minuted sync`: exchange what was recorded with the others."""

import sys
from collections.abc import Iterator

import click

from minuted.cli.common import desk_of, print_json, today
from minuted.cli.wording import count, harmless, say_diagnostics, say_error
from minuted.tasks.sync import ConflictError, SyncReport, SyncRequest, sync
from minuted.tasks.sync_side import Account


@click.command("sync")
@click.option(
    "--mine", multiple=True, metavar="FILE", help="Where a file does not go together: take yours."
)
@click.option("--theirs", multiple=True, metavar="FILE", help="The same: take the others'.")
@click.option("--json", "as_json", is_flag=True, help="Print data for programs.")
@click.pass_context
def command(
    ctx: click.Context, mine: tuple[str, ...], theirs: tuple[str, ...], as_json: bool
) -> int:
    """Fetch what the others recorded, and send them what you did.

    Decisions of both sides are kept, line by line; texts changed in different places are joined.
    Where both changed the same place, that is said, and nothing is changed on either side. What
    is not recorded yet stays here.
    """
    both = set(mine) & set(theirs)
    if both:
        raise click.UsageError(f"{min(both)} cannot be taken from both sides.", ctx)
    desk = desk_of(ctx)
    try:
        request = SyncRequest(mine, theirs, interactive=sys.stdin.isatty())
        report = sync(desk, request, today())
    except ConflictError as error:
        for conflict in error.conflicts:
            click.echo(f"{harmless(conflict.path)}: {harmless(conflict.words)}", err=True)
            click.echo(f"  → {harmless(conflict.hint)}", err=True)
        raise
    if as_json:
        print_json(as_data(report))
    else:
        for line in _lines(report):
            click.echo(harmless(line))
    say_diagnostics(report.problems)
    for path in report.unrecorded:
        click.echo(f"Stays here, because it is not recorded: {harmless(path)}", err=True)
    if report.unsent is not None:
        say_error(report.unsent)
    if not as_json and (report.came.decisions or report.came.versions):
        click.echo("Copies may be out of date: minuted build makes them.", err=True)
    return 1 if report.unsent is not None or report.problems else 0


def _lines(report: SyncReport) -> Iterator[str]:
    place = f"{report.shown} ({report.branch})"
    if report.came.empty and report.went.empty:
        yield f"Nothing new here or at {place}: both have the same."
        return
    yield from _told(report.came, f"Came in from {place}", "Nothing came in.")
    if report.unsent is not None:
        yield from _told(report.went, "Waits here to be sent", "")
    else:
        yield from _told(report.went, f"Went out to {place}", "Nothing went out.")


def _told(account: Account, heading: str, nothing: str) -> Iterator[str]:
    if account.empty:
        if nothing:
            yield nothing
        return
    people = list(dict.fromkeys(commit.author for commit in account.commits))
    by = f", by {', '.join(people)}" if people else ""
    yield f"{heading}{by}:"
    for decided in account.decisions:
        whom = f", for {', '.join(decided.audiences)}" if decided.audiences else ""
        yield f"  {count(decided.count, 'line')} in the ledger of {decided.title}{whom}"
    for title, version in account.versions:
        yield f"  version {version} of {title} was issued"
    for title in account.drafts:
        yield f"  the draft of {title} was changed"
    for title, gone in account.taken_out:
        was = "were" if gone > 1 else "was"
        yield f"  {count(gone, 'line')} {was} changed or taken out in the ledger of {title}"
    if account.trust_file:
        yield "  the trust file was changed"
    if account.others:
        named = ", ".join(account.others[:3]) + (" …" if len(account.others) > 3 else "")
        yield f"  {count(len(account.others), 'other file')}: {named}"


def as_data(report: SyncReport) -> dict[str, object]:
    """Return a report as programs get it."""
    return {
        "remote": report.shown,
        "branch": report.branch,
        "came": _account(report.came),
        "went": _account(report.went),
        "joined": report.joined,
        "sent": report.unsent is None,
        "unrecorded": list(report.unrecorded),
        "problems": [
            {"code": d.code, "path": d.path, "line": d.line, "message": d.message}
            for d in report.problems
        ],
    }


def _account(account: Account) -> dict[str, object]:
    return {
        "commits": [{"author": c.author, "subject": c.subject} for c in account.commits],
        "ledgers": [
            {"policy": d.policy, "lines": d.count, "for": list(d.audiences)}
            for d in account.decisions
        ],
        "versions": [{"title": title, "version": name} for title, name in account.versions],
        "drafts": list(account.drafts),
        "taken_out": [{"title": title, "lines": gone} for title, gone in account.taken_out],
        "trust_file": account.trust_file,
        "others": list(account.others),
    }
