"""Checks of a ledger against the calendar: dates, spans, minute numbers, the order of things."""

from collections.abc import Iterator

from minuted.checks.ledger_context import CORRECT_HINT, LedgerContext
from minuted.model.dates import in_full
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.ledger import Kind
from minuted.model.minutes import check_minute
from minuted.model.organisation import Group, School


def about_wrongly(context: LedgerContext) -> Iterator[Diagnostic]:
    """Find ratifications of what needs none, and lines dated before what they are about."""
    for line, index in context.standing.about:
        decision = context.standing.decisions[index]
        if line.kind is Kind.RATIFIED and decision.stated.kind is not Kind.CHAIRS_ACTION:
            yield context.complaint(
                "ratified-wrongly",
                line,
                "decision",
                f"“{line.about}” was {decision.stated.kind.value}, not a chair's action, and "
                "needs no ratifying.",
                "Check about; to record that minutes were confirmed, write confirmed.",
            )
        elif line.kind in (Kind.RATIFIED, Kind.CONFIRMED) and line.date < decision.stated.date:
            yield context.complaint(
                "about-later",
                line,
                "date",
                f"This line is of {in_full(line.date)}, and about a decision of "
                f"{in_full(decision.stated.date)}.",
                "Check its date and about.",
                severity=Severity.WARNING,
            )


def wrong_dates(context: LedgerContext) -> Iterator[Diagnostic]:
    """Find dates that cannot be: yet to come, or a review before what it is to review."""
    for line in context.statements:
        if line.date > context.today:
            yield context.complaint(
                "date-in-future",
                line,
                "date",
                f"{in_full(line.date)} is still to come; only what was decided is recorded.",
                f"Check the date. {CORRECT_HINT}",
            )
    for decision in context.decisions:
        line = decision.stated
        if line.review_date and line.review_date.last_day() < line.date:
            yield context.complaint(
                "review-before-decision",
                line,
                "review_date",
                f"The review date, {line.review_date.in_full()}, is before the decision of "
                f"{in_full(line.date)}.",
                CORRECT_HINT,
            )
        if line.effective and line.effective < line.date:
            yield context.complaint(
                "effective-before-decision",
                line,
                "effective",
                f"The decision of {in_full(line.date)} takes effect on {in_full(line.effective)}, "
                "before it was taken.",
                "Check the two; leave effective empty where they are the same day.",
                severity=Severity.WARNING,
            )


def audience_not_there(context: LedgerContext) -> Iterator[Diagnostic]:
    """Find decisions for a school or group before it joined or after it left."""
    for decision in context.decisions:
        line = decision.stated
        audience = context.organisation.audience(line.audience)
        if not isinstance(audience, School | Group) or audience.span.covers(line.date):
            continue
        start, end = audience.span.start, audience.span.end
        early = start is not None and line.date < start
        said = f"from {in_full(start)}" if early and start else ""
        said = said or (f"until {in_full(end)}" if end else "")
        yield context.complaint(
            "audience-not-there",
            line,
            "date",
            f"{line.audience} is in governance/trust.yaml {said} only, and this decision is of "
            f"{in_full(line.date)}.",
            "Check the date; or change `from` or `to` in governance/trust.yaml.",
            severity=Severity.WARNING,
        )


def minute_numbers(context: LedgerContext) -> Iterator[Diagnostic]:
    """Find minute numbers that say something else than their row."""
    for line in context.statements:
        if line.kind is not Kind.VOID:
            yield from check_minute(line, context.organisation)
