"""Numbers that were typed before a paragraph's words, as people type them.

    4.3 You must not …       4.3
    (a) at home; or          (a)
    Section 1.06 Records     Section 1.06
    5 days are allowed       none: a number, and no label

What a label looks like does not depend on the file that it stands in; how sure it is does.
"""

import re
from dataclasses import dataclass

_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,6}"
_ROMAN = r"(?=[ivxlcIVXLC])(?:[ivxlc]{1,8}|[IVXLC]{1,8})"
_WORD = r"(?:Section|Article|Clause|Part|Rule|Schedule|Appendix|Annex|Chapter|Paragraph|Para)"
_SUB = r"(?:\([a-zA-Z]{1,2}\)|\([ivxlc]{1,6}\)|\(\d{1,2}\))"

_NAME = rf"(?i:{_WORD})\s{{1,3}}(?:{_NUMBER}|[A-Za-z](?:\.\d{{1,3}})*|{_ROMAN})(?![\w-])"
_NAMED = re.compile(rf"{_NAME}(?:[.:)](?=\s|$)|(?=\s*$|\s*\t|\s+[–—-]\s|\s\s))")
_PERHAPS_NAMED = re.compile(rf"{_NAME}(?=\s+[A-Z(“\"'])")
_DOTTED = re.compile(
    r"\d{1,3}(?:\.\d{1,3}){1,6}(?:[A-Z](?:\.\d{1,3})*)?"
    rf"(?:\.?{_SUB})*[.:)]?(?!{_SUB}[.\w])(?=\s|$|[A-Z(“\"'])"
)
_SINGLE = re.compile(
    rf"(?:\d{{1,3}}[A-Z]?{_SUB}*[.):](?=\s|$|[A-Z])|\d{{1,3}}\.?{_SUB}(?:\.?{_SUB})*\.?(?=\s|$))"
)
_BRACKETED = re.compile(
    r"(?:\((?:[a-zA-Z]|([a-z])\1|[ivxlc]{2,6}|[IVXLC]{2,6}|\d{1,3})\)[.:]?"
    r"|\[(?:[a-z]|\d{1,3})\](?=\s))"
)
_LETTER = re.compile(r"(?:[a-z]|([a-z])\1|[ivxlc]{2,6}|[IVXLC]{2,6})[.)](?=\s|$)|[A-Z]\)(?=\s|$)")
_CAPITAL = re.compile(r"[A-Z]\.(?=\s|$)")
_LETTERED = re.compile(r"[A-Z]\.?\d{1,3}(?:\.\d{1,3})*[.):]?(?=\s|$)")
_NUMERAL = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
"""Up to thirty-nine, in capitals."""

_BARE = re.compile(rf"\d{{1,3}}(?=\s|$)|{_NUMERAL}(?<=[IVX][IVX])(?=\s)|[A-Z](?=\t|\s\s)")
_UNDER_NUMERAL = re.compile(rf"{_NUMERAL}(?:\.(?:[A-Z]|\d{{1,3}})){{1,5}}[.)]?(?=\s)")

_UNIT = re.compile(
    r"\s*(?:[ap]\.?m\b|noon\b|%|per\s?cent|m\b|cm\b|mm\b|km\b|kg\b|g\b|miles?\b|met(?:re|er)s?\b"
    r"|hours?\b|hrs?\b|minutes?\b|mins?\b|days?\b|weeks?\b|months?\b|years?\b|million\b|°|o'clock"
    r"|[-–]\s?\d)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d{4}|[0-3]\d)(?=\D|$)")
_BULLETS = "•▪◦‣●■○□➢❖✓⁃∙·➔→☐◆♦"


@dataclass(frozen=True, slots=True)
class Label:
    """A number that was typed.

    Attributes:
        text: as typed, such as `(a)` or `4.`.
        length: how many characters it takes, with the white space before and after it.
        sure: whether it can be nothing else; an unsure one wants a neighbour that it follows.
    """

    text: str
    length: int
    sure: bool = True


