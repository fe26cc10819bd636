"""Whether a copy's lines are a text's, one by one; the values that stand at its fields.

copy     title page │ version table │ 1 … 1.1 … 1.2 … 8.2 │ notes of nobody's
text                                  1 … 1.1 … 1.2 … 8.2
         before                        found                after
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from minuted.compare.copy_units import CopyLine, TextLine

_ROOM = 2_000
"""Characters by which a line with values may be longer than with open fields."""

LONGEST_VALUE = 12
"""Words; a field's value of more, where the expected one has fewer, is words slipped in."""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value that a copy has at a field, where another was expected.

    Attributes:
        beside: whether the expected value is there, with words slipped in beside it; or whether
            it is longer than any value.
    """

    address: str
    name: str
    expected: str
    found: str
    beside: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Where a text was found in a copy, word for word.

    Attributes:
        begin, end: of the copy's lines.
        values: at fields, where they are others than expected.
    """

    begin: int
    end: int
    values: tuple[FieldValue, ...] = ()


class CopyWords:
    """A copy's lines, and their words one after the other for copies that were set anew."""

    def __init__(self, lines: Sequence[CopyLine]) -> None:
        self.lines = lines

    @cached_property
    def run_on(self) -> tuple[str, tuple[int, ...]]:
        """All words with a space after each, and where each line begins in them."""
        starts: list[int] = []
        whole: list[str] = []
        length = 0
        for line in self.lines:
            starts.append(length)
            part = _run_on([line.words])
            whole.append(part)
            length += len(part)
        return "".join(whole), tuple(starts)


@dataclass(frozen=True, slots=True)
class Keyed:
    """A copy's lines as keys that are equal to the text's filled lines where they say the same."""

    keys: tuple[str, ...]
    values: Mapping[int, tuple[FieldValue, ...]]


def keyed(text: Sequence[TextLine], copy: Sequence[CopyLine], fields: Mapping[str, str]) -> Keyed:
    """Return the copy's lines, those with other values at fields as if they had the expected."""
    filled = {line.filled(fields) for line in text}
    open_lines = list({line.words: line for line in text if line.fields}.values())
    longest = max((len(line.words) for line in open_lines), default=0) + _ROOM
    keys: list[str] = []
    values: dict[int, tuple[FieldValue, ...]] = {}
    for at, line in enumerate(copy):
        key = line.words
        if key not in filled and len(key) < longest:
            for own in open_lines:
                found = own.pattern.fullmatch(line.words)
                if found:
                    key = own.filled(fields)
                    values[at] = tuple(
                        _value(own, name, fields.get(name, ""), value)
                        for name, value in zip(own.fields, found.groups(), strict=True)
                        if value != fields.get(name, "")
                    )
                    break
        keys.append(key)
    return Keyed(tuple(keys), values)


def _value(line: TextLine, name: str, expected: str, found: str) -> FieldValue:
    words, usual = found.split(), expected.split()
    slipped = bool(expected) and found != expected and f" {expected} " in f" {found} "
    long = len(words) > max(LONGEST_VALUE, 2 * len(usual))
    sentence = any(mark in found for mark in (". ", "; ", ": ", "! ", "? "))
    beside = slipped or long or (sentence and not any(m in expected for m in ".;:!?"))
    return FieldValue(line.address, name, expected, found, beside)


def match(text: Sequence[TextLine], copy: CopyWords, fields: Mapping[str, str]) -> Match | None:
    """Find a text in a copy, whole and in order; None where it is not."""
    if not text:
        return None
    own = keyed(text, copy.lines, fields)
    wanted = [line.filled(fields) for line in text]
    begin = _find(wanted, own.keys)
    if begin is not None:
        end = begin + len(wanted)
        values = [v for at in range(begin, end) for v in own.values.get(at, ())]
        return Match(begin, end, tuple(values))
    return _joined(wanted, copy)


def _find(wanted: Sequence[str], keys: Sequence[str]) -> int | None:
    for begin in range(len(keys) - len(wanted) + 1):
        if keys[begin] == wanted[0] and list(keys[begin : begin + len(wanted)]) == list(wanted):
            return begin
    return None


def _joined(wanted: Sequence[str], copy: CopyWords) -> Match | None:
    """Find the same words parted otherwise: a copy that was saved again, or set anew."""
    looked_for = _run_on(wanted)
    whole, starts = copy.run_on
    at = whole.find(looked_for)
    begin = bisect_left(starts, at)
    if at < 0 or begin == len(starts) or starts[begin] != at:
        return None
    ends = (*starts[1:], len(whole))
    end = bisect_left(ends, at + len(looked_for))
    if end == len(ends) or ends[end] != at + len(looked_for):
        return None
    return Match(begin, end + 1)


def _run_on(lines: Sequence[str]) -> str:
    """Return words one after the other, each with one space after it, bullets aside."""
    words = (word for line in lines for word in line.split() if word not in ("•", "–", "-"))
    return "".join(f"{word} " for word in words)


def likeness(text: Sequence[TextLine], copy: Sequence[CopyLine]) -> float:
    """Say how much of a text a copy has, from 0 to 1, by its lines and by its words."""
    if not text or not copy:
        return 0.0
    lines = Counter(line.words for line in text)
    same = sum((lines & Counter(line.words for line in copy)).values()) / len(text)
    words = Counter(word for line in text for word in line.words.split())
    found = Counter(word for line in copy for word in line.words.split())
    shared = sum((words & found).values())
    total = max(sum(words.values()), sum(found.values()), 1)
    return 0.5 * same + 0.5 * shared / total
