"""How far in lines are set, and so which clause a paragraph and which list a bullet belongs to.

1.1 You may:            a clause: its number at 0, its words at 4
    (a) talk;           another: at 4 and at 8
    as you like.        a paragraph at 4: of 1.1
"""

from minuted.readers.typed.source import Line

_COLUMN = 6.0
"""Points that a column is taken for."""


class Indents:
    """The clauses and bullets that are open, by the columns where they stand."""

    def __init__(self) -> None:
        self._clauses: list[tuple[int, int, float]] = []  # label, words, indent in points
        self._bullets: list[int] = []

    def close(self) -> None:
        """Note a heading: no clause is open any more."""
        self._clauses = []

    def close_bullets(self) -> None:
        """Note what is no bullet: no list of them is open any more."""
        self._bullets = []

    def begin_under_heading(self, width: int) -> float:
        """Open a clause that was typed as a heading; return how far it is set in, in points."""
        self._clauses = [(0, width, _COLUMN)]
        return _COLUMN

    def begin(self, column: int, width: int, *, at_the_edge: bool) -> float:
        """Open a clause; return how far it is set in, in points.

        Args:
            width: how many columns its number takes.
            at_the_edge: whether its number says its place, so that one at the edge is outermost.
        """
        clauses = self._clauses
        while clauses and clauses[-1][0] >= column and (column or at_the_edge):
            clauses.pop()
        indent = (column + width) * _COLUMN
        clauses.append((column, column + width, indent))
        return indent

    def of_words(self, line: Line) -> float:
        """Return how far in the clause is set that a paragraph without a number belongs to."""
        if line.quoted and self._clauses:
            return self._clauses[-1][2]
        if not line.indent:
            return 0.0
        for _, words, indent in reversed(self._clauses):
            if words <= line.indent + 1:
                return indent
        for label, _, indent in self._clauses:
            if label < line.indent:
                return indent
        return 0.0

    def bullet(self, column: int) -> int:
        """Note a bullet; return how many lists it is in."""
        while self._bullets and self._bullets[-1] > column:
            self._bullets.pop()
        if not self._bullets or self._bullets[-1] < column:
            self._bullets.append(column)
        return len(self._bullets)
