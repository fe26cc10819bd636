"""The PDF writer: a text becomes Typst source once, and each copy is one run of a kept compiler."""

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from threading import Lock
from typing import Any

import typst

from minuted.errors import RenderError
from minuted.model.contrast import is_colour, text_in
from minuted.model.copy import VERSION_TABLE_HEADINGS, Copy
from minuted.model.policy import Policy
from minuted.writers.base import Assets
from minuted.writers.logos import PIXELS_AN_INCH, logo_sizes
from minuted.writers.pdf.complaints import complaints
from minuted.writers.pdf.faults import about_template, refuse_warnings, render_error
from minuted.writers.pdf.fonts import Typefaces, must_have, typefaces
from minuted.writers.pdf.office_files import office_files
from minuted.writers.pdf.pictures import SAVE_ANEW, check_pictures, picture_files
from minuted.writers.pdf.press import OURS, Press
from minuted.writers.pdf.source import Source, source_of
from minuted.writers.raster import pixel_size

_LOGO_FORMATS = ("svg", "png", "jpg")


class PdfTemplate:
    """One text in a compiler of its own; see `Template`."""

    def __init__(self, source: Source, press: Press, faces: Typefaces) -> None:
        self._source = source
        self._press = press
        self._faces = faces
        self._one_at_a_time = Lock()

    def stamp(self, copy: Copy) -> bytes:
        """Return one audience's PDF.

        Raises:
            RenderError: a field has no value, the brand's font or logo cannot be used, a character
                has no shape in any font, or the office's template failed. `address` names the
                clause where one is to blame.
        """
        self._check(copy)
        with self._one_at_a_time:
            return self._stamp(copy)

    def _stamp(self, copy: Copy) -> bytes:
        logo = self._put_logo(copy)
        for name, text in self._texts(copy):
            self._press.put(name, text)
        for name, data in _data(copy, logo).items():
            self._press.put_json(f"{name}.json", data)
        try:
            made, warnings = self._press.copy(copy.when)
        except typst.TypstError as error:
            if logo:
                self._check_logo(copy, logo)
            raise render_error(error, self._source, copy) from error
        refuse_warnings(warnings)
        return made

    def _texts(self, copy: Copy) -> Iterator[tuple[str, str]]:
        """Yield what copy.typ and text.typ read as it is, each by the name of its file."""
        yield "draft", "yes" if copy.draft else ""
        yield "colour", copy.brand.colour
        yield "ink", text_in(copy.brand.colour)
        for name, fact in copy.facts().items():
            yield f"facts/{name}", fact
        for name in self._source.record.fields:
            yield f"fields/{name}", copy.fields[name]

    def _check(self, copy: Copy) -> None:
        must_have(self._faces, copy.brand.font)
        if not is_colour(copy.brand.colour):
            raise RenderError(
                f"The colour of {copy.audience_name} is “{copy.brand.colour}”.",
                "Write a brand's colour as # and six digits, such as “#7a1f3d”.",
            )
        for name, place in self._source.record.fields.items():
            if name not in copy.fields:
                raise RenderError(
                    f"The field {name} in {place} has no value for {copy.audience_name}.",
                    "Give it one in governance/trust.yaml.",
                    place.address,
                )

    def _put_logo(self, copy: Copy) -> dict[str, object] | None:
        brand = copy.brand
        if not brand.logo:
            return None
        if brand.logo_format not in _LOGO_FORMATS:
            message = f"The logo of {copy.audience_name} is a “{brand.logo_format}” file."
            raise RenderError(message, SAVE_ANEW)
        if not brand.logo_alt.strip():
            message = f"The logo of {copy.audience_name} has no alternative text."
            raise RenderError(message, "Say in words whose logo it is.")
        sizes = logo_sizes(brand)
        return {
            "paths": [self._hold_logo(size, brand.logo_format) for size in sizes],
            "pixels": [pixel_size(size)[0] for size in sizes] if len(sizes) > 1 else [],
            "pixels-an-inch": PIXELS_AN_INCH,
            "alt": brand.logo_alt,
        }

    def _hold_logo(self, logo: bytes, kind: str) -> str:
        """Keep a logo for Typst; return its path.

        It is named by its bytes, so that Typst decodes each once however often schools change.
        """
        name = f"{OURS}/logos/{hashlib.sha256(logo).hexdigest()}.{kind}"
        self._press.hold(name, logo)
        return f"/{name}"

    def _check_logo(self, copy: Copy, logo: dict[str, Any]) -> None:
        try:
            self._press.check_picture(logo["paths"][-1])
        except typst.TypstError as error:
            why = complaints(error)[0].message
            message = f"The logo of {copy.audience_name} cannot be used: {why}."
            raise RenderError(message, SAVE_ANEW) from error

    def times_placed(self, label: str) -> int:
        """Return how often the copy stamped last has an element of ours, by its label."""
        return self._press.count(label)


class PdfWriter:
    """PDF/UA-1 and PDF/A-2a by Typst; see `Writer`."""

    def compile(self, text: Policy, assets: Assets) -> PdfTemplate:
        """Turn a resolved text into a template.

        Raises:
            RenderError: the office's template or fonts cannot be used, or a picture is missing,
                has no words or is in a format that a PDF cannot show.
        """
        faces = typefaces(assets.templates)
        given = office_files(assets.templates)
        pictures = picture_files(text, assets.images, f"{OURS}/pictures")
        source = source_of(text, {PurePosixPath(name).stem: f"/{name}" for name in pictures})
        press = Press(faces, {**given, **pictures})
        try:
            press.check_entry_points()
        except typst.TypstError as error:
            raise about_template(complaints(error)[0]) from error
        check_pictures(source.record, press)
        press.hold(f"{OURS}/body.typ", source.typst.encode())
        return PdfTemplate(source, press, faces)


def _data(copy: Copy, logo: dict[str, object] | None) -> dict[str, object]:
    """Return what copy.typ, text.typ and main.typ read as JSON, by the stem of its file."""
    name = f"{copy.title} – {copy.audience_name}"
    return {
        "face": copy.brand.font,
        "logo": logo,
        "table": {
            "headings": VERSION_TABLE_HEADINGS,
            "rows": [row.cells() for row in copy.table],
        },
        "about": {
            "document-title": f"{name} (draft)" if copy.draft else name,
            "description": copy.standing,
            "keywords": [copy.policy, copy.audience, copy.version, copy.fingerprint],
        },
    }
