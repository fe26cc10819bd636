"""Which copies there should be: every audience's text in force, or everybody's draft.

policy ── audience ── in force? ──▶ Wanted (one resolved text + one Copy)
             │            └───────▶ NotAdopted (who, and why)
             └── an error ────────▶ Failed (what stops which copies)
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from minuted.checks.ledger import check_ledger
from minuted.checks.text import TextContext, check_text, fields_of
from minuted.model.audience_fields import field_values
from minuted.model.copy import Copy, short_fingerprint
from minuted.model.dates import parse_iso
from minuted.model.diagnostic import Diagnostic, Severity, in_file_order
from minuted.model.force import InForce, bystanders, concerned, in_force
from minuted.model.front_matter import FrontMatter, Version
from minuted.model.ledger import Ledger
from minuted.model.organisation import Audience, Organisation
from minuted.model.policy import Policy
from minuted.model.version_table import version_table
from minuted.resolve import Reach, Variant
from minuted.store.cache import key_of
from minuted.tasks.audiences import find_audience
from minuted.tasks.brands import Brands
from minuted.tasks.plan import Failed, NotAdopted, Plan, Scope, Wanted
from minuted.tasks.read_text import ReadText
from minuted.tasks.reading import Desk

UNDATED = date(2000, 1, 1)
"""The day that a draft's file names as its own where its policy has no issued version yet."""


def make_plan(desk: Desk, organisation: Organisation, scope: Scope) -> Plan:
    """Return which copies there should be.

    Raises:
        NotFoundError: a policy or an audience that was asked for is not there.
    """
    brands = Brands.of(desk, organisation)
    plan = Plan()
    for part in plan_parts(desk, organisation, scope, brands):
        plan.add(part)
    plan.diagnostics = in_file_order([*plan.diagnostics, *brands.all_problems()])
    return plan


def plan_parts(
    desk: Desk,
    organisation: Organisation,
    scope: Scope,
    brands: Brands,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    besides: Callable[[str], list[str]] = lambda _slug: [],
    *,
    copies: bool = True,
) -> Iterator[Plan]:
    """Yield the plan in parts: one for each policy, as soon as it is read.

    Args:
        besides: asked for each policy whose draft is read; returns the paths of texts that whoever
            asks for the plan will want too, so that they are read along with those in force.
        progress: called with how many drafts are read and how many there are, where pandoc has to
            read some.
        copies: whether the copies themselves are wanted, and not only what stands in their way.

    Raises:
        NotFoundError: a policy or an audience that was asked for is not there.
    """
    for code in scope.audiences:
        find_audience(organisation, code)
    slugs = desk.slugs(scope.policies)
    slug_of = {desk.workspace.draft_path(slug): slug for slug in slugs}
    for paths in desk.read_in_turn(list(slug_of), progress):
        planners = [
            _Planner(desk, organisation, scope, brands, slug_of[path], copies) for path in paths
        ]
        asked = [[*planner.begin(), *besides(planner.slug)] for planner in planners]
        desk.read_ahead(list(chain.from_iterable(asked)))
        for planner in planners:
            yield planner.finish()


