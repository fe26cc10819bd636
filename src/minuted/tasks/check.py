"""Find every problem in a workspace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from minuted.errors import HistoryError, WorkspaceError
from minuted.model.contrast import contrast
from minuted.model.copy import Brand
from minuted.model.diagnostic import Diagnostic, Severity, in_file_order
from minuted.model.front_matter import FrontMatter
from minuted.model.organisation import Audience, Organisation
from minuted.store.cache import key_of
from minuted.store.history import History, NoHistoryError
from minuted.store.workspace import TRUST_YAML
from minuted.tasks.brands import Brands
from minuted.tasks.plan import Scope
from minuted.tasks.planner import plan_parts
from minuted.tasks.reading import Desk
from minuted.tasks.render import look
from minuted.tasks.settled import Memory, Settled
from minuted.tasks.touched import touched_complaint, unread_complaint

READABLE = 4.5
"""The least contrast of a brand's colour on white: WCAG 2, level AA, for text."""

HEAVY = 300_000
"""From how many bytes on a logo makes a copy noticeably larger: a copy has 80,000 without it."""


@dataclass(slots=True)
class CheckReport:
    """What was looked at, and what is wrong."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    policies: int = 0
    decisions: int = 0
    versions: int = 0

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(d.is_error for d in self.diagnostics)

    def counts(self) -> dict[str, int]:
        """Return how much was looked at."""
        return {name: getattr(self, name) for name in _COUNTED}

    def add(self, counts: Mapping[str, int]) -> None:
        """Count what was looked at besides."""
        for name in _COUNTED:
            setattr(self, name, getattr(self, name) + counts[name])


_COUNTED = ("policies", "decisions", "versions")


def check(desk: Desk, today: date) -> CheckReport:
    """Return every problem of the workspace, in the order of the files."""
    from concurrent.futures import ThreadPoolExecutor

    report = CheckReport()
    found = report.diagnostics
    organisation, complaints = desk.organisation()
    found += complaints
    slugs = desk.slugs()
    brands = Brands.of(desk, organisation) if organisation is not None else Brands({})
    # Trying the templates out takes other libraries than reading the texts does; both want pandoc's
    # or Typst's time more than Python's.
    with ThreadPoolExecutor(1) as aside:
        templates = aside.submit(_templates, desk)
        if organisation is None or any(d.is_error for d in complaints):
            desk.read_ahead([desk.workspace.draft_path(slug) for slug in slugs])
            desk.read_ahead([path for slug in slugs for path in _issued_paths(desk, slug)])
            found += [d for slug in slugs for d in _policy(desk, slug, report)]
        else:
            found += _policies(desk, organisation, brands, slugs, today, report)
        found += _stray_ledgers(desk, slugs)
        found += _history(desk)
        if organisation is not None:
            found += _brands(desk, organisation, brands)
        found += templates.result()
    report.diagnostics = in_file_order(found)
    return report


def _policies(
    desk: Desk,
    organisation: Organisation,
    brands: Brands,
    slugs: list[str],
    today: date,
    report: CheckReport,
) -> list[Diagnostic]:
    """Read every text, and find what is wrong with it or would stand in the way of a build."""
    found: list[Diagnostic] = []
    memory = Memory(desk, "check", repr(today))
    folders = {slug: repr(desk.workspace.issued_folders(slug)) for slug in slugs}
    unsettled: list[str] = []
    for slug, names in folders.items():
        settled = memory.of(slug, names)
        if settled is None:
            unsettled.append(slug)
        else:
            found += settled.diagnostics
            report.add(settled.counts)
    if not unsettled:
        return found
    scope = Scope(tuple(unsettled), (), today, today)
    issued = partial(_issued_paths, desk)
    for part in plan_parts(desk, organisation, scope, brands, besides=issued, copies=False):
        own = CheckReport()
        told = [*part.diagnostics, *_policy(desk, part.policy, own)]
        settled = Settled(diagnostics=tuple(told), counts=own.counts())
        memory.keep(part.policy, settled, folders[part.policy])
        found += told
        report.add(own.counts())
    return found


def _policy(desk: Desk, slug: str, report: CheckReport) -> list[Diagnostic]:
    """Read all of a policy's files; what they mean together, the plan of a build tells."""
    draft = desk.draft(slug)
    ledger, found = desk.ledger(slug)
    found = [*draft.diagnostics, *found]
    report.policies += 1
    report.decisions += len(ledger.lines)
    if draft.policy is None:
        return found
    front = draft.policy.front
    for version in front.versions:
        if version.held:
            report.versions += 1
            found += desk.issued(slug, version.name).diagnostics
    return [*found, *_unlisted(desk, slug, front)]


def _issued_paths(desk: Desk, slug: str) -> list[str]:
    draft = desk.draft(slug).policy
    held = [version.name for version in draft.front.versions if version.held] if draft else []
    return [desk.workspace.issued_path(slug, name) for name in held]


def _unlisted(desk: Desk, slug: str, front: FrontMatter) -> list[Diagnostic]:
    """Find issued texts that the front matter no longer names."""
    names = {version.name for version in front.versions if version.held}
    return [
        Diagnostic(
            Severity.ERROR,
            "version-not-listed",
            f"Version {name} of {slug} is issued, but the list of versions does not have it.",
            f"Put its entry back under versions: in {desk.workspace.draft_path(slug)}.",
            desk.workspace.issued_path(slug, name),
        )
        for name in desk.workspace.issued_folders(slug)
        if name not in names
    ]


