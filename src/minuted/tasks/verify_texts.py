"""Every text that a copy could be of: each policy's versions and draft, as each audience has it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from minuted.compare.copy_units import TextLine, text_lines
from minuted.errors import EngineError, NotFoundError
from minuted.model.audience_fields import field_values
from minuted.model.force import InForce, concerned, covers, in_force
from minuted.model.front_matter import FrontMatter
from minuted.model.ledger import Decision, Ledger
from minuted.model.organisation import Audience, Organisation
from minuted.resolve import Reach
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.plan import Scope, Wanted
from minuted.tasks.planner import make_plan
from minuted.tasks.read_text import ReadText
from minuted.tasks.reading import Desk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One text as one audience has it.

    Attributes:
        version: empty for the draft.
        fields: what its fields come to for that audience.
        pictured: its lines with the pictures that are left out of `lines`; empty where none are.
    """

    policy: str
    version: str
    audience: Audience
    title: str
    fingerprint: str
    lines: tuple[TextLine, ...]
    fields: Mapping[str, str]
    pictured: tuple[TextLine, ...] = ()


class Texts:
    """The texts of a workspace; nothing is read or resolved twice."""

    def __init__(self, desk: Desk, today: date) -> None:
        organisation, complaints = desk.organisation()
        if organisation is None:
            raise ComplaintsError("governance/trust.yaml", complaints)
        self.desk = desk
        self.organisation: Organisation = organisation
        self.today = today
        self._lines: dict[str, tuple[TextLine, ...]] = {}
        self._plans: dict[tuple[str, str, date, bool], Wanted | None] = {}
        self._remembered: dict[tuple[object, ...], Any] = {}
        self._candidates: dict[tuple[str, str], tuple[Candidate, ...]] = {}

    def remembered(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was made for a key before, else make it."""
        if key not in self._remembered:
            self._remembered[key] = make()
        found: T = self._remembered[key]
        return found

    def slugs(self) -> list[str]:
        """Return the policies whose draft, and so whose list of versions, can be read."""
        return [s for s in self.desk.slugs() if self.desk.draft(s).policy is not None]

    def front(self, slug: str) -> FrontMatter:
        """Return a policy's front matter."""
        policy = self.desk.draft(slug).policy
        if policy is None:
            raise NotFoundError(f"The policy {slug} cannot be read.", "Try: minuted check")
        return policy.front

    def ledger(self, slug: str) -> Ledger:
        """Return a policy's decisions."""
        return self.desk.ledger(slug)[0]

    def versions(self, slug: str) -> list[str]:
        """Return the versions whose text is held, latest first, and the draft last, as ''."""
        held = [v.name for v in self.front(slug).versions if v.held]
        return [*reversed(held), ""]

    def candidates(self, slug: str, version: str) -> tuple[Candidate, ...]:
        """Return a text as each audience has it; none where it cannot be trusted."""
        key = (slug, version)
        if key not in self._candidates:
            self._candidates[key] = tuple(self._made(slug, version))
        return self._candidates[key]

    def _made(self, slug: str, version: str) -> Iterator[Candidate]:
        text: ReadText = self.desk.issued(slug, version) if version else self.desk.draft(slug)
        if text.policy is None or text.errors or text.resolver is None:
            return
        front, ledger = self.front(slug), self.ledger(slug)
        codes = set(concerned(front, ledger, self.organisation, self.today))
        codes |= {line.audience for line in ledger.lines}
        for code in self.organisation.codes():
            audience = self.organisation.audience(code)
            if audience is None or code not in codes:
                continue
            decision = self.adopted(slug, version, code) if version else None
            day = decision.stated.date if decision else self.today
            variant = text.resolver.of(Reach(self.organisation, code, day))
            mark = variant.fingerprint
            if mark not in self._lines:
                self._lines[mark] = text_lines(variant.text)
            fields = field_values(self.organisation, audience, variant.text.front)
            yield Candidate(
                slug, version, audience, variant.text.title, mark, self._lines[mark], fields
            )

    def adopted(self, slug: str, version: str, code: str) -> Decision | None:
        """Return the latest decision that put a version in force for an audience, if any did."""
        front, ledger = self.front(slug), self.ledger(slug)
        names = {version, *self._corrected_by(front, version)}
        found = [
            decision
            for decision in ledger.standing()
            if decision.stated.version in names
            and decision.stated.kind.puts_in_force
            and not decision.void
            and covers(front, self.organisation, code, decision)
        ]
        return max(found, key=lambda d: d.takes_effect, default=None)

    @staticmethod
    def _corrected_by(front: FrontMatter, version: str) -> Iterator[str]:
        """Yield the versions that a correction put right, back to the first."""
        entry = front.version(version)
        for _ in front.versions:
            if entry is None or not entry.corrects:
                return
            yield entry.corrects
            entry = front.version(entry.corrects)

    def in_force(self, slug: str, code: str, day: date) -> InForce:
        """Return what is in force for an audience on a day."""
        return in_force(self.front(slug), self.ledger(slug), self.organisation, code, day)

    def days(self, slug: str) -> list[date]:
        """Return the days on which a copy may have become another, up to today, latest first."""
        days = {self.today}
        for line in self.ledger(slug).lines:
            days |= {line.date, line.effective or line.date}
        for version in self.front(slug).versions:
            if version.dated and (dated := _first_day(version.dated)):
                days.add(dated)
        return sorted((day for day in days if day <= self.today), reverse=True)

    def copy_on(self, slug: str, code: str, day: date, *, draft: bool) -> Wanted | None:
        """Return the copy that minuted would make for a day; None where it would make none."""
        key = (slug, code, day, draft)
        if key not in self._plans:
            scope = Scope((slug,), (code,), day, self.today, draft)
            try:
                plan = make_plan(self.desk, self.organisation, scope)
            except (NotFoundError, EngineError):
                self._plans[key] = None
            else:
                self._plans[key] = next(iter(plan.wanted), None)
        return self._plans[key]


def _first_day(dated: str) -> date | None:
    from minuted.model.dates import parse_iso

    read = parse_iso(dated)
    return read.first_day() if read else None
