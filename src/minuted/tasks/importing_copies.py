"""The schools' own copies of one policy brought together: one text, and what is a school's own.

    AS=a.docx DCT=b.docx STG=c.docx
       │ words that every school has its own of become fields
       ▼
    grouped by text       a group for each text, the largest first
    merged and proved     each school gets of the result what its copy says, word for word
    their version tables  each decision once, in the ledger

A copy whose text cannot be brought in is named, and kept word for word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from minuted.errors import WorkspaceError
from minuted.model.canonical import canonical, entries
from minuted.model.diagnostic import Diagnostic
from minuted.model.front_matter import Version
from minuted.model.ledger import Line
from minuted.model.organisation import Organisation
from minuted.model.policy import Policy
from minuted.readers.policy_markdown import read_policy
from minuted.resolve import Reach, resolve
from minuted.store.workspace import TRUST_YAML
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.copies_draft import Around, Draft, Group, draft_of, pictures_of, resolved
from minuted.tasks.copies_fields import Fielded, Proposal, with_fields
from minuted.tasks.copies_reading import SchoolCopy, copies_of, read_copies, title_of
from minuted.tasks.copies_record import History, history_of
from minuted.tasks.copies_report import Standpoint, import_of_copies, standpoints
from minuted.tasks.copies_versions import drafts_of_versions, fingerprinted, versions_of
from minuted.tasks.copies_weave import wording
from minuted.tasks.importing import Import, before_of, kept_front
from minuted.tasks.importing_claims import contradicted, false_claims
from minuted.tasks.importing_front import front_matter, ledger_of
from minuted.tasks.importing_record import Record, Unplaced
from minuted.tasks.importing_text import ImportRequest, check_slug, slug_of_source, without_pictures
from minuted.tasks.reading import Desk
from minuted.tasks.trust_edit import with_values

_SOURCE = "the schools' copies"


@dataclass(frozen=True)
class Copies:
    """All copies, brought together."""

    policy: Import
    standpoints: tuple[Standpoint, ...]
    fields: tuple[Proposal, ...]


def prepare_copies(
    desk: Desk, files: Mapping[str, Path], request: ImportRequest, today: date
) -> Copies:
    """Return what bringing schools' copies together would do, and change nothing.

    Raises:
        NotFoundError: a code is no school, group or trust.
        WorkspaceError: a file cannot be read from disk.
        RefusedError: one is nothing that can be imported or a copy of another policy, or the policy
            is there already.
        ComplaintsError: a file has errors.
    """
    organisation, complaints = desk.organisation()
    if organisation is None:
        raise ComplaintsError(TRUST_YAML, complaints)
    sources = read_copies(desk, organisation, files, request)
    title = title_of(sources)
    slug = slug_of_source(sources[0][1], request, title)
    check_slug(slug)
    copies = copies_of(sources, organisation, title, slug)
    kept = kept_front(desk, slug, request)
    fielded = with_fields(copies)
    given = _given(fielded.proposals, copies, organisation)
    plain = front_matter(title, Record(), (), "")
    around = Around(organisation, today, given, plain)
    groups = _groups(copies, fielded)
    draft = draft_of(groups, around)
    history = history_of(copies, organisation)
    record = history.record
    record.unplaced += _left_out_words(copies, draft, around)
    issued = {} if kept else drafts_of_versions(groups, draft, history, around)
    versions = () if kept else versions_of(record, issued, copies, today)
    lines = () if kept else fingerprinted(record.lines, issued, history, around)
    writer = _Writer(desk, slug, title, record, _concerned(given, copies, around), copies)
    writer.draft(draft, kept or writer.front(versions))
    for name, text in issued.items():
        so_far = versions[: [v.name for v in versions].index(name) + 1]
        writer.issued(name, text, writer.front(so_far))
    if lines:
        writer.files[desk.workspace.ledger_path(slug)] = ledger_of(lines, slug)
    before = before_of(desk.workspace, tuple(writer.files.items()), request)
    if given:
        before[TRUST_YAML] = desk.workspace.trust()
        writer.files[TRUST_YAML] = with_values(desk.workspace.trust(), given)
    stands = tuple(standpoints(groups, draft, history, fielded, lines or record.lines, around))
    one = import_of_copies(copies, draft, history, slug, title, stands, organisation)
    one = replace(
        one,
        remarks=(*one.remarks, *_contradicted(lines, issued, history, copies, around)),
        files=tuple(writer.files.items()),
        before=before,
        versions=versions,
        lines=lines,
        history_kept=kept is not None,
    )
    return Copies(one, stands, fielded.proposals)


def _contradicted(
    lines: Sequence[Line],
    issued: Mapping[str, Draft],
    history: History,
    copies: Sequence[SchoolCopy],
    around: Around,
) -> Iterator[Diagnostic]:
    """Yield each claim of "No amendments" that the versions' texts contradict."""

    def text_of(version: str, line: Line) -> Policy | None:
        draft = issued.get(version)
        reach = Reach(around.organisation, line.audience, line.date)
        return resolve(draft.policy, reach) if draft else None

    files = {copy.code: copy.source.name for copy in copies}
    for claim in false_claims(lines, text_of, around.organisation):
        having = [c for c, version in history.stands.items() if version == claim.before.version]
        verb = "copy of {} has" if len(having) == 1 else "copies of {} have"
        whose = f" as the {verb.format(', '.join(having))} it"
        yield contradicted(claim, files.get(claim.line.audience, ""), whose)


