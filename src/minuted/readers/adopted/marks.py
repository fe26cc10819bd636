"""Labels as documents print them, taken apart: `4.3`, `(a)`, `iv.`, `Section 1.06`, `Appendix B`.

2.1.8          whole    2, 1, 8         says all of its place
2.b.iii        whole    2, 2, 3
2.0            part     2               what 2.1 stands under
1.(a)(i)       whole    1, 1, 1
IX.A.1         whole    9, 1, 1
4.3(a)         whole    4, 3, 1
(c)  c.  c)    part     3               says its place under what is above it
Appendix B     part     2, appendix
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from minuted.readers.scripts import count_in

Form = Literal["whole", "count", "letter", "LETTER", "roman", "ROMAN"]

_WORDS = re.compile(
    r"(?i:section|article|clause|part|rule|chapter|paragraph|para|step|item|"
    r"(schedule|appendix|annexe?))\b[\s.:]*"
)
_WHOLE = re.compile(
    r"(\d{1,5}|[A-Z]|[IVXL]{2,7})((?:\.(?:\d{1,5}|[a-z]{1,5}|[A-Z]{1,4}))*)([A-Z]?)"
    r"((?:\([a-z]{1,5}\)|\(\d{1,3}\))*)"
)
_ROUND = re.compile(r"(?<=^\d)\.0$|(?<=^\d\d)\.0$")
"""What `1.0` has more than the 1 that 1.1 and 1.2 stand under."""

_UP_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty first second third fourth fifth sixth seventh"
    " eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
    " eighteenth nineteenth twentieth"
)
_IN_WORDS = {word: at % 20 + 1 for at, word in enumerate(_UP_TO_TWENTY.split())}
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Mark:
    """A label taken apart.

    Attributes:
        form: `whole` says all of its place; the others one part of it.
        parts: from the top down, each counted from 1; one where the form is not `whole`.
        other: a letter's count if it is no roman number after all, or the other way about; 0 where
            there is no doubt.
        shape: the label with its number left out, such as `()` or `.`; siblings share it.
        appendix: whether the label says that it is one.
        number: as the text refers to it: `4.3`, `(a)`, `A`.
    """

    form: Form
    parts: tuple[int, ...]
    shape: str
    number: str
    other: int = 0
    appendix: bool = False


def mark_of(label: str) -> Mark | None:
    """Take a label apart; None where it holds no number."""
    bare = " ".join(label.split())
    word = _WORDS.match(bare)
    appendix = bool(word and word[1])
    core = bare[word.end() :] if word and word.end() < len(bare) else bare
    core = core.strip(" \t.:;,–—-/§")
    inner = core.strip("()[]. ")
    if core and "(" in core and not core.startswith(("(", "[")):
        inner = core
    shape = bare.replace(inner, "", 1) if inner else bare
    inner = _ROUND.sub("", inner.replace(".(", "("))
    whole = _WHOLE.fullmatch(inner)
    if whole and (whole[2] or whole[4]):
        marks = _marks(whole)
        if marks is None:
            return None
        last = marks[-1]
        parts = tuple(mark.parts[0] for mark in marks)
        appendix = appendix or marks[0].form == "LETTER"
        return Mark("whole", parts, "", inner, last.other, appendix)
    if re.fullmatch(r"\d{1,5}[A-Z]?", inner):
        count = int(re.sub(r"\D", "", inner))
        number = f"({inner})" if core.startswith("(") else inner
        return Mark("count", (count,), shape, number, appendix=appendix)
    said = re.fullmatch(r"(\d{1,5})(?:st|nd|rd|th)", inner)
    count = int(said[1]) if said else _IN_WORDS.get(inner.lower(), 0) or count_in(inner)
    if count:
        return Mark("count", (count,), shape, str(count), appendix=appendix)
    return _lettered(inner, shape, appendix=appendix)


def mark_below(label: str, letters: Iterable[int]) -> Mark | None:
    """Take `A1.` apart where it can stand below a heading A, and is no name of a form or room.

    Args:
        letters: which letters' headings it stands below, counted from 1.
    """
    found = re.fullmatch(r"([A-Z])(\d{1,3})[.):]?", label.strip())
    if found is None or ord(found[1]) - 64 not in letters:
        return None
    mark = mark_of(f"{found[1]}.{found[2]}")
    return mark and replace(mark, number=found[1] + found[2])


def _lettered(inner: str, shape: str, *, appendix: bool) -> Mark | None:
    if not re.fullmatch(r"[a-z]{1,7}|[A-Z]{1,7}", inner):
        return None
    lower = inner.lower()
    as_letter = 26 * (len(lower) - 1) + ord(lower[0]) - 96 if len(set(lower)) == 1 else 0
    as_roman = _roman_value(lower)
    if not as_letter and not as_roman:
        return None
    number = inner if appendix else f"({inner})"
    # one letter is a letter, but for i, v and x, with which numbering by romans begins
    roman_first = bool(as_roman) and (not as_letter or len(lower) > 1 or lower == "i")
    upper = inner.isupper()
    if roman_first and not appendix:
        plain = inner if upper and "(" not in shape else number
        return Mark("ROMAN" if upper else "roman", (as_roman,), shape, plain, as_letter)
    form: Form = "LETTER" if upper else "letter"
    return Mark(form, (as_letter or as_roman,), shape, number, as_roman, appendix)


def going_on(before: Mark, mark: Mark) -> Mark:
    """Return a mark as what follows another: V after IV is the fifth, and no letter.

    It is as it was where it does not follow, or follows either way.
    """
    now = mark.parts[-1]
    counts = {before.parts[-1], before.other} - {0}
    if not mark.other or now - 1 in counts or mark.other - 1 not in counts:
        return mark
    parts = (*mark.parts[:-1], mark.other)
    form = _OTHER_FORM.get(mark.form, mark.form)
    number = mark.number
    if form == "ROMAN" and "(" not in mark.shape:
        number = number.strip("()")
    return replace(mark, form=form, parts=parts, other=now, number=number)


_OTHER_FORM: dict[Form, Form] = {
    "letter": "roman",
    "LETTER": "ROMAN",
    "roman": "letter",
    "ROMAN": "LETTER",
}


def _roman_value(text: str) -> int:
    if not text or not _ROMAN.fullmatch(text):
        return 0
    value = 0
    for digit, after in zip(text, text[1:] + " ", strict=True):
        amount = _DIGITS[digit]
        value += -amount if amount < _DIGITS.get(after, 0) else amount
    return value


def _marks(whole: re.Match[str]) -> list[Mark] | None:
    """Return a mark for each part of a whole label; None where one is no number."""
    numeral = _roman_value(whole[1].lower())
    if whole[1].isdecimal():
        marks = [Mark("count", (int(whole[1]),), "", whole[1])]
    elif len(whole[1]) == 1 and not (numeral and re.match(r"\.[A-Z]", whole[2])):
        marks = [Mark("LETTER", (ord(whole[1]) - 64,), "", whole[1])]
    elif numeral:
        marks = [Mark("ROMAN", (numeral,), "", whole[1])]
    else:
        return None
    for part in [*whole[2].split(".")[1:], *re.findall(r"\(([^)]*)\)", whole[4])]:
        mark = mark_of(part)
        if mark is None:
            return None
        marks.append(mark)
    return marks


def follows(known: Mark, mark: Mark) -> bool:
    """Whether a mark is the one after another, by any way to read the two."""
    before = {known.parts[-1], known.other} - {0}
    now = {mark.parts[-1], mark.other} - {0}
    return any(value + 1 in now for value in before)
