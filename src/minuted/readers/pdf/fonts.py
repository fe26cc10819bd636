"""What the codes of a PDF's font mean, by its own ToUnicode map."""

import re
from typing import Any

import pikepdf

_CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[((?:\s*<[0-9A-Fa-f]*>)*)\s*\])"
)


class UnknownFontError(Exception):
    """A font says nothing of what its codes mean."""


class Font:
    """What a font's codes mean, by its ToUnicode map."""

    def __init__(self, font: Any) -> None:
        self.wide = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
        self.meanings: dict[int, str] = {}
        cmap = font.get("/ToUnicode")
        if not isinstance(cmap, pikepdf.Stream):
            raise UnknownFontError
        source = cmap.read_bytes()[:4_000_000]
        for block in _CHARACTERS.findall(source):
            for code, meaning in _PAIR.findall(block):
                self.meanings[int(code, 16)] = _meaning(meaning)
        for block in _RANGES.findall(source):
            for first, last, start, listed in _RANGE.findall(block):
                self._range(int(first, 16), int(last, 16), start, listed)

    def _range(self, first: int, last: int, start: bytes, listed: bytes) -> None:
        last = min(last, first + 65_535)
        if start:
            begin = _meaning(start)
            for step in range(last - first + 1):
                end = ord(begin[-1]) + step if begin else 0
                if begin and end < 0x110000:
                    self.meanings[first + step] = begin[:-1] + chr(end)
            return
        for step, meaning in enumerate(re.findall(rb"<([0-9A-Fa-f]*)>", listed)):
            self.meanings[first + step] = _meaning(meaning)

    def said(self, codes: bytes) -> str:
        """Return what codes say; one without a meaning is the replacement character."""
        wide = self.wide
        return "".join(
            self.meanings.get(int.from_bytes(codes[i : i + wide], "big"), "\ufffd")
            for i in range(0, len(codes) - wide + 1, wide)
        )


def _meaning(hexadecimal: bytes) -> str:
    raw = bytes.fromhex(hexadecimal.decode("ascii").rjust(4, "0"))
    return raw.decode("utf-16-be", errors="replace")
