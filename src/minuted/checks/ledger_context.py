"""What the checks of a ledger look at, and how they complain."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.front_matter import FrontMatter
from minuted.model.ledger import COLUMNS, Decision, Ledger, Line, Standing
from minuted.model.organisation import Organisation

CORRECT_HINT = (
    "Add a line with the decision “corrected” that says what is right, with this one's minute"
    " number under about; a line that was never committed can be edited."
)


@dataclass(frozen=True, slots=True)
class LedgerContext:
    """What a check of a ledger may look at.

    Attributes:
        statements: what is stated now of each decision that was not voided, and the lines that
            confirm, ratify or void; not what was corrected since, because that cannot be edited.
    """

    ledger: Ledger
    front: FrontMatter
    organisation: Organisation
    today: datetime.date
    standing: Standing
    statements: tuple[Line, ...]

    @property
    def decisions(self) -> Iterator[Decision]:
        """The decisions that were not voided."""
        return (decision for decision in self.standing.decisions if not decision.void)

    def complaint(
        self,
        code: str,
        line: Line,
        column: str,
        message: str,
        hint: str,
        *,
        severity: Severity = Severity.ERROR,
    ) -> Diagnostic:
        """Return a diagnostic about one cell of a line."""
        place = COLUMNS.index(column) + 1
        return Diagnostic(severity, code, message, hint, line=line.line, column=place)


def listed(words: Iterable[str]) -> str:
    """Return words with commas between them."""
    return ", ".join(words)
