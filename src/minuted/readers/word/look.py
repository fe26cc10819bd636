"""Headings that are headings by their look alone: bold lines, capitals, larger letters."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minuted.readers.word.found import Found
from minuted.readers.word.words import Atom, Run, plain, runs_of

LONGEST_HEADING = 14
"""In words."""

_TOO_COMMON = 0.4
_LARGER = 1.5
_BLANKS = ("___", "....", "……")


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual in a text, and so cannot mark a heading.

    Attributes:
        size: of its letters, in points.
        bold, capitals: whether so many lines are, that it says nothing.
    """

    size: float
    bold: bool
    capitals: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a line stands out; a greater one stands out more."""

    size: float
    capitals: bool
    bold: bool
    underlined: bool

    @property
    def rank(self) -> tuple[float, bool, bool, bool]:
        """What two are ordered by."""
        return self.size, self.capitals, self.bold, self.underlined


def usual(paragraphs: Sequence[Found]) -> Usual:
    """Return what is usual in a text."""
    sizes: Counter[float] = Counter()
    bold = capitals = counted = 0
    for found in paragraphs:
        runs = runs_of(found.atoms)
        for run in runs:
            sizes[run.size] += len(run.text)
        if runs and not found.outline:
            counted += 1
            bold += all(run.bold for run in runs)
            capitals += _in_capitals(runs)
    size = max(sizes, key=lambda one: (sizes[one], -one)) if sizes else 0.0
    often = counted * _TOO_COMMON
    return Usual(size, counted > 5 and bold > often, counted > 5 and capitals > often)


def stands_out(atoms: Iterable[Atom]) -> bool:
    """Whether a line is bold, underlined or in capitals from end to end."""
    runs = runs_of(atoms)
    return bool(runs) and (
        all(run.bold for run in runs) or all(run.underlined for run in runs) or _in_capitals(runs)
    )


def standing(found: Found, usually: Usual) -> tuple[Standing, str] | None:
    """Return how a paragraph stands out as a heading would, and why in words; None if it does not.

    Examples of the words are `bold line` and `larger letters`.
    """
    runs = runs_of(found.atoms)
    text = plain(found.atoms).strip()
    if not runs or not could_be_heading(text):
        return None
    size = min(run.size for run in runs)
    how = Standing(
        size if size >= usually.size + _LARGER else 0.0,
        _in_capitals(runs) and not usually.capitals,
        all(run.bold for run in runs) and not usually.bold,
        all(run.underlined for run in runs),
    )
    if how.size:
        return how, "larger letters"
    if how.bold:
        return how, "bold line"
    if how.capitals:
        return how, "line in capitals"
    return (how, "underlined line") if how.underlined else None


def could_be_heading(text: str) -> bool:
    """Whether words could be a heading's: few, no sentence, nothing to be filled in by hand."""
    count = len(text.split())
    if not 0 < count <= LONGEST_HEADING or any(blank in text for blank in _BLANKS):
        return False
    first = next((letter for letter in text if letter.isalnum()), "")
    if not first or first.islower() or not any(letter.isalpha() for letter in text):
        return False
    return not text.endswith((".", ";", ",")) or text.isupper()


def _in_capitals(runs: Sequence[Run]) -> bool:
    letters = "".join(
        letter
        for run in runs
        for letter in (run.text.upper() if run.caps else run.text)
        if letter.isalpha()
    )
    return len(letters) >= 5 and letters.isupper()
