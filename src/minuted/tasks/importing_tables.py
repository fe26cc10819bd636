"""The version tables of a policy's successive files told as one record.

    2021.docx   1 | 6.9.21                           ┐
    2022.docx   cover: approved 5.9.22               ├─▶  versions 1, 2, 3 and a decision on each;
    2023.docx   3 | 4.9.23   2 | 5.9.22              ┘    the first is told by 2021.docx alone

The last file's table leads; what only an older one tells is taken too, and said to be from there.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from minuted.model.diagnostic import Diagnostic
from minuted.model.front_matter import Version
from minuted.model.organisation import Organisation
from minuted.tasks.importing_record import Record, Unplaced, put_in_order
from minuted.tasks.importing_told import Told, in_one_order, told_once

LineKey = tuple[str, datetime.date, str, str]


@dataclass(frozen=True)
class Tables:
    """What all tables come to.

    Attributes:
        names: what each file's text is called, oldest first.
        told_by: which older file tells a decision that the last one does not, by its line's key.
        remarks: where two tables tell one decision otherwise.
    """

    names: tuple[str, ...]
    record: Record
    told_by: Mapping[LineKey, str] = field(default_factory=dict)
    remarks: tuple[Diagnostic, ...] = ()


def tables_of(
    records: Sequence[Record], files: Sequence[str], organisation: Organisation
) -> Tables:
    """Return what the tables of successive files come to, oldest first.

    Args:
        files: as they were named.
    """
    own, names = _named(records)
    latest_first = list(zip(reversed(own), reversed(files), strict=True))
    code = "tables-contradict"
    told, remarks, aside = told_once(
        [
            Told(line, Path(file).name, Path(file).name, file)
            for record, file in latest_first
            for line in record.lines
        ],
        code,
    )
    last = own[-1]
    record = Record(
        lines=[one.line for one in told],
        review=next((r.review for r, _ in latest_first if r.review), ""),
        owner=next((r.owner for r, _ in latest_first if r.owner), ""),
        unplaced=[*last.unplaced, *aside, *_unplaced(latest_first)],
    )
    for one, _ in latest_first:
        record.normalised += [p for p in one.normalised if p not in record.normalised]
        record.guesses += [g for g in one.guesses if g not in record.guesses]
    put_in_order(record, organisation, _versions(own, names))
    told_by = {one.line.key: one.teller for one in told if one.path != files[-1]}
    return Tables(tuple(names), record, told_by, tuple(remarks))


def _named(records: Sequence[Record]) -> tuple[Sequence[Record], list[str]]:
    """Return the records, each version under the name that it has in all of them, and each text's.

    A text has the last name of its own table where they all differ. Else the last table says, and
    where that lists too few they are counted: front sheets alone say nothing of versions.
    """
    own = [record.versions[-1].name if record.versions else "" for record in records]
    if all(own) and len(set(own)) == len(own):
        return records, own
    listed = [version.name for version in records[-1].versions]
    if len(listed) >= len(records):
        return records, listed[-len(records) :]
    first = max(len(records[0].versions), 1)
    every = [str(number) for number in range(1, first + len(records))]
    counted = [_renamed(r, every, first - 1 + at) for at, r in enumerate(records)]
    return counted, every[first - 1 :]


def _renamed(record: Record, called: Sequence[str], at: int) -> Record:
    """Return a record whose last version has the name of its text, and those before it theirs."""
    own = [version.name for version in record.versions]
    if not own or own[-1] == called[at]:
        return record
    names = {name: called[at - back] for back, name in enumerate(reversed(own)) if at - back >= 0}
    return replace(
        record,
        versions=[replace(v, name=names.get(v.name, v.name)) for v in record.versions],
        lines=[replace(li, version=names.get(li.version, li.version)) for li in record.lines],
    )


def _versions(records: Sequence[Record], names: Sequence[str]) -> dict[str, Version]:
    """Return every version, in order; the latest table that lists it has its narrative."""
    listed: dict[str, Version] = {}
    for record in records:
        for version in record.versions:
            if version.narrative or version.name not in listed:
                listed[version.name] = version
    order = in_one_order([names, *([version.name for version in r.versions] for r in records)])
    return {name: listed.get(name, Version(name)) for name in order}


def _unplaced(latest_first: Sequence[tuple[Record, str]]) -> list[Unplaced]:
    """Return what only older files say and could not be placed, with the latest that says it."""
    (last, _), *earlier = latest_first
    seen = {one.words for one in last.unplaced}
    found: list[Unplaced] = []
    for record, file in earlier:
        for one in record.unplaced:
            if one.words not in seen:
                seen.add(one.words)
                found.append(replace(one, words=f"{Path(file).name}: {one.words}"))
    return found
