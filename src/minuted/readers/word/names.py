"""The names that Word's XML is made of, and how its small values are read."""

from typing import Final

from lxml import etree

Element = etree._Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
M: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V: Final = "urn:schemas-microsoft-com:vml"
DIAGRAM: Final = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"

STRICT: Final = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP,
    "http://purl.oclc.org/ooxml/drawingml/main": A,
    "http://purl.oclc.org/ooxml/officeDocument/math": M,
    "http://purl.oclc.org/ooxml/drawingml/diagram": DIAGRAM,
    "http://purl.oclc.org/ooxml/drawingml/chart": CHART,
}
"""What the “Strict Open XML” variety calls the same things."""


def w(name: str) -> str:
    """Return the name of an element or attribute of WordprocessingML, as lxml spells it."""
    return f"{{{W}}}{name}"


VAL: Final = w("val")
P: Final = w("p")
TABLE: Final = w("tbl")
PARAGRAPH_PROPERTIES: Final = w("pPr")
RUN_PROPERTIES: Final = w("rPr")


def value(parent: Element | None, name: str) -> str:
    """Return the `w:val` of a child; empty where there is no such child or value."""
    child = None if parent is None else parent.find(w(name))
    return "" if child is None else child.get(VAL, "")


def number(text: str | None, otherwise: int, most: int = 2**31) -> int:
    """Return a whole number as Word writes them, within `-most` and `most`."""
    try:
        return max(-most, min(most, int((text or "").strip()[:12])))
    except ValueError:
        return otherwise


def is_on(text: str) -> bool:
    """Return whether a switch such as `<w:b/>` is on, by its value; no value is on."""
    return text.lower() not in ("0", "false", "off", "none")


def switch(parent: Element | None, name: str) -> bool | None:
    """Return whether a child switches something on or off; None where there is no such child."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else is_on(child.get(VAL, ""))


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
