"""Characters of a page becoming words: a space, a new line or another manner ends one."""

import ctypes
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pypdfium2 import raw

from minuted.model.symbols import shown

BOLD, ITALIC, INVISIBLE, PALE, COVERED, TURNED, ARTIFACT, UNDRAWN = 1, 2, 4, 8, 16, 32, 64, 128
"""The bits of a word's style; the letters of an undrawn word are empty in the file's own font."""

_FLAT = 0.002
"""Of its size: how low or narrow a letter is of which nothing is drawn; a dash has 0.05."""

_BOLD = re.compile(r"bold|black|heavy|demi|semib", re.IGNORECASE)
_PICTURES = ("wingdings 2", "wingdings", "webdings", "symbol")
_MARKS_OF_WINGDINGS = frozenset(b"\x6c\x6e\x71\x72\x76\x78\xa7\xa8\xd8\xe0\xf0\xfb\xfc\xfd\xfe")
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)


class Words:
    """The words of one page.

    Attributes:
        done: `[text, x0, top, x1, bottom, baseline, size, style, glued]` for each.
        places: when each was drawn, counted from the first thing on the page.
    """

    def __init__(
        self,
        point: Callable[[float, float], tuple[float, float]],
        turn: int,
        order: Mapping[int, int],
        links: Sequence[Sequence[Any]],
    ) -> None:
        """Take what places a point of the page's own space, its quarter turns, and the order."""
        self._point = point
        self._turn = turn
        self._order = order
        self._links = links
        self._link = -1
        self.done: list[list[Any]] = []
        self.places: list[int] = []
        self._styles: dict[int, tuple[float, int]] = {}
        self._embedded: dict[int, bool] = {}
        self._letters: list[str] = []
        self._box = [0.0, 0.0, 0.0, 0.0]
        self._state = (0.0, 0, 0.0, 0)  # size, style, baseline, order of drawing
        self._glued = False
        self._numbers = [ctypes.c_double() for _ in range(4)]

    def take(self, text: Any, index: int) -> None:
        """Take the next character of a page's text, whose handle is pdfium's own: a quick one."""
        code = raw.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if 0xF000 <= code <= 0xF0FF:
            letter = _picture(code, _font(text, index)[0])
        if code in (0xFFFE, 2):  # where pdfium met a hyphen that may be one of a broken word
            letter = "-"
        elif letter.isspace() or code < 32:
            self.end()
            return
        left, right, bottom, top = self._numbers
        if not raw.FPDFText_GetCharBox(text, index, left, right, bottom, top):
            return
        box = self._boxed(left.value, bottom.value, right.value, top.value)
        item = raw.FPDFText_GetTextObject(text, index)
        address = ctypes.addressof(item.contents) if item else 0
        size, style = self._style(text, index, item, address)
        flat = min(right.value - left.value, top.value - bottom.value) < _FLAT * size
        if flat and letter.isalnum() and not style & INVISIBLE and self._is_own(item, address):
            style |= UNDRAWN
        raw.FPDFText_GetCharOrigin(text, index, left, right)
        baseline = self._point(left.value, right.value)[1]
        if letter.isdecimal() and baseline - box[3] > 0.2 * size:  # a font's own raised digits
            size, baseline = 0.6 * size, box[3]
        order = self._order.get(address, 0)
        link = -1
        if self._links:
            link = self._link_at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        if self._letters:
            was, manner, line, _ = self._state
            gap = box[0] - self._box[2]
            if (
                gap > 0.9 * max(size, was)
                or box[2] < self._box[0] - 1
                or abs(line - baseline) > size
            ):
                self.end()
            elif abs(was - size) > 0.12 * was or abs(line - baseline) > 0.18 * was:
                self.end()
                self._glued = gap < 0.2 * max(size, was)
            elif manner != style or link != self._link:
                self.end()
                self._glued = gap < 0.12 * size
        self._link = link
        if not self._letters:
            self._box = box
            self._state = (size, style, baseline, order)
        self._letters.append(letter)
        whole = self._box
        if whole is not box:
            for edge in (0, 1):
                whole[edge] = min(whole[edge], box[edge])
            for edge in (2, 3):
                whole[edge] = max(whole[edge], box[edge])

    def end(self) -> None:
        """End the word that is growing."""
        if self._letters:
            size, style, baseline, order = self._state
            word = "".join(self._letters)
            place = [round(edge, 2) for edge in self._box]
            numbers = [round(baseline, 2), round(size, 2), style, int(self._glued)]
            self.done.append([word, *place, *numbers])
            self.places.append(order)
        self._letters = []
        self._glued = False

    def _link_at(self, x: float, y: float) -> int:
        for at, (x0, top, x1, bottom, _) in enumerate(self._links):
            if x0 <= x <= x1 and top <= y <= bottom:
                return at
        return -1

    def _boxed(self, x0: float, y0: float, x1: float, y1: float) -> list[float]:
        one, top = self._point(x0, y0)
        other, bottom = self._point(x1, y1)
        if one > other:
            one, other = other, one
        return [one, top, other, bottom] if top <= bottom else [one, bottom, other, top]

    def _is_own(self, item: Any, address: int) -> bool:
        """Whether a text's font lies in the file itself, so that nobody can draw it otherwise."""
        if address not in self._embedded:
            font = raw.FPDFTextObj_GetFont(item) if item else None
            self._embedded[address] = bool(font) and raw.FPDFFont_GetIsEmbedded(font) == 1
        return self._embedded[address]

    def _style(self, text: Any, index: int, item: Any, address: int) -> tuple[float, int]:
        known = self._styles.get(address)
        if known is not None and address:
            return known
        size = raw.FPDFText_GetFontSize(text, index)
        size = size if 0 < size < 10_000 else 1.0  # which NaN is not
        matrix = raw.FS_MATRIX()
        turned = False
        if raw.FPDFText_GetMatrix(text, index, matrix):
            scale = (matrix.c**2 + matrix.d**2) ** 0.5
            size *= scale if 0.01 < scale < 100 else 1.0
            level = abs(matrix.b) if self._turn % 2 == 0 else abs(matrix.a)
            turned = level > 0.2 * (abs(matrix.a) + abs(matrix.b) or 1.0)
        style = TURNED if turned else 0
        style |= _face(text, index)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha):
            colours = (red.value, green.value, blue.value)
            if min(colours) > 242 or alpha.value < 26:
                style |= PALE
        if item:
            mode = raw.FPDFTextObj_GetTextRenderMode(item)
            if mode in (3, 7):
                style |= INVISIBLE
            elif mode == 2:
                style |= BOLD
            if _is_artifact(item):
                style |= ARTIFACT
        self._styles[address] = (size, style)
        return size, style


