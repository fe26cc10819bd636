"""How Word writes a number: 4, iv, dd, 04, Fourth, ④."""

from collections.abc import Callable, Mapping

from minuted.readers.scripts import SCRIPTS

MOST = 32_767
"""The largest number that Word counts to."""

_MOST_LETTERED = 780
"""The largest number that Word writes in letters: thirty times Z."""

_ONES = (
    *("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"),
    *("Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen"),
    "Nineteen",
)
_TENS = ("", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
_ORDINAL_WORDS = {
    "One": "First",
    "Two": "Second",
    "Three": "Third",
    "Five": "Fifth",
    "Eight": "Eighth",
    "Nine": "Ninth",
    "Twelve": "Twelfth",
}
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_CHICAGO = "*†‡§"


def written(count: int, name: str, pattern: str = "") -> str:
    """Return a number as the format of that name writes it; decimal where the name is unknown.

    Args:
        name: as in `w:numFmt`, such as `lowerRoman`.
        pattern: of the format `custom`: its first numbers, such as `001, 002, 003, …`.
    """
    count = max(0, min(count, MOST))
    if name == "custom":
        first = pattern.partition(",")[0].strip()
        return str(count).zfill(min(len(first), 9)) if first.isdigit() else str(count)
    return _WRITERS.get(name, str)(count)


def is_known(name: str) -> bool:
    """Whether numbers of a format are written as Word does, and not as 1, 2, 3 in its stead."""
    return name in _WRITERS or name in ("decimal", "custom")


def roman(count: int) -> str:
    """Return a number in Roman capitals; empty for nought."""
    letters = []
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        letters.append(sign * times)
    return "".join(letters)


def letters(count: int) -> str:
    """Return a number as Word letters it: A to Z, then AA, BB, not AA, AB."""
    if count > _MOST_LETTERED:
        return str(count)
    return chr(65 + (count - 1) % 26) * ((count - 1) // 26 + 1) if count else ""


def _ordinal(count: int) -> str:
    teen = count % 100 in (11, 12, 13)
    return f"{count}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"


def _words(count: int) -> str:
    if count < 20:
        return _ONES[count]
    if count < 100:
        tens, ones = divmod(count, 10)
        return _TENS[tens] + (f"-{_ONES[ones].lower()}" if ones else "")
    worth, name = (100, "hundred") if count < 1000 else (1000, "thousand")
    high, low = divmod(count, worth)
    return f"{_words(high)} {name}" + (f" {_words(low).lower()}" if low else "")


def _ordinal_words(count: int) -> str:
    words = _words(count)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    known = _ORDINAL_WORDS.get(last.capitalize(), "")
    if not known:
        known = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return head + (known.lower() if cut else known.capitalize())


def _in_order(first: str, most: int) -> Callable[[int], str]:
    return lambda count: chr(ord(first) + count - 1) if 0 < count <= most else str(count)


_WRITERS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02d}",
    "upperRoman": roman,
    "lowerRoman": lambda count: roman(count).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda count: letters(count).lower(),
    "ordinal": _ordinal,
    "cardinalText": _words,
    "ordinalText": _ordinal_words,
    "hex": lambda count: f"{count:X}",
    "chicago": lambda count: _CHICAGO[(count - 1) % 4] * ((count - 1) // 4 + 1) if count else "",
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedCircle": _in_order("①", 20),
    "decimalEnclosedParen": _in_order("⑴", 20),
    "decimalEnclosedFullstop": _in_order("⒈", 20),
    "none": lambda _: "",
    "bullet": lambda _: "",
    **SCRIPTS,
}