def typed_label(text: str) -> Label | None:
    """Return the label that a paragraph begins with; None where it begins with words.

    Args:
        text: the paragraph's words; a tab is what parts a label most surely.
    """
    start = len(text) - len(text.lstrip())
    body = text[start : start + 60]
    for pattern, sure in _PATTERNS:
        match = pattern.match(body)
        if match is None:
            continue
        rest = text[start + match.end() :]
        tabbed = rest.startswith("\t")
        dated = None
        if pattern in _COUNTS and not tabbed:
            if _UNIT.match(rest):
                return None
            dated = _DATE.match(body)  # 3.1.10, a clause or a day in 2010
        if not rest.strip():
            return None  # a label alone labels nothing: “Appendix A” is a heading's words
        joint = _JOINT.match(rest) if pattern in _JOINED else None
        gap = joint.end() if joint else len(rest) - len(rest.lstrip())
        return Label(match[0].strip(), start + match.end() + gap, (sure and not dated) or tabbed)
    return None


_COUNTS = (_DOTTED, _SINGLE, _BARE)
"""What could be a quantity instead: 1.5 metres, 9.30 am, 5 days."""

_JOINED = (_NAMED, _PERHAPS_NAMED, _SINGLE, _BARE)
_JOINT = re.compile(r"\s*[–—-]\s+(?=\D)")
"""The dash of `1 – Introduction`, which belongs to neither."""

_PATTERNS = (
    (_NAMED, True),
    (_PERHAPS_NAMED, False),
    (_DOTTED, True),
    (_SINGLE, True),
    (_BRACKETED, True),
    (_LETTER, True),
    (_CAPITAL, False),
    (_LETTERED, False),
    (_UNDER_NUMERAL, False),
    (_BARE, False),
)


def typed_bullet(text: str) -> Label | None:
    """Return the bullet that was typed before a paragraph's words; None for none."""
    start = len(text) - len(text.lstrip())
    body = text[start:]
    if not body:
        return None
    tabbed = body[1:2] == "\t"
    spaced = body[1:2] in (" ", "\xa0")
    sure = body[0] in _BULLETS and (tabbed or spaced or body[1:2].isalnum())
    if sure or (body[0] in "-–—*" and (tabbed or spaced)) or (body[0] in "o§" and tabbed):
        gap = len(body[1:]) - len(body[1:].lstrip())
        return Label(body[0], start + 1 + gap)
    return None


def parts_of(label: str) -> int:
    """Return how deep a label is by its dots and brackets: 3 for `2.1.8`; 0 for a letter."""
    digits = re.findall(r"\d+", label)
    if not digits or re.match(r"\W*[a-zA-Z]\W*$", label):
        return 0
    if re.match(r"[\[(]", label):
        return 0
    return (
        len(digits) + len(re.findall(r"\([a-z]+\)", label)) + bool(re.match(r"[A-Z]\.?\d", label))
    )


def order_of(label: str) -> tuple[str, int] | None:
    """Return a bare number's or letter's kind and place in its order: `("1", 4)`, `("A", 2)`."""
    return next(iter(orders_of(label)), None)


def orders_of(label: str) -> list[tuple[str, int]]:
    """Return all that `order_of` could return: C is the third letter, and a hundred too."""
    named = re.fullmatch(r"([A-Za-z]{3,})\s+(?:\d+\.)*(\d+|[A-Za-z])[.:)]?", label)
    if named:
        last = named[2]
        return [(named[1].lower(), int(last) if last.isdigit() else ord(last.lower()) - 96)]
    core = label.strip(" .):([]")
    if core.isascii() and core.isdigit():
        return [("1", int(core))]
    found: list[tuple[str, int]] = []
    if len(core) == 1 and core.isascii() and core.isalpha():
        found.append(("A" if core.isupper() else "a", ord(core.lower()) - 96))
    if re.fullmatch(_NUMERAL, core):
        found.append(("I", _value(core)))
    under = re.fullmatch(r"([A-Z]\.?|[IVX]+(?:\.(?:[A-Z]|\d{1,3}))*\.)([A-Z]|\d{1,3})", core)
    if under and not core.isalpha():
        last = under[2]
        found.append((under[1], int(last) if last.isdigit() else ord(last) - 64))
    return found


def _value(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
