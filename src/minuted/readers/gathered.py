"""What reading a policy's words brings to light besides the words."""

from dataclasses import dataclass, field

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.readers import fields
from minuted.readers.tree import Position


@dataclass(frozen=True, slots=True)
class UsedReference:
    """A reference as it stands in the source, to be checked once every anchor is known.

    Attributes:
        worded: whether it has words of its own, so that no number is printed.
    """

    anchor: str
    worded: bool
    line: int
    column: int


@dataclass(slots=True)
class Gathered:
    """What came to light so far.

    Attributes:
        found: the fields that were masked, in the order of the source.
        lines: the source, fields masked, tabs expanded, without line ends.
        placed: the indexes of those fields that arrived where a field may stand.
        covered: every range of the source that reached the tree.
        continued: the lines on which the words of the block being read go on.
    """

    found: list[fields.FoundField]
    lines: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    references: list[UsedReference] = field(default_factory=list)
    anchors: dict[str, tuple[int, int]] = field(default_factory=dict)
    placed: set[int] = field(default_factory=set)
    covered: list[Position] = field(default_factory=list)
    continued: list[int] = field(default_factory=list)

    def line(self, number: int) -> str:
        """Return a line of the source by its number; empty where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def error(self, code: str, line: int, column: int, message: str, hint: str) -> None:
        """Add a complaint that stops the policy's copies."""
        self._add(Severity.ERROR, code, line, column, message, hint)

    def warning(self, code: str, line: int, column: int, message: str, hint: str) -> None:
        """Add a complaint that stops nothing."""
        self._add(Severity.WARNING, code, line, column, message, hint)

    def _add(
        self, severity: Severity, code: str, line: int, column: int, message: str, hint: str
    ) -> None:
        message = fields.unmasked(message, self.found)
        self.diagnostics.append(Diagnostic(severity, code, message, hint, line=line, column=column))
