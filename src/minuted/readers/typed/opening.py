r"""How a line begins: with a number, a bullet, or words.

- 1.1 This policy …     number 1.1, behind a bullet
**2. PROHIBITED USE**   number 2., bold words
1\. Purpose             number 1., as one that is escaped
○ at home               bullet
"""

import re
from dataclasses import dataclass

from minuted.readers.adopted.marks import Mark, mark_of
from minuted.readers.labels import typed_bullet, typed_label

_ESCAPED_NUMBER = re.compile(r"(\(?(?:[\w.]|\\\.){1,14}?)\\([.)])(?=\s|$)")
_ESCAPED_BULLET = re.compile(r"\\([-+*])(?=\s)")
_WRAPPED = re.compile(r"(\*{1,3}|_{1,3})(?=[\w(])(.{1,30}?)\1(?=\s|$)")
_OPENED = re.compile(r"(\*{1,3}|_{1,3})(?=[\d(A-Z])")
_MORE_BULLETS = re.compile(r"([o+✔✗✘►▸▹⦁◾◽⇒→»›*])\s+(?=\S)")
_TASK = re.compile(r"\[[ xX]\]\s+")
_NAME = re.compile(
    r"(?i:(?:section|article|clause|part|rule|chapter|schedule|appendix|annexe?)\s+"
    r"(?:\d{1,3}|[a-z]|[ivxl]{1,7}))[.:]?"
)
_LETTERED_NUMBER = re.compile(r"[A-Z](?:\.\d{1,3})+(?:\([a-z]{1,4}\))*[.:]?(?=\s)")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a line begins with.

    Attributes:
        label: the number as typed; empty for none.
        mark: it, taken apart.
        sure: whether it can be nothing but a number; an unsure one wants a neighbour.
        bulleted: whether a bullet stands first.
        bullet: it, where it is a letter and so a word to whoever counts words.
        rest: the words behind number and bullet.
        bullet_rest: those behind the bullet, where the number is a word after all.
        width: how many columns number and bullet take.
        alone: whether the line is but a name such as `Article 5`, which is its words as well.
    """

    rest: str
    label: str = ""
    mark: Mark | None = None
    sure: bool = False
    bulleted: bool = False
    bullet: str = ""
    bullet_rest: str = ""
    width: int = 0
    alone: bool = False


def opening_of(text: str) -> Opening:
    """Take the beginning of a line apart."""
    bare = _ESCAPED_BULLET.sub(r"\1", text, count=1) if text.startswith("\\") else text
    bullet = _bullet(bare)
    inner = bare[bullet:]
    letter = bare[:1] if bullet and bare[:1].isalpha() else ""
    if bullet:
        task = _TASK.match(inner)
        inner = inner[task.end() :] if task else inner
    label, length, rest, sure = _number(inner)
    mark = mark_of(label) if label else None
    if mark is None:
        alone = _NAME.fullmatch(inner.strip("*_ "))
        named = mark_of(alone[0]) if alone else None
        if alone and named and not bullet:
            return Opening(alone[0], alone[0], named, sure=True, alone=True)
        return Opening(inner, bulleted=bool(bullet), bullet=letter, bullet_rest=inner, width=bullet)
    return Opening(rest, label, mark, sure, bool(bullet), letter, inner, bullet + length)


def _bullet(text: str) -> int:
    """Return how many characters the bullet takes that a line begins with; 0 for none."""
    found = typed_bullet(text)
    if found is not None and text[:1] not in "§":
        return found.length
    more = _MORE_BULLETS.match(text)
    return more.end() if more else 0


def _number(text: str) -> tuple[str, int, str, bool]:
    """Return the number that a text begins with, its length, what follows, and how sure it is."""
    text = _ESCAPED_NUMBER.sub(r"\1\2", text, count=1) if "\\" in text[:16] else text
    if "\\" in text[:12]:
        text = re.sub(r"^(\d[\d.\\]{0,12})", lambda m: m[1].replace("\\", ""), text)
    wrapped = _WRAPPED.match(text)
    if wrapped:
        inner, after = wrapped[2], text[wrapped.end() :].lstrip()
        found = typed_label(f"{inner.strip()} {after}")
        if found and after and len(inner.strip()) == len(found.text):
            return found.text, wrapped.end() + 1, after, found.sure
    opened = _OPENED.match(text)
    if opened:
        inside = _label(text[opened.end() :])
        if inside:
            length = opened.end() + inside[1]
            return inside[0], length, opened[1] + text[length:].lstrip(), inside[2]
    found_plain = _label(text)
    if found_plain is None:
        return "", 0, text, False
    label, length, sure = found_plain
    return label, length, text[length:].lstrip(), sure


def _label(text: str) -> tuple[str, int, bool] | None:
    lettered = _LETTERED_NUMBER.match(text)
    if lettered:
        return lettered[0], lettered.end() + 1, True
    found = typed_label(text)
    if found is None or found.text.startswith("["):  # a note's or a source's number
        return None
    return found.text, found.length, found.sure
