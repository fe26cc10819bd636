"""Tables that are clauses in all but name: their numbers in one column, their words in the next.

| 4.1 | Visitors sign in. |        4.1 Visitors sign in.
| 4.2 | They wear a badge. |   →   4.2 They wear a badge.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from minuted.readers.labels import order_of, typed_label
from minuted.readers.word.found import Found, FoundTable, Item
from minuted.readers.word.words import Run, plain

_FEWEST_ROWS = 3
_FEWEST_WORDS = 6
"""On average in a clause; a list of names or dates has fewer."""


def unrolled(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items, tables of clauses as the paragraphs that they are."""
    for item in items:
        if isinstance(item, FoundTable) and _is_clauses(item):
            yield from _paragraphs(item)
        else:
            yield item


def _is_clauses(table: FoundTable) -> bool:
    rows = table.rows
    if len(rows) < _FEWEST_ROWS or any(len(row) != 2 for row in rows) or table.header_rows:
        return False
    if any(len(row[0]) > 1 for row in rows):
        return False
    numbers = [_number(row[0][0]) if row[0] else "" for row in rows]
    numbered = [row for row, number in zip(rows, numbers, strict=True) if number]
    if len(numbered) < _FEWEST_ROWS or not numbers[0] or not all(row[1] for row in numbered):
        return False
    if any(row[0] and not number for row, number in zip(rows, numbers, strict=True)):
        return False
    words = sum(len(plain(found.atoms).split()) for row in numbered for found in row[1])
    return words >= _FEWEST_WORDS * len(numbered) and _in_order(
        [number for number in numbers if number]
    )


def _number(found: Found) -> str:
    """Return a cell's number where it holds nothing else; empty where it does."""
    text = plain(found.atoms).strip()
    if found.printed is not None and found.printed.label:
        return "" if text else found.printed.label
    label = typed_label(f"{text}\tx")
    return text if label is not None and label.length == len(text) + 1 else ""


def _in_order(labels: list[str]) -> bool:
    """Whether lone numbers or letters follow each other; those with dots are clauses anyway."""
    last: dict[str, int] = {}
    for kind, count in filter(None, map(order_of, labels)):
        if kind in last and count not in (1, last[kind] + 1):
            return False
        if count == 1 and last.get(kind) == 1:
            return False
        last[kind] = count
    return True


def _paragraphs(table: FoundTable) -> Iterator[Found]:
    for number, words in table.rows:
        for at, found in enumerate(words):
            if at or not number or found.printed is not None:
                if not at and number:
                    yield number[0]
                yield found
                continue
            head = number[0]
            if head.printed is not None and head.printed.label:
                yield replace(found, printed=head.printed, anchors=(*head.anchors, *found.anchors))
                continue
            atoms = (Run(f"{plain(head.atoms).strip()}\t"), *found.atoms)
            yield replace(found, atoms=atoms, anchors=(*head.anchors, *found.anchors))
