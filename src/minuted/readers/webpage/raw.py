"""The words of a web page as Python's own parser has them, for holding a reading against."""

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser

from minuted.readers.webpage.source import decoded

_WORD = re.compile(r"\w+", re.UNICODE)
_TAG = re.compile(r"<[^>]*>")
_SILENT = frozenset(("script", "style", "noscript", "template", "title", "svg", "math"))
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)


def raw_words(data: bytes) -> list[str]:
    """Return a page's words in order: letters and digits, menus and hidden ones included."""
    collector = _Collector()
    text = decoded(data)
    try:
        collector.feed(text)
        collector.close()
    except AssertionError:  # how Python's parser refuses a declaration that no browser minds
        return _words(unescape(_TAG.sub(" ", text)))
    return _words("".join(collector.parts))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))  # a bare accent parts words


class _Collector(HTMLParser):
    """Collects text, a space at the edge of every block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a block's edge."""
        if tag in _SILENT:
            self._silent += 1
        if tag not in _INLINE:
            self.parts.append(" ")
        if tag == "img":
            self.parts.append(" " + next((v or "" for k, v in attrs if k == "alt"), "") + " ")

    def handle_endtag(self, tag: str) -> None:
        """Note a block's edge."""
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag not in _INLINE:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if not self._silent:
            self.parts.append(data)
