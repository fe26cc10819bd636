"""The words inside a block as HTML: emphasis, links, references, fields, pictures, notes' marks."""

import re
from collections.abc import Mapping
from enum import Enum, auto
from urllib.parse import quote

from minuted.errors import RenderError
from minuted.model.policy import (
    Code,
    Emphasis,
    Field,
    Footnote,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from minuted.writers.html.fragment import field, words
from minuted.writers.html.pictures import data_uri

_SCHEMES = ("https:", "http:", "mailto:")
_NOT_IN_ADDRESSES = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f]')
_PIXELS_PER_MM = 96 / 25.4
_NEXT = "</p>\n<p>"
_BACK = "\N{LEFTWARDS ARROW WITH HOOK}\N{VARIATION SELECTOR-15}"


class _Within(Enum):
    """What the words being laid out stand in."""

    TEXT = auto()
    LINK = auto()  # holds no further link
    CONTENTS = auto()  # a link that names a heading: no pictures, no notes


class Phrasing:
    """One pass over a text's words in reading order, so that its notes are counted in it.

    Attributes:
        at: the address of what is being laid out, for complaints; whoever walks the blocks sets
            it.
    """

    def __init__(self, places: frozenset[str], images: Mapping[str, bytes]) -> None:
        """Take the numbers of the text's sections and clauses, and its pictures by SHA-256."""
        self.at = ""
        self._places = places
        self._images = images
        self._notes: list[tuple[Footnote, str]] = []
        self._marks_after_link: list[str] = []

    def html(self, inlines: Inlines) -> str:
        """Return the words as they stand in the text.

        Raises:
            RenderError: a picture is missing or of no known format, or the words hold an unsafe
                link or a reference that prints nothing.
        """
        return self._inlines(inlines, _Within.TEXT)

    def in_contents(self, inlines: Inlines) -> str:
        """Return a heading's words as the contents list repeats them: one link and no more."""
        return self._inlines(inlines, _Within.CONTENTS)

    def notes(self) -> str:
        """Return the footnotes met so far (and those inside them) as a section, or nothing."""
        if not self._notes:
            return ""
        items: list[str] = []
        while len(items) < len(self._notes):  # laying out a note may add another at the end
            items.append(self._note(len(items)))
        return (
            '<section class="notes" role="doc-endnotes" aria-labelledby="notes">\n'
            f'<h2 id="notes">Notes</h2>\n<ol>\n{"".join(items)}</ol>\n</section>\n'
        )

    def _inlines(self, inlines: Inlines, within: _Within) -> str:
        return "".join(self._inline(inline, within) for inline in inlines)

    def _inline(self, inline: Inline, within: _Within) -> str:
        match inline:
            case Text():
                return words(inline.text)
            case LineBreak():
                return " " if within is _Within.CONTENTS else "<br>\n"
            case Emphasis():
                return f"<em>{self._inlines(inline.children, within)}</em>"
            case Strong():
                return f"<strong>{self._inlines(inline.children, within)}</strong>"
            case Superscript():
                return f"<sup>{self._inlines(inline.children, within)}</sup>"
            case Subscript():
                return f"<sub>{self._inlines(inline.children, within)}</sub>"
            case Code():
                return f"<code>{words(inline.text)}</code>"
            case Field():
                return field(inline.name)
            case Link():
                return self._link(self._target(inline.target), inline.children, within)
            case Reference():
                return self._reference(inline, within)
            case Footnote():
                return self._mark(inline, within)
            case Image():
                return words(inline.alt) if within is _Within.CONTENTS else self._image(inline)

    def _link(self, href: str, children: Inlines, within: _Within) -> str:
        if within is not _Within.TEXT:
            return self._inlines(children, within)
        html = f'<a href="{words(href)}">{self._inlines(children, _Within.LINK)}</a>'
        # A note's mark is a link too, and a link cannot stand in another: it comes after.
        html += "".join(self._marks_after_link)
        self._marks_after_link.clear()
        return html

    def _target(self, target: str) -> str:
        if not target.lower().startswith(_SCHEMES):
            raise RenderError(
                f"The link to “{target}” is neither a web address nor an e-mail address.",
                "Begin it with https: or mailto:, or link to a place in the text.",
                self.at,
            )
        return _NOT_IN_ADDRESSES.sub(lambda found: quote(found[0]), target)

    def _reference(self, reference: Reference, within: _Within) -> str:
        if not reference.number and not reference.children:
            raise RenderError(
                f"The reference to “{reference.anchor}” has no number to print.",
                "Give that name to the place that it means, or take the reference out.",
                self.at,
            )
        shown: Inlines = reference.children or (Text(reference.number),)
        if reference.number not in self._places:
            return self._inlines(shown, within)
        return self._link(fragment_link(reference.number), shown, within)

    def _mark(self, note: Footnote, within: _Within) -> str:
        if within is _Within.CONTENTS:
            return ""
        self._notes.append((note, self.at))
        number = len(self._notes)
        mark = (
            f'<sup><a id="note-{number}-mark" href="#note-{number}" role="doc-noteref"'
            f' aria-label="Note {number}">{number}</a></sup>'
        )
        if within is _Within.TEXT:
            return mark
        self._marks_after_link.append(mark)
        return ""

    def _note(self, index: int) -> str:
        note, self.at = self._notes[index]
        number = index + 1
        back = (
            f'<a href="#note-{number}-mark" role="doc-backlink"'
            f' aria-label="Back to the mark of note {number}">{_BACK}</a>'
        )
        paragraphs = [self.html(paragraph) for paragraph in note.paragraphs] or [""]
        paragraphs[-1] += f" {back}"
        return f'<li id="note-{number}"><p>{_NEXT.join(paragraphs)}</p></li>\n'

    def _image(self, image: Image) -> str:
        try:
            source = data_uri(self._images[image.sha256])
        except KeyError:
            raise RenderError(
                f"The picture {image.path} is not there.",
                "Put it where the text says, or take it out of the text.",
                self.at,
            ) from None
        except ValueError:
            raise RenderError(
                f"The picture {image.path} is of no format that a browser shows.",
                "Save it as PNG, JPEG or SVG.",
                self.at,
            ) from None
        width = f' width="{round(image.width * _PIXELS_PER_MM)}"' if image.width else ""
        return f'<img src="{source}" alt="{words(image.alt)}"{width}>'


def fragment_link(address: str) -> str:
    """Return the link, within the page, to the section or clause of that number."""
    return "#" + quote(address, safe="/()")