class _Writer:
    """Collects the files that an import of copies writes, each proved to read back."""

    def __init__(
        self,
        desk: Desk,
        slug: str,
        title: str,
        record: Record,
        audiences: Sequence[str],
        copies: Sequence[SchoolCopy],
    ) -> None:
        self._desk = desk
        self._slug = slug
        self._title = title
        self._record = record
        self._audiences = audiences
        self._pictures = {path: data for c in copies for path, data in c.made.pictures}
        self.files: dict[str, bytes] = {}

    def front(self, versions: Sequence[Version]) -> str:
        """Return the front matter with these versions."""
        return front_matter(self._title, self._record, versions, _SOURCE, self._audiences)

    def draft(self, draft: Draft, front: str) -> None:
        """Write the working text."""
        self._write(self._desk.workspace.draft_path(self._slug), draft, front)

    def issued(self, version: str, draft: Draft, front: str) -> None:
        """Write an issued text."""
        self._write(self._desk.workspace.issued_path(self._slug, version), draft, front)

    def _write(self, path: str, draft: Draft, front: str) -> None:
        data = f"{front}\n{draft.body}".encode()
        policy, found = read_policy(data)
        errors = [replace(d, path=path) for d in found if d.is_error]
        if errors:
            raise ComplaintsError(path, errors)
        if policy is None or _text(policy) != _text(draft.policy):
            raise WorkspaceError(
                "The copies could not be turned into policy Markdown that reads back as one text.",
                "Please report this, with the files; nothing was written.",
            )
        self.files[path] = data
        folder = path.rpartition("/")[0]
        for name in pictures_of(draft.policy):
            self.files[f"{folder}/{name}"] = self._pictures[name]


def _text(policy: Policy) -> str:
    return "\n".join(canonical(without_pictures(policy)).split("\n")[2:])


def _groups(copies: Sequence[SchoolCopy], fielded: Fielded) -> list[Group]:
    """Return the copies by text, the largest group first."""
    alike: dict[str, list[int]] = {}
    for at, children in enumerate(fielded.texts):
        alike.setdefault("\n".join(wording(block) for block in children), []).append(at)
    groups = [
        Group(tuple(copies[at] for at in which), fielded.texts[which[0]])
        for which in alike.values()
    ]
    return sorted(groups, key=lambda group: -group.weight)


def _given(
    proposals: Sequence[Proposal], copies: Sequence[SchoolCopy], organisation: Organisation
) -> dict[str, dict[str, str]]:
    """Return what trust.yaml gets: values by code, then by the field's own name.

    What a group's copy says is so for its schools too that have neither a copy nor a value.
    """
    own = {copy.code for copy in copies}
    found: dict[str, dict[str, str]] = {}
    for proposal in proposals:
        name = proposal.name.partition(".")[2]
        for copy in copies:
            if copy.code not in proposal.given:
                continue
            others = sorted(copy.schools - own)
            others = [c for c in others if name not in organisation.schools[c].fields]
            for code in [copy.code, *others]:
                found.setdefault(code, {}).setdefault(name, proposal.values[copy.code])
    return found


def _concerned(
    given: Mapping[str, Mapping[str, str]], copies: Sequence[SchoolCopy], around: Around
) -> tuple[str, ...]:
    """Return whom the policy concerns: all, or those with a copy where others lack a new field."""
    every = frozenset(around.organisation.schools)
    there = frozenset[str]().union(*(copy.schools for copy in copies))
    return tuple(copy.code for copy in copies) if given and every - there else ()


def _left_out_words(
    copies: Sequence[SchoolCopy], draft: Draft, around: Around
) -> Iterator[Unplaced]:
    """Yield what the copies say that could not be brought in, word for word."""
    for copy in copies:
        if copy.code in draft.left_out:
            got = {(e.address, e.text) for e in entries(resolved(draft.policy, copy, around))}
            for entry in entries(copy.text):
                if (entry.address, entry.text) not in got:
                    words = f"{copy.code}: {entry.address} {entry.text}"
                    yield Unplaced(words, draft.left_out[copy.code])
