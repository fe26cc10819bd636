"""One text's clauses with their numbers: a draft, a version, what is in force, or a file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from minuted.errors import NotFoundError, RefusedError
from minuted.model.canonical import Entry, canonical, entries, fingerprint, plain
from minuted.model.diagnostic import Diagnostic
from minuted.model.force import in_force
from minuted.model.nearest import did_you_mean
from minuted.model.organisation import Organisation
from minuted.model.policy import Policy
from minuted.resolve import Reach, resolve
from minuted.tasks.audiences import find_audience
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.documents import names_of, read_source
from minuted.tasks.read_text import ReadText
from minuted.tasks.reading import Desk


@dataclass(frozen=True, slots=True)
class Shown:
    """A text to be shown.

    Attributes:
        heading: says which text it is.
        lines: `address TAB words`, in canonical form; passages stand between `:::` lines.
    """

    title: str
    heading: str
    fingerprint: str
    entries: tuple[Entry, ...]
    lines: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class ShowRequest:
    """Which text: `version`, `audience` are empty where not asked for."""

    policy: str
    audience: str
    version: str
    day: date
    day_given: bool = False


def show(desk: Desk, request: ShowRequest) -> Shown:
    """Return the text of a policy: its draft; with an audience what is in force there.

    Raises:
        NotFoundError: there is no such policy, version or audience.
        RefusedError: nothing is in force for the audience on that day.
        ComplaintsError: the text has errors.
    """
    (slug,) = desk.slugs((request.policy,))
    if request.version:
        return _of_version(desk, slug, request)
    if request.audience or request.day_given:
        return _in_force(desk, slug, request)
    return _shown(desk.draft(slug), f"{slug}, draft", None)


def show_file(path: Path, desk: Desk | None, request: ShowRequest) -> Shown:
    """Return the text of a file, in a workspace or outside any: policy Markdown, Word, PDF, text.

    Args:
        desk: the workspace whose schools are meant; None outside any.

    Raises:
        WorkspaceError: the file cannot be read.
        RefusedError: it is no file that can be read, or an audience was named outside a workspace.
        ComplaintsError: the text has errors.
    """
    source = read_source(path, names=names_of(desk))
    text = ReadText(str(path), source.policy, source.of_reading)
    reach = None
    if request.audience:
        if desk is None:
            raise RefusedError(
                f"Whether {request.audience} gets a passage is known in a workspace only.",
                "Start in the trust's folder, or leave --for out.",
            )
        reach = Reach(_organisation(desk), request.audience, request.day)
        find_audience(reach.organisation, request.audience)
    return _shown(text, path.name, reach)


def _of_version(desk: Desk, slug: str, request: ShowRequest) -> Shown:
    front = desk.draft(slug).policy
    names = [v.name for v in front.front.versions if v.issued] if front else []
    if request.version not in names:
        raise NotFoundError(
            f"Version {request.version} of {slug} was never issued.",
            did_you_mean(request.version, names, f"Issued are: {', '.join(names) or 'none'}."),
        )
    text = desk.issued(slug, request.version)
    reach = None
    heading = f"{slug}, version {request.version}"
    if request.audience:
        reach = Reach(_organisation(desk), request.audience, request.day)
        audience = find_audience(reach.organisation, request.audience)
        heading += f", as for {audience.name}"
    return _shown(text, heading, reach)


def _in_force(desk: Desk, slug: str, request: ShowRequest) -> Shown:
    if not request.audience:
        raise RefusedError(
            "A day alone does not say whose text is meant.", "Name the school too: --for CODE."
        )
    organisation = _organisation(desk)
    audience = find_audience(organisation, request.audience)
    draft = desk.draft(slug)
    ledger, complaints = desk.ledger(slug)
    errors = tuple(d for d in complaints if d.is_error)
    if draft.policy is None or errors:
        raise ComplaintsError(slug, (*draft.diagnostics, *errors))
    standing = in_force(draft.policy.front, ledger, organisation, audience.code, request.day)
    if not standing.version or standing.decision is None:
        raise RefusedError(
            standing.in_words(audience.name),
            "Ask for the draft (without --for) or for a version (--version).",
        )
    reach = Reach(organisation, audience.code, standing.decision.stated.date)
    heading = f"{slug}, version {standing.version}, in force for {audience.name}"
    return _shown(desk.issued(slug, standing.version), heading, reach)


def _organisation(desk: Desk) -> Organisation:
    organisation, complaints = desk.organisation()
    if organisation is None:
        raise ComplaintsError("governance/trust.yaml", tuple(complaints))
    return organisation


def _shown(text: ReadText, heading: str, reach: Reach | None) -> Shown:
    if text.policy is None or text.errors:
        raise ComplaintsError(text.path, text.diagnostics)
    policy: Policy = resolve(text.policy, reach) if reach else text.policy
    return Shown(
        plain(policy.title),
        heading,
        fingerprint(policy),
        tuple(entries(policy)),
        tuple(canonical(policy).split("\n")[2:-1]),
        text.diagnostics,
    )