@dataclass(slots=True)
class _Planner:
    """Plans the copies of one policy.

    Attributes:
        sound: texts, by digest, in which nothing is wrong for these audiences, whether they are
            issued or a draft: most drafts are the issued text again.
    """

    desk: Desk
    organisation: Organisation
    scope: Scope
    brands: Brands
    slug: str
    copies: bool
    plan: Plan = field(init=False)
    ledger_errors: list[Diagnostic] = field(default_factory=list)
    audiences: list[Audience] = field(default_factory=list)
    standings: dict[str, list[tuple[Audience, InForce]]] = field(default_factory=dict)
    stopped: bool = False
    sound: set[tuple[str, tuple[tuple[str, tuple[bool, ...]], ...]]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.plan = Plan(self.slug)

    def begin(self) -> list[str]:
        """Find out which texts are in force for whom; return the paths of those."""
        draft = self.desk.draft(self.slug)
        self.plan.diagnostics += draft.diagnostics
        if draft.policy is None:
            self._stop(draft.errors)
            return []
        front = draft.policy.front
        ledger, complaints = self.desk.ledger(self.slug)
        path = self.desk.workspace.ledger_path(self.slug)
        complaints = [
            *complaints,
            *check_ledger(ledger, front, self.organisation, self.scope.today, path),
        ]
        self.plan.diagnostics += complaints
        stops = [d for d in complaints if d.is_error and not d.audiences]
        if stops and not self.scope.draft:
            self._stop(stops)
            return []
        # what is wrong with one school's decision stops the copies that rest on it, no others
        self.ledger_errors = [] if self.scope.draft else [d for d in complaints if d.is_error]
        self.audiences = self._audiences(front, ledger)
        if not self.scope.draft:
            self._stand(front, ledger)
        path_of = self.desk.workspace.issued_path
        return [path_of(self.slug, version) for version in self.standings]

    def finish(self) -> Plan:
        """Return the part of the plan that is about this policy."""
        draft = self.desk.draft(self.slug)
        if self.stopped or draft.policy is None:
            return self.plan
        front = draft.policy.front
        ledger, _ = self.desk.ledger(self.slug)
        if self.scope.draft:
            self._draft(draft, front, ledger, self.audiences)
            return self.plan
        for version, stand in self.standings.items():
            self._version(front, ledger, version, stand)
        if not draft.errors:  # what is wrong in the draft is told, but stops no issued text
            aside = bystanders(ledger, self.organisation)
            variants = self._of_today(draft, self.audiences)
            self.plan.diagnostics += self._check(draft, self.audiences, variants, aside)
        return self.plan

    def _audiences(self, front: FrontMatter, ledger: Ledger) -> list[Audience]:
        codes = concerned(front, ledger, self.organisation, self.scope.day)
        for code in self.scope.audiences:
            if code not in codes:
                reason = f"The policy does not concern {code} on that day."
                self.plan.not_adopted.append(NotAdopted(self.slug, code, reason))
        wanted = self.scope.audiences or codes
        found = [self.organisation.audience(code) for code in codes if code in wanted]
        return [audience for audience in found if audience is not None]

    # the draft

    def _draft(
        self, draft: ReadText, front: FrontMatter, ledger: Ledger, audiences: list[Audience]
    ) -> None:
        resolver = draft.resolver
        if draft.errors or resolver is None:
            self._fail("", draft.errors)
            return
        aside = bystanders(ledger, self.organisation)
        variants = self._of_today(draft, audiences)
        complaints = self._check(draft, audiences, variants, aside)
        self.plan.diagnostics += complaints
        latest = front.latest_issued
        when = _first_day(latest.dated) if latest else None
        for audience, variant in zip(audiences, variants, strict=True):
            lacking = self._lacking(audience, variant.text) if audience.code in aside else ""
            if lacking:
                self.plan.not_adopted.append(NotAdopted(self.slug, audience.code, lacking))
                continue
            self._want(
                audience,
                variant,
                draft,
                complaints,
                front=front,
                ledger=ledger,
                version=latest,
                standing=None,
                when=when or UNDATED,
            )

    # what is in force

    def _stand(self, front: FrontMatter, ledger: Ledger) -> None:
        for audience in self.audiences:
            standing = in_force(front, ledger, self.organisation, audience.code, self.scope.day)
            if standing.version:
                self.standings.setdefault(standing.version, []).append((audience, standing))
            else:
                reason = standing.in_words(audience.name)
                self.plan.not_adopted.append(NotAdopted(self.slug, audience.code, reason))

    def _version(
        self,
        front: FrontMatter,
        ledger: Ledger,
        version: str,
        stand: list[tuple[Audience, InForce]],
    ) -> None:
        issued = self.desk.issued(self.slug, version)
        listed = front.version(version)
        if listed is not None and listed.issued:  # else the ledger's line was complained of
            self.plan.diagnostics += issued.diagnostics
        resolver = issued.resolver
        if resolver is None or issued.errors:
            for audience, _ in stand:
                self._fail(audience.code, issued.errors)
            return
        # each has the text as it read on the day of its decision, whoever it belongs to by now
        days = [s.decision.stated.date if s.decision else self.scope.day for _, s in stand]
        variants = [
            resolver.of(self._reach(audience, day))
            for (audience, _), day in zip(stand, days, strict=True)
        ]
        audiences = [audience for audience, _ in stand]
        complaints = self._check(issued, audiences, variants, issued_text=True)
        self.plan.diagnostics += complaints
        for (audience, standing), variant, day in zip(stand, variants, days, strict=True):
            proof = self._proof(standing, audience, variant)
            self.plan.diagnostics += proof
            self._want(
                audience,
                variant,
                issued,
                [*complaints, *proof],
                front=front,
                ledger=ledger,
                version=listed,
                standing=standing,
                when=day,
            )

    def _proof(self, standing: InForce, audience: Audience, variant: Variant) -> list[Diagnostic]:
        """Compare the text with the fingerprint of what the body had before it."""
        decision = standing.decision
        if decision is None or decision.stated.version != standing.version:
            return []
        recorded = decision.stated.fingerprint
        if not recorded or decision.stated.audience != audience.code:
            return []
        now = variant.fingerprint
        if now == recorded:
            return []
        return [
            Diagnostic(
                Severity.ERROR,
                "decision-fingerprint",
                f"{decision.stated.audience} decided on a text with the fingerprint"
                f" {short_fingerprint(recorded)}; version {standing.version} is"
                f" {short_fingerprint(now)} for {audience.code}.",
                "Correct the line's fingerprint, or find which text lay before the meeting.",
                self.desk.workspace.ledger_path(self.slug),
                decision.stated.line,
                audiences=(audience.code,),
            )
        ]

    # both

    def _lacking(self, audience: Audience, text: Policy) -> str:
        """Say which fields an audience that never decided cannot fill; empty where it can."""
        filled = field_values(self.organisation, audience, text.front)
        names = [f"{{{{ {name} }}}}" for name in fields_of(text) if name not in filled]
        if not names:
            return ""
        return f"{audience.name} has never decided on it, and has no value for {', '.join(names)}."

    def _check(
        self,
        text: ReadText,
        audiences: Sequence[Audience],
        variants: Sequence[Variant],
        aside: frozenset[str] = frozenset(),
        *,
        issued_text: bool = False,
    ) -> list[Diagnostic]:
        """Return what is wrong with a text, given what each audience gets of it."""
        if text.policy is None:
            return []
        each = list(zip(audiences, variants, strict=True))
        about = text.digest, tuple((audience.code, variant.kept) for audience, variant in each)
        if about in self.sound:
            return []
        resolved = {audience.code: variant.text for audience, variant in each}
        context = TextContext(
            text.policy, text.path, self.organisation, audiences, resolved, issued_text, aside
        )
        found = check_text(context)
        if not found and not aside:  # with nobody aside, more would have been found
            self.sound.add(about)
        return found

    def _want(
        self,
        audience: Audience,
        variant: Variant,
        source: ReadText,
        complaints: Iterable[Diagnostic],
        *,
        front: FrontMatter,
        ledger: Ledger,
        version: Version | None,
        standing: InForce | None,
        when: date,
    ) -> None:
        problems = self.brands.problems(audience.code)
        stops = [
            d
            for d in (*complaints, *problems, *self.ledger_errors)
            if d.is_error and (not d.audiences or audience.code in d.audiences)
        ]
        if stops:
            self._fail(audience.code, stops)
            return
        if not self.copies:
            return
        decision = standing.decision if standing else None
        stated = decision.stated if decision else None
        text = variant.text
        copy = Copy(
            policy=self.slug,
            title=text.title,
            audience=audience.code,
            audience_name=audience.name,
            trust_name=self.organisation.trust.name,
            review=_capital(text.front.review),
            version=version.name if version else "",
            dated=_in_words(version.dated) if version and standing else "",
            draft=standing is None,
            fingerprint=variant.fingerprint,
            minute=stated.minute if stated else "",
            decided=stated.date if stated else None,
            review_date=stated.review_date.iso() if stated and stated.review_date else "",
            table=version_table(front, ledger, self.organisation, audience.code, self.scope.day),
            fields=field_values(self.organisation, audience, text.front),
            brand=self.brands[audience.code],
            when=when,
        )
        key = key_of(source.digest, repr(variant.kept))
        self.plan.wanted.append(Wanted(key, text, source.images, copy))

    def _of_today(self, text: ReadText, audiences: Sequence[Audience]) -> list[Variant]:
        """Return what each audience gets of a text as things stand on the day."""
        if text.resolver is None:
            return []
        return [text.resolver.of(self._reach(a, self.scope.day)) for a in audiences]

    def _reach(self, audience: Audience, day: date) -> Reach:
        return Reach(self.organisation, audience.code, day)

    def _stop(self, stops: list[Diagnostic]) -> None:
        self.stopped = True
        self._fail("", stops)

    def _fail(self, audience: str, stops: list[Diagnostic]) -> None:
        reason = stops[0].message if stops else "The text cannot be read."
        self.plan.failed.append(Failed(self.slug, audience, reason))


def _first_day(dated: str) -> date | None:
    read = parse_iso(dated)
    return date(read.year, read.month, read.day or 1) if read else None


def _in_words(dated: str) -> str:
    read = parse_iso(dated)
    return read.in_full() if read else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
