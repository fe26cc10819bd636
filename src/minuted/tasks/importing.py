"""Bring a policy in: a Word file, a PDF, a page or a text becomes a draft, its history a record.

    prepare()    file ──read_source──▶ Adopted ──▶ Markdown, versions, decisions, report
    carry_out()  every file of the import in one commit, or none

The Markdown is proved twice before anybody sees it: it reads back to the text that was adopted,
clause by clause, and the source's words, read a second way, are all in that text and in order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from minuted.errors import RefusedError
from minuted.model.canonical import fingerprint
from minuted.model.dates import parse_british
from minuted.model.diagnostic import Diagnostic
from minuted.model.front_matter import Version
from minuted.model.ledger import Line
from minuted.model.policy import Policy
from minuted.readers.adopted.law import Account, account_for
from minuted.readers.adopted.nodes import Node
from minuted.store.transaction import recording
from minuted.store.workspace import Workspace
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.documents import Source, names_of, read_source
from minuted.tasks.importing_decisions import record_of
from minuted.tasks.importing_front import front_matter, ledger_of
from minuted.tasks.importing_record import Guess, Record, Unplaced
from minuted.tasks.importing_tables import LineKey
from minuted.tasks.importing_text import (
    ImportRequest,
    Text,
    check_slug,
    proved_draft,
    slug_and_title,
    text_of_source,
)
from minuted.tasks.reading import Desk


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A clause or section whose number is another than the source prints."""

    source: str
    result: str
    place: str


@dataclass(frozen=True)
class Import:
    """One policy about to be imported.

    Attributes:
        source: the file it comes from, as it was named, and what sort of file it is.
        files: what will be written, by path, the draft first.
        sections, clauses, tables: how many were recognised.
        references: cross-references that were made of typed numbers.
        renumbered: where the result's number is not the source's.
        account: what became of the source's words.
        remarks: what needs a human eye.
        told_by: of several versions, which older file alone tells a decision, by its line's key.
        history_kept: whether the policy was there and keeps the history that it has.
    """

    slug: str
    title: str
    source: str
    kind: str
    policy: Policy
    fingerprint: str
    files: tuple[tuple[str, bytes], ...]
    versions: tuple[Version, ...]
    lines: tuple[Line, ...]
    normalised: tuple[tuple[str, str], ...]
    guesses: tuple[Guess, ...]
    unplaced: tuple[Unplaced, ...]
    sections: int
    clauses: int
    tables: int
    pictures: int
    references: int
    renumbered: tuple[Renumbered, ...]
    account: Account
    remarks: tuple[Diagnostic, ...]
    before: Mapping[str, bytes | None] = field(default_factory=dict)
    history_kept: bool = False
    told_by: Mapping[LineKey, str] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        """Whether every word is accounted for."""
        return self.account.holds

    @property
    def draft(self) -> str:
        """The draft's path."""
        return self.files[0][0]


def prepare(desk: Desk, path: Path, request: ImportRequest, today: date) -> Import:
    """Return what importing a file would do, and change nothing.

    Raises:
        WorkspaceError: the file cannot be read from disk.
        RefusedError: it is nothing that can be imported, or a policy of that name is there.
        ComplaintsError: the file has errors.
    """
    names = names_of(desk)
    source = read_source(path, tracked=request.tracked, names=names, law=True)
    return prepare_source(desk, source, request, today)


def prepare_source(desk: Desk, source: Source, request: ImportRequest, today: date) -> Import:
    """Return what importing a file that was read would do; see `prepare`."""
    if source.adopted is None:
        raise RefusedError(
            f"{source.name} is policy Markdown already, so there is nothing to import.",
            "Copy it into policy_src.",
        )
    slug, title = slug_and_title(source, request)
    check_slug(slug)
    text = text_of_source(source, title, slug)
    organisation, complaints = desk.organisation()
    if organisation is None:
        raise ComplaintsError("governance/trust.yaml", complaints)
    record = record_of(source.adopted.cover, organisation)
    kept = kept_front(desk, slug, request)
    mark = fingerprint(text.policy)
    versions = _issued(record, text, mark, today) if kept is None else ()
    lines = tuple(
        replace(line, fingerprint=mark if versions and line.version == versions[-1].name else "")
        for line in record.lines
    )
    if kept is not None:
        lines, record = (), Record(unplaced=record.unplaced)
    front = kept or front_matter(title, record, versions, source.name)
    text, data = proved_draft(front, text, source.name)
    files = [(desk.workspace.draft_path(slug), data)]
    files += [(f"policy_src/{name}", picture) for name, picture in text.pictures]
    if versions:
        folder = desk.workspace.issued_path(slug, versions[-1].name).rpartition("/")[0]
        files.append((f"{folder}/{slug}.md", data))
        files += [(f"{folder}/{name}", picture) for name, picture in text.pictures]
    if lines:
        files.append((desk.workspace.ledger_path(slug), ledger_of(lines, slug)))
    before = before_of(desk.workspace, files, request)
    return import_of(source, text, slug, title, tuple(files), versions, lines, record, before, kept)