def _stray_ledgers(desk: Desk, slugs: list[str]) -> list[Diagnostic]:
    return [
        Diagnostic(
            Severity.ERROR,
            "stray-ledger",
            f"There is a ledger for “{slug}”, but no such policy.",
            f"Name it like its policy, or put {desk.workspace.draft_path(slug)} back.",
            desk.workspace.ledger_path(slug),
        )
        for slug in desk.workspace.ledgers()
        if slug not in slugs
    ]


def _templates(desk: Desk) -> list[Diagnostic]:
    try:
        templates = desk.workspace.templates()
    except WorkspaceError as error:
        return [Diagnostic(Severity.ERROR, "unreadable", error.message, error.hint, "templates")]
    return desk.remembered("templates", look(templates), lambda: _template_problems(templates))


def _template_problems(templates: dict[str, bytes]) -> list[Diagnostic]:
    """Try each template out, which loads the engines of all three formats."""
    from minuted.writers.docx import template_problems as word_problems
    from minuted.writers.html.problems import template_problems as page_problems
    from minuted.writers.pdf.probe import template_problems as typst_problems

    return [
        *word_problems(templates.get("policy.docx", b"")),
        *typst_problems(templates),
        *page_problems(templates),
    ]


def _history(desk: Desk) -> list[Diagnostic]:
    """Ask git, where there is one, whether issued files are what they were when issued."""
    try:
        history = History.of(desk.workspace.root)
        folder = "governance/issued"
        paths = sorted({*history.touched(folder), *history.changed_since_added(folder)})
    except NoHistoryError:
        return []
    except HistoryError as error:
        return [unread_complaint(error)]
    return [touched_complaint(path, path.split("/")[3]) for path in paths if path.count("/") > 3]


def _brands(desk: Desk, organisation: Organisation, brands: Brands) -> list[Diagnostic]:
    found = brands.all_problems()
    audiences = [a for a in map(organisation.audience, organisation.codes()) if a is not None]
    for audience in audiences:
        brand = brands[audience.code]
        ratio = contrast(brand.colour, "#ffffff")
        own = audience.brand.colour or audience is organisation.trust
        if own and ratio < READABLE:
            found.append(
                Diagnostic(
                    Severity.WARNING,
                    "low-contrast",
                    f"The colour {brand.colour} of {audience.code} is hard to read on white:"
                    f" contrast {ratio:.1f}, and {READABLE} is good practice.",
                    "Choose a darker shade of it.",
                    TRUST_YAML,
                    audience.brand.line or audience.line,
                )
            )
        if audience.brand.logo and _is_heavy(brand):
            found.append(_heavy_logo(audience, len(brand.logo)))
    return [*found, *_fonts(desk, audiences), *_names(desk, audiences)]


def _is_heavy(brand: Brand) -> bool:
    """Whether copies hold a large file of a logo; of a PNG they hold what they show."""
    return len(brand.logo) > HEAVY and brand.logo_format != "png"


def _heavy_logo(audience: Audience, size: int) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        "heavy-logo",
        f"The logo {audience.brand.logo} is a file of {size / 1_000_000:.1f} MB,"
        " and every PDF and page that shows it holds all of it.",
        "Save it smaller: as a JPEG or PNG of 1,000 pixels, or as an SVG of lines alone.",
        TRUST_YAML,
        audience.brand.line or audience.line,
    )


def _names(desk: Desk, audiences: list[Audience]) -> list[Diagnostic]:
    """Find names in letters that no font has: no PDF could be made for those."""
    try:
        templates = desk.workspace.templates()
    except WorkspaceError:  # told with the templates
        return []
    about = key_of(look(templates), *(repr((a.code, a.name, a.line)) for a in audiences))
    return desk.remembered("names", about, lambda: _unprintable(templates, audiences))


def _unprintable(templates: dict[str, bytes], audiences: list[Audience]) -> list[Diagnostic]:
    from minuted.errors import RenderError
    from minuted.writers.pdf.faults import in_words
    from minuted.writers.pdf.fonts import typefaces
    from minuted.writers.pdf.shown import unprintable

    try:
        faces = typefaces(templates)
    except RenderError:  # told with the templates
        return []
    lacking = unprintable([audience.name for audience in audiences], faces)
    return [
        Diagnostic(
            Severity.ERROR,
            "unprintable-name",
            f"No font at hand has {'; '.join(map(in_words, letters))} in the name of"
            f" {audience.code}, so its PDFs cannot be made.",
            "Put a font that has it into templates/fonts, or write the name another way.",
            TRUST_YAML,
            audience.line,
        )
        for audience in audiences
        if (letters := [one for one in lacking if one.strip() in audience.name])
    ]


def _fonts(desk: Desk, audiences: list[Audience]) -> list[Diagnostic]:
    """Find brands whose font no PDF could be set in."""
    named = [audience for audience in audiences if audience.brand.font]
    if not named:
        return []
    from minuted.errors import RenderError
    from minuted.writers.pdf.fonts import must_have, typefaces

    try:
        faces = typefaces(desk.workspace.templates())
    except (RenderError, WorkspaceError):  # told with the templates
        return []
    found: list[Diagnostic] = []
    for audience in named:
        try:
            must_have(faces, audience.brand.font)
        except RenderError as error:
            place = (TRUST_YAML, audience.brand.line)
            found.append(Diagnostic(Severity.ERROR, "font", error.message, error.hint, *place))
    return found
