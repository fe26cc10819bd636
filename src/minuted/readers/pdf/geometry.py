"""What the child found on a page, as words and lines with where they stand, in points."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

BOLD, ITALIC, INVISIBLE, PALE, COVERED, TURNED, ARTIFACT, UNDRAWN = 1, 2, 4, 8, 16, 32, 64, 128
"""The bits of a word's style, as `extract` sets them."""

EDGE = 0.13
"""The part of a page's height at its top and foot in which running heads and feet stand."""

LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """Letters between two spaces; `glued` to the word before it where there was no space."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    style: int = 0
    glued: bool = False

    @property
    def bold(self) -> bool:
        """Whether it is printed in bold."""
        return bool(self.style & BOLD)


@dataclass(slots=True)
class Line:
    """Words side by side."""

    words: list[Word]
    page: int = 0
    number: int = 0
    column: int = 0
    size: float = 0.0
    baseline: float = 0.0
    bold: bool = False

    def settle(self) -> "Line":
        """Work out what its words have in common, once it has them all."""
        weights: Counter[tuple[float, float]] = Counter()
        strong = letters = 0
        for word in self.words:
            weights[(word.size, word.baseline)] += len(word.text)
            count = sum(c.isalnum() for c in word.text)
            letters += count
            strong += count if word.bold else 0
        self.size, self.baseline = max(weights, key=lambda k: (weights[k], k[0]))
        self.bold = letters > 0 and strong >= letters
        return self

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """Where its highest word begins."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Where its lowest word ends."""
        return max(word.bottom for word in self.words)

    @property
    def text(self) -> str:
        """Its words, one space between them."""
        return joined(self.words)


@dataclass(slots=True)
class Box:
    """A ruled table's place and its cells; a cell that is merged with another is None."""

    x0: float
    top: float
    x1: float
    bottom: float
    rows: list[list[tuple[float, float, float, float] | None]]

    def is_upon(self, other: "Box") -> bool:
        """Whether two tables share some of the page, more than the width of a rule."""
        return (
            self.top < other.bottom - 2
            and other.top < self.bottom - 2
            and self.x0 < other.x1 - 2
            and other.x0 < self.x1 - 2
        )


@dataclass(slots=True)
class Page:
    """One page; `lines` in reading order once they are made."""

    number: int
    width: float
    height: float
    words: list[Word]
    boxes: list[Box]
    rules: list[tuple[float, float, float, float]]
    links: list[tuple[float, float, float, float, str]]
    notes: list[tuple[str, str]]
    dots: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def pages_of(answer: dict[str, Any]) -> list[Page]:
    """Return the child's answer as pages."""
    return [_page(number, found) for number, found in enumerate(answer["pages"], 1)]


def _page(number: int, found: dict[str, Any]) -> Page:
    words = [
        Word(text.translate(LIGATURES), x0, top, x1, bottom, baseline, size, style, bool(glued))
        for text, x0, top, x1, bottom, baseline, size, style, glued in found["words"]
    ]
    boxes = [
        Box(x0, top, x1, bottom, [[tuple(c) if c else None for c in row] for row in table["rows"]])
        for table in found["tables"]
        for x0, top, x1, bottom in (table["box"],)
    ]
    return Page(
        number,
        found["width"],
        found["height"],
        words,
        boxes,
        [(a, b, c, d) for a, b, c, d in found["rules"]],
        [(a, b, c, d, address) for a, b, c, d, address in found["links"]],
        [(kind, said) for kind, said in found["notes"]],
        [(a, b, c, d) for a, b, c, d in found["dots"]],
        [(a, b, c, d) for a, b, c, d in found["pictures"]],
    )


def with_dots(page: Page) -> None:
    """Put a bullet's word where a bullet was drawn in front of a word."""
    for x0, top, x1, bottom in page.dots:
        middle = (top + bottom) / 2
        near = [
            word
            for word in page.words
            if 0 < word.x0 - x1 < 2.5 * word.size
            and word.baseline - word.size < middle < word.baseline + 1
        ]
        if not near:
            continue
        first = min(near, key=lambda word: word.x0)
        if any(
            w.baseline == first.baseline and x0 - 3 * w.size < w.x1 <= x0 + 1 for w in page.words
        ):
            continue  # something stands before it: a sign within a line
        dot = Word("•", x0, top, x1, bottom, first.baseline, first.size)
        page.words.insert(page.words.index(first), dot)


def joined(words: Iterable[Word]) -> str:
    """Return words with a space between them where the page has one."""
    parts: list[str] = []
    for word in words:
        if parts and not word.glued:
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Gather words into lines, top to bottom, each from left to right; columns are not told."""
    fragments: list[list[Word]] = []
    for word in words:
        if fragments and _goes_on(fragments[-1][-1], word):
            fragments[-1].append(word)
        else:
            fragments.append([word])
    fragments.sort(key=lambda f: (f[0].baseline, f[0].x0))
    rows: list[list[Word]] = []
    for fragment in fragments:
        row = next((row for row in reversed(rows[-4:]) if _level(row, fragment)), None)
        if row is None:
            rows.append(list(fragment))
        else:
            row += fragment
    lines = []
    for row in rows:
        row.sort(key=lambda w: w.x0)
        lines.append(Line(spaced(row)).settle())
    lines.sort(key=lambda line: (line.baseline, line.x0))
    return lines


def _goes_on(last: Word, word: Word) -> bool:
    size = max(last.size, word.size)
    level = abs(last.baseline - word.baseline) < 0.45 * size
    return (level and -0.5 * size < word.x0 - last.x1) or _raised(last, word)


def _raised(one: Word, other: Word) -> bool:
    """Whether one of two words is a small one beside the other, raised as a note's mark is."""
    small, large = sorted((one, other), key=lambda word: word.size)
    rise = large.baseline - small.baseline
    beside = min(abs(one.x1 - other.x0), abs(other.x1 - one.x0)) < large.size
    return beside and small.size < 0.85 * large.size and 0 < rise < 0.6 * large.size


def _level(row: Sequence[Word], fragment: Sequence[Word]) -> bool:
    """Whether a fragment belongs to a row: same baseline, or raised in it, and not upon it."""
    size = max(row[0].size, fragment[0].size)
    apart = abs(row[0].baseline - fragment[0].baseline)
    if apart > 0.3 * size and not (
        apart < 0.6 * size
        and any(_raised(word, end) for word in row for end in (fragment[0], fragment[-1]))
    ):
        return False
    left, right = fragment[0].x0, fragment[-1].x1
    return not any(w.x0 < right - 0.3 * size and w.x1 > left + 0.3 * size for w in row)


def spaced(row: list[Word]) -> list[Word]:
    """Put letters that were set apart (P O L I C Y) together again."""
    single = sum(len(word.text) == 1 and word.text.isalpha() for word in row)
    if single < 5 or single < 0.8 * len(row):
        return row
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(row))
    usual = gaps[len(gaps) // 2]
    done: list[Word] = []
    for word in row:
        if done and word.x0 - done[-1].x1 < 1.6 * max(usual, 0.05 * word.size):
            last = done.pop()
            done.append(
                Word(
                    last.text + word.text,
                    last.x0,
                    min(last.top, word.top),
                    word.x1,
                    max(last.bottom, word.bottom),
                    last.baseline,
                    last.size,
                    last.style,
                    last.glued,
                )
            )
        else:
            done.append(word)
    return done
