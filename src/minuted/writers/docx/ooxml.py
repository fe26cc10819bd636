"""The names that Word files are made of: XML namespaces, content types, relationship types."""

from typing import Final

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
V: Final = "urn:schemas-microsoft-com:vml"
OFFICE: Final = "urn:schemas-microsoft-com:office:office"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
STRICT: Final = "http://purl.oclc.org/ooxml/"
"""What every namespace of the "Strict Open XML" variety begins with."""

BODY_PREFIXES: Final = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}
"""The prefixes that the XML written by this package counts on."""

_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
TYPE_HEADER: Final = _WML + "header+xml"
TYPE_FOOTNOTES: Final = _WML + "footnotes+xml"
TYPE_CORE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
TYPE_CUSTOM: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"

REL_DOCUMENT: Final = R + "/officeDocument"
REL_SETTINGS: Final = R + "/settings"
REL_FOOTNOTES: Final = R + "/footnotes"
REL_HEADER: Final = R + "/header"
REL_IMAGE: Final = R + "/image"
REL_HYPERLINK: Final = R + "/hyperlink"
REL_CUSTOM: Final = R + "/custom-properties"
REL_CORE: Final = RELATIONSHIPS + "/metadata/core-properties"

EMU_PER_TWIP: Final = 635
EMU_PER_MM: Final = 36_000
EMU_PER_PIXEL: Final = 9_525
"""At 96 pixels an inch."""


def w(name: str) -> str:
    """Return the name of an element or attribute of WordprocessingML, as lxml spells it."""
    return f"{{{W}}}{name}"


def r(name: str) -> str:
    """Return the name of an attribute that points to a relationship."""
    return f"{{{R}}}{name}"
