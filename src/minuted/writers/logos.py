"""Logos with as many pixels as a copy has use for.

Schools have logos of any size. In a PDF the pixels of a PNG are packed anew for every copy, and a
page carries the file itself, so that a logo of 2,400 pixels for a place of four centimetres would
make a copy six times as slow and as large. What is drawn here is drawn once for all copies.
"""

from typing import Final

from minuted.errors import RenderError
from minuted.model.copy import Brand, DrawnLogo
from minuted.writers import raster

PIXELS_AN_INCH: Final = 300
"""What print has use for."""

WORD_BOX: Final = (900, 900)
"""Pixels: what `PIXELS_AN_INCH` are at 76 mm, more than a letterhead's logo is wide."""

SMALL_BOX: Final = (900, 240)
"""The same for a logo at the top of a page, 76 mm by 20 mm."""


def draw(logo: bytes, kind: str) -> DrawnLogo:
    """Draw a logo for copies.

    Args:
        kind: `svg`, `png` or `jpg`.

    Raises:
        UnreadableImageError: the bytes are no such picture.
    """
    word = raster.to_png(logo, kind, WORD_BOX)
    return DrawnLogo(word, raster.to_png(logo, kind, SMALL_BOX) if is_large(logo, kind) else b"")


def is_large(logo: bytes, kind: str) -> bool:
    """Whether a logo is a PNG with more pixels than PDFs and pages have use for.

    Raises:
        UnreadableImageError: it is a PNG, and broken.
    """
    if kind != "png":  # drawings made of lines, and photographs, go into a PDF as they are
        return False
    wide, high = raster.pixel_size(logo)
    return wide > SMALL_BOX[0] or high > SMALL_BOX[1]


def word_logo(brand: Brand) -> bytes:
    """Return the brand's logo as Word shows it, a PNG; empty where it has none.

    Raises:
        RenderError: the logo cannot be read.
    """
    if not brand.logo:
        return b""
    if brand.drawn is not None:
        return brand.drawn.word
    try:
        return draw(brand.logo, brand.logo_format).word
    except raster.UnreadableImageError as fault:
        raise RenderError(
            f"The logo “{brand.logo_alt}” cannot be read: {fault}.",
            "Save it again as SVG, PNG or JPG, and name that file in trust.yaml.",
        ) from fault


def logo_sizes(brand: Brand) -> list[bytes]:
    """Return the brand's logo for PDFs and pages, the smallest first, the logo itself last.

    Where it cannot be read there is the logo alone: whoever shows it will say what is wrong.
    """
    drawn = brand.drawn
    if drawn is None:
        try:
            large = is_large(brand.logo, brand.logo_format)
            drawn = draw(brand.logo, brand.logo_format) if large else None
        except raster.UnreadableImageError:
            drawn = None
    if drawn is None or not drawn.small:
        return [brand.logo]
    return list(dict.fromkeys((drawn.small, drawn.word, brand.logo)))
