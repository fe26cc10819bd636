"""What Typst refused, told as the clause, name or template line that is to blame."""

import unicodedata
from collections.abc import Iterable, Iterator

import typst

from minuted.errors import RenderError
from minuted.model.copy import VERSION_TABLE_HEADINGS, Copy
from minuted.writers.pdf.complaints import Complaint, complaints
from minuted.writers.pdf.inlines import Place, Record
from minuted.writers.pdf.source import Source

TEMPLATE = "policy.typ"
_NO_TITLE = "the first heading must be of level 1"
_ENTRY_POINTS = {2: "layout", 3: "opening"}
"""Which function each line of entry_points.typ asks for."""

_TOO_MUCH = {
    "depth exceeded": (
        "something in the text is nested too deeply",
        "Look for lists inside lists, or emphasis inside emphasis, many levels deep.",
    ),
    "PDF string is longer": (
        "something in the text is longer than a PDF can hold",
        "Look for a word, a title or an address of thousands of letters.",
    ),
}
"""Refusals that name no place, and that no template of a sound mind causes."""

_SHOWN = 5
"""How many characters one message names."""


class TemplateError(RenderError):
    """The office's templates are to blame, whatever the text and the audience.

    Attributes:
        fault: what is wrong, without the place.
        path: of the file, relative to the workspace.
        line, column: counted from 1; 0 where the file as a whole is meant.
    """

    def __init__(
        self,
        fault: str,
        hint: str,
        path: str = f"templates/{TEMPLATE}",
        line: int = 0,
        column: int = 0,
    ) -> None:
        where = f"{path}, line {line}" if line else path
        super().__init__(f"{where}: {fault}", hint)
        self.fault = fault
        self.path = path
        self.line = line
        self.column = column


def render_error(error: typst.TypstError, source: Source, copy: Copy) -> RenderError:
    """Word Typst's refusal of a copy."""
    found = complaints(error)
    unprintable = [complaint for complaint in found if complaint.unprintable]
    if unprintable:
        return _about_characters(unprintable, source.record, copy)
    first = found[0]
    if first.is_in("minuted/body.typ") and first.line <= len(source.lines):
        place = source.lines[first.line - 1]
        message = f"The PDF of {place} cannot be made: {first.message}."
        return RenderError(message, first.hint, place.address)
    for mark, (what, hint) in _TOO_MUCH.items():
        if mark in first.message:
            return RenderError(f"The PDF for {copy.audience_name} cannot be made: {what}.", hint)
    return about_template(first)


def refuse_warnings(warnings: Iterable[typst.TypstWarning]) -> None:
    """Refuse a copy that Typst made only after a fashion.

    Raises:
        TemplateError: a font that the template names is not at hand, or page numbers and the like
            never settled.
    """
    for warning in warnings:
        first = complaints(warning)[0]
        if first.message.startswith("unknown font family"):
            hint = "Put its .ttf or .otf files into templates/fonts, or name another font."
        elif first.message.startswith("layout did not converge"):
            hint = "Undo the last change to the template."
        else:
            continue
        line, column = (first.line, first.column) if first.is_in(TEMPLATE) else (0, 0)
        raise TemplateError(f"Typst says: {first.message}.", hint, line=line, column=column)


def about_template(complaint: Complaint) -> TemplateError:
    """Word a complaint that the office's template is to blame for, or nothing that we know of."""
    if _NO_TITLE in complaint.message:
        return TemplateError(
            "The copy does not begin with the policy's title.",
            "Let the function `opening` place `title`, before any other heading.",
        )
    if complaint.is_in("minuted/entry_points.typ"):
        missing = _ENTRY_POINTS.get(complaint.line, "layout")
        return TemplateError(
            f"The function `{missing}`, which minuted calls, is not defined in it.",
            "Its first lines say what each function is given and must do.",
        )
    if complaint.is_in("minuted/main.typ"):
        return TemplateError(
            f"What minuted calls in it does not work: {complaint.message}.",
            "Its first lines say what `layout` and `opening` are given and must do.",
        )
    hint = complaint.hint or "Undo the last change to it, or look the words up at typst.app/docs."
    line, column = 0, 0
    if complaint.is_in(TEMPLATE):
        line, column = complaint.line, complaint.column
    return TemplateError(f"Typst says: {complaint.message}.", hint, line=line, column=column)


def _about_characters(found: list[Complaint], record: Record, copy: Copy) -> RenderError:
    told: dict[str, Place | None] = {}
    for complaint in found:
        place = _where(complaint.unprintable, record, copy)
        if place is None and complaint.is_in(TEMPLATE):
            return about_template(complaint)
        told.setdefault(complaint.unprintable, place)
    listed = [
        in_words(cluster) + (f" in {place}" if place else "") for cluster, place in told.items()
    ]
    if len(listed) > _SHOWN:
        listed[_SHOWN:] = [f"and {len(listed) - _SHOWN} more"]
    return RenderError(
        f"The PDF for {copy.audience_name} cannot show {'; '.join(listed)}.",
        "No font at hand has it: write it another way, or put a font that has it into "
        "templates/fonts.",
        next((place.address for place in told.values() if place and place.address), ""),
    )


def _where(cluster: str, record: Record, copy: Copy) -> Place | None:
    """Return the first place of the text, else the part of the copy, that holds the characters."""
    for wanted in ((cluster,), tuple(c for c in cluster if not c.isspace())):
        place = _first(wanted, record.words) or _first(wanted, _words_of(copy))
        if place is not None:
            return place
    return None


def _first(wanted: tuple[str, ...], words: Iterable[tuple[Place, str]]) -> Place | None:
    for place, text in words:
        if any(part in text for part in wanted):
            return place
    return None


def _words_of(copy: Copy) -> Iterator[tuple[Place, str]]:
    """Yield the copy's own words, each with what to call it; such a place has no address."""
    code = copy.audience
    for name, value in copy.fields.items():
        yield Place(f"the field {name} of {code}"), value
    yield Place(f"the name of {code}"), copy.audience_name
    yield Place("the trust's name"), copy.trust_name
    yield Place("the policy's title"), copy.title
    for index, row in enumerate(copy.table, start=1):
        for heading, cell in zip(VERSION_TABLE_HEADINGS, row.cells(), strict=True):
            yield Place(f"“{heading}” in row {index} of the version table of {code}"), cell
    yield Place(f"the logo's words of {code}"), copy.brand.logo_alt
    for name, value in copy.facts().items():
        yield Place(f"{name} of {code}"), value


def in_words(cluster: str) -> str:
    """Return characters with their numbers and names in Unicode, as a complaint tells them."""
    names = []
    for character in cluster:
        name = unicodedata.name(character, "")
        names.append(f"U+{ord(character):04X} {name}".rstrip())
    return f"“{cluster}” ({', '.join(names)})" if cluster.isprintable() else ", ".join(names)
