"""The decisions of one policy: the ledger's lines, and what they come to.

Ledger ── Line, Line, Line …          as written, only ever added to
   │ standing()
   ▼
Decision, Decision …                  confirmations, ratifications, corrections and voids applied
"""

import datetime
from dataclasses import dataclass, replace
from enum import Enum

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

    def matches(self, about: str) -> bool:
        """Whether `about` names this line: by its minute number, or its date where it has none."""
        return about == (self.minute or self.date.isoformat())


@dataclass(frozen=True, slots=True)
class Decision:
    """What a line comes to after the later lines about it.

    Attributes:
        stated: the columns as last stated; `stated.kind` is never one that is about another.
        first: the line that recorded it first.
        ratified: the line that ratified a chair's action, or None.
        void: whether it was voided.
    """

    stated: Line
    first: Line
    draft_minutes: bool = False
    ratified: Line | None = None
    void: bool = False

    @property
    def takes_effect(self) -> datetime.date:
        """The day from which it counts."""
        return self.stated.effective or self.stated.date


@dataclass(frozen=True, slots=True)
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
        decisions: list[Decision] = []
        later: list[Line] = []
        for line in self.lines:
            if line.kind.is_about_another:
                later.append(line)
            else:
                decisions.append(Decision(line, line, draft_minutes=line.minutes == "draft"))
        for line in later:
            index = find(decisions, line)
            if index is not None:
                decisions[index] = _apply(decisions[index], line)
        return tuple(decisions)


def find(decisions: list[Decision], line: Line) -> int | None:
    """Return which decision the line is about: by what is stated now, else first; or None."""
    for stated_now in (True, False):
        for index, decision in enumerate(decisions):
            earlier = decision.stated if stated_now else decision.first
            if earlier.audience == line.audience and earlier.matches(line.about):
                return index
    return None


def _apply(decision: Decision, line: Line) -> Decision:
    match line.kind:
        case Kind.CONFIRMED:
            return replace(decision, draft_minutes=False)
        case Kind.RATIFIED:
            return replace(decision, ratified=line)
        case Kind.VOID:
            return replace(decision, void=True)
        case _:
            stated = replace(line, kind=decision.stated.kind, about="")
            return replace(decision, stated=stated, draft_minutes=line.minutes == "draft")
