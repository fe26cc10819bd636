"""Numbers and bullets at the start of a line, told from words that only look like them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from minuted.readers.pdf.geometry import Line, Word

_DECIMAL = re.compile(r"\(?(?!0+\b)(\d{1,3}(?:\.\d{1,3}){0,5}[A-Z]?)(?:\(([a-z]{1,4})\))*[.):]?")
_LETTER = re.compile(r"\(([a-zA-Z]{1,4})\)|([a-zA-Z]|[ivxIVX]{2,5}|[a-z]{2})[.)]")
_APPENDED = re.compile(r"[A-Z](?:\.\d{1,3})+\.?")
_LETTERED = re.compile(r"([A-Z])(\d{1,2})[.):]?")
_NAMED = re.compile(r"(?:Section|Article|Appendix|Annex|Schedule|Part|Clause|Rule|Chapter)", re.I)
_NAMES_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVX]{1,5})[.:)–-]?")
_FUSED = re.compile(
    r"(\d{1,3}(?:\.\d{1,3})+\.?|\d{1,2}\.|\([a-z]{1,4}\))([A-Z][a-z].*|[A-Z]{3,}.*)"
)
BULLETS = "•−‒●○▪▫◦‣■□❑❒☐☑☒◆◇♦➢➤➔►▶✓✔✗✘✦❖⁃∙·–—*§\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06e\uf02d-"
_ROMAN = re.compile(r"[ivxl]{1,5}")
_ENDED = (".", ";", ":", "!", "?", "”", '"', ")")


@dataclass(frozen=True, slots=True)
class Start:
    """What a line begins with.

    Attributes:
        kind: `number`, `bullet` or empty.
        label: as printed.
        words: what follows it.
        wide: whether the room after it is wider than a space.
    """

    kind: str
    label: str
    words: tuple[Word, ...]
    wide: bool = True


def start_of(line: Line) -> Start:
    """Return what a line begins with, by its look alone."""
    words = line.words
    first = words[0].text
    nothing = Start("", "", tuple(words))
    if len(first) == 1 and (first in BULLETS or "\ue000" <= first <= "\uf8ff"):
        wide = len(words) == 1 or _gap(words, 1) > 0.1 * line.size
        return Start("bullet", first, tuple(words[1:]), wide) if wide else nothing
    if first == "o" and len(words) > 1 and _gap(words, 1) > 0.6 * line.size:
        return Start("bullet", first, tuple(words[1:]))
    if _NAMED.fullmatch(first) and len(words) > 1 and _NAMES_NUMBER.fullmatch(words[1].text):
        label = f"{first} {words[1].text}"
        return Start("number", label, tuple(words[2:]), _gap(words, 2) > 0.5 * line.size)
    label, used = _whole_label(words)
    if label:
        return Start("number", label, tuple(words[used:]), _gap(words, used) > 0.5 * line.size)
    if _LETTERED.fullmatch(first) and len(words) > 1 and _gap(words, 1) > 0.5 * line.size:
        return Start("number", first, tuple(words[1:]))
    fused = _FUSED.fullmatch(first)
    if fused:
        rest = Word(
            fused[2],
            words[0].x0 + (words[0].x1 - words[0].x0) * len(fused[1]) / len(first),
            words[0].top,
            words[0].x1,
            words[0].bottom,
            words[0].baseline,
            words[0].size,
            words[0].style,
        )
        return Start("number", fused[1], (rest, *words[1:]), wide=True)
    return nothing


def is_named(label: str) -> bool:
    """Whether a label says what it numbers: Appendix A, Chapter 1."""
    return bool(_NAMED.fullmatch(label.partition(" ")[0]))


def _whole_label(words: Sequence[Word]) -> tuple[str, int]:
    """Return the label that the first word is, glued pieces taken in, and how many words it is."""
    used = 1
    while used < len(words) and words[used].glued and used < 4:
        used += 1
    for count in range(used, 0, -1):
        text = "".join(word.text for word in words[:count])
        if _DECIMAL.fullmatch(text) or _LETTER.fullmatch(text) or _APPENDED.fullmatch(text):
            if count < used and words[count].text[:1] in ",;/%'’":
                continue
            return text, count
    return "", 0


def _gap(words: Sequence[Word], after: int) -> float:
    return words[after].x0 - words[after - 1].x1 if after < len(words) else 1_000.0


@dataclass(slots=True)
class Sequences:
    """Which numbers may come next, given those that came."""

    decimal: tuple[int, ...] = ()
    letters: dict[str, str] = field(default_factory=dict)
    lettered: tuple[str, int] = ("", 0)

    def expects(self, label: str) -> bool:
        """Whether a label goes on from what came before, or begins anew."""
        parts = _parts(label)
        if parts:
            return self._expects_parts(parts)
        lettered = _LETTERED.fullmatch(label)
        if lettered:
            known, count = lettered[1], int(lettered[2])
            return count == 1 or (known, count - 1) == self.lettered
        letter = label.strip("().:").casefold()
        if letter in ("a", "i"):
            return True
        return any(_next(last) == letter for last in self.letters.values()) or any(
            _next_roman(last) == letter for last in self.letters.values()
        )

    def _expects_parts(self, parts: tuple[int, ...]) -> bool:
        last = self.decimal
        if len(parts) > len(last):
            return parts[: len(last)] == last and all(p == 1 for p in parts[len(last) :])
        same = parts[:-1] == last[: len(parts) - 1]
        return (same and 0 < parts[-1] - last[len(parts) - 1] <= 2) or parts == (1,)

    def take(self, label: str) -> None:
        """Note a label that was accepted."""
        parts = _parts(label)
        if parts:
            self.decimal = parts
            self.letters.clear()
            return
        lettered = _LETTERED.fullmatch(label)
        if lettered:
            self.lettered = (lettered[1], int(lettered[2]))
            self.letters.clear()
            return
        letter = label.strip("().:").casefold()
        shape = re.sub(r"[a-zA-Z]+", "a", label)
        self.letters[shape] = letter


def _parts(label: str) -> tuple[int, ...]:
    found = _DECIMAL.fullmatch(label)
    if not found:
        return ()
    return tuple(int(re.sub(r"\D", "", part)) for part in found[1].split("."))


def _next(letter: str) -> str:
    if len(letter) != 1 or letter == "z":
        return "aa" if letter == "z" else ""
    return chr(ord(letter) + 1)


_NUMERALS = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
)


def _next_roman(letter: str) -> str:
    if letter not in _NUMERALS[:-1]:
        return ""
    return _NUMERALS[_NUMERALS.index(letter) + 1]


def is_number(start: Start, before: str, sequences: Sequences, *, same_edge: bool) -> bool:
    """Whether a number at the start of a line is the number of what follows.

    Args:
        before: the words before it, in the paragraph that it would go on from; empty for none.
        same_edge: whether the line begins where the lines of that paragraph do.
    """
    label = start.label
    if not start.words and not sequences.expects(label):
        return False
    if _LETTERED.fullmatch(label) and not sequences.expects(label):  # A4 paper, a form P45
        return False
    unfinished = bool(before) and not before.endswith(_ENDED)
    if unfinished and re.search(r"[;,]?\s*(?:and|or|and/or)$", before) and start.wide:
        unfinished = False
    if start.wide and not (unfinished and same_edge and not sequences.expects(label)):
        return True
    if unfinished and same_edge:
        return False
    digits = label.strip("().:")
    if digits.isdecimal() and len(label) == len(digits):  # 30 September; 5 of this policy
        return sequences.expects(label) and not (unfinished)
    if len(digits) == 1 and digits.isalpha() and label.endswith("."):  # initials: A. Smith
        return sequences.expects(label)
    return not unfinished or sequences.expects(label)


def depth_of(label: str) -> int:
    """Return how many parts a decimal number has; 0 for letters and numerals."""
    found = re.match(r"\(?(\d{1,3}(?:\.\d{1,3})*)", label)
    if found and not label.startswith("("):
        return found[1].count(".") + 1
    if _APPENDED.fullmatch(label):
        return label.rstrip(".").count(".") + 1
    return 0
