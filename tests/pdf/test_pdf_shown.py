"""Pictures are drawn before any copy holds them, and names are held against the fonts."""

import io

import pytest
from PIL import Image

import samples
from minuted.writers.pdf.fonts import typefaces
from minuted.writers.pdf.shown import picture_fault, unprintable

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="20">{inner}</svg>'


def svg(inner: str = '<rect width="9" height="9"/>', wide: str = "90") -> bytes:
    return SVG.format(inner=inner, wide=wide).encode()


def jpeg(mode: str) -> bytes:
    data = io.BytesIO()
    Image.new(mode, (30, 20)).save(data, "JPEG")
    return data.getvalue()


def spoiled(data: bytes) -> bytes:
    """Return a PNG in which some pixels are others than its checksums say."""
    at = data.index(b"IDAT") + 10
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


@pytest.mark.parametrize(
    "data",
    [
        samples.png(30, 20),
        jpeg("RGB"),
        jpeg("L"),
        svg(),
        svg('<text y="9">Ash</text>'),
        samples.LOGO,
    ],
)
def test_what_every_format_shows_has_no_fault(data: bytes) -> None:
    assert picture_fault(data) == ""


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (jpeg("CMYK"), "is in CMYK colours"),
        (spoiled(samples.png(30, 20)), "is damaged or cut short"),
        (svg(wide="0"), "has no size"),
        (
            b'<?xml version="1.0" encoding="ISO-8859-1"?>'
            + svg("<title>\xe9</title>").replace("\xe9".encode(), b"\xe9"),
            "is an SVG in another encoding than UTF-8",
        ),
        (svg('<text y="9">\u5c0f</text>'), "“\u5c0f” (U+5C0F"),
    ],
)
def test_what_some_format_cannot_show_is_told_in_our_words(data: bytes, fault: str) -> None:
    said = picture_fault(data)
    assert fault in said
    assert "minuted/" not in said


def test_letters_that_no_font_has_are_found_among_many_words() -> None:
    faces = typefaces({})
    assert unprintable(["Ash Primary", "\u00c9cole Ste Anne", "Ysgol T\u0177"], faces) == []
    assert unprintable(["Ash", "Elm \u5c0f\u5b66", "\u5c0f"], faces) == ["\u5c0f", "\u5b66"]


def test_what_looks_like_typst_in_a_name_is_a_name() -> None:
    assert unprintable(['#panic("no")', "$x", "*Ash* _Elm_ [Oak]"], typefaces({})) == []
