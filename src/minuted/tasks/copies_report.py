"""What is told of copies that were brought together: who stands on what, and what wants an eye."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from minuted.model.canonical import fingerprint
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.ledger import Line
from minuted.model.organisation import Organisation
from minuted.model.policy import Policy
from minuted.readers.adopted.law import Account
from minuted.tasks.copies_draft import Around, Draft, Group
from minuted.tasks.copies_fields import Fielded
from minuted.tasks.copies_reading import SchoolCopy
from minuted.tasks.copies_record import History
from minuted.tasks.importing import Import, import_of
from minuted.tasks.importing_text import looks_left_out
from minuted.tasks.record_basis import difference


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What a school's copy stands on.

    Attributes:
        group: of copies with the same text, counted from 1, the largest first.
        fields: which fields its own words became.
        difference: the clauses that differ from the first group's; empty for none.
        left_out: why the result does not give it its text; empty where it does.
        blanks: numbers that will be printed “Not used”, which its copy does not have.
        version: what its own table says it stands on; empty where it does not.
        minute: the latest decision for it, by number or date; empty for none.
    """

    audience: str
    file: str
    group: int
    fields: tuple[str, ...]
    difference: str
    left_out: str
    blanks: tuple[str, ...]
    version: str
    minute: str


def standpoints(
    groups: Sequence[Group],
    draft: Draft,
    history: History,
    fielded: Fielded,
    lines: Sequence[Line],
    around: Around,
) -> Iterator[Standpoint]:
    """Yield what each copy stands on, group by group."""
    base = groups[0].copies[0].text
    first = replace(base, children=groups[0].children)
    for at, group in enumerate(groups):
        text = Policy(base.front, group.children)
        differs = difference(first, text) if at else ""
        for copy in group.copies:
            yield Standpoint(
                copy.code,
                copy.source.name,
                at + 1,
                fielded.used.get(copy.code, ()),
                differs,
                draft.left_out.get(copy.code, ""),
                draft.blanks.get(copy.code, ()),
                history.stands[copy.code],
                _latest(copy, lines, around),
            )


def _latest(copy: SchoolCopy, lines: Sequence[Line], around: Around) -> str:
    """Return the latest decision that covers a copy's audience."""
    for line in sorted(lines, key=lambda one: one.date, reverse=True):
        covered = around.organisation.schools_of(line.audience, line.date)
        if line.audience == copy.code or copy.code in covered:
            return line.minute or line.date.isoformat()
    return ""


def import_of_copies(
    copies: Sequence[SchoolCopy],
    draft: Draft,
    history: History,
    slug: str,
    title: str,
    stands: Sequence[Standpoint],
    organisation: Organisation,
) -> Import:
    """Return the import that all copies come to; its files are not in it yet."""
    base = copies[0]
    one = import_of(base.source, base.made, slug, title, (), (), (), history.record)
    every = [import_of(c.source, c.made, slug, title, (), (), (), history.record) for c in copies]
    numbers = {(r.source, r.result): r for other in reversed(every) for r in other.renumbered}
    return replace(
        one,
        source=f"{len(copies)} copies",
        kind=" and ".join(dict.fromkeys(c.source.kind_in_words for c in copies)),
        policy=draft.policy,
        fingerprint=fingerprint(draft.policy),
        renumbered=tuple(numbers.values()),
        account=_all_accounts(copies),
        remarks=(
            *_told_once(copies),
            *(looks_left_out(copy.file) for copy in copies if copy.code in draft.plain),
            *history.remarks,
            *_remarks(copies, title, history, stands, organisation),
        ),
    )


def _all_accounts(copies: Sequence[SchoolCopy]) -> Account:
    """Return the accounts of all copies as one; what is amiss says in which file."""
    named: dict[str, int] = {}
    for copy in copies:
        for name, count in copy.account.named:
            named[name] = named.get(name, 0) + count
    return Account(
        sum(copy.account.words for copy in copies),
        tuple(f"{c.file}: {run}" for c in copies for run in c.account.lost),
        tuple(f"{c.file}: {run}" for c in copies for run in c.account.gained),
        tuple(f"{c.file}: {run}" for c in copies for run in c.account.moved),
        tuple(named.items()),
    )


def _told_once(copies: Sequence[SchoolCopy]) -> Iterator[Diagnostic]:
    """Yield what the files have to be looked at for, once where several have the same."""
    seen: set[tuple[str, str]] = set()
    for copy in copies:
        for remark in (*copy.source.diagnostics, *copy.made.remarks):
            if (remark.code, remark.message) not in seen:
                seen.add((remark.code, remark.message))
                yield remark


def _what_to_do(one: Standpoint, stands: Sequence[Standpoint], organisation: Organisation) -> str:
    """Return what can be done about a copy that could not be brought in, as sentences."""
    there = {other.audience: Path(other.file).name for other in stands}
    groups = [
        code
        for code, group in organisation.groups.items()
        if code in there and any(m.school == one.audience for m in group.members)
    ]
    of_one = organisation.groups.get(one.audience)
    schools = [m.school for m in of_one.members if m.school in there] if of_one else []
    if groups:
        return (
            f"A copy of {groups[0]} can only have what all its schools have. If"
            f" {one.audience} is to keep its own words, import again without"
            f" {groups[0]}={there[groups[0]]}; if it is to have those of {groups[0]}, nothing needs"
            " doing."
        )
    if schools:
        files = " ".join(f"{code}={there[code]}" for code in schools)
        return (
            f"A copy of {one.audience} can only have what all its schools have, and nothing needs"
            f" doing if their own copies are right. If {one.audience}'s is, import again without"
            f" {files}."
        )
    return (
        f"Import again without it, and {one.audience} gets the words of most; put in by hand what"
        " is to be kept of its own."
    )


def _remarks(
    copies: Sequence[SchoolCopy],
    title: str,
    history: History,
    stands: Sequence[Standpoint],
    organisation: Organisation,
) -> Iterator[Diagnostic]:
    for one in stands:
        if one.left_out:
            yield _complaint(
                "copy-left-out",
                f"The copy of {one.audience} cannot be brought in as it is: {one.left_out}.",
                f"{_what_to_do(one, stands, organisation)} Its words stand in the report and in a"
                " comment of the draft, word for word.",
                one.file,
            )
    for copy in copies:
        own = copy.made.adopted.cover.title
        if own and own.casefold() != title.casefold():
            yield _complaint(
                "copy-title",
                f"The copy of {copy.code} is called “{own}”, and the policy “{title}”.",
                "A title is the same for every school; change it in the draft if it should be"
                " another.",
                copy.source.name,
            )
    standing = {version for version in history.stands.values() if version}
    if len(standing) > 1:
        latest = next(v.name for v in reversed(history.record.versions) if v.name in standing)
        behind = [code for code, version in history.stands.items() if version not in (latest, "")]
        yield _complaint(
            "copies-of-versions",
            f"The latest version is {latest}, and the copies of {', '.join(behind)} are of an older"
            " one. Each version is issued with the text of those that stand on it.",
            "In the draft what they word otherwise is their own; take it out where it is only the"
            " older text.",
            "",
        )


def _complaint(code: str, message: str, hint: str, path: str) -> Diagnostic:
    return Diagnostic(Severity.WARNING, code, message, hint, path)
