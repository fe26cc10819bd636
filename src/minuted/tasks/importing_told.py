"""Decisions that several version tables tell, each told once: of copies, or of older files.

the first   AS: FGB/2223/060922/15                        ┐
the second  AS: FGB/2223/060922/15   AS: FGB/2122/…/3     ├─▶  two decisions, each told once
the third   AS: FGB/2223/060922/51                        ┘    and the third contradicts the first

Who comes first is believed; what gives way is kept word for word.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.front_matter import Version
from minuted.model.ledger import Line
from minuted.tasks.importing_record import Record, Unplaced


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as one table tells it.

    Attributes:
        teller: whose table it is, such as `the copy of ASH` or `old.docx`.
        again: the same where another was named before it, such as `that of ASH`.
        path: of the file.
    """

    line: Line
    teller: str
    again: str
    path: str


def told_once(
    told: Sequence[Told], code: str
) -> tuple[list[Told], list[Diagnostic], list[Unplaced]]:
    """Return each decision once, what contradicts one, and the words that gave way.

    Args:
        code: of the complaints.
    """
    kept: list[Told] = []
    remarks: list[Diagnostic] = []
    aside: list[Unplaced] = []
    for one in told:
        same = next((k for k in kept if _is_same(k.line, one.line)), None)
        if same is not None:
            kept[kept.index(same)] = replace(same, line=_fuller(same.line, one.line))
            continue
        rival = next(
            (k for k in kept if k.path != one.path and _is_about_same(k.line, one.line)), None
        )
        if rival is None:
            kept.append(one)
            continue
        ours, theirs = _row(rival.line), _row(one.line)
        remarks.append(
            Diagnostic(
                Severity.WARNING,
                code,
                f"Of one decision for {one.line.audience} {rival.teller} says"
                f" “{ours}” and {one.again} “{theirs}”; the first is taken.",
                "Look into the minutes; where the other is right, change the line before anybody"
                " relies on it.",
                one.path,
            )
        )
        aside.append(Unplaced(theirs, f"{one.teller}; {rival.again} says otherwise"))
    return kept, remarks, aside


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


def versions_in_order(records: Sequence[Record]) -> dict[str, Version]:
    """Return every version that a table lists, in an order that all of them agree with."""
    longest_first = sorted(records, key=lambda one: -len(one.versions))
    narratives: dict[str, list[str]] = {}
    for record in longest_first:
        for version in record.versions:
            narratives.setdefault(version.name, []).append(version.narrative)
    order = in_one_order([version.name for version in one.versions] for one in longest_first)
    return {name: Version(name, narrative=most_common(narratives[name])) for name in order}


def in_one_order(lists: Iterable[Iterable[str]]) -> list[str]:
    """Return every name of some lists once; what only a later list has follows what it does there.

    The first list leads.
    """
    order: list[str] = []
    for names in lists:
        at = 0
        for name in names:
            if name not in order:
                order.insert(at, name)
            at = order.index(name) + 1
    return order


def most_common(values: Sequence[str]) -> str:
    """Return the value that most have, the first where several are as common; blanks apart."""
    counts: dict[str, int] = {}
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + 1
    return max(counts, key=lambda value: counts[value]) if counts else ""
