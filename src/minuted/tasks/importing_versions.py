"""Several files as successive versions of one policy, issued as if they had been issued then.

a.docx  b.docx  c.docx      oldest first
   1       2       3        named by their own version tables, else counted
                            all tables together tell the decisions (`importing_tables`); claims
                            of "No amendments" are held against the texts
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from minuted.errors import RefusedError
from minuted.model.canonical import fingerprint
from minuted.model.dates import parse_british
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.front_matter import Version
from minuted.model.organisation import Organisation
from minuted.store.workspace import Workspace
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.documents import Source, names_of, read_source
from minuted.tasks.importing import Import, before_of, import_of, kept_front
from minuted.tasks.importing_claims import contradicted, false_claims
from minuted.tasks.importing_decisions import record_of
from minuted.tasks.importing_front import front_matter, ledger_of
from minuted.tasks.importing_record import Record
from minuted.tasks.importing_tables import Tables, tables_of
from minuted.tasks.importing_text import (
    ImportRequest,
    Text,
    check_slug,
    proved_draft,
    slug_and_title,
    text_of_source,
)
from minuted.tasks.reading import Desk


def prepare_versions(
    desk: Desk, paths: Sequence[Path], request: ImportRequest, today: date
) -> Import:
    """Return what importing files as successive versions would do, and change nothing.

    Raises:
        WorkspaceError: a file cannot be read from disk.
        RefusedError: one is nothing that can be imported, or the policy is there already.
        ComplaintsError: a file has errors.
    """
    names = names_of(desk)
    sources = [read_source(p, tracked=request.tracked, names=names, law=True) for p in paths]
    organisation, complaints = desk.organisation()
    if organisation is None:
        raise ComplaintsError("governance/trust.yaml", complaints)
    slug, title = slug_and_title(sources[-1], request)
    check_slug(slug)
    kept = kept_front(desk, slug, request)
    texts = [text_of_source(source, title, slug) for source in sources]
    records = [record_of(text.adopted.cover, organisation) for text in texts]
    if kept is None:
        tables = tables_of(records, [source.name for source in sources], organisation)
        named = dict(zip(tables.names, zip(texts, sources, strict=True), strict=True))
        return _as_new(desk.workspace, slug, title, named, tables, request, organisation, today)
    _check_issued(desk, slug, sources[:-1], texts[:-1])
    return _as_draft(
        desk.workspace, slug, title, kept, sources[-1], texts[-1], records[-1], request
    )


def _as_new(
    workspace: Workspace,
    slug: str,
    title: str,
    named: Mapping[str, tuple[Text, Source]],
    tables: Tables,
    request: ImportRequest,
    organisation: Organisation,
    today: date,
) -> Import:
    """Return the import of a policy with all its versions, issued as if they had been then."""
    record = tables.record
    policies = {name: text.policy for name, (text, _) in named.items()}
    marks = {name: fingerprint(policy) for name, policy in policies.items()}
    texts = [text for text, _ in named.values()]
    sources = [source for _, source in named.values()]
    versions = _versions(record, list(named), texts, marks, today)
    lines = tuple(replace(li, fingerprint=marks.get(li.version, "")) for li in record.lines)
    issued: dict[str, bytes] = {}
    for name, (text, source) in named.items():
        so_far = versions[: [v.name for v in versions].index(name) + 1]
        front = front_matter(title, record, so_far, source.name)
        _, data = proved_draft(front, text, source.name)
        folder = workspace.issued_path(slug, name).rpartition("/")[0]
        issued[f"{folder}/{slug}.md"] = data
        issued |= {f"{folder}/{picture}": content for picture, content in text.pictures}
    files = {workspace.draft_path(slug): data}
    files |= {f"policy_src/{picture}": content for picture, content in texts[-1].pictures}
    files |= issued
    if lines:
        files[workspace.ledger_path(slug)] = ledger_of(lines, slug)
    found = (
        *tables.remarks,
        *remarks_on(sources[:-1], texts[:-1]),
        *(
            contradicted(claim, sources[-1].name)
            for claim in false_claims(lines, lambda name, _: policies.get(name), organisation)
        ),
    )
    all_files = tuple(files.items())
    before = before_of(workspace, all_files, request)
    one = import_of(sources[-1], texts[-1], slug, title, all_files, versions, lines, record, before)
    return replace(one, remarks=(*one.remarks, *found), told_by=tables.told_by)


def _as_draft(
    workspace: Workspace,
    slug: str,
    title: str,
    kept: str,
    source: Source,
    text: Text,
    record: Record,
    request: ImportRequest,
) -> Import:
    """Return the import of the last text as the draft of a policy that keeps its history."""
    text, data = proved_draft(kept, text, source.name)
    files = [(workspace.draft_path(slug), data)]
    files += [(f"policy_src/{name}", picture) for name, picture in text.pictures]
    before = before_of(workspace, files, request)
    aside = Record(unplaced=record.unplaced)
    return import_of(source, text, slug, title, tuple(files), (), (), aside, before, kept)


def _check_issued(desk: Desk, slug: str, sources: Sequence[Source], texts: Sequence[Text]) -> None:
    """Refuse texts that a policy with a history of its own has not issued.

    Raises:
        RefusedError: there is one.
    """
    front, _ = desk.front(slug)
    issued = {version.fingerprint for version in front.versions} if front else set()
    for source, text in zip(sources, texts, strict=True):
        if fingerprint(text.policy) not in issued:
            raise RefusedError(
                f"{Path(source.name).name} is no text that {slug} has issued, and nothing can be"
                " added to its history.",
                "Leave it out: with --replace the last file becomes the draft, and what was issued"
                " and decided stays.",
            )


def _versions(
    record: Record,
    called: Sequence[str],
    texts: Sequence[Text],
    marks: dict[str, str],
    today: date,
) -> tuple[Version, ...]:
    done: list[Version] = []
    for version in record.versions:
        name = version.name
        if name not in called:
            done.append(replace(version, fingerprint="not held"))
            continue
        dated = parse_british(texts[list(called).index(name)].adopted.cover.dated or "-")
        iso = dated.iso() if dated and dated.first_day() <= today else ""
        done.append(replace(version, fingerprint=marks[name], dated=iso))
    return tuple(done)


def remarks_on(sources: Sequence[Source], texts: Sequence[Text]) -> list[Diagnostic]:
    """Return what the reports on texts would say that are not the one reported on."""
    from minuted.readers.adopted.law import account_for

    found: list[Diagnostic] = []
    for source, text in zip(sources, texts, strict=True):
        found += [*source.diagnostics, *text.remarks]
        account = account_for(source.words, text.adopted)
        if not account.holds:
            run = (*account.lost, *account.gained, *account.moved)[0]
            message = f"Not every word of it is accounted for: “{run}”."
            hint = "Import it by itself with --dry-run, and read the report."
            found.append(Diagnostic(Severity.WARNING, "not-clean", message, hint, source.name))
    return found
