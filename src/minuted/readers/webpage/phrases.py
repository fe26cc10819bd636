"""The words inside a paragraph: emphasis, links, raised words, pictures, notes' marks."""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from lxml import etree

from minuted.model.canonical import text_of
from minuted.model.document import Picture
from minuted.model.phrases import tidy
from minuted.model.policy import (
    Code,
    Emphasis,
    Footnote,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Text,
)

WHITE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_DATA = re.compile(r"data:image/(png|jpeg|jpg|gif|webp|svg\+xml);base64,(.*)", re.DOTALL)
_A_NUMBER = re.compile(r"(?:\d+[A-Z]?|[A-Z])(?:\.\d+[A-Z]?)*(?:\([a-z]+\))*")
_SUFFIXES = {"jpeg": "jpg", "svg+xml": "svg"}
_WRAPS: dict[str, Callable[[Inlines], Inline]] = {
    "em": Emphasis,
    "i": Emphasis,
    "strong": Strong,
    "b": Strong,
    "sup": Superscript,
    "sub": Subscript,
}
SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "object",
        "embed",
        "iframe",
        "svg",
        "math",
        "select",
        "input",
        "textarea",
        "button",
        "canvas",
        "audio",
        "video",
        "map",
    ]
)


class Phrases:
    """Turns elements into inlines.

    Attributes:
        pictures: those met so far, by the SHA-256 of their bytes.
    """

    def __init__(
        self,
        hidden: Callable[[etree._Element], bool],
        note: Callable[[etree._Element], Footnote | None],
    ) -> None:
        """Take what tells hidden elements, and what gives the note that a mark stands for."""
        self.pictures: dict[str, Picture] = {}
        self._hidden = hidden
        self._note = note

    def of(self, items: list[str | etree._Element], *, plain: bool = False) -> Inlines:
        """Return some text and elements as one phrase, white space as it is read.

        Args:
            plain: whether bold is no emphasis here, as in a heading.
        """
        inlines = [inline for item in items for inline in self._item(item, 0, plain=plain)]
        return tidy(tuple(inlines), WHITE)

    def _item(self, item: str | etree._Element, depth: int, *, plain: bool) -> Iterator[Inline]:
        if isinstance(item, str):
            if item:
                yield Text(WHITE.sub(" ", item))
            return
        tag = item.tag
        if not isinstance(tag, str) or tag in SKIPPED or self._hidden(item):
            return
        if tag == "br":
            yield LineBreak()
            return
        if tag == "img":
            yield from self._image(item)
            return
        note = self._note(item)
        if note is not None:
            yield note
            return
        inner = tuple(self._inside(item, depth, plain=plain))
        if not inner:
            return
        if tag == "a":
            yield from self._anchor(item, inner)
        elif tag in ("code", "kbd", "samp", "tt") and all(isinstance(i, Text) for i in inner):
            yield Code("".join(i.text for i in inner if isinstance(i, Text)))
        elif tag in _WRAPS and not (plain and tag in ("strong", "b")):
            yield _WRAPS[tag](inner)
        else:
            yield from inner

    def _inside(self, element: etree._Element, depth: int, *, plain: bool) -> Iterator[Inline]:
        if depth > 60:
            yield Text(WHITE.sub(" ", "".join(str(t) for t in element.itertext())))
            return
        yield from self._item(element.text or "", depth, plain=plain)
        for child in element:
            yield from self._item(child, depth + 1, plain=plain)
            yield from self._item(child.tail or "", depth, plain=plain)

    def _anchor(self, element: etree._Element, inner: Inlines) -> Iterator[Inline]:
        address = (element.get("href") or "").strip()
        if address.lower().startswith(("https:", "http:", "mailto:")):
            yield Link(inner, address)
        elif not text_of(inner):  # around nothing that is seen
            yield from inner
        elif address.startswith("#") and len(address) > 1 and "number" not in _names(element):
            words = "".join(i.text for i in inner if isinstance(i, Text)).strip()
            plain = len(inner) == 1 and isinstance(inner[0], Text) and _A_NUMBER.fullmatch(words)
            yield Reference(unquote(address[1:]), words if plain else "", () if plain else inner)
        else:
            yield from inner

    def _image(self, element: etree._Element) -> Iterator[Inline]:
        alt = WHITE.sub(" ", element.get("alt") or "").strip()
        found = _DATA.match(element.get("src") or "")
        digest = ""
        if found:
            try:
                data = base64.b64decode(unquote(found[2]), validate=False)
            except (binascii.Error, ValueError):
                data = b""
            if data:
                digest = hashlib.sha256(data).hexdigest()
                suffix = "." + _SUFFIXES.get(found[1], found[1])
                self.pictures[digest] = Picture(data, suffix)
        if alt or digest:
            yield Image(alt, "", digest)


def _names(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()
