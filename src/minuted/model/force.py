"""What is in force: for an audience, on a day, by which decision, and if nothing, why.

Ledger.standing() ──covers()──▶ its own, its groups', the trust's decisions
                                     │ the latest that adopts or withdraws, by then
                                     ▼
                                  Decision ──corrections──▶ InForce(version "3.1")
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from minuted.model.dates import in_full, parse_iso
from minuted.model.front_matter import Adoption, FrontMatter, Version
from minuted.model.ledger import Decision, Kind, Ledger
from minuted.model.organisation import Group, Organisation, School


class Reason(Enum):
    """Why no text is in force."""

    NOT_THERE = "not there"
    NOT_CONCERNED = "not concerned"
    POLICY_WITHDRAWN = "policy withdrawn"
    WITHDRAWN = "withdrawn"
    NEVER_DECIDED = "never decided"
    NOT_ADOPTED = "not adopted"
    NOT_YET = "not yet"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class InForce:
    """The text in force for an audience on a day.

    Attributes:
        decision: the one that it rests on; None where nothing is in force.
        version: the text's name, corrections taken in; empty where nothing is in force.
        corrections: the corrections taken in, in the order they were; the last is `version`.
        reason: why nothing is in force; None where something is.
        because: the decision that the reason comes from, where it comes from one.
        since: the day that the policy was withdrawn, where that is the reason.
    """

    audience: str
    day: datetime.date
    decision: Decision | None = None
    version: str = ""
    corrections: tuple[Version, ...] = ()
    reason: Reason | None = None
    because: Decision | None = None
    since: datetime.date | None = None

    def in_words(self, name: str) -> str:
        """Say what is in force, or why nothing is, as a sentence.

        Args:
            name: what to call the audience, such as `Bakewell Infants`.
        """
        if self.decision is not None:
            stated = self.decision.stated
            by = stated.minute or f"a decision of {in_full(stated.date)}"
            return f"Version {self.version} is in force for {name}, by {by}."
        day = in_full(self.day)
        match self.reason:
            case Reason.NOT_THERE:
                return f"{name} was not one of the trust's schools or groups on {day}."
            case Reason.NOT_CONCERNED:
                return f"The policy does not concern {name}."
            case Reason.POLICY_WITHDRAWN:
                since = f" on {in_full(self.since)}" if self.since else ""
                return f"The policy was withdrawn{since}."
            case Reason.WITHDRAWN:
                return f"It was withdrawn for {name}{self._by_decision()}."
            case Reason.NOT_ADOPTED:
                return f"{name} has not adopted it; it was only {self._what_was_done()}."
            case Reason.NOT_YET:
                return f"The first decision for {name}{self._by_decision()} came later."
            case Reason.VOID:
                return f"The decision for {name}{self._by_decision()} was declared void."
            case _:
                return f"No decision on it is recorded for {name} by {day}."

    def _by_decision(self) -> str:
        if self.because is None:
            return ""
        stated = self.because.stated
        minute = f" (minute {stated.minute})" if stated.minute else ""
        return f" on {in_full(self.because.takes_effect)}{minute}"

    def _what_was_done(self) -> str:
        kind = self.because.stated.kind if self.because else Kind.NOTED
        return KIND_IN_WORDS[kind].lower() + self._by_decision()


KIND_IN_WORDS = {
    Kind.ADOPTED: "Adopted",
    Kind.REVIEWED: "Reviewed",
    Kind.CHAIRS_ACTION: "Chair's action",
    Kind.NOTED: "Noted",
    Kind.DEFERRED: "Deferred",
    Kind.SUBJECT_TO_CHANGES: "Approved subject to changes",
    Kind.WITHDRAWN: "Withdrawn",
    Kind.CONFIRMED: "Minutes confirmed",
    Kind.RATIFIED: "Ratified",
    Kind.CORRECTED: "Corrected",
    Kind.VOID: "Declared void",
}
"""What each kind of line is called in print."""


def covers(
    front: FrontMatter, organisation: Organisation, audience: str, decision: Decision
) -> bool:
    """Whether a decision covers an audience.

    Its own does; for a school also that of a group that it was a member of on the decision's
    date; where the trust adopts, also the trust's, which holds from the day the audience joined.
    """
    return _distance(front, organisation, audience, decision) is not None


def covering(
    front: FrontMatter, ledger: Ledger, organisation: Organisation, audience: str
) -> list[Decision]:
    """Return the decisions that cover an audience, in the ledger's order, voided ones included."""
    found = list(ledger.by_audience.get(audience, ()))
    for group in organisation.groups.values():
        if any(member.school == audience for member in group.members):
            found += (
                (place, decision)
                for place, decision in ledger.by_audience.get(group.code, ())
                if group.has(audience, decision.stated.date)
            )
    trust = organisation.trust.code
    if front.adoption is Adoption.TRUST and audience != trust:
        found += ledger.by_audience.get(trust, ())
    return [decision for _, decision in sorted(found, key=lambda pair: pair[0])]


