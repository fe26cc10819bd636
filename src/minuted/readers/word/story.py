"""A Word file's text from top to bottom: paragraphs with their numbers, tables, contents lists.

    Found ── Found ── FoundTable ── Found ── Gap "contents list" ── Found …

What each is, heading or clause, is decided later, when all of them are known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from minuted.model.document import Place
from minuted.readers.word.faults import SAVE_AGAIN, WordFaultError
from minuted.readers.word.fields import joined
from minuted.readers.word.found import Found, Gap, Item
from minuted.readers.word.names import (
    MC,
    PARAGRAPH_PROPERTIES,
    TABLE,
    VAL,
    Element,
    P,
    switch,
    value,
    w,
)
from minuted.readers.word.numbering import Printed
from minuted.readers.word.pictures import chosen
from minuted.readers.word.reading import Reading
from minuted.readers.word.runs import ParagraphReader
from minuted.readers.word.styles import Look, Style, changed, indent_of, numbered, outline_of
from minuted.readers.word.tables import read_table
from minuted.readers.word.words import Atoms, inlines_of, plain

MOST_PARAGRAPHS = 60_000
_CONTENTS_STYLE = re.compile(
    r"(?:toc|contents|index) (?:[1-9]|heading)|table of (?:figures|authorities)"
)
_CONTENTS_GALLERY = "table of contents"


@dataclass
class Story:
    """Reads one story: the body, a note, a header, a cell of a table.

    Attributes:
        pending: names of places that stood between paragraphs, for the next one to take.
        dropped: a large first letter that stands in a paragraph of its own before its word.
    """

    reading: Reading
    pending: list[str] = field(default_factory=list)
    dropped: Atoms = ()
    boxed: bool = False

    def items(self, container: Element) -> Iterator[Item]:
        """Yield what a container holds, in reading order.

        Raises:
            WordFaultError: there is far too much of it, or part of it is in another format.
        """
        for child in container:
            tag = str(child.tag)
            if tag == P:
                yield from self._paragraph(child)
            elif tag == TABLE:
                anchors, self.pending = tuple(self.pending), []
                yield from read_table(child, self.reading, self._cell, anchors)
            elif tag == _CONTROL:
                yield from self._control(child)
            elif tag in _WRAPPERS:
                yield from self.items(child)
            elif tag == _ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    yield from self.items(branch)
            elif tag == _BOOKMARK:
                name = child.get(w("name"), "")
                self.pending += [name] if name and name != "_GoBack" else []
            elif tag == _CHUNK:
                raise WordFaultError(
                    "word-chunk",
                    "A part of the document is kept inside it in another format, and Word turns it"
                    " into text only when it opens the document.",
                    SAVE_AGAIN,
                )

    def _control(self, control: Element) -> Iterator[Item]:
        gallery = control.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
        listed = gallery is not None and gallery.get(VAL, "").lower() == _CONTENTS_GALLERY
        self.reading.contents += listed
        for content in control.iterfind(w("sdtContent")):
            yield from self.items(content)
        self.reading.contents -= listed

    def _paragraph(self, paragraph: Element) -> Iterator[Item]:
        reading = self.reading
        reading.paragraph += 1
        if reading.paragraph > MOST_PARAGRAPHS:
            raise WordFaultError(
                "word-too-large",
                f"The document has more than {MOST_PARAGRAPHS:,} paragraphs.",
                "Part it in two.",
            )
        place = reading.place
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        style = reading.styles.paragraph(value(properties, "pStyle"))
        in_contents = reading.contents > 0
        listed = any(_CONTENTS_STYLE.fullmatch(name) for name in style.names)
        reading.contents += listed
        reader = ParagraphReader(reading, style, self.pending)
        self.pending = []
        reader.read(paragraph)
        reading.contents -= listed
        if reader.contents.strip():
            text = joined([reader.contents])
            reading.omit("contents list", text)
            yield Gap(text, place)
        printed = (
            None if in_contents or listed else self._printed(paragraph, properties, style, reader)
        )
        for box in reader.boxes_before:
            yield from self._box(box)
        atoms = (*self.dropped, *reader.atoms)
        self.dropped = ()
        if _is_dropped(properties):
            self.dropped = atoms
        elif plain(atoms).strip() or any(inlines_of(atoms)) or (printed and printed.label):
            yield self._found(atoms, place, style, printed, properties, reader)
        else:
            self.pending = reader.anchors
        for box in reader.boxes_after:
            yield from self._box(box)

    def _found(
        self,
        atoms: Atoms,
        place: Place,
        style: Style,
        printed: Printed | None,
        properties: Element | None,
        reader: ParagraphReader,
    ) -> Found:
        outline = outline_of(properties)
        indent = indent_of(properties, None)
        if indent is None and printed is not None:
            indent = printed.indent
        if indent is None:
            indent = style.indent or 0.0
        return Found(
            atoms,
            place,
            style,
            printed,
            style.outline if outline is None else outline,
            indent,
            tuple(reader.anchors),
            self.boxed,
        )

    def _printed(
        self,
        paragraph: Element,
        properties: Element | None,
        style: Style,
        reader: ParagraphReader,
    ) -> Printed | None:
        """Count a paragraph that has a number; also where it is empty, as Word does."""
        own = numbered(properties)
        placed = self.reading.numbering.place(style, own)
        if placed is None:
            return None
        if _holds_only_section(paragraph, properties):
            return None
        if not reader.atoms and _mark_hidden(properties, style):
            return None
        printed = self.reading.numbering.count(*placed)
        if printed.unknown:
            self.reading.tell(
                "number-form",
                f"Word prints {printed.label} here in another script ({printed.unknown}).",
                "Where somebody refers to it by that sign, write the sign into the text.",
            )
        return printed

    def _cell(self, cell: Element) -> list[Item]:
        return list(Story(self.reading, boxed=self.boxed).items(cell))

    def _box(self, box: Element) -> Iterator[Item]:
        yield from Story(self.reading, boxed=True).items(box)


_CONTROL, _BOOKMARK, _CHUNK = w("sdt"), w("bookmarkStart"), w("altChunk")
_ALTERNATE = f"{{{MC}}}AlternateContent"
_WRAPPERS = frozenset(map(w, ("customXml", "smartTag", "ins", "moveTo", "sdtContent")))


def _holds_only_section(paragraph: Element, properties: Element | None) -> bool:
    if properties is None or properties.find(w("sectPr")) is None:
        return False
    return not any(
        child.tag in (w("r"), w("hyperlink"), w("fldSimple"), w("sdt")) for child in paragraph
    )


def _mark_hidden(properties: Element | None, style: Style) -> bool:
    mark = None if properties is None else properties.find(w("rPr"))
    if mark is None or switch(mark, "specVanish"):
        return False
    look: Look = changed(style.look, mark)
    return look.hidden


def _is_dropped(properties: Element | None) -> bool:
    frame = None if properties is None else properties.find(w("framePr"))
    return frame is not None and frame.get(w("dropCap")) in ("drop", "margin")
