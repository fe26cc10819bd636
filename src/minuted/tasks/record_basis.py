"""What an audience last decided on, and whether the text before it now is the same.

The proof is of the fingerprints, worked out anew from the texts; the comparison only names the
clauses.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from minuted.compare.compare import compare
from minuted.compare.proof import confirm, prove
from minuted.model.change import Change, Comparison
from minuted.model.change_summary import numbers, what_happened
from minuted.model.diagnostic import Diagnostic
from minuted.model.force import covers
from minuted.model.front_matter import Adoption, FrontMatter
from minuted.model.ledger import Decision
from minuted.model.organisation import Organisation
from minuted.model.policy import Policy
from minuted.resolve import Reach, Variant
from minuted.tasks.reading import Desk

MOST_NAMED = 6
"""How many clauses a complaint names."""

_NO_AMENDMENTS = re.compile(
    r"\b(?:no|without)(?: any)?(?: further| other| policy)? (?:amendment|change|alteration)s?\b"
    r"|\bunamended\b|^unchanged\b",
    re.IGNORECASE,
)


def says_no_amendments(narrative: str) -> bool:
    """Whether a narrative claims that the text is the same."""
    return _NO_AMENDMENTS.search(narrative) is not None


class Sameness(Enum):
    """How a text compares with what an audience last decided on."""

    FIRST = "first"
    SAME = "same"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Basis:
    """One audience's last decision, and how the text now before it compares.

    Attributes:
        decision: None where it never decided.
        changes: why it is not the same, such as "4.3 amended, 5.2 added"; empty otherwise.
    """

    audience: str
    decision: Decision | None
    sameness: Sameness
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Bases:
    """Those of an audience and, for a group or the trust, of every school that it decides for."""

    each: tuple[Basis, ...]

    @property
    def sameness(self) -> Sameness:
        """All of them together: changed where one is, the same where none is anything else."""
        found = {basis.sameness for basis in self.each} - {Sameness.FIRST}
        for one in (Sameness.CHANGED, Sameness.UNKNOWN, Sameness.SAME):
            if one in found:
                return one
        return Sameness.FIRST

    def all(self, sameness: Sameness) -> list[Basis]:
        """Return those that compare in this way."""
        return [basis for basis in self.each if basis.sameness is sameness]


class Texts:
    """The texts of one policy, as each audience gets them, and how they compare."""

    def __init__(self, desk: Desk, slug: str, organisation: Organisation) -> None:
        self._desk = desk
        self._slug = slug
        self._organisation = organisation
        self._compared: dict[tuple[str, str], str] = {}

    def variant(self, version: str, audience: str, day: datetime.date) -> Variant | None:
        """Return a version as an audience gets it; None where its text cannot be had."""
        text = self._desk.issued(self._slug, version)
        if text.resolver is None or text.errors:
            return None
        return text.resolver.of(Reach(self._organisation, audience, day))

    def fault(self, version: str) -> Diagnostic | None:
        """Return why the text of a version that is held cannot be had; None where it can."""
        return next(iter(self._desk.issued(self._slug, version).errors), None)

    def bases(
        self,
        front: FrontMatter,
        decisions: Callable[[str], Sequence[Decision]],
        audience: str,
        version: str,
        day: datetime.date,
    ) -> Bases:
        """Compare a version with what an audience, and all it decides for, last decided on.

        Args:
            front: of the policy.
            decisions: gives those that may cover an audience, by its code.
            audience: whose decision it is.
            version: the one that is before it now.
            day: on which it is.
        """
        schools = self._organisation.schools_of(audience, day)
        if audience == self._organisation.trust.code and front.adoption is not Adoption.TRUST:
            schools = frozenset()
        codes = [audience, *(c for c in self._organisation.schools if c in schools)]
        found = []
        for code in dict.fromkeys(codes):
            last = last_decision(front, decisions(code), self._organisation, code, day)
            found.append(self._basis(code, last, version, day))
        return Bases(tuple(found))

    def _basis(self, code: str, last: Decision | None, version: str, day: datetime.date) -> Basis:
        if last is None:
            return Basis(code, None, Sameness.FIRST)
        old = self.variant(last.stated.version, code, last.stated.date)
        new = self.variant(version, code, day)
        if new is None:
            return Basis(code, last, Sameness.UNKNOWN)
        if old is None:  # the text is not held; perhaps its fingerprint was noted at the time
            noted = last.stated.fingerprint if last.stated.audience == code else ""
            if not noted:
                return Basis(code, last, Sameness.UNKNOWN)
            if noted == new.fingerprint:
                return Basis(code, last, Sameness.SAME)
            return Basis(code, last, Sameness.CHANGED, "the fingerprints differ")
        if old.fingerprint == new.fingerprint:
            return Basis(code, last, Sameness.SAME)
        key = (old.fingerprint, new.fingerprint)
        if key not in self._compared:
            self._compared[key] = difference(old.text, new.text)
        return Basis(code, last, Sameness.CHANGED, self._compared[key])


def difference(old: Policy, new: Policy) -> str:
    """Name the clauses that differ between two texts without passages."""
    comparison = compare(old, new)
    confirm(prove(old, new), comparison)
    return _named(comparison)


def last_decision(
    front: FrontMatter,
    decisions: Sequence[Decision],
    organisation: Organisation,
    audience: str,
    day: datetime.date,
) -> Decision | None:
    """Return the latest decision by a day that put a text in force for an audience.

    It is the text that it decided on, corrections not taken in: nobody has looked at those yet. A
    withdrawal since then takes nothing away from it.
    """
    best: tuple[datetime.date, bool] | None = None
    found = None
    for decision in decisions:
        stated = decision.stated
        if decision.void or not stated.kind.puts_in_force or stated.date > day:
            continue
        if not covers(front, organisation, audience, decision):
            continue
        rank = (decision.takes_effect, stated.audience == audience)
        if best is None or rank >= best:
            best, found = rank, decision
    return found


def _named(comparison: Comparison) -> str:
    """Name the clauses that differ: "4.3 amended, 5.2 added and 3 more"."""
    if comparison.renumbered_only:
        return "renumbered only: " + _first([f"{o} is now {n}" for o, n in comparison.renumbered])
    return _first([f"{numbers(change)} {what_happened(change)}" for change in _worth(comparison)])


def _worth(comparison: Comparison) -> Iterator[Change]:
    for change in comparison.changes:
        if not change.is_quiet and not (change.renumbered and _is_only_renumbered(change)):
            yield change


def _is_only_renumbered(change: Change) -> bool:
    return change.old_text == change.new_text and not change.moved and not change.notes


def _first(named: list[str]) -> str:
    more = len(named) - MOST_NAMED
    return ", ".join(named[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
