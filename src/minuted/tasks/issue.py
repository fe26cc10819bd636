"""Issue a version: the draft, frozen as it is, becomes the text that bodies decide on.

prepare()  ── what would happen, or why not ──▶ Issue
carry_out()   frozen files, the draft's front matter, one commit; all of it or nothing
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from minuted.checks.text import TextContext, check_text
from minuted.errors import RefusedError, WorkspaceError
from minuted.model.canonical import canonical, fingerprint
from minuted.model.diagnostic import Diagnostic
from minuted.model.force import bystanders, concerned, in_force
from minuted.model.front_matter import FrontMatter, Version
from minuted.readers.policy_markdown import read_policy
from minuted.resolve import Reach
from minuted.store.transaction import recording
from minuted.store.workspace import Workspace
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.front_edit import with_version
from minuted.tasks.issue_changes import Since, changes_since
from minuted.tasks.read_text import ReadText
from minuted.tasks.reading import Desk

_NUMBER_AT_END = re.compile(r"(.*?)(\d+)")


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """What to issue; `version` and `narrative` may be empty, `dated` is ISO.

    Attributes:
        correction: whether it puts a slip of the latest version right, and so reaches whoever has
            that version in force without a meeting.
    """

    policy: str
    narrative: str
    version: str
    dated: str
    correction: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """A version about to be issued.

    Attributes:
        before: the latest issued version, or None.
        since: the changes from that version's text to the draft.
        proposed: whether the narrative was made from the changes, because nobody gave one.
        files: what will be written, by path, the draft last.
        source: the draft as it was read.
        pictures: beside the draft; the commit takes them in.
        reached: the codes of those who have the corrected version in force, in the register's
            order; empty where it corrects none.
    """

    policy: str
    title: str
    version: Version
    before: Version | None
    since: Since
    proposed: bool
    files: tuple[tuple[str, bytes], ...]
    source: bytes
    pictures: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    reached: tuple[str, ...] = ()

    @property
    def draft(self) -> str:
        """The draft's path."""
        return self.files[-1][0]


def prepare(desk: Desk, request: IssueRequest, today: date) -> Issue:
    """Return what issuing the draft would do, and change nothing.

    Raises:
        NotFoundError: there is no such policy.
        ComplaintsError: the draft, or what its copies need, has errors.
        RefusedError: nothing changed since the latest version, the version's name is taken,
            there is no narrative, or there is nothing to correct.
    """
    (slug,) = desk.slugs((request.policy,))
    draft = desk.draft(slug)
    diagnostics = (*draft.diagnostics, *_checked(desk, slug, draft, today))
    if draft.policy is None or any(d.is_error for d in diagnostics):
        raise ComplaintsError(draft.path, diagnostics)
    front = draft.policy.front
    now = fingerprint(draft.policy)
    before = front.latest_issued
    if before is not None and before.fingerprint == now:
        raise RefusedError(
            f"Nothing changed: the draft of {slug} is the text of version {before.name}.",
            "Edit the draft first; a review without changes is recorded, not issued.",
        )
    since = changes_since(desk, slug, before, draft.policy)
    proposed = bool(since.narrative) and not _given_narrative(front, request)
    if proposed:
        request = replace(request, narrative=since.narrative)
    version = _version(desk.workspace, slug, front, request, now)
    source = desk.workspace.read(draft.path)
    edited = with_version(source, version)
    _prove(source, edited, version, draft.path)
    folder = PurePosixPath(desk.workspace.issued_path(slug, version.name)).parent
    beside = PurePosixPath(draft.path).parent
    frozen = [(f"{folder}/{slug}.md", edited)]
    for picture in draft.pictures:
        inner = PurePosixPath(picture).relative_to(beside)
        frozen.append(((folder / inner).as_posix(), desk.workspace.read(picture)))
    files = (*frozen, (draft.path, edited))
    return Issue(
        slug,
        front.title,
        version,
        before,
        since,
        proposed,
        files,
        source,
        tuple(draft.pictures),
        diagnostics,
        _reached(desk, slug, front, version, today),
    )


def carry_out(workspace: Workspace, issue: Issue) -> str:
    """Write the files and commit them; return the commit's short id.

    Raises:
        HistoryError: git cannot record it; the workspace is as it was.
        WorkspaceError: a file cannot be written; the workspace is as it was.
        RefusedError: somebody changed the draft meanwhile; the workspace is as it was.
    """
    with recording(workspace) as transaction:
        for path, data in issue.files:
            # the draft comes last, and is the only one that may be there already
            if path == issue.draft and workspace.read(path) != issue.source:
                raise RefusedError(
                    f"{path} was changed while you looked; nothing was issued.",
                    "Issue it again, and look at what it says.",
                )
            if path != issue.draft and workspace.exists(path) and workspace.read(path) != data:
                raise RefusedError(
                    f"{path} is there already; nothing was issued.",
                    "Somebody else has issued meanwhile: issue again, and look at what it says.",
                )
        return transaction.record(issue.files, _message(issue), issue.pictures)


def _reached(
    desk: Desk, slug: str, front: FrontMatter, version: Version, today: date
) -> tuple[str, ...]:
    """Return who has the version in force that a correction corrects."""
    organisation, _ = desk.organisation()
    if not version.corrects or organisation is None:
        return ()
    ledger, _ = desk.ledger(slug)
    codes = concerned(front, ledger, organisation, today)
    return tuple(
        code
        for code in codes
        if in_force(front, ledger, organisation, code, today).version == version.corrects
    )


