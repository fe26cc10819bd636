"""A ledger held against its policy's front matter, the organisation and the calendar."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace

from minuted.checks.ledger_context import LedgerContext, listed
from minuted.checks.ledger_dates import (
    about_wrongly,
    audience_not_there,
    minute_numbers,
    wrong_dates,
)
from minuted.model.dates import in_full
from minuted.model.diagnostic import Diagnostic, Severity, in_file_order
from minuted.model.force import is_concerned
from minuted.model.front_matter import FrontMatter
from minuted.model.ledger import Kind, Ledger, Line
from minuted.model.nearest import did_you_mean
from minuted.model.organisation import Organisation


def check_ledger(
    ledger: Ledger,
    front: FrontMatter,
    organisation: Organisation,
    today: datetime.date,
    path: str = "",
) -> list[Diagnostic]:
    """Return what is wrong with a ledger, in the order of the file.

    Args:
        ledger: as read.
        front: of its policy.
        organisation: of its workspace.
        today: what counts as the future comes after it.
        path: of the ledger, put into the complaints.

    Returns:
        Complaints whose `audiences` are those whose copies print or rest on the line: a school
        and its groups, a group and its members. It is empty where any copy may be concerned.
    """
    standing = ledger.resolved
    stated = [decision.stated for decision in standing.decisions if not decision.void]
    about = [line for line in ledger.lines if line.kind.is_about_another]
    about = [line for line in about if line.kind is not Kind.CORRECTED]
    context = LedgerContext(ledger, front, organisation, today, standing, (*stated, *about))
    audience_of = {line.line: line.audience for line in ledger.lines}
    found: list[Diagnostic] = []
    for check in CHECKS:
        for complaint in check(context):
            audiences = _stopped(organisation, audience_of.get(complaint.line, ""))
            found.append(replace(complaint, path=path, audiences=audiences))
    return in_file_order(found)


def _stopped(organisation: Organisation, code: str) -> tuple[str, ...]:
    if code in organisation.schools:
        groups = organisation.groups.values()
        return (code, *(g.code for g in groups if any(m.school == code for m in g.members)))
    if code in organisation.groups:
        return (code, *dict.fromkeys(m.school for m in organisation.groups[code].members))
    return ()


def unknown_audience(context: LedgerContext) -> Iterator[Diagnostic]:
    """Find lines for nobody."""
    known = context.organisation.codes()
    for line in context.statements:
        if line.audience not in known:
            yield context.complaint(
                "unknown-audience",
                line,
                "for",
                f"“{line.audience}” is no school, group or trust of governance/trust.yaml.",
                did_you_mean(line.audience, known, f"Known are: {listed(known)}."),
            )


def unknown_body(context: LedgerContext) -> Iterator[Diagnostic]:
    """Find lines by a body that the trust has not."""
    known = context.organisation.bodies
    for line in context.statements:
        if line.body and line.body not in known:
            yield context.complaint(
                "unknown-body",
                line,
                "body",
                f"“{line.body}” is no body of governance/trust.yaml.",
                did_you_mean(line.body, known, f"Known are: {listed(known)}."),
            )


def body_of_another(context: LedgerContext) -> Iterator[Diagnostic]:
    """Find a group's or school's body that decides for somebody else."""
    organisation = context.organisation
    for line in context.statements:
        body = organisation.bodies.get(line.body)
        if body is None or not body.of or body.of in (line.audience, organisation.trust.code):
            continue
        group = organisation.groups.get(body.of)
        if group is not None and group.has(line.audience, line.date):
            continue
        member = " nor was a member of it on that day" if group else ""
        yield context.complaint(
            "body-of-another",
            line,
            "body",
            f"{line.body} is a body of {body.of}, and {line.audience} is not {body.of}{member}.",
            "Check body and for; or change `of` of the body in governance/trust.yaml.",
        )


def body_not_approving(context: LedgerContext) -> Iterator[Diagnostic]:
    """Find approval by a body that the policy does not name; it may have been so in the past."""
    named = context.front.approved_by
    for decision in context.decisions:
        line = decision.stated
        if named and line.kind.puts_in_force and line.body not in named:
            yield context.complaint(
                "body-not-approving",
                line,
                "body",
                f"The policy is to be approved by {listed(named)}, and this decision is "
                f"{line.body}'s.",
                "Check the body; or add it to `approved-by` in the policy's front matter.",
                severity=Severity.WARNING,
            )


def unknown_version(context: LedgerContext) -> Iterator[Diagnostic]:
    """Find decisions about a version that is not in the list, or put in force before it is issued.

    A body may note or defer a version that is still a draft.
    """
    names = [version.name for version in context.front.versions]
    for decision in context.decisions:
        line = decision.stated
        version = context.front.version(line.version)
        if version is None:
            yield context.complaint(
                "unknown-version",
                line,
                "version",
                f"There is no version “{line.version}” in the policy's list.",
                f"The versions are: {listed(names)}." if names else "Issue it: `minuted issue`.",
            )
        elif not version.issued and line.kind.puts_in_force:
            yield context.complaint(
                "version-not-issued",
                line,
                "version",
                f"Version {line.version} was never issued, so nobody can have adopted it.",
                "Issue it with `minuted issue`, or correct the version.",
            )


def audience_not_concerned(context: LedgerContext) -> Iterator[Diagnostic]:
    """Find decisions for somebody whom the policy's `for` leaves out."""
    organisation = context.organisation
    for decision in context.decisions:
        line = decision.stated
        if organisation.audience(line.audience) is None:
            continue
        if not is_concerned(context.front, context.ledger, organisation, line.audience, line.date):
            yield context.complaint(
                "audience-not-concerned",
                line,
                "for",
                f"The policy is for {listed(context.front.audiences)}, not for {line.audience}.",
                "Check for; or add the code to `for` in the policy's front matter.",
            )


