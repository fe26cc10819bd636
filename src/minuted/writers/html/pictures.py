"""Pictures as part of the page itself, so that a copy is one file."""

import base64
import re

from minuted.errors import RenderError
from minuted.model.copy import Brand
from minuted.writers.logos import logo_sizes

_SVG = re.compile(rb"<svg[\s>]")


def data_uri(picture: bytes) -> str:
    """Return a picture's bytes as a `data:` address, for an `<img>` only.

    The format is told by the bytes, not by a file's name. An SVG inside an `<img>` runs no
    scripts and fetches nothing, whatever it holds.

    Raises:
        ValueError: they are no PNG, JPEG, GIF, WebP or SVG.
    """
    kind = _media_type(picture)
    if not kind:
        raise ValueError("this is no PNG, JPEG, GIF, WebP or SVG picture")
    return f"data:{kind};base64,{base64.b64encode(picture).decode('ascii')}"


def logo_uri(brand: Brand) -> str:
    """Return a brand's logo as a `data:` address; empty where it has none.

    Raises:
        RenderError: it is in no format that a browser shows.
    """
    if not brand.logo:
        return ""
    try:
        return data_uri(logo_sizes(brand)[0])
    except ValueError:
        raise RenderError(
            f"The logo “{brand.logo_alt}” is in no format that a browser shows.",
            "Save it as SVG, PNG or JPEG, and name that file in governance/trust.yaml.",
        ) from None


def _media_type(picture: bytes) -> str:
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if picture.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if picture.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if picture.startswith(b"RIFF") and picture[8:12] == b"WEBP":
        return "image/webp"
    if picture.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _SVG.search(picture):
        return "image/svg+xml"
    return ""
