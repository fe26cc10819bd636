"""A text's pictures as files for the compiler, each under a name that says its format."""

from collections.abc import Iterator, Mapping

import typst

from minuted.errors import RenderError
from minuted.model.policy import Image, Policy
from minuted.model.walking import words_in
from minuted.writers.pdf.complaints import complaints
from minuted.writers.pdf.inlines import Record
from minuted.writers.pdf.press import Press

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
)
SAVE_ANEW = "Save it anew as .png, .jpg (RGB, not CMYK colours) or plain .svg."


def picture_files(text: Policy, images: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    """Return the pictures that the text shows, by path such as `minuted/pictures/….png`.

    A picture whose bytes are not at hand is left out.

    Raises:
        RenderError: a picture's format is none that a PDF can hold.
    """
    return {
        f"{folder}/{image.sha256}.{_format(image, images[image.sha256])}": images[image.sha256]
        for image in _pictures(text)
        if image.sha256 in images
    }


def check_pictures(record: Record, press: Press) -> None:
    """Show each picture alone, for a complaint about one among many does not say which.

    Raises:
        RenderError: one cannot be shown.
    """
    for path, (place, image) in record.pictures.items():
        try:
            press.check_picture(path)
        except typst.TypstError as error:
            why = complaints(error)[0].message
            message = f"The picture {image.path} in {place} cannot be used: {why}."
            raise RenderError(message, SAVE_ANEW, place.address) from error


def _pictures(text: Policy) -> Iterator[Image]:
    for _, inline in words_in(text.children):
        if isinstance(inline, Image):
            yield inline


def _format(image: Image, data: bytes) -> str:
    for start, name in _STARTS:
        if data.startswith(start):
            return name
    if b"<svg" in data[:4096]:
        return "svg"
    raise RenderError(f"The picture {image.path} is in a format that a PDF cannot show.", SAVE_ANEW)
