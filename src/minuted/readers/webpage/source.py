"""The bytes of a web page as a tree: its encoding found, scripts never run, nothing fetched."""

import re

from lxml import etree, html

from minuted.errors import RefusedError
from minuted.readers.encodings import damaged_utf_8

LARGEST = 60_000_000
"""Bytes; pictures may lie in the page itself."""

MOST_ELEMENTS = 500_000

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_NO_LETTERS = dict.fromkeys((*range(9), 11, *range(14, 32), 0xFFFE, 0xFFFF), "") | {12: " "}
"""What no browser shows as a letter, typed or by its number; no tree is written with it."""

_LOOKS = re.compile(
    r"<\s*(?:!doctype|html|head|body|p|div|h[1-6]|table|ul|ol|main|section)\b", re.I
)


def tree_of(data: bytes, name: str) -> etree._Element:
    """Return a page's root element.

    Args:
        name: what to call the file in a refusal.

    Raises:
        RefusedError: it is no web page, or larger than any policy.
    """
    if len(data) > LARGEST:
        raise RefusedError(
            f"{name} is larger than {LARGEST // 1_000_000} MB, so it is no policy.",
            "Check that it is the file that was meant.",
        )
    text = decoded(data)
    if not _LOOKS.search(text[:200_000]) or "\0" in text[:10_000]:
        raise RefusedError(
            f"{name} is no web page: it has none of HTML's marks.",
            "Open the page in a browser, save it as a web page, and give that file.",
        )
    text = re.sub(r"<!\[(?:if|endif)[^>]*>", "", text)  # Word's own, which are not HTML
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(no_network=True, remove_pis=True, remove_comments=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.replace("\0", ""), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise _broken(name) from None
    if _cleaned(root) > MOST_ELEMENTS:
        raise RefusedError(
            f"{name} has more parts than any policy.",
            "Check that it is the file that was meant.",
        )
    return root


def _cleaned(root: etree._Element) -> int:
    """Take out of a tree what is no letter; return how many elements it has."""
    count = 0
    for element in root.iter():
        count += 1
        for name in ("text", "tail"):
            said = getattr(element, name)
            if said and not said.isprintable():  # quick, and true of nearly all
                clean = said.translate(_NO_LETTERS)
                if clean != said:
                    setattr(element, name, clean)
    return count


def decoded(data: bytes) -> str:
    """Return a page's text by its mark, by what it says of itself, or by what fits."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").lstrip("\ufeff")
    said = _CHARSET.search(data[:4_096])
    names = [said[1].decode("ascii")] if said else []
    for named in (*names, "utf-8", "cp1252"):
        plain = named.lower().replace("_", "-")
        # every browser reads these names so
        old = plain in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii")
        encoding = "cp1252" if old else plain
        if encoding.startswith(("utf-16", "utf-7", "utf-32")):
            continue  # it could not have been read as ASCII
        try:
            return data.decode(encoding)
        except LookupError:
            continue
        except UnicodeDecodeError:
            if plain == "utf-8" and (damaged := damaged_utf_8(data)):
                return damaged
    return data.decode("cp1252", errors="replace")


def properties_of(root: etree._Element) -> dict[str, str]:
    """Return what a page says of itself, by name."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name, content = meta.get("name"), meta.get("content")
        if name and content is not None and len(found) < 200:
            found[name] = content[:2_000]
    return found


def _broken(name: str) -> RefusedError:
    return RefusedError(
        f"{name} cannot be read as a web page.",
        "Open it in a browser, save it as a web page again, and give that file.",
    )
