"""Pictures, looked at before any copy holds them: what they are, and whether they are harmless."""

import re
from typing import Literal

from lxml import etree

Format = Literal["svg", "png", "jpg"]

MAX_BYTES = 10_000_000
_OUTSIDE_STYLE = re.compile(r"url\(\s*['\"]?(?!#|data:)|@import", re.IGNORECASE)
_ACTIVE = frozenset(
    ("script", "foreignObject", "iframe", "object", "embed", "handler", "set", "animate")
)


def picture_format(data: bytes) -> Format | None:
    """Return what the bytes are, whatever the file's name says; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "svg" if head.startswith(b"<") and b"<svg" in data[:5000] else None


def picture_fault(data: bytes) -> str:
    """Return why a picture cannot be used, as the end of a sentence; empty where it can."""
    if len(data) > MAX_BYTES:
        return f"is larger than {MAX_BYTES // 1_000_000} MB"
    kind = picture_format(data)
    if kind is None:
        return "is no PNG, JPEG or SVG picture"
    return _svg_fault(data) if kind == "svg" else ""


def _svg_fault(data: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return f"is not a well-formed SVG picture ({error})"
    if b"<!ENTITY" in data:
        return "declares entities, which a picture does not need"
    for element in root.iter():
        if not isinstance(element.tag, str):
            if element.tag is etree.ProcessingInstruction:
                return "asks for a style sheet from outside"
            continue
        name = etree.QName(element).localname
        if name in _ACTIVE:
            return f"holds a <{name}>, and a copy's pictures must not move or run anything"
        if name == "style" and _OUTSIDE_STYLE.search("".join(str(t) for t in element.itertext())):
            return "fetches something from outside"
        for key, value in element.attrib.items():
            fault = _attribute_fault(etree.QName(key).localname, str(value))
            if fault:
                return fault
    return ""


def _attribute_fault(name: str, value: str) -> str:
    if name.lower().startswith("on"):
        return f"holds a script ({name}=…)"
    if name == "href" and not value.strip().startswith(("#", "data:image/")):
        return "fetches something from outside"
    if _OUTSIDE_STYLE.search(value):
        return "fetches something from outside"
    return ""
