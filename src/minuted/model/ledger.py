"""The decisions of one policy: the ledger's lines, and what they come to.

Ledger ── Line, Line, Line …          as written, only ever added to
   │ standing()
   ▼
Decision, Decision …                  confirmations, ratifications, corrections and voids applied
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from minuted.model.dates import MonthOrDay

COLUMNS = (
    "date",
    "body",
    "for",
    "minute",
    "version",
    "decision",
    "narrative",
    "review_date",
    "minutes",
    "effective",
    "about",
    "fingerprint",
)

FORMULA_STARTS = ("=", "+", "-", "@")
"""What no cell may begin with, because a spreadsheet would take it for a formula."""


class Kind(Enum):
    """What a line records; the value is what the file says."""

    ADOPTED = "adopted"
    REVIEWED = "reviewed"
    CHAIRS_ACTION = "chairs-action"
    NOTED = "noted"
    DEFERRED = "deferred"
    SUBJECT_TO_CHANGES = "subject-to-changes"
    WITHDRAWN = "withdrawn"
    CONFIRMED = "confirmed"
    RATIFIED = "ratified"
    CORRECTED = "corrected"
    VOID = "void"

    @property
    def puts_in_force(self) -> bool:
        """Whether such a decision puts a text in force."""
        return self in (Kind.ADOPTED, Kind.REVIEWED, Kind.CHAIRS_ACTION)

    @property
    def is_about_another(self) -> bool:
        """Whether such a line is about an earlier one."""
        return self in (Kind.CONFIRMED, Kind.RATIFIED, Kind.CORRECTED, Kind.VOID)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger, its columns in the file's order.

    Attributes:
        audience: the column `for`.
        minutes: `draft` until confirmed, else empty.
        effective: None where it is the date itself.
        about: the minute number (or the ISO date) of the earlier line that this one is about.
        line: in the file, counted from 1, the heading included.
    """

    date: datetime.date
    body: str
    audience: str
    minute: str
    version: str
    kind: Kind
    narrative: str = ""
    review_date: MonthOrDay | None = None
    minutes: str = ""
    effective: datetime.date | None = None
    about: str = ""
    fingerprint: str = ""
    line: int = 0

    @property
    def key(self) -> tuple[str, datetime.date, str, str]:
        """What tells one decision from another: whose, when, by which body, which minute."""
        return (self.audience, self.date, self.body, self.minute)

    def matches(self, about: str) -> bool:
        """Whether `about` names this line: by its minute number, or its date where it has none."""
        return about == (self.minute or self.date.isoformat())


@dataclass(frozen=True, slots=True)
class Decision:
    """What a line comes to after the later lines about it.

    Attributes:
        stated: the columns as last stated; `stated.kind` is never one that is about another.
        first: the line that recorded it first.
        draft_minutes: whether the minutes were draft when last stated, and nothing confirmed them.
        ratified: the line that ratified a chair's action, or None; the earliest where several did.
        void: whether it was voided.
        confirmed: the line that confirmed the minutes, or None; the earliest where several did.
        earlier: what was stated before it was corrected, `first` included; empty if it never was.
    """

    stated: Line
    first: Line
    draft_minutes: bool = False
    ratified: Line | None = None
    void: bool = False
    confirmed: Line | None = None
    earlier: tuple[Line, ...] = ()

    @property
    def takes_effect(self) -> datetime.date:
        """The day from which it counts."""
        return self.stated.effective or self.stated.date

    def minutes_were_draft(self, day: datetime.date) -> bool:
        """Whether the minutes were draft on a day, as far as the ledger says."""
        confirmed = self.confirmed is not None and self.confirmed.date <= day
        return self.stated.minutes == "draft" and not confirmed

    def was_ratified(self, day: datetime.date) -> bool:
        """Whether a chair's action had been ratified by a day."""
        return self.ratified is not None and self.ratified.date <= day


@dataclass(frozen=True, slots=True)
class Standing:
    """The decisions that a ledger comes to, and the lines that came to nothing.

    Attributes:
        decisions: in the order they were first recorded, voided ones included.
        about: what each line about an earlier one was taken to be about, by index into
            `decisions`, in the order of the file.
        lost: lines about a decision that is not there.
        doubtful: lines that could be about either of two decisions; they were taken to be about
            the first.
    """

    decisions: tuple[Decision, ...]
    about: tuple[tuple[Line, int], ...] = ()
    lost: tuple[Line, ...] = ()
    doubtful: tuple[Line, ...] = ()


