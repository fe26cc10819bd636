"""Where a policy stands for everybody, worked out from its ledger.

in_force() ─▶ the decision that counts that day
    │            later ones that put off, set conditions, or take effect later
    ▼
Position, Position …     one for each school, and for groups and the trust that decide
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from minuted.model.dates import MonthOrDay, parse_iso
from minuted.model.force import (
    InForce,
    Reason,
    corrections_of,
    covering,
    in_force,
    is_concerned,
)
from minuted.model.front_matter import Adoption, FrontMatter, Version
from minuted.model.ledger import Decision, Kind, Ledger
from minuted.model.organisation import Audience, Group, Organisation, School, Trust
from minuted.model.position import PENDING, SOON, Position, State


def positions(
    policy: str,
    front: FrontMatter,
    ledger: Ledger,
    organisation: Organisation,
    day: datetime.date,
) -> list[Position]:
    """Return where a policy stands for everybody whom it concerns on a day, in register order.

    These are the schools that are there; groups that have members and a decision by then; and the
    trust where it adopts or has a decision.
    """
    decided = {
        audience
        for audience, decisions in ledger.by_audience.items()
        if any(decision.first.date <= day for _, decision in decisions)
    }
    issued = _issued_by(front, day)
    found = []
    for audience in organisation.audiences(day):
        if not is_concerned(front, ledger, organisation, audience.code, day):
            continue
        if isinstance(audience, Group):
            members = organisation.schools_of(audience.code, day)
            if audience.code not in decided or not members:
                continue
        elif isinstance(audience, Trust):
            adopts = front.adoption is Adoption.TRUST
            if audience.code not in decided and not adopts:
                continue
        found.append(_position(policy, front, ledger, organisation, audience, day, issued))
    return [_superseded(position, found, organisation) for position in found]


def _position(
    policy: str,
    front: FrontMatter,
    ledger: Ledger,
    organisation: Organisation,
    audience: Audience,
    day: datetime.date,
    issued: Sequence[Version],
) -> Position:
    force = in_force(front, ledger, organisation, audience.code, day)
    pending, coming = _after(force, covering(front, ledger, organisation, audience.code))
    concerned = [d for d in (force.decision, *pending, *coming) if d is not None]
    concerned.sort(key=lambda d: d.stated.date)  # stable: the ledger's order on one day
    review = _review(concerned)
    newer = _newer(front, force.version, issued)
    latest = _corrected(front, issued, day)
    unconfirmed = tuple(d for d in concerned if d.minutes_were_draft(day))
    owner = _owner(front, organisation, audience, concerned, day)
    position = Position(
        policy=policy,
        title=front.title,
        audience=audience.code,
        name=audience.name,
        force=force,
        latest=latest,
        newer=newer,
        review=review,
        states=(State.CURRENT,),
        pending=pending,
        coming=coming,
        unconfirmed=unconfirmed,
        owner=owner,
        body=_body(front, organisation, owner, concerned),
        lines=len(ledger.lines),
        touched=ledger.latest_date,
    )
    return replace(position, states=_states(position, front))


def _states(position: Position, front: FrontMatter) -> tuple[State, ...]:
    force = position.force
    if force.reason in (Reason.WITHDRAWN, Reason.POLICY_WITHDRAWN) and not position.coming:
        return (State.WITHDRAWN,)
    if not position.latest and force.decision is None:
        return (State.NOT_ISSUED,)
    found = {PENDING[decision.stated.kind] for decision in position.pending}
    if position.coming:
        found.add(State.TO_COME)
    if position.unconfirmed:
        found.add(State.DRAFT_MINUTES)
    found |= _review_states(position)
    chairs = (force.decision, *position.coming)
    if any(d and _is_to_be_ratified(d, position.day) for d in chairs):
        found.add(State.CHAIRS_ACTION)
    if force.decision is None:
        found.add(State.NOT_ADOPTED)
    else:
        entry = front.version(force.version)
        if entry is None or not entry.issued:
            found.add(State.UNKNOWN_VERSION)
        else:
            found.add(State.BEHIND if position.newer else State.CURRENT)
        if entry is not None and entry.issued and not entry.held:
            found.add(State.NOT_HELD)
        if force.corrections:
            found.add(State.CORRECTED)
    return tuple(state for state in State if state in found)


def _review_states(position: Position) -> set[State]:
    review, day = position.review, position.day
    if review is None:
        return {State.NO_REVIEW_DATE} if position.force.decision else set()
    if review.last_day() < day:
        return {State.OVERDUE}
    return {State.DUE_SOON} if review.first_day() - SOON <= day else set()


def _after(
    force: InForce, decisions: Sequence[Decision]
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Return what was decided after the decision in force: what is pending, and what is to come."""
    day = force.day
    standing = [d for d in decisions if not d.void and d.stated.date <= day]
    standing.sort(key=lambda d: d.stated.date)  # stable: the ledger's order on one day
    last = force.decision or force.because
    at = next((n for n, d in enumerate(standing) if d is last and _settles(d)), -1)
    later = standing[at + 1 :]
    coming = [d for d in standing if _settles(d) and d.takes_effect > day]
    coming.sort(key=lambda d: d.takes_effect)
    settled = [n for n, d in enumerate(later) if _settles(d)]
    pending = [d for d in later[settled[-1] + 1 if settled else 0 :] if d.stated.kind in PENDING]
    return tuple(pending), tuple(coming)


