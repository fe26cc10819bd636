"""Pictures, looked at before any copy holds them: what they are, and whether they are harmless."""

import re
from typing import Any, Literal

Format = Literal["svg", "png", "jpg"]

MAX_BYTES = 10_000_000
_FETCH = re.compile(
    # a backslash can spell url( in letters that no search finds
    r"url\(\s*+['\"]?+\s*+(?!#|data:)|@import|image-set\(|\\",
    re.IGNORECASE,
)
_ACTIVE = frozenset(
    ("script", "foreignobject", "iframe", "object", "embed", "handler", "set", "audio", "video")
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
    if kind == "svg":
        return _svg_fault(data)
    whole = _png_is_whole(data) if kind == "png" else _jpeg_is_whole(data)
    return "" if whole else "is damaged or cut short"


def _png_is_whole(data: bytes) -> bool:
    return data[12:16] == b"IHDR" and b"IEND" in data


def _jpeg_is_whole(data: bytes) -> bool:
    """Whether a JPEG has its end, and not only the small picture of it that it may hold."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:  # from here on it is pixels
            return b"\xff\xd9" in data[at:]
        at += 1 if marker == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4])
    return False


def _svg_fault(data: bytes) -> str:
    from lxml import etree  # late: most logos are no SVG, and every build looks at the logos

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return "is not a well-formed SVG picture"
    if _local_name(root.tag) != "svg":  # nor is <SVG>, to those who draw it
        return "is no PNG, JPEG or SVG picture"
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        return "declares entities, which a picture does not need"
    around = [*root.itersiblings(preceding=True), *root.itersiblings()]
    for element in [*around, *root.iter()]:
        fault = _element_fault(element)
        if fault:
            return fault
    return ""


def _element_fault(element: Any) -> str:
    if not isinstance(element.tag, str):
        asks = hasattr(element, "target")  # a processing instruction, no comment
        return "asks for a style sheet from outside" if asks else ""
    name = _local_name(element.tag).lower()
    if name in _ACTIVE or name.startswith("animate"):
        return f"holds a <{name}>, and a copy's pictures must not move or run anything"
    if name == "style" and _FETCH.search("".join(str(t) for t in element.itertext())):
        return "fetches something from outside"
    for key, value in element.attrib.items():
        fault = _attribute_fault(str(key), str(value))
        if fault:
            return fault
    return ""


def _attribute_fault(key: str, value: str) -> str:
    name = _local_name(key).lower()
    if name.startswith("on"):
        return f"holds a script ({name}=…)"
    if name == "href" and not value.strip().startswith(("#", "data:image/")):
        return "fetches something from outside"
    own = not key.startswith("{")  # Inkscape's attributes, say, hold the paths of their files
    if name == "base" or (own and _FETCH.search(value)):
        return "fetches something from outside"
    return ""


def _local_name(tag: str) -> str:
    """Return `use` for `{http://www.w3.org/2000/svg}use`."""
    return tag.rpartition("}")[2]
