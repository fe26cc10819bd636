"""A copy's printed version table against the ledger's: each cell, each row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minuted.compare.copy_units import usual, words_of
from minuted.model.copy import VERSION_TABLE_HEADINGS, VersionRow
from minuted.model.document import Grid, Part

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableFault:
    """A cell or row that the ledger has otherwise; `row` counts from 1, headings aside."""

    row: int
    heading: str
    printed: str
    recorded: str


def printed_table(parts: Sequence[Part]) -> tuple[Row, ...] | None:
    """Return the rows of a copy's version table, headings aside; None where it has none."""
    for part in parts:
        if isinstance(part, Grid) and part.rows:
            rows = [
                tuple(usual(" ".join(words_of(p) for p in cell)) for cell in row)
                for row in part.rows
            ]
            if rows[0] == VERSION_TABLE_HEADINGS:
                return tuple(rows[1:])
    return None


def recorded(rows: Sequence[VersionRow]) -> tuple[Row, ...]:
    """Return the ledger's rows as they would be printed."""
    return tuple(tuple(usual(cell) for cell in row.cells()) for row in rows)


def table_faults(printed: Sequence[Row], ledger: Sequence[Row]) -> Iterator[TableFault]:
    """Yield what a printed table has otherwise than the ledger, row by row."""
    if len(printed) == len(ledger):
        pairs: list[tuple[int, int | None]] = [(n, n) for n in range(len(printed))]
        missing: list[int] = []
    else:
        pairs, missing = _paired(printed, ledger)
    for at, other in pairs:
        if other is None:
            yield TableFault(at + 1, "", " · ".join(printed[at]), "")
            continue
        for heading, cell, own in zip(
            VERSION_TABLE_HEADINGS, _wide(printed[at]), _wide(ledger[other]), strict=False
        ):
            if cell != own:
                yield TableFault(at + 1, heading, cell, own)
    for other in missing:
        yield TableFault(0, "", "", " · ".join(ledger[other]))


def _wide(row: Row) -> Row:
    return (*row, *[""] * (len(VERSION_TABLE_HEADINGS) - len(row)))


def _paired(
    printed: Sequence[Row], ledger: Sequence[Row]
) -> tuple[list[tuple[int, int | None]], list[int]]:
    """Pair rows that have most cells alike, in order."""
    pairs: list[tuple[int, int | None]] = []
    free = list(range(len(ledger)))
    for at, row in enumerate(printed):
        best = max(free, key=lambda n: (_alike(row, ledger[n]), -n), default=None)
        if best is not None and _alike(row, ledger[best]) >= 2:
            pairs.append((at, best))
            free.remove(best)
        else:
            pairs.append((at, None))
    return pairs, free


def _alike(one: Row, other: Row) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))


def nearness(printed: Sequence[Row], ledger: Sequence[Row]) -> int:
    """Say how alike two tables are: cells that are the same, less rows too many or too few."""
    same = sum(_alike(a, b) for a, b in zip(printed, ledger, strict=False))
    return 10 * same - 15 * abs(len(printed) - len(ledger))
