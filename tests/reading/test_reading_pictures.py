"""Pictures are looked at before any copy holds them."""

import pytest

from minuted.readers.pictures import MAX_BYTES, picture_fault, picture_format
from samples import LOGO, png

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 10 + b"\xff\xda" + b"\x00" * 40 + b"\xff\xd9"


def svg(inner: str) -> bytes:
    return SVG.format(inner).encode()


def test_a_picture_is_what_its_bytes_are() -> None:
    assert picture_format(png()) == "png"
    assert picture_format(JPEG) == "jpg"
    assert picture_format(LOGO) == "svg"
    assert picture_format(b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a --><svg/>') == "svg"
    for other in (b"", b"GIF89a", b"%PDF-1.7", b"<html></html>", b"\x1f\x8b<svg", b"svg"):
        assert picture_format(other) is None


@pytest.mark.parametrize(
    "data",
    [
        png(),
        JPEG,
        LOGO,
        svg('<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/>'),
        svg("<rect style=\"fill:url('#g')\"/>"),
        svg("<rect fill='url( \"#g\" )'/>"),
        svg('<style>rect { fill: url(#g) } /* a note */</style><use href="#a"/>'),
        svg('<image xlink:href="data:image/png;base64,AAAA"/>'),
        svg('<text font-family="Source Sans 3">Ash</text><title>A</title><desc>b</desc>'),
        svg('<g xmlns:i="http://inkscape.org" i:export-filename="C:\\Users\\me\\logo.png"/>'),
        b'<?xml version="1.0" standalone="no"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
        b' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">' + svg(""),
    ],
)
def test_an_ordinary_picture_is_taken(data: bytes) -> None:
    assert picture_fault(data) == ""


@pytest.mark.parametrize(
    ("inner", "fault"),
    [
        ("<script>alert(1)</script>", "holds a <script>"),
        ("<SCRIPT/>", "holds a <script>"),
        ("<foreignObject/>", "holds a <foreignobject>"),
        ('<rect><animate attributeName="x"/></rect>', "holds a <animate>"),
        ("<animateTransform/>", "holds a <animatetransform>"),
        ("<set/>", "holds a <set>"),
        ('<rect onload="a()"/>', "holds a script (onload=…)"),
        ('<rect ONCLICK="a()"/>', "holds a script (onclick=…)"),
        ('<a xlink:href="javascript:a()"/>', "fetches something"),
        ('<image href="https://x.org/a.png"/>', "fetches something"),
        ('<image href="a.png"/>', "fetches something"),
        ('<use xlink:href="other.svg#a"/>', "fetches something"),
        ('<image href="data:text/html,a"/>', "fetches something"),
        ('<rect fill="url(https://x.org/#a)"/>', "fetches something"),
        ("<rect style=\"fill:url( 'https://x.org')\"/>", "fetches something"),
        ("<style>@import 'a.css';</style>", "fetches something"),
        ("<style>rect { fill: URL(a.svg) }</style>", "fetches something"),
        ("<style>rect { fill: \\75rl(a.svg) }</style>", "fetches something"),
        ("<style>rect { x: image-set('a.png' 1x) }</style>", "fetches something"),
        ('<g xml:base="https://x.org/"/>', "fetches something"),
        ('<?xml-stylesheet href="a.css"?>', "asks for a style sheet"),
        ("<rect>", "is not a well-formed"),
    ],
)
def test_a_picture_that_does_more_than_show_is_refused(inner: str, fault: str) -> None:
    assert fault in picture_fault(svg(inner))


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "is no PNG"),
        (b"hello", "is no PNG"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (png()[:-20], "damaged"),
        (JPEG[:-2], "damaged"),
        (png() + b"\x00" * MAX_BYTES, "larger than 10 MB"),
        (b'<?xml-stylesheet href="a.css"?>' + svg(""), "asks for a style sheet"),
        (svg("") + b'<?xml-stylesheet href="a.css"?>', "asks for a style sheet"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "declares entities"),
        (b'<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd">]>' + svg(""), "entities"),
        (b"<html><svg/></html>", "is no PNG"),
        (b'<?xml version="1.0" encoding="nonsense"?>' + svg(""), "is not a well-formed"),
    ],
)
def test_a_file_that_is_no_sound_picture_is_refused(data: bytes, fault: str) -> None:
    assert fault in picture_fault(data)


def test_entities_that_grow_without_end_are_never_filled_in() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))
    document = f'<!DOCTYPE svg [<!ENTITY e0 "lol">{bomb}]>'.encode() + svg("&e29;")
    assert picture_fault(document) != ""


def test_the_small_picture_inside_a_photograph_is_not_its_end() -> None:
    small = b"\xff\xe1" + (2 + len(JPEG)).to_bytes(2) + JPEG
    photograph = JPEG[:2] + small + JPEG[2:]
    assert picture_fault(photograph) == ""
    assert picture_fault(photograph[:-2]) == "is damaged or cut short"
