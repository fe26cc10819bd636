"""How wide the columns of hanging numbers are: room for the widest number of the whole text."""

from dataclasses import dataclass

from minuted.model.policy import Block, Clause, Numbering, Section, label

# In em, a little more than usual sans serifs need, so that other families fit as well.
_DIGIT, _MARK, _LETTER, _GAP = 0.56, 0.32, 0.62, 0.75
_NARROWEST = 2.2


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths by nesting: 0 for headings and the clauses under them, 1 for their own clauses."""

    widths: tuple[float, ...]

    def em(self, nesting: int) -> str:
        """Return a width as Typst writes it, in ems of the text."""
        return f"{self.widths[nesting]:.2f}em"


def columns_of(blocks: tuple[Block, ...]) -> Columns:
    """Measure the numbers of a text."""
    widths = [_NARROWEST]
    _widen(widths, blocks, 0)
    return Columns(tuple(widths))


def _widen(widths: list[float], blocks: tuple[Block, ...], nesting: int) -> None:
    if nesting == len(widths):
        widths.append(_NARROWEST)
    for block in blocks:
        if isinstance(block, Clause):
            printed = label(block.number, block.depth)
            widths[nesting] = max(widths[nesting], _width(printed))
            _widen(widths, block.children, nesting + 1)
        elif isinstance(block, Section):
            if block.numbering is not Numbering.UNNUMBERED:
                widths[nesting] = max(widths[nesting], _width(block.number))
            _widen(widths, block.children, nesting)


def _width(printed: str) -> float:
    return _GAP + sum(
        _DIGIT if mark.isdigit() else _LETTER if mark.isalpha() else _MARK for mark in printed
    )
