"""Where a policy stands for one audience on a day, and the words for it.

Position ── version, latest, review
         ├─ states: overdue, behind, chair's action, draft minutes …   the worst first
         └─ owner, body: whose meeting has to take it up again
"""

import datetime
from dataclasses import dataclass
from enum import Enum

from minuted.model.dates import MonthOrDay, in_full
from minuted.model.force import InForce, Reason
from minuted.model.ledger import Decision, Kind

SOON = datetime.timedelta(days=60)
"""How long before its review date a policy is due soon: a half-term's notice and a little more."""


class State(Enum):
    """What can be said of a policy for an audience; the worst first, the value is what is typed."""

    UNKNOWN_VERSION = "unknown-version"
    NOT_ADOPTED = "not-adopted"
    OVERDUE = "overdue"
    BEHIND = "behind"
    CHAIRS_ACTION = "chairs-action"
    SUBJECT_TO_CHANGES = "subject-to-changes"
    DEFERRED = "deferred"
    DRAFT_MINUTES = "draft-minutes"
    DUE_SOON = "due-soon"
    TO_COME = "to-come"
    NO_REVIEW_DATE = "no-review-date"
    NOT_HELD = "not-held"
    CORRECTED = "corrected"
    CURRENT = "current"
    SUPERSEDED = "superseded"
    NOT_ISSUED = "not-issued"
    WITHDRAWN = "withdrawn"


QUIET = frozenset((State.WITHDRAWN, State.NOT_ISSUED, State.SUPERSEDED))
"""States with which nothing is to be done, so that lists leave them out unless asked for."""


PENDING = {
    Kind.DEFERRED: State.DEFERRED,
    Kind.SUBJECT_TO_CHANGES: State.SUBJECT_TO_CHANGES,
}
"""What was done in place of adopting a text, and the state that it leaves."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where one policy stands for one audience.

    Attributes:
        policy: its slug.
        force: what is in force, or why nothing is.
        latest: the newest version issued by that day, corrected; empty where none is.
        newer: how many versions were issued after the one in force, corrections not counted.
        review: the review date last set, or None.
        states: what is to be said, the worst first; never empty.
        pending: decisions after the one in force that put it off or set conditions, in order.
        coming: decisions taken by that day that take effect after it, in order of that.
        unconfirmed: those of all these decisions whose minutes were still draft.
        owner: the code of whoever has to take it up again: the audience, its group or the trust.
        body: the code of the owner's body that does so; empty where that cannot be told.
        lines: how many lines the policy's ledger has; as lines are only added, it only grows.
        touched: the latest date in the ledger; None where it is empty.
    """

    policy: str
    title: str
    audience: str
    name: str
    force: InForce
    latest: str
    newer: int
    review: MonthOrDay | None
    states: tuple[State, ...]
    pending: tuple[Decision, ...]
    coming: tuple[Decision, ...]
    unconfirmed: tuple[Decision, ...]
    owner: str
    body: str
    lines: int = 0
    touched: datetime.date | None = None

    @property
    def day(self) -> datetime.date:
        """The day that all of this is about."""
        return self.force.day

    @property
    def version(self) -> str:
        """The version in force, corrections taken in; empty where none is."""
        return self.force.version

    @property
    def quiet(self) -> bool:
        """Whether nothing is to be done: withdrawn, not issued yet, or superseded."""
        return self.states[0] in QUIET

    def phrases(self) -> list[tuple[State, str]]:
        """Return each state with a few words that say it in full."""
        return [(state, self._phrase(state)) for state in self.states]

    def in_words(self) -> str:
        """Return what is to be said of it, in one line."""
        return "; ".join(words for _, words in self.phrases())

    def _phrase(self, state: State) -> str:
        match state:
            case State.UNKNOWN_VERSION:
                return f"version {self.version} was never issued: see minuted check"
            case State.NOT_ADOPTED:
                return _not_adopted(self.force)
            case State.OVERDUE if self.review is not None:
                return f"overdue since {in_full(overdue_from(self.review))}"
            case State.BEHIND:
                count = f"{self.newer} versions behind" if self.newer > 1 else "behind"
                return f"{count}: version {self.latest} is issued"
            case State.SUBJECT_TO_CHANGES | State.DEFERRED:
                when = _dates_of(self.pending, state)
                word = "put off" if state is State.DEFERRED else "approved subject to changes"
                return f"{word} on {in_full(when[-1])}"
            case State.DUE_SOON if self.review is not None:
                due = self.review.in_full()
                return f"due {'on' if self.review.day else 'in'} {due}"
            case State.TO_COME:
                first = self.coming[0]
                what = f"version {first.stated.version}"
                if first.stated.kind is Kind.WITHDRAWN:
                    what = "withdrawn"
                return f"{what} from {in_full(first.takes_effect)}"
            case State.CORRECTED:
                last = self.force.corrections[-1]
                return f"version {last.name} corrects {last.corrects}"
            case State.WITHDRAWN:
                return _withdrawn(self.force)
            case _:
                return _WORDS[state]


_WORDS = {
    State.CHAIRS_ACTION: "chair's action, to be ratified",
    State.DRAFT_MINUTES: "minutes still draft",
    State.NO_REVIEW_DATE: "no review date",
    State.NOT_HELD: "its text is not held",
    State.CURRENT: "current version",
    State.SUPERSEDED: "its schools have each decided since",
    State.NOT_ISSUED: "no version issued yet",
}


def _not_adopted(force: InForce) -> str:
    because = force.because
    if force.reason is Reason.VOID and because is not None:
        return f"not adopted: the decision of {in_full(because.stated.date)} is void"
    if force.reason is Reason.NOT_ADOPTED and because is not None:
        if because.stated.kind is Kind.NOTED:
            return f"not adopted: only noted on {in_full(because.stated.date)}"
        return "not adopted"
    return "never adopted"


def _withdrawn(force: InForce) -> str:
    if force.since is not None:
        return f"withdrawn on {in_full(force.since)}"
    if force.because is not None:
        return f"withdrawn on {in_full(force.because.takes_effect)}"
    return "withdrawn"


def overdue_from(review: MonthOrDay) -> datetime.date:
    """Return the first day on which a review is overdue: the day after it, or after its month."""
    return review.last_day() + datetime.timedelta(days=1)


def _dates_of(pending: tuple[Decision, ...], state: State) -> list[datetime.date]:
    return [d.stated.date for d in pending if PENDING.get(d.stated.kind) is state]
