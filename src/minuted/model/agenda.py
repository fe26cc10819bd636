"""What bodies have to take up again: one item for each policy and whoever decides on it.

Position (AS), Position (DCT), Position (MDPP)    by the partnership's decision
   └────────────────┴──────── agenda() ──▶ Item: RMC of MDPP, due August 2024, for AS DCT
                                             └─ reasons: review overdue, newer version …
Meeting: the items of one body of one owner
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from minuted.model.dates import MonthOrDay, in_full
from minuted.model.ledger import Decision, Kind
from minuted.model.organisation import Organisation
from minuted.model.position import Position, State, overdue_from


class Why(Enum):
    """Why something belongs on an agenda; in the order in which reasons are given."""

    OVERDUE = "overdue"
    REVIEW = "review"
    FIRST = "first-adoption"
    NEWER = "newer-version"
    SUBJECT_TO_CHANGES = "subject-to-changes"
    DEFERRED = "deferred"
    RATIFY = "ratify"
    CONFIRM = "confirm-minutes"


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason, with a sentence that gives it in full."""

    why: Why
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """One policy for one owner's next agenda.

    Attributes:
        policy: its slug.
        owner, name: the code and the name of the school, group or trust whose body decides.
        body: its code; empty where it cannot be told.
        review: the review date last set, or None.
        causes: why it is here, in order; empty only where nothing but a distant review is known.
        at_once: whether it waits for the next meeting, whenever that is.
        schools: whom else the decision will cover, by code in register order.
        version: in force, or empty; latest: the newest issued.
        decision: the one in force, or None.
        lines, touched: of the policy's ledger, as in `Position`.
    """

    policy: str
    title: str
    owner: str
    name: str
    body: str
    day: datetime.date
    review: MonthOrDay | None
    causes: tuple[Cause, ...]
    at_once: bool
    schools: tuple[str, ...]
    version: str
    latest: str
    decision: Decision | None
    lines: int = 0
    touched: datetime.date | None = None

    @property
    def overdue(self) -> bool:
        """Whether its review date has passed."""
        return self.review is not None and self.review.last_day() < self.day

    @property
    def due(self) -> datetime.date | None:
        """When its review falls due, or today where it waits for the next meeting; else None."""
        if self.review is None:
            return self.day if self.at_once else None
        review = self.review.first_day()
        return min(review, self.day) if self.at_once else review

    @property
    def due_in_words(self) -> str:
        """Return `August 2024`, `29 August 2024` or `next meeting`."""
        if self.review is not None and (self.overdue or not self.at_once):
            return self.review.in_full()
        return "next meeting"

    def in_words(self) -> str:
        """Return every reason, as sentences."""
        return " ".join(cause.words for cause in self.causes)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One body of one owner, with what it has to take up, soonest first."""

    owner: str
    name: str
    body: str
    body_name: str
    items: tuple[Item, ...]


def agenda(positions: Iterable[Position], organisation: Organisation) -> list[Item]:
    """Return what has to be taken up, soonest first; what needs nothing is left out.

    Args:
        positions: of one day; those of a policy for everybody whom it concerns, so that a group's
            item knows its schools.
        organisation: of their trust.
    """
    gathered: dict[tuple[str, str], list[Position]] = {}
    for position in positions:
        if not position.quiet:
            gathered.setdefault((position.policy, position.owner), []).append(position)
    items = [_item(owner, found, organisation) for (_, owner), found in gathered.items()]
    register = {code: place for place, code in enumerate(organisation.codes())}
    last = datetime.date.max
    items.sort(key=lambda i: (i.due or last, i.title.casefold(), i.policy, register[i.owner]))
    return items


def meetings(items: Iterable[Item], organisation: Organisation) -> list[Meeting]:
    """Gather items by whose body takes them up; the meeting with the soonest item first."""
    gathered: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        gathered.setdefault((item.owner, item.body), []).append(item)
    return [
        Meeting(owner, found[0].name, body, _body_name(organisation, body), tuple(found))
        for (owner, body), found in gathered.items()
    ]


def _body_name(organisation: Organisation, code: str) -> str:
    body = organisation.bodies.get(code)
    return body.name if body else code


def _item(owner: str, found: list[Position], organisation: Organisation) -> Item:
    lead = next((p for p in found if p.audience == owner), found[0])
    audience = organisation.audience(owner)
    causes = tuple(_causes(lead))
    return Item(
        policy=lead.policy,
        title=lead.title,
        owner=owner,
        name=audience.name if audience else owner,
        body=lead.body,
        day=lead.day,
        review=lead.review,
        causes=causes,
        at_once=any(cause.why not in (Why.OVERDUE, Why.REVIEW) for cause in causes),
        schools=tuple(p.audience for p in found if p.audience != owner),
        version=lead.version,
        latest=lead.latest,
        decision=lead.force.decision,
        lines=lead.lines,
        touched=lead.touched,
    )


def _causes(lead: Position) -> Iterable[Cause]:
    review, day = lead.review, lead.day
    overdue = review is not None and review.last_day() < day
    if review is not None:
        due = f"{'on' if review.day else 'in'} {review.in_full()}"
        if overdue:
            since = in_full(overdue_from(review))
            yield Cause(Why.OVERDUE, f"Its review was due {due}: overdue since {since}.")
        else:
            yield Cause(Why.REVIEW, f"Its review is due {due}.")
    # what was put off to a date that is still to come, or is decided already, need not wait here
    waits = not lead.coming and not (lead.pending and review is not None and not overdue)
    if waits and State.NOT_ADOPTED in lead.states:
        words = dict(lead.phrases())[State.NOT_ADOPTED]
        yield Cause(Why.FIRST, f"Version {lead.latest} is to be adopted ({words}).")
    if waits and State.BEHIND in lead.states:
        newer = f"Version {lead.latest} is issued"
        yield Cause(Why.NEWER, f"{newer}; version {lead.version} is still in force.")
    if waits:
        for decision in lead.pending[-1:]:
            yield _taken_up_again(decision)
    for put in (lead.force.decision, *lead.coming):
        if put is not None and put.stated.kind is Kind.CHAIRS_ACTION and not put.was_ratified(day):
            when = in_full(put.stated.date)
            yield Cause(Why.RATIFY, f"The chair's action of {when} is to be ratified.")
    for decision in lead.unconfirmed:
        minute = f" ({decision.stated.minute})" if decision.stated.minute else ""
        when = in_full(decision.stated.date)
        yield Cause(Why.CONFIRM, f"The minutes of {when}{minute} are to be confirmed.")


def _taken_up_again(decision: Decision) -> Cause:
    when = in_full(decision.stated.date)
    if decision.stated.kind is Kind.DEFERRED:
        return Cause(Why.DEFERRED, f"It was put off on {when}.")
    return Cause(Why.SUBJECT_TO_CHANGES, f"It was approved subject to changes on {when}.")
