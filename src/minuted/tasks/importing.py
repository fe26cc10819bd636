"""Bring a policy in: a Word file, a PDF, a page or a text becomes a draft, its history a record.

    prepare()    file ──read_source──▶ Adopted ──▶ Markdown, versions, decisions, report
    carry_out()  every file of the import in one commit, or none

The Markdown is proved twice before anybody sees it: it reads back to the text that was adopted,
clause by clause, and the source's words, read a second way, are all in that text and in order.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from minuted.errors import RefusedError, WorkspaceError
from minuted.model.canonical import canonical, fingerprint, text_of
from minuted.model.dates import parse_british
from minuted.model.diagnostic import Diagnostic
from minuted.model.ledger import Line
from minuted.model.policy import Policy, Version
from minuted.readers.adopted import Adopted, slug_of
from minuted.readers.adopted.law import Account, account_for
from minuted.readers.ledger_csv import HEADING, format_line, read_ledger
from minuted.readers.policy_markdown import read_policy
from minuted.store.transaction import recording
from minuted.store.workspace import SLUG, Workspace
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.documents import Source, Tracked, names_of, read_source
from minuted.tasks.front_edit import yaml_value
from minuted.tasks.importing_decisions import Record, Unplaced, record_of
from minuted.tasks.importing_pictures import with_pictures
from minuted.tasks.reading import Desk
from minuted.writers.markdown import body_markdown

_LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """How to import.

    Attributes:
        policy: the slug; empty to make it of the title.
        replace: whether a draft that is there already gives way.
        tracked: what becomes of tracked changes.
    """

    policy: str = ""
    replace: bool = False
    tracked: Tracked = "refuse"


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

    @property
    def clean(self) -> bool:
        """Whether every word is accounted for."""
        return self.account.holds

    @property
    def draft(self) -> str:
        """The draft's path."""
        return self.files[0][0]


@dataclass(frozen=True)
class Text:
    """A source turned into policy Markdown, without front matter."""

    adopted: Adopted
    policy: Policy
    body: str
    pictures: tuple[tuple[str, bytes], ...]
    remarks: tuple[Diagnostic, ...]


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
    kept = _kept_front(desk, slug, request)
    mark = fingerprint(text.policy)
    versions = _issued(record, text, mark, today) if kept is None else ()
    lines = tuple(
        replace(line, fingerprint=mark if versions and line.version == versions[-1].name else "")
        for line in record.lines
    )
    if kept is not None:
        lines, record = (), Record(unplaced=record.unplaced)
    front = kept or front_matter(title, record, versions, source.name)
    data = (front + "\n" + text.body).encode()
    prove(data, text, source.name)
    files = [(desk.workspace.draft_path(slug), data)]
    files += [(f"policy_src/{name}", picture) for name, picture in text.pictures]
    if versions:
        folder = desk.workspace.issued_path(slug, versions[-1].name).rpartition("/")[0]
        files.append((f"{folder}/{slug}.md", data))
        files += [(f"{folder}/{name}", picture) for name, picture in text.pictures]
    if lines:
        files.append((desk.workspace.ledger_path(slug), ledger_of(lines, slug)))
    before = _before(desk.workspace, files, request)
    return import_of(source, text, slug, title, tuple(files), versions, lines, record, before, kept)


def slug_and_title(source: Source, request: ImportRequest) -> tuple[str, str]:
    """Return what a policy will be called: by its title, else by its file's name."""
    cover = source.adopted.cover if source.adopted else None
    title = (cover.title if cover else "") or _title_of(source.name)
    return request.policy or slug_of(title) or slug_of(Path(source.name).stem), title


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
        tuple(record.unplaced),
        sum(1 for n in nodes if n.kind == "section"),
        sum(1 for n in nodes if n.kind == "clause"),
        sum(1 for n in nodes if n.kind == "table"),
        len(text.pictures),
        text.adopted.references,
        tuple(
            Renumbered(n.found, n.number, n.place.words)
            for n in nodes
            if n.counts and n.found != n.number
        ),
        account_for(source.words, text.adopted),
        (*source.diagnostics, *text.remarks),
        before or {},
        kept is not None,
    )


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


