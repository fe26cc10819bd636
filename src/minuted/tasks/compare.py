"""Which two texts to compare, and the report on them: versions, what is in force, drafts, files.

social-media 1 2          version 1           ▶ version 2
--for AS                  in force at AS      ▶ the latest issued, as AS would have it
--between AS BAK          in force at AS      ▶ in force at BAK
--draft                   the latest issued   ▶ the draft
OLD.md NEW.txt            two files
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from minuted.compare.compare import compare
from minuted.compare.proof import confirm, prove
from minuted.errors import NotFoundError, RefusedError
from minuted.model.canonical import plain
from minuted.model.change import DecisionMark, Report, Side
from minuted.model.copy import Brand
from minuted.model.diagnostic import Diagnostic
from minuted.model.force import covers, in_force
from minuted.model.front_matter import FrontMatter
from minuted.model.ledger import Decision, Ledger
from minuted.model.nearest import did_you_mean
from minuted.model.organisation import Audience, Organisation
from minuted.model.policy import Image, Inline, Policy
from minuted.model.walking import map_blocks
from minuted.resolve import Reach, resolve
from minuted.store.outside import read_outside
from minuted.store.workspace import Workspace
from minuted.tasks.audiences import find_audience
from minuted.tasks.brands import brand_of
from minuted.tasks.compare_covers import covers_differ
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.documents import Source, names_of, read_source
from minuted.tasks.read_text import ReadText
from minuted.tasks.reading import Desk

PLAIN_BRAND = Brand("#1f3a5f")
"""The look of a report outside any workspace."""


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """What to compare; empty where not asked for.

    Attributes:
        old, new: versions.
        between: two audiences' codes.
    """

    policy: str
    old: str
    new: str
    audience: str
    between: tuple[str, str] | None
    draft: bool
    day: date


@dataclass(frozen=True, slots=True)
class Office:
    """Whose look a report has; outside any workspace nobody's.

    Attributes:
        workspace: with the templates; None for ours.
        audience, audience_name: empty where no one audience is meant.
    """

    brand: Brand = PLAIN_BRAND
    workspace: Workspace | None = None
    trust: str = ""
    audience: str = ""
    audience_name: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it; `diagnostics` are warnings about what was read."""

    report: Report
    diagnostics: tuple[Diagnostic, ...]
    day: date
    office: Office = Office()

    @property
    def brand(self) -> Brand:
        """The look's colour, font and logo."""
        return self.office.brand


@dataclass(frozen=True, slots=True)
class _Text:
    policy: Policy
    side: Side
    diagnostics: tuple[Diagnostic, ...]


def compare_versions(desk: Desk, request: CompareRequest) -> Compared:
    """Compare two texts of one policy of the workspace.

    Raises:
        NotFoundError: there is no such policy, version or audience.
        RefusedError: nothing is in force for an audience, or nothing was issued yet.
        ComplaintsError: a text has errors, or is not held.
    """
    return _Versions(desk, request).run()


def compare_files(old: Path, new: Path, desk: Desk | None, request: CompareRequest) -> Compared:
    """Compare two files: policy Markdown, Word files, PDFs, web pages, texts with typed numbers.

    Args:
        desk: the workspace whose schools `--for` means; None outside any.

    Raises:
        WorkspaceError: a file cannot be read.
        RefusedError: a file is no text, or an audience was named outside a workspace.
        ComplaintsError: a text has errors.
    """
    one, other = (read_source(path, names=names_of(desk)) for path in (old, new))
    texts = _file(one, old, desk, request), _file(other, new, desk, request)
    compared = _compared(*texts, request, _office(desk))
    return replace(compared, diagnostics=(*compared.diagnostics, *covers_differ(one, other)))


def _office(desk: Desk | None, audience: Audience | None = None) -> Office:
    """Return the look of an audience, or of the trust; ours where neither can be had."""
    organisation = desk.organisation()[0] if desk else None
    if desk is None or organisation is None:
        return Office()
    brand, problems = brand_of(desk, organisation, audience or organisation.trust)
    return Office(
        PLAIN_BRAND if any(d.is_error for d in problems) else brand,
        desk.workspace,
        organisation.trust.name,
        audience.code if audience else "",
        audience.name if audience else "",
    )


def _compared(old: _Text, new: _Text, request: CompareRequest, office: Office) -> Compared:
    comparison = compare(old.policy, new.policy)
    proof = prove(old.policy, new.policy)
    confirm(proof, comparison)
    report = Report(
        replace(old.side, fingerprint=proof.old),
        replace(new.side, fingerprint=proof.new),
        proof.no_amendments,
        comparison,
        old.policy,
        new.policy,
    )
    return Compared(report, (*old.diagnostics, *new.diagnostics), request.day, office)


