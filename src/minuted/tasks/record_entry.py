"""What somebody typed, read: every field by itself, before it is held against any decision."""

import datetime
from dataclasses import dataclass, field, replace

from minuted.model.dates import MonthOrDay, in_full, parse_british
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.ledger import Kind
from minuted.model.meeting import Typed, read_minute
from minuted.model.nearest import did_you_mean, nearest
from minuted.model.organisation import Organisation
from minuted.model.recording import NONE, Entry, Finding, FollowUp

KINDS = {kind.value: kind for kind in Kind if not kind.is_about_another}


@dataclass(slots=True)
class Findings:
    """Gathers what is wrong with one entry."""

    number: int
    entry: Entry | FollowUp
    force: str = ""
    found: list[Finding] = field(default_factory=list)

    def error(self, code: str, name: str, message: str, hint: str) -> None:
        """Add an error about a field."""
        self._add(Severity.ERROR, code, name, message, hint)

    def warning(self, code: str, name: str, message: str, hint: str) -> None:
        """Add a warning about a field."""
        self._add(Severity.WARNING, code, name, message, hint)

    def forcible(self, code: str, name: str, message: str, hint: str) -> None:
        """Add an error that a human may rightly know better than; with a reason, a warning."""
        if self.force:
            self.warning(code, name, message, f"It is recorded all the same: {self.force}")
        else:
            self.error(code, name, message, hint)

    def take(self, name: str, diagnostic: Diagnostic) -> None:
        """Add a complaint that somebody else made, under a field of the entry."""
        placed = replace(diagnostic, path=self.entry.where(name), line=0, column=0, audiences=())
        self.found.append(Finding(self.number, name, placed))

    def _add(self, severity: Severity, code: str, name: str, message: str, hint: str) -> None:
        self.take(name, Diagnostic(severity, code, message, hint))

    @property
    def broken(self) -> bool:
        """Whether there is an error."""
        return any(finding.diagnostic.is_error for finding in self.found)


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry's fields, read.

    Attributes:
        audience, body: codes as trust.yaml has them.
        kind, version, narrative: None or empty where they were not given.
        review_date: None where it was not given, or `none` was.
        no_review: whether `none` was given.
    """

    audience: str
    date: datetime.date
    body: str
    minute: str
    version: str
    kind: Kind | None
    narrative: str
    review_date: MonthOrDay | None
    no_review: bool
    minutes: str
    effective: datetime.date | None


def read_entry(
    entry: Entry, organisation: Organisation, today: datetime.date, found: Findings
) -> ReadEntry | None:
    """Read an entry's fields; None where one without which nothing can be said is amiss."""
    audience = read_audience(entry.audience, organisation, found)
    body = read_body(entry.body, organisation, found)
    typed = read_minute(entry.minute, organisation, body)
    said_space(typed, entry.minute, found)
    day = read_day(entry.date, "date", found)
    if not body and not entry.body:
        body = typed.body
        if not body:
            _body_missing(entry, organisation, found)
    if day is None and not entry.date.strip():
        day = typed.parts.date if typed.parts else None
        if day is None:
            _date_missing(entry, typed, found)
    if day is not None and day > today:
        name = "date" if entry.date.strip() else "minute"
        message = f"{in_full(day)} is still to come; only what was decided is recorded."
        found.error("date-in-future", name, message, "Check the date.")
    kind = _kind(entry, found)
    minutes = read_minutes(entry.minutes, found)
    review_date, no_review = read_review(entry.review_date, found)
    effective = read_day(entry.effective, "effective", found)
    if day is None or not audience or not body or found.broken:
        return None
    return ReadEntry(
        audience,
        day,
        body,
        typed.minute,
        entry.version.strip(),
        kind,
        " ".join(entry.narrative.split()),
        review_date,
        no_review,
        minutes,
        effective,
    )


def said_space(typed: Typed, written: str, found: Findings) -> None:
    """Say where a stray space was put right."""
    if typed.spaced:
        found.warning(
            "minute-space",
            "minute",
            f"There was a stray space in the minute number “{' '.join(written.split())}”.",
            f"It was put right: {typed.minute}",
        )