def decision_clash(context: LedgerContext) -> Iterator[Diagnostic]:
    """Find two decisions of one audience that no minute number tells apart."""
    first: dict[tuple[str, datetime.date, str, str], Line] = {}
    for decision in context.decisions:
        line = decision.stated
        earlier = first.setdefault(line.key, line)
        if earlier is not line:
            minute = f"minute {line.minute}" if line.minute else "without a minute number"
            yield context.complaint(
                "decision-clash",
                line,
                "minute",
                f"{line.body} for {line.audience} on {in_full(line.date)}, {minute}: line "
                f"{earlier.line} records it too, and says something else.",
                "Add a line with the decision “corrected” that says what is right; it then stands "
                "for both.",
            )


def about_nothing(context: LedgerContext) -> Iterator[Diagnostic]:
    """Find lines about an earlier line that is not there, or that could be either of two."""
    for line in context.standing.lost:
        known = {
            statement.minute or statement.date.isoformat(): None
            for decision in context.standing.decisions
            for statement in (decision.stated, *decision.earlier)
            if statement.audience == line.audience
        }
        yield context.complaint(
            "about-nothing",
            line,
            "about",
            f"No decision of {line.audience} has the minute number (or date) “{line.about}”.",
            did_you_mean(line.about, known, f"Its decisions are: {listed(known)}.")
            if known
            else f"The ledger holds no decision of {line.audience}; check the column for.",
        )
    for line in context.standing.doubtful:
        yield context.complaint(
            "about-doubtful",
            line,
            "about",
            f"{line.audience} has two decisions called “{line.about}”; this line may be about "
            "either.",
            "Add a line with the decision “corrected” that gives one of them a minute number of "
            "its own.",
        )


CHECKS: tuple[Callable[[LedgerContext], Iterator[Diagnostic]], ...] = (
    unknown_audience,
    unknown_body,
    body_of_another,
    body_not_approving,
    unknown_version,
    audience_not_concerned,
    decision_clash,
    about_nothing,
    about_wrongly,
    wrong_dates,
    audience_not_there,
    minute_numbers,
)
