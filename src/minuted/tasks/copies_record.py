"""The version tables of all copies told as one record.

    ASH's copy   AS: FGB/2223/060922/15                    ┐
    DCT's copy   AS: FGB/2223/060922/15  DCT: FGB/…/15     ├─▶  one decision each, told once
    STG's copy   AS: FGB/2223/060922/51                    ┘    STG's table contradicts AS's own

What a school's own copy says of its own decisions goes before what another's says of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.ledger import Line
from minuted.model.organisation import Organisation
from minuted.model.policy import Version
from minuted.tasks.copies_reading import SchoolCopy
from minuted.tasks.importing_record import Record, Unplaced, put_in_order


@dataclass(frozen=True)
class History:
    """What all version tables come to.

    Attributes:
        record: versions in order, decisions told once, what could not be placed.
        stands: each copy's own version, by its audience's code; empty where its table has none.
        remarks: where the copies contradict each other.
    """

    record: Record
    stands: dict[str, str]
    remarks: tuple[Diagnostic, ...]


def history_of(copies: Sequence[SchoolCopy], organisation: Organisation) -> History:
    """Return the record of all copies."""
    owners = {copy.record.owner for copy in copies} - {""}
    record = Record(
        review=_most([copy.record.review for copy in copies]),
        owner=owners.pop() if len(owners) == 1 else "",
    )
    versions = _versions(copies)
    lines, remarks, aside = _lines(copies)
    record.lines = lines
    put_in_order(record, organisation, versions)
    for copy in copies:
        record.normalised += [p for p in copy.record.normalised if p not in record.normalised]
        record.guesses += [g for g in copy.record.guesses if g not in record.guesses]
    record.unplaced += [*aside, *_unplaced(copies, record)]
    stands = {c.code: c.record.versions[-1].name if c.record.versions else "" for c in copies}
    return History(record, stands, tuple(remarks))


def _most(values: Sequence[str]) -> str:
    """Return the value that most have, the first where several are as common; blanks apart."""
    counts: dict[str, int] = {}
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + 1
    return max(counts, key=lambda value: counts[value]) if counts else ""


def _versions(copies: Sequence[SchoolCopy]) -> dict[str, Version]:
    """Return every version that a table lists, in an order that all of them agree with."""
    order: list[str] = []
    narratives: dict[str, list[str]] = {}
    for copy in sorted(copies, key=lambda one: -len(one.record.versions)):
        at = 0
        for version in copy.record.versions:
            narratives.setdefault(version.name, []).append(version.narrative)
            if version.name in order:
                at = order.index(version.name) + 1
            else:
                order.insert(at, version.name)
                at += 1
    return {name: Version(name, narrative=_most(narratives[name])) for name in order}


@dataclass(frozen=True, slots=True)
class _Told:
    line: Line
    copy: SchoolCopy

    @property
    def is_own(self) -> bool:
        return self.line.audience == self.copy.code


def _lines(
    copies: Sequence[SchoolCopy],
) -> tuple[list[Line], list[Diagnostic], list[Unplaced]]:
    """Return each decision once, what contradicts one, and the words that gave way."""
    told = [_Told(line, copy) for copy in copies for line in copy.record.lines]
    told.sort(key=lambda one: not one.is_own)  # what a school says of itself comes first
    kept: list[_Told] = []
    remarks: list[Diagnostic] = []
    aside: list[Unplaced] = []
    for one in told:
        same = next((k for k in kept if _is_same(k.line, one.line)), None)
        if same is not None:
            kept[kept.index(same)] = replace(same, line=_fuller(same.line, one.line))
            continue
        rival = next(
            (k for k in kept if k.copy is not one.copy and _is_about_same(k.line, one.line)), None
        )
        if rival is None:
            kept.append(one)
            continue
        ours, theirs = _row(rival.line), _row(one.line)
        remarks.append(
            Diagnostic(
                Severity.WARNING,
                "copies-contradict",
                f"Of one decision for {one.line.audience} the copy of {rival.copy.code} says"
                f" “{ours}” and that of {one.copy.code} “{theirs}”; the first is taken.",
                "Look into the minutes; where the other is right, change the line before anybody"
                " relies on it.",
                one.copy.source.name,
            )
        )
        aside.append(
            Unplaced(
                theirs, f"the copy of {one.copy.code}; that of {rival.copy.code} says otherwise"
            )
        )
    return [one.line for one in kept], remarks, aside


def _is_same(one: Line, other: Line) -> bool:
    """Whether two lines tell the same decision alike; what one leaves blank it does not deny."""
    if one.key != other.key or one.version != other.version:
        return False
    if one.review_date and other.review_date and one.review_date != other.review_date:
        return False
    told = [" ".join(re.findall(r"\w+", line.narrative.casefold())) for line in (one, other)]
    return not all(told) or told[0] == told[1]


def _fuller(one: Line, other: Line) -> Line:
    """Return a line with what only the other of two tables says of the same decision."""
    return replace(
        one,
        narrative=one.narrative or other.narrative,
        review_date=one.review_date or other.review_date,
    )


def _is_about_same(one: Line, other: Line) -> bool:
    if one.audience != other.audience:
        return False
    same_day = (one.date, one.body) == (other.date, other.body)
    return same_day or bool(one.minute and one.minute == other.minute)


def _row(line: Line) -> str:
    review = f"review {line.review_date.iso()}" if line.review_date else ""
    parts = (f"version {line.version}", line.date.isoformat(), line.minute, line.narrative, review)
    return " | ".join(part for part in parts if part)


def _unplaced(copies: Sequence[SchoolCopy], record: Record) -> list[Unplaced]:
    """Return what could not be placed, once for all copies that say the same."""
    whose: dict[Unplaced, list[str]] = {}
    for copy in copies:
        for one in copy.record.unplaced:
            whose.setdefault(one, []).append(copy.code)
        own = (("Review", copy.record.review), ("Owner", copy.record.owner))
        for name, said in own:
            if said not in ("", record.review, record.owner):
                one = Unplaced(f"{name}: {said}", "other copies say otherwise")
                whose.setdefault(one, []).append(copy.code)
    every = len(copies)
    return [
        one if len(codes) == every > 1 else replace(one, words=f"{', '.join(codes)}: {one.words}")
        for one, codes in whose.items()
    ]
