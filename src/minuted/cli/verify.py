"""`minuted verify`: is this the approved copy, unaltered and in force?"""

from collections.abc import Iterator
from pathlib import Path

import click

from minuted.cli.common import desk_of, print_json, today
from minuted.cli.compare_text import change_lines
from minuted.cli.wording import harmless, styled
from minuted.model.change import Comparison
from minuted.model.copy import short_fingerprint
from minuted.model.dates import in_full
from minuted.model.verification import Finding, FindingKind, Held, Verdict, Verification
from minuted.tasks.verify import Verifier

_SAID = {
    Verdict.APPROVED: "approved, unaltered and in force",
    Verdict.SUPERSEDED: "approved and unaltered, but not in force any more",
    Verdict.DRAFT: "a draft, which no body has adopted",
    Verdict.NOT_ADOPTED: "not adopted",
    Verdict.ALTERED: "NOT the approved text",
    Verdict.UNKNOWN: "no policy of this trust",
    Verdict.UNREADABLE: "cannot be read",
}
_COLOURS = {Verdict.APPROVED: "green", Verdict.SUPERSEDED: "yellow", Verdict.DRAFT: "yellow"}


@click.command("verify")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print data for programs.")
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Say whether copies are the approved text, unaltered and in force.

    A copy may be a Word file, a PDF or a web page, and may come from anywhere. Its own words are
    read and compared with the approved texts; what its properties say proves nothing. The exit
    code is 0 only if every file is approved, unaltered and in force today.
    """
    folder = ctx.obj if isinstance(ctx.obj, Path) else Path()
    verifier = Verifier(desk_of(ctx), today())
    found: list[Verification] = []
    for at, file in enumerate(files):
        verification = verifier.file(folder / file, str(file))
        found.append(verification)
        if as_json:
            continue
        if at:
            click.echo()
        for line in _lines(verification):
            click.echo(line)
    if as_json:
        print_json({"files": [_data(verification) for verification in found]})
    elif len(found) > 1:
        well = sum(verification.well for verification in found)
        click.echo(f"\n{well} of {len(found)} are approved, unaltered and in force.", err=True)
    if not all(verification.well for verification in found):
        ctx.exit(1)


def _lines(verification: Verification) -> Iterator[str]:
    """Yield what is to be said of one file."""
    colour = _COLOURS.get(verification.verdict, "red")
    verdict = styled(_SAID[verification.verdict], colour)
    yield f"{harmless(verification.file)}: {verdict}"
    if verification.held is not None:
        yield from _text(verification.held)
    for finding in verification.findings:
        yield from _finding(finding)
    if verification.identical:
        yield "  It is, byte for byte, the copy that minuted makes."
    if verification.comparison is not None:
        yield ""
        for line in change_lines(verification.comparison, colour=True):
            yield f"  {line}" if line else ""


def _text(held: Held) -> Iterator[str]:
    version = f"version {held.version}" if held.version else "the draft"
    what = f"{held.title}, {version}, for {held.audience_name}"
    head = "Its words are" if held.exact else "The text most like it is"
    yield harmless(f"  {head} {what} (text {short_fingerprint(held.fingerprint)}).")
    if held.decided is not None:
        by = f", minute {held.minute}" if held.minute else ""
        yield harmless(f"  Adopted on {in_full(held.decided)}{by}.")


def _finding(finding: Finding) -> Iterator[str]:
    place = f"{finding.place}: " if finding.place else ""
    plain = finding.kind in (FindingKind.NOTE, FindingKind.UNREADABLE)
    kind = "" if plain else f"[{finding.kind.value}] "
    yield harmless(f"  {kind}{place}{finding.message}")
    if finding.hint:
        yield harmless(f"    → {finding.hint}")


def _data(verification: Verification) -> dict[str, object]:
    claim, held = verification.claim, verification.held
    return {
        "file": verification.file,
        "verdict": verification.verdict.value,
        "well": verification.well,
        "identical": verification.identical,
        "claim": {
            "ours": claim.ours,
            "title": claim.title or None,
            "policy": claim.policy or None,
            "version": claim.version or None,
            "audience": claim.audience or None,
            "minute": claim.minute or None,
            "fingerprint": claim.fingerprint or None,
            "draft": claim.draft,
        },
        "text": held
        and {
            "policy": held.policy,
            "title": held.title,
            "version": held.version or None,
            "audience": held.audience or None,
            "fingerprint": held.fingerprint,
            "exact": held.exact,
            "nearest": held.nearest,
            "minute": held.minute or None,
            "decided": held.decided and held.decided.isoformat(),
            "in_force": held.in_force or None,
            "since": held.since and held.since.isoformat(),
            "since_minute": held.since_minute or None,
        },
        "findings": [
            {
                "kind": finding.kind.value,
                "stops": finding.kind.stops,
                "place": finding.place,
                "message": finding.message,
                "hint": finding.hint,
            }
            for finding in verification.findings
        ],
        "clauses": verification.comparison and list(_changes(verification.comparison)),
    }


def _changes(comparison: Comparison) -> Iterator[dict[str, object]]:
    for change in comparison.changes:
        if not change.is_quiet:
            yield {
                "status": change.status.value,
                "kind": change.kind,
                "moved": change.moved,
                "old": list(change.old),
                "new": list(change.new),
                "words": [[segment.op, segment.text] for segment in change.words],
            }
