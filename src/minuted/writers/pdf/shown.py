"""What no PDF can show, found out beforehand by making one of it alone."""

import json
from collections.abc import Sequence
from typing import Final

import typst

from minuted.writers.pdf.complaints import Complaint, complaints
from minuted.writers.pdf.faults import in_words
from minuted.writers.pdf.fonts import Typefaces, typefaces
from minuted.writers.pdf.press import STANDARDS
from minuted.writers.pdf.private_folder import PrivateFolder
from minuted.writers.raster import kind_of

_PAGE: Final = """
#set document(title: "Picture")
#set page(width: auto, height: auto)
#set text(lang: "en", font: "Source Sans Pro")
"""
_WORDS: Final = "#for words in json(bytes(sys.inputs.words)) { par(words) }"

_FAULTS: Final = (
    ("CMYK", "is in CMYK colours, which are for printing presses"),
    ("not valid UTF-8", "is an SVG in another encoding than UTF-8"),
    ("viewbox is invalid", "has no size: its width, its height or its viewBox is nothing"),
    ("failed to decode image", "is damaged or cut short"),
)
"""What Typst says of a picture, and what we do."""


def picture_fault(data: bytes) -> str:
    """Return why not every format can show a picture, as the end of a sentence; empty if all can.

    What a PDF made to the standards can show, pages and Word files can.

    Args:
        data: a PNG, a JPEG, or else an SVG.

    Raises:
        OSError: there is no room for a temporary file.
    """
    name = f"picture.{kind_of(data)}"
    error = _refusal(f'{_PAGE}#image("{name}", alt: "Picture")', typefaces({}), {name: data})
    if error is None:
        return ""
    first = complaints(error)[0]
    if first.unprintable:
        return (
            f"has words with {in_words(first.unprintable)}, which no font at hand has:"
            " its words should be turned into outlines"
        )
    for mark, fault in _FAULTS:
        if mark in first.message:
            return fault
    return f"cannot be drawn: {first.message}"


def unprintable(words: Sequence[str], faces: Typefaces) -> list[str]:
    """Return the characters of some words that none of the fonts has."""
    error = _refusal(f"{_PAGE}{_WORDS}", faces, {}, {"words": json.dumps(words)})
    found: list[Complaint] = complaints(error) if error is not None else []
    return list(dict.fromkeys(c.unprintable for c in found if c.unprintable))


def _refusal(
    page: str,
    faces: Typefaces,
    files: dict[str, bytes],
    inputs: dict[str, str] | None = None,
) -> typst.TypstError | None:
    """Return why Typst makes no PDF of a page; None where it does."""
    folder = PrivateFolder()  # with nothing in it but what the page shows
    for name, data in files.items():
        folder.write(name, data)
    compiler = typst.Compiler(
        input=page.encode(),
        root=folder.path,
        font_paths=faces.fonts,
        ignore_system_fonts=True,
        sys_inputs=inputs or {},
    )
    try:
        compiler.compile(format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError as error:
        return error
    return None
