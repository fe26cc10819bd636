"""Numbers in other scripts than ours, as Word prints them: 十二, 甲, 壹拾, יב, ب.

A number that is printed so is read back by `count_in`.
"""

from collections.abc import Callable, Mapping
from functools import cache

_COUNTED = 99
"""Up to which number labels in other scripts are read back."""

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_HEBREW = ("אבגדהוזחט", "יכלמנסעפצ", "קרשת")


def _of(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else str(count)


def _again(signs: str) -> Callable[[int], str]:
    """Return letters that are doubled after the last one, as ours are: AA after Z."""

    def letters(count: int) -> str:
        times, at = divmod(count - 1, len(signs))
        return signs[at] * (times + 1) if 0 < count <= 30 * len(signs) else str(count)

    return letters


def _counting(digits: str, tens: str, *, one_ten: bool) -> Callable[[int], str]:
    """Return numbers in words of East Asia: 二十三 is two tens and three."""

    def words(count: int) -> str:
        if not 0 < count < 100:
            return str(count)
        high, low = divmod(count, 10)
        first = digits[high - 1] if high > 1 or (high and one_ten) else ""
        return first + (tens if high else "") + (digits[low - 1] if low else "")

    return words


def _in_digits(digits: str) -> Callable[[int], str]:
    return lambda count: "".join(digits[int(figure)] for figure in str(count))


def _hebrew(count: int) -> str:
    if not 0 < count < 500:
        return str(count)
    hundreds, rest = divmod(count, 100)
    tens, ones = (0, 0) if rest in (15, 16) else divmod(rest, 10)
    special = {15: "טו", 16: "טז"}.get(rest, "")  # the others would spell a holy name
    parts = [_HEBREW[2][hundreds - 1] if hundreds else "", special]
    parts += [_HEBREW[1][tens - 1] if tens else "", _HEBREW[0][ones - 1] if ones else ""]
    return "".join(parts)


_THOUSAND = _counting("一二三四五六七八九", "十", one_ten=False)

SCRIPTS: Mapping[str, Callable[[int], str]] = {
    "arabicAlpha": _again(_ARABIC),
    "chineseCounting": _THOUSAND,
    "chineseCountingThousand": _THOUSAND,
    "hebrew1": _hebrew,
    "ideographDigital": _in_digits("〇一二三四五六七八九"),
    "ideographLegalTraditional": _counting("壹貳參肆伍陸柒捌玖", "拾", one_ten=True),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "japaneseCounting": _THOUSAND,
    "koreanDigital2": _in_digits("零一二三四五六七八九"),
    "russianLower": _again(_RUSSIAN),
    "russianUpper": _again(_RUSSIAN.upper()),
    "taiwaneseCounting": _THOUSAND,
    "taiwaneseCountingThousand": _THOUSAND,
}
"""By the names that Word has for them."""


def count_in(label: str) -> int:
    """Return the number that a label in another script is; 0 for none."""
    return _counts().get(label, 0)


@cache
def _counts() -> dict[str, int]:
    found: dict[str, int] = {}
    for written in SCRIPTS.values():
        for count in range(1, _COUNTED + 1):
            label = written(count)
            if not label.isascii():
                found.setdefault(label, count)
    return found