def read_audience(written: str, organisation: Organisation, found: Findings) -> str:
    """Return the code of an audience; capitals do not matter. Empty where there is none."""
    known = organisation.codes()
    word = written.strip()
    for code in known:
        if code.casefold() == word.casefold():
            return code
    hint = f"Known are: {', '.join(known)}."
    if not word:
        found.error("ledger-empty", "for", "It is not said for whom the decision is.", hint)
    else:
        message = f"“{word}” is no school, group or trust of governance/trust.yaml."
        found.error("unknown-audience", "for", message, did_you_mean(word, known, hint))
    return ""


def read_body(written: str, organisation: Organisation, found: Findings) -> str:
    """Return the code of a body; empty where none is given, or none of that code is known."""
    word = written.strip()
    known = organisation.bodies
    for code in known:
        if code.casefold() == word.casefold():
            return code
    if word:
        message = f"“{word}” is no body of governance/trust.yaml."
        hint = did_you_mean(word, known, f"Known are: {', '.join(known)}.")
        found.error("unknown-body", "body", message, hint)
    return ""


def read_day(written: str, name: str, found: Findings) -> datetime.date | None:
    """Return a day; None where none is given, or it cannot be read."""
    word = " ".join(written.split())
    read = parse_british(word) if word else None
    if read is not None and read.day:
        return read.first_day()
    if word:
        what = "a month; a day is needed" if read else "not a date that can be read"
        message = f"“{word}” is {what}."
        found.error(
            "bad-date", name, message, "Write it as 6.9.22, 6 September 2022 or 2022-09-06."
        )
    return None


def read_review(written: str, found: Findings) -> tuple[MonthOrDay | None, bool]:
    """Return a review date, and whether there is to be none."""
    word = " ".join(written.split())
    if not word or word.casefold() == NONE:
        return None, bool(word)
    read = parse_british(word)
    if read is None:
        message = f"“{word}” is not a date that can be read."
        hint = f"Write it as August 2023, 2023-08 or 29.8.23; {NONE} where there is none."
        found.error("bad-date", "review_date", message, hint)
    return read, False


def read_minutes(written: str, found: Findings) -> str:
    """Return `draft`, or an empty text for minutes that are confirmed."""
    word = written.strip().casefold()
    if word not in ("", "draft"):
        message = f"“{written.strip()}” in minutes is neither “draft” nor empty."
        hint = "Write draft while the minutes are not confirmed, else leave it empty."
        found.error("bad-minutes", "minutes", message, hint)
    return "draft" if word == "draft" else ""


def _kind(entry: Entry, found: Findings) -> Kind | None:
    word = entry.decision.strip().casefold().replace(" ", "-").replace("’", "").replace("'", "")
    if not word:
        return None
    if word not in KINDS:
        near = nearest(word, KINDS)
        known = ", ".join(KINDS)
        hint = f"Did you mean “{near}”?" if near else f"The words are: {known}."
        message = f"“{entry.decision.strip()}” is not a word for a decision."
        found.error("unknown-decision", "decision", message, hint)
    return KINDS.get(word)


def _body_missing(entry: Entry, organisation: Organisation, found: Findings) -> None:
    known = ", ".join(organisation.bodies) or "none yet"
    if not entry.minute.strip():
        message = "There is no minute number, so the body has to be given."
    else:
        message = f"Which body decided cannot be told from “{entry.minute.strip()}”."
    found.error("ledger-empty", "body", message, f"Give the body’s code; the trust has: {known}.")


def _date_missing(entry: Entry, typed: Typed, found: Findings) -> None:
    if typed.parts is not None and typed.parts.date_text:
        message = f"“{typed.parts.date_text}” in {typed.minute} is no day of the calendar."
        found.error("bad-date", "minute", message, "Check the minute number.")
    elif not entry.minute.strip():
        message = "There is no minute number, so the date has to be given."
        found.error("ledger-empty", "date", message, "Give the day of the meeting.")
    else:
        message = f"The day of the meeting cannot be told from “{entry.minute.strip()}”."
        found.error("ledger-empty", "date", message, "Give the day too, such as 6.9.22.")