def _settles(decision: Decision) -> bool:
    """Whether it answers what was put off before it."""
    return decision.stated.kind.puts_in_force or decision.stated.kind is Kind.WITHDRAWN


def _is_to_be_ratified(decision: Decision, day: datetime.date) -> bool:
    return decision.stated.kind is Kind.CHAIRS_ACTION and not decision.was_ratified(day)


def _review(concerned: Sequence[Decision]) -> MonthOrDay | None:
    """Return the review date last set: what was put off without a date keeps the one it had."""
    for decision in reversed(concerned):
        if decision.stated.review_date is not None or decision.stated.kind not in PENDING:
            return decision.stated.review_date
    return None


# versions


def _issued_by(front: FrontMatter, day: datetime.date) -> list[Version]:
    """Return the versions issued by a day, corrections left out; an undated one counts always."""
    return [v for v in front.versions if v.issued and not v.corrects and _is_dated_by(v, day)]


def _is_dated_by(version: Version, day: datetime.date) -> bool:
    dated = parse_iso(version.dated)
    return dated is None or dated.first_day() <= day


def _corrected(front: FrontMatter, issued: Sequence[Version], day: datetime.date) -> str:
    if not issued:
        return ""
    chain = corrections_of(front, issued[-1].name, day)
    return chain[-1].name if chain else issued[-1].name


def _newer(front: FrontMatter, version: str, issued: Sequence[Version]) -> int:
    """Return how many versions were issued after the one that this is, or is a correction of."""
    names = [v.name for v in front.versions]
    seen: set[str] = set()
    entry = front.version(version)
    while entry is not None and entry.corrects and entry.name not in seen:
        seen.add(entry.name)
        entry = front.version(entry.corrects)
    if entry is None:
        return 0
    at = names.index(entry.name)
    return sum(names.index(v.name) > at for v in issued)


# whose turn it is


def _owner(
    front: FrontMatter,
    organisation: Organisation,
    audience: Audience,
    concerned: Sequence[Decision],
    day: datetime.date,
) -> str:
    """Return who has to take it up again: whoever decided last, if they still act for it."""
    if not isinstance(audience, School):
        return audience.code
    if not concerned:
        return organisation.trust.code if front.adoption is Adoption.TRUST else audience.code
    last = concerned[-1].stated.audience
    group = organisation.groups.get(last)
    if group is not None and not (group.span.covers(day) and group.has(audience.code, day)):
        return audience.code
    return last


def _body(
    front: FrontMatter, organisation: Organisation, owner: str, concerned: Sequence[Decision]
) -> str:
    """Return the owner's body that decided last, else the first that the policy and trust name."""
    for decision in reversed(concerned):
        if decision.stated.audience == owner and decision.stated.body:
            return decision.stated.body
    known = organisation.bodies
    named = [known[code] for code in front.approved_by if code in known] or list(known.values())
    own = [body.code for body in named if body.of == owner]
    anybodys = [body.code for body in named if not body.of]
    if own:
        return own[0]
    return anybodys[0] if front.approved_by or len(anybodys) == 1 else ""


def _superseded(
    position: Position, found: Iterable[Position], organisation: Organisation
) -> Position:
    """Say of a group's decision that none of its schools rests on it any more."""
    if position.audience not in organisation.groups or position.force.decision is None:
        return position
    members = organisation.schools_of(position.audience, position.day)
    relying = (
        member.force.decision is not None
        and member.force.decision.stated.audience == position.audience
        for member in found
        if member.audience in members
    )
    return position if any(relying) else replace(position, states=(State.SUPERSEDED,))
