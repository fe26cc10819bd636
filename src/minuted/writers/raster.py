"""Pictures as PNG, for Word: older editions draw no SVG, and a logo may be of any kind.

Typst does the drawing: a page that is as large as one picture, with nothing behind it, exported
as PNG. It reads no file and fetches nothing: an SVG with outside references is refused.
"""

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import typst

_ENDINGS = {"svg": "svg", "png": "png", "jpg": "jpg", "jpeg": "jpg"}
_SCREEN: Final = 96.0
"""Pixels an inch at which a picture has its natural size."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPG: Final = b"\xff\xd8\xff"
_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class UnreadableImageError(Exception):
    """The bytes are no picture, or one of a kind that is not read; the message says why."""


def kind_of(data: bytes) -> str:
    """Return `png`, `jpg` or, for anything else, `svg`, judging by the bytes."""
    if data.startswith(_PNG):
        return "png"
    return "jpg" if data.startswith(_JPG) else "svg"


def pixel_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPG in pixels.

    Raises:
        UnreadableImageError: the bytes are neither, or say nothing of their size.
    """
    size = (0, 0)
    if data.startswith(_PNG) and len(data) >= 24:
        size = struct.unpack_from(">II", data, 16)
    elif data.startswith(_JPG):
        size = _jpg_size(data)
    if min(size) < 1:
        raise UnreadableImageError("it is no PNG or JPG picture, or broken")
    return size


def _jpg_size(data: bytes) -> tuple[int, int]:
    """Walk a JPG's segments to the frame's; (0, 0) where there is none."""
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            break
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker in _FRAME_MARKERS:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        # A fill byte stands alone; a segment has its length behind its marker.
        at += 1 if marker == 0xFF else 2 + length
    return 0, 0


def natural_size(data: bytes, kind: str) -> tuple[int, int]:
    """Return width and height in pixels at 96 to the inch, of an SVG too.

    Raises:
        UnreadableImageError: the bytes are no such picture.
    """
    if _ENDINGS.get(kind) != "svg":
        return pixel_size(data)
    page = (
        f"#context {{ let size = measure({_image('svg', '')})\n"
        "[#metadata((size.width.pt(), size.height.pt())) <size>] }"
    )
    with _reported():
        answer = _compiler(page, data).query("<size>", field="value", one=True)
    wide, high = (round(points * _SCREEN / 72) for points in json.loads(answer))
    if min(wide, high) < 1:
        raise UnreadableImageError("it has no size")
    return wide, high


@lru_cache(maxsize=256)
def to_png(data: bytes, kind: str, box: tuple[int, int]) -> bytes:
    """Return a picture as PNG, transparent where it is.

    Args:
        data: the picture.
        kind: `svg`, `png` or `jpg`.
        box: width and height in pixels: an SVG just fits in, other pictures are at most so large.

    Raises:
        UnreadableImageError: the bytes are no such picture.
    """
    wide, high = natural_size(data, kind)
    scale = min(box[0] / wide, box[1] / high)
    if _ENDINGS[kind] == "svg":
        return _drawn(data, "svg", "", _SCREEN * scale)
    width = max(1, round(wide * min(scale, 1)))
    drawn = _drawn(data, _ENDINGS[kind], f", width: {width}pt", 72.0)
    # A PNG that is small enough stays as the school saved it; drawing it proved it whole.
    return data if kind == "png" and scale >= 1 else drawn


def _drawn(data: bytes, kind: str, width: str, pixels_an_inch: float) -> bytes:
    page = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        '#set text(font: "Source Sans Pro")\n'
        f"#{_image(kind, width)}"
    )
    with _reported():
        drawn = _compiler(page, data).compile(format="png", ppi=pixels_an_inch)
    if not isinstance(drawn, bytes):
        raise UnreadableImageError("it makes more than one page")
    return drawn


def _image(kind: str, width: str) -> str:
    return f'image(bytes(json(bytes(sys.inputs.picture))), format: "{kind}"{width})'


def _compiler(page: str, picture: bytes) -> "typst.Compiler":
    """Return Typst with one page and one picture; inputs are text, so it goes as numbers.

    Without a root of its own Typst would let an SVG show pictures from the current folder. The
    folder of the fonts has nothing to show.
    """
    import font_source_sans_pro  # late, as is Typst: whoever asks for a size alone needs neither
    import typst

    return typst.Compiler(
        input=page.encode(),
        root=font_source_sans_pro.font_directory,
        font_paths=_fonts(),
        sys_inputs={"picture": str(list(picture))},
    )


@lru_cache(maxsize=1)
def _fonts() -> "typst.Fonts":
    """Return the fonts for an SVG's words: never the machine's, or copies would differ."""
    import font_source_sans_pro
    import typst

    folders = [font_source_sans_pro.font_directory]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


@contextmanager
def _reported() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        # `query` raises this plain class, and TypstError is one of it.
        why = str(error).removeprefix("failed to compile document: ")
        raise UnreadableImageError(why) from error