def text_of_source(source: Source, title: str, slug: str) -> Text:
    """Turn an adopted source into policy Markdown, and prove that it reads back.

    Raises:
        WorkspaceError: it would not.
    """
    assert source.adopted is not None
    adopted, pictures, remarks = with_pictures(source, slug)
    policy = replace(adopted.policy, front=replace(adopted.policy.front, title=title))
    body = body_markdown(policy, anchor_names(adopted))
    return Text(adopted, policy, body, pictures, remarks)


def anchor_names(adopted: Adopted) -> dict[str, str]:
    """Return a name for each place that is referred to: of a heading's words, else its number."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    nodes = {node.found: node for node in reversed(list(adopted.tree.walk())) if node.found}
    for found in adopted.anchors:
        node = nodes[found]
        words = text_of(node.title) if node.kind == "section" else ""
        slug = "-".join(re.findall(r"[a-z0-9]+", words.lower())[:5])
        if not slug or not slug[0].isalpha() or slug in taken:
            slug = "clause-" + re.sub(r"[^a-z0-9]+", "-", found.lower()).strip("-")
        while slug in taken:
            slug += "-x"
        taken.add(slug)
        names[found] = slug
    return names


def check_slug(slug: str) -> None:
    """Refuse what cannot be a policy's short name.

    Raises:
        RefusedError: it cannot.
    """
    if not SLUG.fullmatch(slug) or slug == "index":
        raise RefusedError(
            f"“{slug}” cannot be a policy's short name."
            if slug
            else "The document has no title to make a short name of.",
            "Give it one of small letters, digits and dashes: --policy social-media",
        )


def _title_of(name: str) -> str:
    words = re.sub(r"[_\s]+", " ", Path(name).stem).strip()
    return words[:1].upper() + words[1:]


def _kept_front(desk: Desk, slug: str, request: ImportRequest) -> str | None:
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


def front_matter(title: str, record: Record, versions: Sequence[Version], name: str) -> str:
    """Return a policy's front matter, with what could not be placed as comments."""
    lines = ["---", f"title: {yaml_value(title)}"]
    if record.review:
        lines.append(f"review: {yaml_value(record.review)}")
    if versions:
        lines.append("versions:")
    for version in versions:
        lines.append(f"  - version: {yaml_value(version.name)}")
        facts = (
            ("dated", version.dated),
            ("narrative", version.narrative),
            ("fingerprint", version.fingerprint),
        )
        lines += [f"    {key}: {yaml_value(value)}" for key, value in facts if value]
    if record.unplaced:
        lines.append(f"# What {_comment(Path(name).name)} says besides, word for word:")
        lines += [f"#   {_comment(one.words)}   ({_comment(one.why)})" for one in record.unplaced]
    lines.append("---")
    return "\n".join(lines) + "\n"


def _comment(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def ledger_of(lines: Sequence[Line], slug: str) -> bytes:
    """Return a new ledger with these lines, each read back first.

    Raises:
        ComplaintsError: a line cannot stand in a ledger.
    """
    data = (HEADING + "".join(format_line(line) for line in lines)).encode()
    ledger, found = read_ledger(data, slug, f"governance/minutes/{slug}.csv")
    errors = [d for d in found if d.is_error]
    if errors:
        raise ComplaintsError(f"governance/minutes/{slug}.csv", errors)
    assert len(ledger.lines) == len(lines)
    return data


def prove(data: bytes, text: Text, name: str) -> None:
    """Read the Markdown back: it must be the adopted text, without a complaint.

    Raises:
        ComplaintsError: it has errors.
        WorkspaceError: it is another text.
    """
    policy, found = read_policy(data)
    errors = [replace(d, path=f"{name}, as policy Markdown") for d in found if d.is_error]
    if errors:
        raise ComplaintsError(name, errors)
    bare = _without_pictures(text.policy)
    if policy is None or canonical(_without_pictures(policy)) != canonical(bare):
        raise WorkspaceError(
            f"{name} could not be turned into policy Markdown that reads back as the same text.",
            "Please report this, with the file; nothing was written.",
        )


def _without_pictures(policy: Policy) -> Policy:
    from minuted.model.policy import Image, Inline, map_blocks

    def bare(inline: Inline) -> Inline:
        return replace(inline, sha256="") if isinstance(inline, Image) else inline

    return replace(policy, children=map_blocks(policy.children, bare))


def _before(
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
