"""The table of verdicts that a maintainer reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contract import Verdict
from judges import JUDGES, Judge


@dataclass(frozen=True, slots=True)
class Hearing:
    """What came of one judge.

    Attributes:
        judge: which.
        verdicts: by copy and column.
        failed: why it gave none, or not all; empty where it did.
        skipped: why it was left out with the user's leave; empty where it was not.
        seconds: how long it took, its start included.
    """

    judge: Judge
    verdicts: Mapping[tuple[str, str], Verdict]
    failed: str = ""
    skipped: str = ""
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether it stands in nobody's way."""
        return bool(self.skipped) or (
            not self.failed and all(v.accepted for v in self.verdicts.values())
        )

    def word(self, copy: str, column: str) -> str:
        """Return the table's word for one copy."""
        if self.skipped:
            return "skipped"
        verdict = self.verdicts.get((copy, column))
        if verdict is None:
            return "NO VERDICT"
        return "ok" if verdict.accepted else "REJECTED"


def lines(copies: Sequence[str], hearings: Sequence[Hearing], *, notes: bool) -> Iterator[str]:
    """Yield the report, a line at a time.

    Args:
        copies: their names, sorted.
        hearings: one for each judge that was asked.
        notes: whether to tell what rejects nothing as well.
    """
    order = [judge.name for judge in JUDGES]
    heard = sorted(hearings, key=lambda h: order.index(h.judge.name))
    for suffix in dict.fromkeys(judge.suffix for judge in JUDGES):
        of_suffix = [h for h in heard if h.judge.suffix == suffix]
        names = [name for name in copies if name.lower().endswith(suffix)]
        if of_suffix and names:
            yield from _table(
                [("copy", *(c for h in of_suffix for c in h.judge.columns))]
                + [
                    (name, *(h.word(name, c) for h in of_suffix for c in h.judge.columns))
                    for name in names
                ]
            )
            yield ""
    yield from _table(
        [("judge", "column", "copies", "accepted", "rejected", "seconds")]
        + [row for h in heard for row in _totals(h)]
    )
    for hearing in heard:
        for verdict in hearing.verdicts.values():
            if verdict.findings or (notes and verdict.notes):
                yield ""
                yield f"{verdict.copy}, {verdict.column}"
                yield from (f"  rejected: {finding}" for finding in verdict.findings)
                yield from (f"  note: {note}" for note in verdict.notes if notes)
    yield ""
    for hearing in heard:
        if hearing.skipped:
            yield f"{hearing.judge.name} skipped: {hearing.skipped}"
        if hearing.failed:
            yield f"{hearing.judge.name} FAILED: {hearing.failed}"


def _totals(hearing: Hearing) -> Iterator[tuple[str, ...]]:
    for number, column in enumerate(hearing.judge.columns):
        verdicts = [v for v in hearing.verdicts.values() if v.column == column]
        accepted = sum(v.accepted for v in verdicts)
        yield (
            hearing.judge.name,
            column,
            str(len(verdicts)),
            str(accepted),
            str(len(verdicts) - accepted),
            f"{hearing.seconds:.1f}" if number == 0 else "",
        )


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
