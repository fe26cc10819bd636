"""A line about an earlier decision: minutes confirmed, a chair's action ratified, a slip put right.

A line is added; what was written stays.
"""

import datetime
from dataclasses import replace

from minuted.model.dates import in_full, parse_british
from minuted.model.ledger import Decision, Kind, Line
from minuted.model.meeting import minute_of_meeting, read_minute
from minuted.model.minutes import pattern_of
from minuted.model.nearest import did_you_mean
from minuted.model.organisation import Organisation
from minuted.model.recording import About, FollowUp, Proposal
from minuted.tasks.audiences import find_audience
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.reading import Desk
from minuted.tasks.record_book import Book
from minuted.tasks.record_decision import check_claims, fingerprint_of
from minuted.tasks.record_entry import (
    Findings,
    read_audience,
    read_body,
    read_day,
    read_minutes,
    read_review,
    said_space,
)


def propose_follow_up(book: Book, wanted: FollowUp, found: Findings) -> Proposal | None:
    """Return the line about an earlier decision; None where there is an error in it."""
    audience = read_audience(wanted.audience, book.organisation, found)
    if not audience:
        return None
    decision = _decision(book, wanted, audience, found)
    if decision is None:
        return None
    if wanted.kind is About.CORRECTED:
        return _corrected(book, wanted, decision, found)
    return _of_meeting(book, wanted, decision, found)


def confirmations(desk: Desk, wanted: FollowUp, today: datetime.date) -> tuple[FollowUp, ...]:
    """Return a confirmation for each draft minute of a meeting, over all policies.

    Args:
        desk: the workspace.
        wanted: `about` is the meeting's number, without an item; `policy` may be empty for all.
        today: decisions of a later day are left out.

    Raises:
        NotFoundError: there is no such policy or audience.
        ComplaintsError: trust.yaml, a policy or its ledger cannot be used.
    """
    organisation, complaints = desk.organisation()
    if organisation is None:
        raise ComplaintsError("governance/trust.yaml", complaints)
    code = next(
        (c for c in organisation.codes() if c.casefold() == wanted.audience.strip().casefold()),
        wanted.audience,
    )
    audience = find_audience(organisation, code).code
    found = []
    for slug in desk.slugs((wanted.policy,) if wanted.policy else ()):
        for decision in Book.open(desk, slug, organisation).decided.all:
            stated = decision.stated
            if stated.audience != audience or decision.void or not decision.draft_minutes:
                continue
            if stated.date <= today and is_of_meeting(stated, wanted.about, organisation):
                about = stated.minute or stated.date.isoformat()
                found.append(replace(wanted, policy=slug, audience=audience, about=about))
    return tuple(found)


def is_of_meeting(line: Line, meeting: str, organisation: Organisation) -> bool:
    """Whether a line's minute number is of a meeting given by its number, without the item."""
    parts = pattern_of(line.body, organisation).match(line.minute)
    if parts is None or not parts.item:
        return False
    return minute_of_meeting(meeting, parts.item, organisation, line.body) == line.minute


def _decision(book: Book, wanted: FollowUp, audience: str, found: Findings) -> Decision | None:
    """Find the decision that a line is about, by its minute number or its day."""
    word = " ".join(wanted.about.split())
    own = [d for d in book.decided.all if d.stated.audience == audience]
    names = {word, read_minute(word, book.organisation).minute}
    day = parse_british(word) if word else None
    if day is not None:
        names.add(day.iso())
    for stated_now in (True, False):
        fitting = [d for d in own if any(_is_called(d, name, now=stated_now) for name in names)]
        standing = [d for d in fitting if not d.void] or fitting
        if len({d.stated.key for d in standing}) > 1:
            found.error(
                "about-doubtful",
                "about",
                f"{audience} has {len(standing)} decisions called “{word}” on {book.slug}.",
                "Correct one of them by hand in the ledger, so that each has a name of its own.",
            )
            return None
        if standing:
            return standing[0]
    known = [d.stated.minute or in_full(d.stated.date) for d in own if not d.void]
    found.error(
        "about-nothing",
        "about",
        f"No decision of {audience} on {book.slug} has the minute number (or date) “{word}”."
        if word
        else "It is not said which decision is meant.",
        did_you_mean(word, known, f"Its decisions are: {', '.join(known)}.")
        if known
        else f"The ledger of {book.slug} holds no decision of {audience}.",
    )
    return None


def _is_called(decision: Decision, name: str, *, now: bool) -> bool:
    lines = (decision.stated,) if now else decision.earlier
    return any(line.matches(name) for line in lines)