def _message(issue: Issue) -> str:
    corrects = issue.version.corrects
    what = f", a correction of version {corrects}" if corrects else ""
    return (
        f"Issue version {issue.version.name} of {issue.title}{what}\n\n"
        f"{issue.version.narrative}\n\nFingerprint: {issue.version.fingerprint}"
    )


def _checked(desk: Desk, slug: str, draft: ReadText, today: date) -> list[Diagnostic]:
    """Return what would stop copies of the text: nobody should issue what cannot be built."""
    organisation, complaints = desk.organisation()
    resolver = draft.resolver
    if draft.policy is None or resolver is None or draft.errors or organisation is None:
        return complaints
    ledger, _ = desk.ledger(slug)
    codes = concerned(draft.policy.front, ledger, organisation, today)
    audiences = [a for a in organisation.audiences(today) if a.code in codes]
    resolved = {a.code: resolver.of(Reach(organisation, a.code, today)).text for a in audiences}
    aside = bystanders(ledger, organisation)
    context = TextContext(
        draft.policy, draft.path, organisation, audiences, resolved, bystanders=aside
    )
    return [*complaints, *check_text(context)]


def _version(
    workspace: Workspace, slug: str, front: FrontMatter, request: IssueRequest, now: str
) -> Version:
    """Return the entry to be issued: the one that waits in the list, or a new one."""
    waiting = next((v for v in front.versions if not v.issued), None)
    name = request.version or (waiting.name if waiting else _next_name(front, request))
    if waiting and waiting.name != name:
        raise RefusedError(
            f"The list of versions already has version {waiting.name} waiting to be issued.",
            f"Issue that one, or rename it {name} in {workspace.draft_path(slug)}.",
        )
    if front.version(name) not in (None, waiting) or name.casefold() in (
        folder.casefold() for folder in workspace.issued_folders(slug)
    ):
        raise RefusedError(
            f"Version {name} of {slug} is issued already, and an issued text never changes.",
            "Give the new one another name: --version NAME.",
        )
    narrative = _given_narrative(front, request)
    if not narrative:
        raise RefusedError(
            "The new version has no narrative.",
            'Say in a few words what it brings: --narrative "Annual update".',
        )
    return Version(
        name=name,
        dated=(waiting.dated if waiting else "") or request.dated,
        narrative=narrative if not (waiting and waiting.narrative) else waiting.narrative,
        fingerprint=now,
        corrects=_corrected(front, waiting, request),
    )


def _corrected(front: FrontMatter, waiting: Version | None, request: IssueRequest) -> str:
    """Return the version that the new one corrects; empty where it is none of that kind."""
    named = waiting.corrects if waiting else ""
    if not request.correction:
        return named
    latest = front.latest_issued
    if latest is None:
        raise RefusedError(
            "No version has been issued yet, so there is nothing to correct.",
            "Issue it without --correction.",
        )
    if named and named != latest.name:
        raise RefusedError(
            f"The version that waits in the list corrects {named}, and the draft is what follows"
            f" version {latest.name}.",
            f"Write corrects: {latest.name} there, or leave --correction out.",
        )
    return latest.name


def _given_narrative(front: FrontMatter, request: IssueRequest) -> str:
    """Return what somebody said that the version brings; empty where nobody did."""
    waiting = next((v.narrative for v in front.versions if not v.issued), "")
    return " ".join((request.narrative or waiting).split())


def _next_name(front: FrontMatter, request: IssueRequest) -> str:
    """Return the name after the last: 1 then 2, 1.1 then 1.2, 2025 then this year.

    Corrections of 2 are 2.1, 2.2; what follows them is 3.
    """
    if not front.versions:
        return "1"
    if request.correction:
        latest = front.versions[-1]
        found = _NUMBER_AT_END.fullmatch(latest.name) if latest.corrects else None
        return f"{found[1]}{int(found[2]) + 1}" if found else f"{latest.name}.1"
    own = [version.name for version in front.versions if not version.corrects]
    last = (own or [front.versions[-1].name])[-1]
    year = request.dated[:4]
    if re.fullmatch(r"(?:19|20)\d\d", last) and int(year) > int(last):
        return year
    match = _NUMBER_AT_END.fullmatch(last)
    if match is None or re.fullmatch(r"(?:19|20)\d\d", last):
        raise RefusedError(
            f"What comes after version {last} cannot be told from its name.",
            "Name the new one: --version NAME.",
        )
    return f"{match[1]}{int(match[2]) + 1}"


def _prove(source: bytes, edited: bytes, version: Version, path: str) -> None:
    """Read the edited file back: the text must be the same, and the new entry what was meant."""
    earlier, _ = read_policy(source)
    again, diagnostics = read_policy(edited)
    entry = again.front.version(version.name) if again else None
    if (
        earlier is None
        or again is None
        or any(d.is_error for d in diagnostics)
        or canonical(again) != canonical(earlier)
        or entry is None
        or replace(entry, line=0) != version
    ):
        raise WorkspaceError(
            f"The version could not be written into the front matter of {path}.",
            "Write its entry there by hand (version, dated, narrative), then issue again.",
        )