@dataclass(frozen=True)  # without slots, so that what it comes to can be kept
class Ledger:
    """All lines of one policy, in the order of the file, exact repeats left out."""

    policy: str
    lines: tuple[Line, ...] = ()

    def standing(self) -> tuple[Decision, ...]:
        """Return the decisions, in the order they were first recorded, voided ones included.

        A line about an earlier line that is not there changes nothing; a check reports it. The
        order of the lines in the file does not matter where they differ in what they are about,
        so that two clerks' additions may be merged in either order.
        """
        return self.resolved.decisions

    @cached_property
    def latest_date(self) -> datetime.date | None:
        """The latest date of any line; None where there is no line."""
        return max((line.date for line in self.lines), default=None)

    @cached_property
    def by_audience(self) -> Mapping[str, tuple[tuple[int, Decision], ...]]:
        """The decisions of each audience that has any, each with its place in `standing()`."""
        gathered: dict[str, list[tuple[int, Decision]]] = {}
        for place, decision in enumerate(self.standing()):
            gathered.setdefault(decision.stated.audience, []).append((place, decision))
        return {audience: tuple(decisions) for audience, decisions in gathered.items()}

    @cached_property
    def resolved(self) -> Standing:
        """The decisions with the lines about them laid on, and what could not be.

        `about` may be any minute number that the decision has ever had, so a line about a number
        that another clerk has corrected meanwhile still finds it. A line whose number only a
        correction further down brings in waits for that correction.
        """
        decisions = [
            Decision(line, line, draft_minutes=line.minutes == "draft")
            for line in self.lines
            if not line.kind.is_about_another
        ]
        place = {id(line): number for number, line in enumerate(self.lines)}
        waiting = [line for line in self.lines if line.kind.is_about_another]
        about: list[tuple[Line, int]] = []
        doubtful: list[Line] = []
        moved = True
        while waiting and moved:
            later = waiting
            waiting, moved = [], False
            for line in later:
                found = _candidates(decisions, line, place)
                if not found:
                    waiting.append(line)
                    continue
                if len({decisions[number].stated.key for number in found}) > 1:
                    doubtful.append(line)
                    found = found[:1]
                _apply_to_all(decisions, found, line)
                about.append((line, found[0]))
                moved = True
        about.sort(key=lambda pair: place[id(pair[0])])
        return Standing(tuple(decisions), tuple(about), tuple(waiting), tuple(doubtful))


def find(decisions: list[Decision], line: Line) -> int | None:
    """Return which decision the line is about: by what is stated now, else earlier; or None."""
    found = _candidates(decisions, line, {})
    return found[0] if found else None


def _candidates(decisions: list[Decision], line: Line, place: Mapping[int, int]) -> list[int]:
    """Return the decisions that fit best, in the order of the file; more than one is a doubt.

    What is stated now goes before what was stated earlier, one that stands before a voided one,
    one recorded above the line before one below it, and one of the same body before another's.
    """
    own = [
        (number, decision)
        for number, decision in enumerate(decisions)
        if decision.stated.audience == line.audience
    ]
    ranked: dict[tuple[bool, bool, bool, bool], list[int]] = {}
    for number, decision in own:
        now = decision.stated.matches(line.about)
        if not now and not any(earlier.matches(line.about) for earlier in decision.earlier):
            continue
        below = place.get(id(decision.first), -1) > place.get(id(line), len(place))
        rank = (not now, decision.void, below, decision.stated.body != line.body)
        ranked.setdefault(rank, []).append(number)
    return ranked[min(ranked)] if ranked else []


def _apply_to_all(decisions: list[Decision], found: list[int], line: Line) -> None:
    decisions[found[0]] = _apply(decisions[found[0]], line)
    for number in found[1:]:
        again = decisions[number]
        superseded = line.kind is Kind.CORRECTED
        decisions[number] = replace(again, void=True) if superseded else _apply(again, line)


def _apply(decision: Decision, line: Line) -> Decision:
    match line.kind:
        case Kind.CONFIRMED:
            confirmed = _earlier(decision.confirmed, line)
            return replace(decision, confirmed=confirmed, draft_minutes=False)
        case Kind.RATIFIED:
            return replace(decision, ratified=_earlier(decision.ratified, line))
        case Kind.VOID:
            return replace(decision, void=True)
        case _:
            return replace(
                decision,
                stated=replace(line, kind=decision.stated.kind, about=""),
                draft_minutes=line.minutes == "draft" and decision.confirmed is None,
                earlier=(*decision.earlier, decision.stated),
            )


def _earlier(known: Line | None, line: Line) -> Line:
    return known if known and (known.date, known.minute) <= (line.date, line.minute) else line
