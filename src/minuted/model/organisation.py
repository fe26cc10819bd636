"""The trust, its bodies, schools and groups: the audiences of every policy.

Organisation
 ├─ Trust DDAT
 ├─ Body FGB, RMC (of MDPP)
 ├─ Group MDPP ── Membership of AS, DCT, STG, BAK (from 2024-01-01)
 └─ School AS, DCT, STG, BAK
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

DEFAULT_MINUTE_PATTERN = "{body}/{academic_year}/{date:%d%m%y}/{item}"


@dataclass(frozen=True, slots=True)
class BrandSpec:
    """What trust.yaml says of a brand; an empty value falls back to the trust's, then to ours.

    Attributes:
        logo: a file's path from the workspace's root, with forward slashes.
        colour: `#rrggbb`.
        font: a family's name.
        line: of trust.yaml, where the brand stands; 0 where there is none.
    """

    logo: str = ""
    colour: str = ""
    font: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end`, both included; None is open."""

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Body:
    """A committee that decides; `of` is the group or school that it belongs to, or empty."""

    code: str
    name: str
    of: str = ""
    minute_pattern: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Trust:
    """The trust; its code as an audience is its short name."""

    name: str
    code: str
    brand: BrandSpec = BrandSpec()
    fields: Mapping[str, str] = field(default_factory=dict)
    minute_pattern: str = DEFAULT_MINUTE_PATTERN
    line: int = 0

    @property
    def label(self) -> str:
        """What a version table calls it."""
        return self.code


@dataclass(frozen=True, slots=True)
class School:
    """A school; `label` is what a version table calls it."""

    code: str
    name: str
    label: str
    brand: BrandSpec = BrandSpec()
    fields: Mapping[str, str] = field(default_factory=dict)
    span: Span = Span()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Membership:
    """A school's days in a group."""

    school: str
    span: Span = Span()


@dataclass(frozen=True, slots=True)
class Group:
    """Schools that act together."""

    code: str
    name: str
    label: str
    members: tuple[Membership, ...] = ()
    brand: BrandSpec = BrandSpec()
    fields: Mapping[str, str] = field(default_factory=dict)
    span: Span = Span()
    line: int = 0

    def has(self, school: str, day: date) -> bool:
        """Whether the school was a member on the day."""
        return any(m.school == school and m.span.covers(day) for m in self.members)


Audience: TypeAlias = School | Group | Trust


@dataclass(frozen=True, slots=True)
class Organisation:
    """All of trust.yaml; mappings are by code, in the order of the file (the register)."""

    trust: Trust
    bodies: Mapping[str, Body]
    groups: Mapping[str, Group]
    schools: Mapping[str, School]

    def audience(self, code: str) -> Audience | None:
        """Return the school, group or trust of that exact code, or None."""
        if code == self.trust.code:
            return self.trust
        return self.schools.get(code) or self.groups.get(code)

    def audiences(self, day: date) -> Iterator[Audience]:
        """Yield the schools, the groups and then the trust, but for those not there that day."""
        for school in self.schools.values():
            if school.span.covers(day):
                yield school
        for group in self.groups.values():
            if group.span.covers(day):
                yield group
        yield self.trust

    def codes(self) -> list[str]:
        """Return every audience's code in the order of the register."""
        return [*self.schools, *self.groups, self.trust.code]

    def groups_of(self, school: str, day: date) -> list[Group]:
        """Return the groups that the school was in on the day."""
        return [group for group in self.groups.values() if group.has(school, day)]

    def schools_of(self, code: str, day: date) -> frozenset[str]:
        """Return the codes of the schools that an audience stands for on the day."""
        if code == self.trust.code:
            return frozenset(s.code for s in self.schools.values() if s.span.covers(day))
        if code in self.groups:
            members = self.groups[code].members
            return frozenset(m.school for m in members if m.span.covers(day))
        return frozenset((code,))

    def brand_of(self, audience: Audience) -> BrandSpec:
        """Return an audience's brand with the trust's filled in where it has none of its own."""
        own, trust = audience.brand, self.trust.brand
        return BrandSpec(own.logo or trust.logo, own.colour or trust.colour, own.font or trust.font)