def in_force(
    front: FrontMatter,
    ledger: Ledger,
    organisation: Organisation,
    audience: str,
    day: datetime.date,
) -> InForce:
    """Return which version is in force for an audience on a day, or why none is.

    It is that of the latest decision by then (by the day it takes effect) that puts a text in
    force, was not voided, and covers the audience. On a tie the audience's own goes before its
    group's and that before the trust's, else the later in the file. A later withdrawal ends it.
    A correction reaches the corrected version's adopters without a decision.
    """
    if not _is_there(organisation, audience, day):
        return InForce(audience, day, reason=Reason.NOT_THERE)
    if not is_concerned(front, ledger, organisation, audience, day):
        return InForce(audience, day, reason=Reason.NOT_CONCERNED)
    withdrawn = parse_iso(front.withdrawn)
    if withdrawn and withdrawn.first_day() <= day:
        since = withdrawn.first_day()
        return InForce(audience, day, reason=Reason.POLICY_WITHDRAWN, since=since)
    decisions = covering(front, ledger, organisation, audience)
    latest = _latest(front, organisation, audience, decisions, day)
    if latest is None:
        reason, because = _why_not(decisions, day)
        return InForce(audience, day, reason=reason, because=because)
    if latest.stated.kind is Kind.WITHDRAWN:
        return InForce(audience, day, reason=Reason.WITHDRAWN, because=latest)
    corrections = corrections_of(front, latest.stated.version, day)
    version = corrections[-1].name if corrections else latest.stated.version
    return InForce(audience, day, latest, version, corrections)


def corrections_of(front: FrontMatter, version: str, day: datetime.date) -> tuple[Version, ...]:
    """Return the corrections that reach a version's adopters by a day, each correcting the last.

    A correction counts once it is issued and its own date, if it has one, has come (a month: its
    first day). Where two correct the same version, the later in the list counts.
    """
    chain: list[Version] = []
    names = [entry.name for entry in front.versions]
    at = names.index(version) if version in names else len(names)
    while True:
        later = range(at + 1, len(names))
        found = [n for n in later if _corrects(front.versions[n], names[at], day)]
        if not found:
            return tuple(chain)
        at = found[-1]
        chain.append(front.versions[at])


def bystanders(ledger: Ledger, organisation: Organisation) -> frozenset[str]:
    """Return the groups, and the trust, that have no line in the ledger.

    They exist for other policies, or only to be named in passages.
    """
    decided = {line.audience for line in ledger.lines}
    return frozenset((*organisation.groups, organisation.trust.code)) - decided


def concerned(
    front: FrontMatter, ledger: Ledger, organisation: Organisation, day: datetime.date
) -> list[str]:
    """Return the codes of the audiences that a policy concerns on a day, in the register's order.

    All schools and groups that are there that day, or those that `for` names (a group brings its
    members of that day, the trust brings everybody); and the trust itself where it adopts, where
    `for` names it, or where it has a decision in the ledger.
    """
    return [
        audience.code
        for audience in organisation.audiences(day)
        if is_concerned(front, ledger, organisation, audience.code, day)
    ]


def is_concerned(
    front: FrontMatter,
    ledger: Ledger,
    organisation: Organisation,
    audience: str,
    day: datetime.date,
) -> bool:
    """Whether a policy concerns an audience on a day, be the audience there that day or not."""
    trust = organisation.trust.code
    named = front.audiences
    if audience == trust:
        return (
            front.adoption is Adoption.TRUST
            or trust in named
            or any(line.audience == trust for line in ledger.lines)
        )
    if not named or trust in named or audience in named:
        return True
    return any(group.code in named for group in organisation.groups_of(audience, day))


def _is_there(organisation: Organisation, audience: str, day: datetime.date) -> bool:
    known = organisation.audience(audience)
    if isinstance(known, School | Group):
        return known.span.covers(day)
    return known is not None


def _distance(
    front: FrontMatter, organisation: Organisation, audience: str, decision: Decision
) -> int | None:
    """Return 0 for the audience's own decision, 1 its groups', 2 the trust's; None: not covered."""
    stated = decision.stated
    if stated.audience == audience:
        return 0
    group = organisation.groups.get(stated.audience)
    if group is not None and group.has(audience, stated.date):
        return 1
    if front.adoption is Adoption.TRUST and stated.audience == organisation.trust.code:
        return 2
    return None


def _latest(
    front: FrontMatter,
    organisation: Organisation,
    audience: str,
    decisions: Sequence[Decision],
    day: datetime.date,
) -> Decision | None:
    best: tuple[datetime.date, int] | None = None
    latest: Decision | None = None
    for decision in decisions:
        kind = decision.stated.kind
        counts = kind.puts_in_force or kind is Kind.WITHDRAWN
        if decision.void or not counts or decision.takes_effect > day:
            continue
        distance = _distance(front, organisation, audience, decision) or 0
        rank = (decision.takes_effect, -distance)
        if best is None or rank >= best:  # equal: the later in the file
            best, latest = rank, decision
    return latest


def _why_not(decisions: Sequence[Decision], day: datetime.date) -> tuple[Reason, Decision | None]:
    """Return the reason that says most: something was done, was void, or is yet to come."""
    by_then = [d for d in decisions if not d.void and d.takes_effect <= day]
    if by_then:
        return Reason.NOT_ADOPTED, max(by_then, key=lambda d: d.takes_effect)
    void = [d for d in decisions if d.void and d.stated.kind.puts_in_force]
    if any(d.takes_effect <= day for d in void):
        return Reason.VOID, max(
            (d for d in void if d.takes_effect <= day), key=lambda d: d.takes_effect
        )
    to_come = [d for d in decisions if not d.void and d.stated.kind.puts_in_force]
    if to_come:
        return Reason.NOT_YET, min(to_come, key=lambda d: d.takes_effect)
    return Reason.NEVER_DECIDED, None


def _corrects(entry: Version, version: str, day: datetime.date) -> bool:
    if entry.corrects != version or not entry.issued:
        return False
    dated = parse_iso(entry.dated)
    return dated is None or dated.first_day() <= day