def _of_meeting(
    book: Book, wanted: FollowUp, decision: Decision, found: Findings
) -> Proposal | None:
    """Return a confirmation, a ratification or a voiding, by the meeting that made it."""
    stated = decision.stated
    given = read_body(wanted.body, book.organisation, found)
    typed = read_minute(wanted.minute, book.organisation, given)
    said_space(typed, wanted.minute, found)
    body = given or typed.body or stated.body
    day = read_day(wanted.date, "date", found)
    if day is None and not wanted.date.strip():
        day = typed.parts.date if typed.parts else None
        if day is None:
            found.error(
                "ledger-empty",
                "date",
                "It is not said when that was, and no minute number says it.",
                "Give the minute number of that meeting, or its date.",
            )
    reason = " ".join(wanted.reason.split())
    if wanted.kind is About.VOID and not reason:
        found.error(
            "reason-missing",
            "reason",
            "A decision is not declared void without a reason.",
            "Give it in a few words: “The meeting was inquorate”.",
        )
    if day is None or found.broken:
        return None
    line = Line(
        day,
        body,
        stated.audience,
        typed.minute,
        "",
        Kind(wanted.kind.value),
        reason if wanted.kind is About.VOID else " ".join(wanted.narrative.split()),
        about=stated.minute or stated.date.isoformat(),
    )
    known = _is_done(wanted.kind, decision, found)
    return Proposal(found.number, book.slug, book.front.title, line, known=known)


def _is_standing(decision: Decision, found: Findings) -> bool:
    """Whether a decision was not declared void; complain where it was."""
    if decision.void:
        name = decision.stated.minute or in_full(decision.stated.date)
        found.error(
            "about-void",
            "about",
            f"The decision {name} was declared void.",
            "Nothing is left to confirm, ratify or correct; record it anew if it was taken again.",
        )
    return not decision.void


def _is_done(kind: About, decision: Decision, found: Findings) -> bool:
    """Whether a confirmation, a ratification or a voiding is recorded already."""
    if kind is About.VOID:
        return decision.void
    if not _is_standing(decision, found):
        return False
    if kind is About.RATIFIED:
        return decision.ratified is not None
    if decision.confirmed is None and not decision.draft_minutes:
        name = decision.stated.minute or in_full(decision.stated.date)
        found.error(
            "not-draft",
            "about",
            f"The minutes of {name} are not recorded as draft, so there is nothing to confirm.",
            "Only decisions recorded with draft minutes are confirmed later.",
        )
    return decision.confirmed is not None


def _corrected(
    book: Book, wanted: FollowUp, decision: Decision, found: Findings
) -> Proposal | None:
    """Return a line that states a decision anew, with what was given in the place of what was."""
    if not _is_standing(decision, found):
        return None
    stated = decision.stated
    line = _restated(book, wanted, stated, found)
    reason = " ".join(wanted.reason.split())
    if not reason:
        found.error(
            "reason-missing",
            "reason",
            "A decision is not corrected without a reason.",
            "Give it in a few words: “The clerk mistyped the date”.",
        )
    version = book.front.version(line.version)
    if version is None:
        names = ", ".join(v.name for v in book.front.versions)
        message = f"There is no version “{line.version}” in the policy’s list."
        found.error("unknown-version", "version", message, f"The versions are: {names}.")
    if version is None or found.broken:
        return None
    fingerprint = fingerprint_of(book, version, line.audience, line.date, found)
    line = replace(line, fingerprint=fingerprint if stated.kind is not Kind.WITHDRAWN else "")
    same = [d for d in book.decided.all if d.stated.key == stated.key]
    others = [d for d in book.decided.all if d.stated.key != stated.key]
    bases = book.texts.bases(book.front, lambda _: others, line.audience, line.version, line.date)
    check_claims(book, replace(line, kind=stated.kind), stated.kind, bases, found)
    again = replace(line, kind=stated.kind, about="", line=0)
    # where two clerks recorded it differently, stating it again settles which of them is right
    known = len(same) == 1 and again == replace(stated, line=0, fingerprint=again.fingerprint)
    return Proposal(found.number, book.slug, book.front.title, line, known=known)


def _restated(book: Book, wanted: FollowUp, stated: Line, found: Findings) -> Line:
    """Return the decision's columns with what was given in their place."""
    body = read_body(wanted.body, book.organisation, found) or stated.body
    day = read_day(wanted.date, "date", found)
    minute = stated.minute
    if wanted.minute.strip():
        typed = read_minute(wanted.minute, book.organisation, body if wanted.body.strip() else "")
        said_space(typed, wanted.minute, found)
        minute = typed.minute
        if not wanted.body.strip():
            body = typed.body or body
        if day is None and typed.parts is not None and not wanted.date.strip():
            day = typed.parts.date
    review, none = read_review(wanted.review_date, found)
    minutes = read_minutes(wanted.minutes, found) if wanted.minutes.strip() else stated.minutes
    return replace(
        stated,
        date=day or stated.date,
        body=body,
        minute=minute,
        version=wanted.version.strip() or stated.version,
        kind=Kind.CORRECTED,
        narrative=" ".join(wanted.narrative.split()) or stated.narrative,
        review_date=None if none else review or stated.review_date,
        minutes=minutes,
        effective=read_day(wanted.effective, "effective", found) or stated.effective,
        about=stated.minute or stated.date.isoformat(),
        line=0,
    )