class _Versions:
    """Finds the two texts of one policy."""

    def __init__(self, desk: Desk, request: CompareRequest) -> None:
        self.desk, self.request = desk, request
        (self.slug,) = desk.slugs((request.policy,))
        organisation, complaints = desk.organisation()
        if organisation is None:
            raise ComplaintsError("governance/trust.yaml", complaints)
        self.organisation: Organisation = organisation
        self.draft = desk.draft(self.slug)
        self.ledger, complaints = desk.ledger(self.slug)
        errors = tuple(d for d in complaints if d.is_error)
        if self.draft.policy is None or errors:
            raise ComplaintsError(self.slug, (*self.draft.diagnostics, *errors))
        self.front: FrontMatter = self.draft.policy.front

    def run(self) -> Compared:
        request = self.request
        audience = find_audience(self.organisation, request.audience) if request.audience else None
        if request.between:
            one, other = (find_audience(self.organisation, code) for code in request.between)
            return _compared(
                self._in_force(one), self._in_force(other), request, _office(self.desk)
            )
        if request.old:
            old = self._version(request.old, audience)
        elif audience:
            old = self._in_force(audience)
        else:
            old = self._version(self._latest(), None)
        if request.new:
            new = self._version(request.new, audience)
        elif request.draft or not (request.old or audience):
            new = self._draft(audience)
        else:
            new = self._version(self._latest(), audience)
        return _compared(old, new, request, _office(self.desk, audience))

    def _latest(self) -> str:
        latest = self.front.latest_issued
        if latest is None:
            raise RefusedError(
                f"No version of {self.slug} has been issued, so there is nothing to compare with.",
                "Issue the first one: minuted issue.",
            )
        return latest.name

    def _version(self, name: str, audience: Audience | None) -> _Text:
        names = [v.name for v in self.front.versions if v.issued]
        if name not in names:
            raise NotFoundError(
                f"Version {name} of {self.slug} was never issued.",
                did_you_mean(name, names, f"Issued are: {', '.join(names) or 'none'}."),
            )
        decision = self._decision_on(name, audience)
        words = f"version {name}" + (f", as for {audience.code}" if audience else "")
        day = decision.stated.date if decision and audience else self.request.day
        return self._text(self.desk.issued(self.slug, name), name, words, audience, day, decision)

    def _draft(self, audience: Audience | None) -> _Text:
        words = "draft" + (f", as for {audience.code}" if audience else "")
        return self._text(self.draft, "", words, audience, self.request.day, None)

    def _in_force(self, audience: Audience) -> _Text:
        standing = in_force(
            self.front, self.ledger, self.organisation, audience.code, self.request.day
        )
        decision = standing.decision
        if not standing.version or decision is None:
            raise RefusedError(
                standing.in_words(audience.name),
                f"Name two versions instead: minuted compare {self.slug} OLD NEW.",
            )
        words = f"version {standing.version}, in force at {audience.code}"
        text = self.desk.issued(self.slug, standing.version)
        day = decision.stated.date
        return self._text(text, standing.version, words, audience, day, decision)

    def _text(
        self,
        text: ReadText,
        version: str,
        name: str,
        audience: Audience | None,
        day: date,
        decision: Decision | None,
    ) -> _Text:
        if text.policy is None or text.errors:
            raise ComplaintsError(text.path, text.diagnostics)
        policy = text.policy
        if audience is not None:
            policy = resolve(policy, Reach(self.organisation, audience.code, day))
        side = Side(self.slug, version, name, plain(policy.title), "", _mark(decision))
        return _Text(policy, side, text.diagnostics)

    def _decision_on(self, version: str, audience: Audience | None) -> Decision | None:
        """Return the latest decision that put a version in force, anywhere or for an audience."""
        found = [
            decision
            for decision in _standing(self.ledger)
            if decision.stated.version == version
            and (audience is None or covers(self.front, self.organisation, audience.code, decision))
        ]
        return max(found, key=lambda d: d.takes_effect, default=None)


def _standing(ledger: Ledger) -> list[Decision]:
    return [d for d in ledger.standing() if d.stated.kind.puts_in_force and not d.void]


def _mark(decision: Decision | None) -> DecisionMark | None:
    if decision is None:
        return None
    stated = decision.stated
    return DecisionMark(stated.audience, stated.body, stated.date, stated.minute, stated.kind.value)


def _file(source: Source, path: Path, desk: Desk | None, request: CompareRequest) -> _Text:
    policy = _with_pictures(source.policy, path) if source.kind == "policy" else source.policy
    if request.audience:
        policy = _for_audience(policy, desk, request)
    side = Side(path.name, "", path.name, plain(policy.title), "")
    return _Text(policy, side, source.of_reading)


def _with_pictures(policy: Policy, path: Path) -> Policy:
    """Note the digests of a file's pictures: another picture is another text."""

    def known(inline: Inline) -> Inline:
        if isinstance(inline, Image) and not inline.sha256:
            picture = path.parent / inline.path
            data = read_outside(picture, str(picture))
            return replace(inline, sha256=hashlib.sha256(data).hexdigest())
        return inline

    return replace(policy, children=map_blocks(policy.children, known))


def _for_audience(policy: Policy, desk: Desk | None, request: CompareRequest) -> Policy:
    if desk is None:
        raise RefusedError(
            f"Whether {request.audience} gets a passage is known in a workspace only.",
            "Start in the trust's folder, or leave --for out.",
        )
    organisation, complaints = desk.organisation()
    if organisation is None:
        raise ComplaintsError("governance/trust.yaml", complaints)
    audience = find_audience(organisation, request.audience)
    return resolve(policy, Reach(organisation, audience.code, request.day))