def import_of(
    source: Source,
    text: Text,
    slug: str,
    title: str,
    files: tuple[tuple[str, bytes], ...],
    versions: tuple[Version, ...],
    lines: tuple[Line, ...],
    record: Record,
    before: Mapping[str, bytes | None] | None = None,
    kept: str | None = None,
) -> Import:
    """Return the import of one source, counted and accounted for."""
    tree = text.adopted.tree
    nodes = [node for node in tree.walk() if not node.placeholder]
    return Import(
        slug,
        title,
        source.name,
        source.kind_in_words,
        text.policy,
        fingerprint(text.policy),
        files,
        versions,
        lines,
        tuple(record.normalised),
        tuple(record.guesses),
        tuple(record.unplaced),
        sum(1 for n in nodes if n.kind == "section"),
        sum(1 for n in nodes if n.kind == "clause"),
        sum(1 for n in nodes if n.kind == "table"),
        len(text.pictures),
        text.adopted.references,
        tuple(
            Renumbered(_as_printed(n), n.number, n.place.words)
            for n in nodes
            if n.counts and n.found != n.number and (n.found or not n.given)
        ),
        account_for(source.words, text.adopted),
        (*source.diagnostics, *text.remarks),
        before or {},
        kept is not None,
    )


def _as_printed(node: Node) -> str:
    """Return a number as the source has it: an appendix with its word, where it is but a number."""
    numbered = node.appendix and node.kind == "section" and node.found.isdecimal()
    return node.label.strip(" .:") if numbered else node.found


def carry_out(workspace: Workspace, imports: Sequence[Import]) -> str:
    """Write everything and commit it; return the commit's short id.

    Raises:
        HistoryError: git cannot record it; the workspace is as it was.
        WorkspaceError: a file cannot be written; the workspace is as it was.
        RefusedError: somebody changed a file meanwhile; the workspace is as it was.
    """
    files: dict[str, bytes] = {}
    before: dict[str, bytes | None] = {}
    for one in imports:
        files.update(one.files)
        before.update(one.before)
    with recording(workspace) as transaction:
        for path in files:
            now = workspace.read(path) if workspace.exists(path) else None
            if now != before.get(path):
                raise RefusedError(
                    f"{path} was changed while you looked; nothing was imported.",
                    "Import again, and look at the report.",
                )
        return transaction.record(tuple(files.items()), _message(imports))


def _message(imports: Sequence[Import]) -> str:
    if len(imports) == 1:
        one = imports[0]
        return f"Import {one.title}\n\nFrom {Path(one.source).name} ({one.kind})."
    names = "\n".join(f"{one.title}, from {Path(one.source).name}" for one in imports)
    return f"Import {len(imports)} policies\n\n{names}"


def kept_front(desk: Desk, slug: str, request: ImportRequest) -> str | None:
    """Return the front matter that a replaced policy keeps; None where it gets a new one.

    Raises:
        RefusedError: a policy of that name is there, and is not to be replaced.
    """
    workspace = desk.workspace
    there = [
        path
        for path in (workspace.draft_path(slug), workspace.ledger_path(slug))
        if workspace.exists(path)
    ]
    if not there and not workspace.issued_folders(slug):
        return None
    if not request.replace:
        raise RefusedError(
            f"There is a policy {slug} already ({(there or [f'governance/issued/{slug}'])[0]}).",
            "Name the new one --policy SLUG, or say --replace: its draft gives way then, and what"
            " was issued and decided stays.",
        )
    if not workspace.issued_folders(slug) and not workspace.exists(workspace.ledger_path(slug)):
        return None
    lines = workspace.read(workspace.draft_path(slug)).decode("utf-8", "replace").splitlines()
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if not end:
        raise RefusedError(
            f"The draft of {slug} has no front matter whose history could be kept.",
            "Put it right first, or name the new policy --policy SLUG.",
        )
    return "\n".join(lines[: end + 1]) + "\n"


def _issued(record: Record, text: Text, mark: str, today: date) -> tuple[Version, ...]:
    """Return the versions with the last one issued as this text, the earlier ones not held."""
    if not record.versions:
        return ()
    dated = parse_british(text.adopted.cover.dated) if text.adopted.cover.dated else None
    last = replace(record.versions[-1], fingerprint=mark)
    if dated is not None and dated.first_day() <= today:
        last = replace(last, dated=dated.iso())
    earlier = [replace(version, fingerprint="not held") for version in record.versions[:-1]]
    return (*earlier, last)


def before_of(
    workspace: Workspace,
    files: Sequence[tuple[str, bytes]],
    request: ImportRequest,
) -> dict[str, bytes | None]:
    """Return what the files are now; refuse to write over what is nobody's to write over.

    Raises:
        RefusedError: a file is there that is not the draft.
    """
    before: dict[str, bytes | None] = {}
    for path, data in files:
        now = workspace.read(path) if workspace.exists(path) else None
        if now is not None and now != data and not request.replace:
            raise RefusedError(
                f"{path} is there already.",
                "Name the policy --policy SLUG, or say --replace.",
            )
        before[path] = now
    return before
