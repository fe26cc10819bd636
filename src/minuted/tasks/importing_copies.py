"""The schools' own copies of one policy brought together: one text, and what is a school's own.

    AS=a.docx DCT=b.docx STG=c.docx
       │ each school's name and its fields' values become fields
       ▼
    grouped by text       the text of most is the policy's
    clause by clause      where others differ, a passage `.local replaces` for them

Each school's text is made again from the result and must be the one that it has; where it cannot be
brought in, its clauses are named and its copy stays as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from minuted.errors import RefusedError
from minuted.model.canonical import canonical, flows_text, text_of
from minuted.model.canonical import fingerprint as mark_of
from minuted.model.organisation import Audience, Organisation
from minuted.model.policy import (
    Block,
    Clause,
    FrontMatter,
    Inline,
    Numbered,
    Passage,
    PassageKind,
    Policy,
    Section,
    Text,
    map_blocks,
    numbered,
    walk,
)
from minuted.readers.policy_markdown import read_policy
from minuted.resolve import Reach, resolve
from minuted.tasks.audiences import find_audience
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.documents import Source, names_of, read_source
from minuted.tasks.importing import Import, import_of
from minuted.tasks.importing_decisions import record_of
from minuted.tasks.importing_front import front_matter
from minuted.tasks.importing_record import Record
from minuted.tasks.importing_text import (
    ImportRequest,
    anchor_names,
    check_slug,
    slug_and_title,
    text_of_source,
)
from minuted.tasks.importing_text import Text as MadeText
from minuted.tasks.importing_versions import remarks_on
from minuted.tasks.reading import Desk
from minuted.tasks.record_basis import difference
from minuted.writers.markdown import body_markdown

_OPEN, _CLOSE = "\ue100", "\ue101"
_SHORTEST = 4
"""Letters of a name or value that is looked for in a text."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Which text a school's copy has.

    Attributes:
        group: counted from 1, the largest first.
        fields: which fields its name and values became.
        difference: the clauses that differ from the first group's; empty for none.
        merged: whether the result gives it the text that it has.
    """

    audience: str
    file: str
    group: int
    fields: tuple[str, ...]
    difference: str
    merged: bool


@dataclass(frozen=True)
class Copies:
    """All copies, brought together."""

    policy: Import
    standpoints: tuple[Standpoint, ...]


@dataclass(frozen=True)
class _Copy:
    audience: Audience
    source: Source
    made: MadeText
    text: Policy
    fields: tuple[str, ...]


def prepare_copies(
    desk: Desk, copies: Mapping[str, Path], request: ImportRequest, today: date
) -> Copies:
    """Return what bringing schools' copies together would do, and change nothing.

    Raises:
        NotFoundError: a code is no school, group or trust.
        WorkspaceError: a file cannot be read from disk.
        RefusedError: one is nothing that can be imported, or the policy is there already.
        ComplaintsError: a file has errors.
    """
    organisation, complaints = desk.organisation()
    if organisation is None:
        raise ComplaintsError("governance/trust.yaml", complaints)
    names = names_of(desk)
    sources = {
        code: read_source(path, tracked=request.tracked, names=names, law=True)
        for code, path in copies.items()
    }
    slug, title = slug_and_title(next(iter(sources.values())), request)
    check_slug(slug)
    path = desk.workspace.draft_path(slug)
    if desk.workspace.exists(path):
        raise RefusedError(
            f"There is a policy {slug} already, and copies can only make a new one.",
            "Name the new one: --policy SLUG.",
        )
    each = [
        _copy(find_audience(organisation, code), source, title, slug)
        for code, source in sources.items()
    ]
    groups = _groups(each)
    base = groups[0][0]
    merged, kept = _merged(groups, organisation, today)
    record = record_of(base.made.adopted.cover, organisation)
    front = front_matter(title, Record(review=record.review), (), base.source.name)
    anchors = anchor_names(base.made.adopted)
    body = _filled(body_markdown(merged, _names(merged, anchors)))
    data = f"{front}\n{body}".encode()
    policy, found = read_policy(data)
    if policy is None or any(d.is_error for d in found):
        raise ComplaintsError(path, found)
    files = {path: data} | {f"policy_src/{name}": one for name, one in base.made.pictures}
    one = import_of(base.source, base.made, slug, title, tuple(files.items()), (), (), Record())
    rest = [copy for copy in each if copy is not base]
    told = remarks_on([copy.source for copy in rest], [copy.made for copy in rest])
    one = replace(
        one,
        policy=policy,
        fingerprint=mark_of(policy),
        before=dict.fromkeys(files),
        remarks=(*one.remarks, *told),
    )
    return Copies(one, tuple(_standpoints(groups, kept)))


def _copy(audience: Audience, source: Source, title: str, slug: str) -> _Copy:
    made = text_of_source(source, title, slug)
    values = {"school.name": audience.name, "school.label": audience.label}
    values |= {f"school.{name}": value for name, value in getattr(audience, "fields", {}).items()}
    values = {name: text for name, text in values.items() if len(text) >= _SHORTEST}
    used: dict[str, None] = {}

    def change(inline: Inline) -> Inline:
        if not isinstance(inline, Text):
            return inline
        return Text(_with_fields(inline.text, values, used))

    children = map_blocks(made.policy.children, change)
    return _Copy(audience, source, made, replace(made.policy, children=children), tuple(used))


def _with_fields(text: str, values: Mapping[str, str], used: dict[str, None]) -> str:
    """Put marks where values stand; they become fields when the Markdown is written."""
    by_text = {value: name for name, value in reversed(list(values.items()))}
    if not by_text:
        return text
    longest = sorted(by_text, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)")

    def mark(found: re.Match[str]) -> str:
        used[by_text[found[0]]] = None
        return f"{_OPEN}{by_text[found[0]]}{_CLOSE}"

    return pattern.sub(mark, text)


def _filled(text: str) -> str:
    return text.replace(_OPEN, "{{ ").replace(_CLOSE, " }}")


def _groups(copies: Sequence[_Copy]) -> list[list[_Copy]]:
    """Return the copies by text, the largest group first."""
    found: dict[str, list[_Copy]] = {}
    for copy in copies:
        found.setdefault(canonical(copy.text), []).append(copy)
    return sorted(found.values(), key=len, reverse=True)


def _merged(
    groups: Sequence[Sequence[_Copy]], organisation: Organisation, today: date
) -> tuple[Policy, set[int]]:
    """Return one text for all groups, and which of them it serves, by their place."""
    merged = groups[0][0].text
    kept = {0}
    for place, group in enumerate(groups[1:], 1):
        codes = tuple(sorted(copy.audience.code for copy in group))
        children = _laid_over(merged.children, group[0].text.children, codes)
        if children is None:
            continue
        trial = replace(merged, children=children)
        if all(_serves(trial, copy, organisation, today) for copy in group):
            merged = trial
            kept.add(place)
    return merged, kept


def _serves(policy: Policy, copy: _Copy, organisation: Organisation, today: date) -> bool:
    """Whether a text with passages gives a school the text that its copy has."""
    got = resolve(policy, Reach(organisation, copy.audience.code, today))
    return canonical(got) == canonical(copy.text)


def _laid_over(
    base: tuple[Block, ...], other: tuple[Block, ...], codes: tuple[str, ...]
) -> tuple[Block, ...] | None:
    """Return a text with passages where another differs; None where it is built otherwise."""
    bare = [block for block in base if not isinstance(block, Passage)]
    if [type(b) for b in bare] != [type(b) for b in other]:
        return None
    theirs = dict(zip(map(id, bare), other, strict=True))
    done: list[Block] = []
    for block in base:
        done.append(block)
        own = theirs.get(id(block))
        if own is None or _same(block, own):
            continue
        if not isinstance(block, Clause | Section) or not isinstance(own, Clause | Section):
            return None
        inner = _laid_over(block.children, own.children, codes)
        if _words(block) == _words(own) and inner is not None:
            done[-1] = replace(block, children=inner)
        else:
            passage = Passage(PassageKind.REPLACES, codes, (replace(own, anchor=""),), block.number)
            done.append(passage)
    return tuple(done)


def _same(one: Block, other: Block) -> bool:
    front = FrontMatter("")
    bare = _without_passages(one)
    return canonical(Policy(front, (bare,))) == canonical(Policy(front, (other,)))


def _without_passages(block: Block) -> Block:
    if not isinstance(block, Clause | Section):
        return block
    inner = tuple(_without_passages(b) for b in block.children if not isinstance(b, Passage))
    return replace(block, children=inner)


def _words(block: Numbered) -> str:
    return text_of(block.title) if isinstance(block, Section) else flows_text(block.lead)


def _names(policy: Policy, anchors: Mapping[str, str]) -> dict[str, str]:
    """Return the places' names by anchor and, for passages, by number."""
    meant = {b.target for b in walk(policy.children) if isinstance(b, Passage)}
    names = dict(anchors)
    for block in numbered(policy.children):
        if block.number in meant and block.anchor:
            slug = "clause-" + re.sub(r"[^a-z0-9]+", "-", block.number.lower()).strip("-")
            names.setdefault(block.anchor, slug)
            names[block.number] = names[block.anchor]
    return names


def _standpoints(groups: Sequence[Sequence[_Copy]], kept: set[int]) -> Iterator[Standpoint]:
    base = groups[0][0].text
    for place, group in enumerate(groups):
        differs = difference(base, group[0].text) if place else ""
        for copy in group:
            yield Standpoint(
                copy.audience.code,
                copy.source.name,
                place + 1,
                copy.fields,
                differs,
                place in kept,
            )