def _face(text: Any, index: int) -> int:
    name, flags = _font(text, index)
    style = 0
    if _BOLD.search(name) or raw.FPDFText_GetFontWeight(text, index) >= 600:
        style |= BOLD
    if _ITALIC.search(name) or flags & 64:
        style |= ITALIC
    return style


def _font(text: Any, index: int) -> tuple[str, int]:
    """Return the name of a character's font, and its flags."""
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text, index, None, 0, flags)
    if not 0 < length < 1_000:
        return "", flags.value
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFText_GetFontInfo(text, index, buffer, length, flags)
    return buffer.value.decode("latin-1"), flags.value


def _picture(code: int, font: str) -> str:
    """Return the sign that a letter of a picture font shows; the letter itself if it shows none.

    A font that stands in for one of them keeps its letters: bullets and ticks are Wingdings' then.
    """
    plain = font.rpartition("+")[2].casefold()
    named = next((name for name in _PICTURES if plain.replace("-", " ").startswith(name)), "")
    if not named:
        named = "wingdings" if code & 0xFF in _MARKS_OF_WINGDINGS else "symbol"
    letter = shown(code, named)
    return chr(code) if letter == "\ufffd" or letter.isalnum() else letter


def _is_artifact(item: Any) -> bool:
    """Whether the file itself says that a text is part of the page and none of the document."""
    for place in range(min(raw.FPDFPageObj_CountMarks(item), 8)):
        mark = raw.FPDFPageObj_GetMark(item, place)
        buffer, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
        if raw.FPDFPageObjMark_GetName(mark, buffer, 64, length) and bytes(buffer)[
            : length.value
        ] == "Artifact\0".encode("utf-16-le"):
            return True
    return False
