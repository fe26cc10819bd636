"""What the commands that record share: the preview, the question, the result."""

import sys
from collections.abc import Sequence
from datetime import date

import click

from minuted.cli.common import print_json, print_table
from minuted.cli.wording import count, harmless, say_diagnostics
from minuted.errors import RefusedError
from minuted.model.copy import VERSION_TABLE_HEADINGS
from minuted.model.dates import in_full
from minuted.model.force import KIND_IN_WORDS
from minuted.model.recording import Outdated, Preview, Proposal, Recorded
from minuted.tasks.reading import Desk
from minuted.tasks.record import RecordRequest, carry_out, prepare


def settle(
    desk: Desk,
    request: RecordRequest,
    today: date,
    *,
    yes: bool,
    dry_run: bool = False,
    as_json: bool = False,
) -> None:
    """Show what would be recorded, ask, and record it.

    Raises:
        RefusedError: there are errors, or nobody can be asked; nothing was recorded.
    """
    preview = prepare(desk, request, today)
    if as_json and dry_run:
        print_json(_as_data(preview, ""))
    else:
        say_preview(preview)
    if not preview.ok:
        raise RefusedError(
            "Nothing was recorded, because of the errors above.",
            "Put them right, then record it again.",
        )
    if dry_run:
        return
    if not preview.added:
        click.echo("The ledger has all of it already; nothing was added.", err=True)
        if as_json:
            print_json(_as_data(preview, ""))
        return
    if not yes:
        ask("Record it?" if len(preview.added) == 1 else "Record them?", "recorded")
    recorded = carry_out(desk, request, preview, today)
    if as_json:
        print_json(_as_data(preview, recorded.commit))
        return
    say_recorded(recorded)


def ask(question: str, done: str) -> None:
    """Ask on a terminal; stop where the answer is no.

    Raises:
        RefusedError: there is no terminal.
    """
    if not sys.stdin.isatty():
        raise RefusedError(
            f"Nothing was {done}: there is no terminal to ask at.",
            "Add --yes when the above is what you want.",
        )
    if not click.confirm(question, default=False, err=True):
        raise RefusedError(f"Nothing was {done}.", "")


def say_preview(preview: Preview) -> None:
    """Show, on stderr, what would be recorded and what is to be said about it."""
    added = preview.added
    several = len(preview.proposals) > 1
    for proposal in preview.proposals:
        click.echo(headline(proposal), err=True)
        if several and not proposal.known:
            click.echo(harmless(f"  {_words(proposal)}"), err=True)
    rows = [row for p in added for row in p.rows]
    if rows and not several:
        click.echo("\nIn the version table:", err=True)
        print_table(VERSION_TABLE_HEADINGS, [row.cells() for row in rows], err=True)
    proposed = sorted({name for p in added for name in p.proposed})
    if proposed:
        names = ", ".join(name.replace("_", " ") for name in proposed)
        click.echo(f"Proposed, because it was not given: {names}.", err=True)
    say_diagnostics([finding.diagnostic for finding in preview.findings])
    if preview.ok and preview.outdated:
        click.echo(f"Out of date after it: {_copies(preview.outdated)}.", err=True)


def headline(proposal: Proposal) -> str:
    """Return a line's decision in two lines of words."""
    line = proposal.line
    version = f", version {line.version}" if line.version else ""
    what = KIND_IN_WORDS[line.kind].lower()
    known = " (recorded already, adds nothing)" if proposal.known else ""
    details = [in_full(line.date), line.body]
    if line.minute:
        details.append(f"minute {line.minute}")
    if line.about:
        details.append(f"about {line.about}")
    if line.minutes:
        details.append("draft minutes")
    if line.effective:
        details.append(f"in effect from {in_full(line.effective)}")
    head = f"{proposal.title}{version}, for {line.audience}: {what}{known}"
    return harmless(f"{head}\n  {', '.join(filter(None, details))}")


def _words(proposal: Proposal) -> str:
    """Return what a version table will say of a line beyond its number and date."""
    line = proposal.line
    narrative = f"“{line.narrative}”" if line.narrative else "no narrative"
    if line.review_date is None:
        return narrative
    return f"{narrative}, to be reviewed {line.review_date.in_full()}"


def say_recorded(recorded: Recorded) -> None:
    """Say what was recorded, and what is to be made again."""
    if not recorded.commit:
        click.echo("The ledger has all of it already; nothing was added.", err=True)
        return
    what = count(len(recorded.added), "decision" if _are_new(recorded.added) else "line")
    click.echo(f"Recorded: {what} (commit {recorded.commit}).")
    if recorded.known:
        click.echo(f"Recorded before, so nothing was added: {len(recorded.known)}.", err=True)
    if recorded.outdated:
        slugs = " ".join(dict.fromkeys(copy.policy for copy in recorded.outdated))
        click.echo(
            f"Out of date now: {_copies(recorded.outdated)}.\n"
            f"  → Make them again: minuted build {slugs}",
            err=True,
        )


def _are_new(proposals: Sequence[Proposal]) -> bool:
    return not any(p.line.kind.is_about_another for p in proposals)


def _copies(outdated: Sequence[Outdated]) -> str:
    """Name copies by policy: "social-media (AS, MDPP), e-safety (AS)"."""
    by_policy: dict[str, list[str]] = {}
    for copy in outdated:
        by_policy.setdefault(copy.policy, []).append(copy.audience)
    return "the copies of " + ", ".join(
        f"{slug} ({', '.join(codes)})" for slug, codes in by_policy.items()
    )


def _as_data(preview: Preview, commit: str) -> dict[str, object]:
    return {
        "commit": commit or None,
        "lines": [_line(p) for p in preview.proposals],
        "problems": [
            {
                "entry": f.entry,
                "field": f.field,
                "severity": f.diagnostic.severity.value,
                "code": f.diagnostic.code,
                "place": f.diagnostic.path,
                "message": f.diagnostic.message,
                "hint": f.diagnostic.hint,
            }
            for f in preview.findings
        ],
        "out_of_date": [{"policy": c.policy, "for": c.audience} for c in preview.outdated],
    }


def _line(proposal: Proposal) -> dict[str, object]:
    line = proposal.line
    return {
        "entry": proposal.entry,
        "policy": proposal.policy,
        "recorded_already": proposal.known,
        "proposed": sorted(proposal.proposed),
        "date": line.date.isoformat(),
        "body": line.body,
        "for": line.audience,
        "minute": line.minute,
        "version": line.version,
        "decision": line.kind.value,
        "narrative": line.narrative,
        "review_date": line.review_date.iso() if line.review_date else "",
        "minutes": line.minutes,
        "effective": line.effective.isoformat() if line.effective else "",
        "about": line.about,
        "fingerprint": line.fingerprint,
    }
