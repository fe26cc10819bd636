"""The version tables of all copies told as one record.

    ASH's copy   AS: FGB/2223/060922/15                    ┐
    DCT's copy   AS: FGB/2223/060922/15  DCT: FGB/…/15     ├─▶  one decision each, told once
    STG's copy   AS: FGB/2223/060922/51                    ┘    STG's table contradicts AS's own

What a school's own copy says of its own decisions goes before what another's says of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from minuted.model.diagnostic import Diagnostic
from minuted.model.organisation import Organisation
from minuted.tasks.copies_reading import SchoolCopy
from minuted.tasks.importing_record import Record, Unplaced, put_in_order
from minuted.tasks.importing_told import Told, most_common, told_once, versions_in_order


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
        review=most_common([copy.record.review for copy in copies]),
        owner=owners.pop() if len(owners) == 1 else "",
    )
    versions = versions_in_order([copy.record for copy in copies])
    code = "copies-contradict"
    told, remarks, aside = told_once(_told(copies), code)
    record.lines = [one.line for one in told]
    put_in_order(record, organisation, versions)
    for copy in copies:
        record.normalised += [p for p in copy.record.normalised if p not in record.normalised]
        record.guesses += [g for g in copy.record.guesses if g not in record.guesses]
    record.unplaced += [*aside, *_unplaced(copies, record)]
    stands = {c.code: c.record.versions[-1].name if c.record.versions else "" for c in copies}
    return History(record, stands, tuple(remarks))


def _told(copies: Sequence[SchoolCopy]) -> list[Told]:
    """Return what the tables tell; what a school's own says of itself comes first."""
    return [
        Told(line, f"the copy of {copy.code}", f"that of {copy.code}", copy.source.name)
        for own in (True, False)
        for copy in copies
        for line in copy.record.lines
        if (line.audience == copy.code) is own
    ]


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
