"""The words of a paragraph as Word's runs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
from minuted.writers.docx import look as names
from minuted.writers.docx.look import Look
from minuted.writers.docx.pictures import picture
from minuted.writers.docx.pieces import escape, slot
from minuted.writers.docx.sheet import Links, Sheet

FIELD = "text "
"""What stands before a field's name in the name of its slot."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a run looks; `style` is a style's id."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    vertical: str = ""

    def xml(self) -> str:
        """Return `w:rPr`, its elements in the order that the schema wants."""
        inner = f'<w:rStyle w:val="{escape(self.style)}"/>' if self.style else ""
        inner += "<w:b/><w:bCs/>" if self.bold else ""
        inner += "<w:i/><w:iCs/>" if self.italic else ""
        inner += f'<w:vertAlign w:val="{self.vertical}"/>' if self.vertical else ""
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


PLAIN = Format()


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand.

    Attributes:
        address: as complaints name it.
        links: the relationships of the part that they are in.
        width: of the column there, in twips.
    """

    address: str
    links: Links
    width: int


@dataclass(frozen=True, slots=True)
class Words:
    """Turns inlines into runs.

    Attributes:
        automatic: the numbers that Word works out itself; a reference to one follows it.
    """

    look: Look
    sheet: Sheet
    anchors: dict[str, str]
    automatic: frozenset[str]

    def xml(self, inlines: Inlines, place: Place, form: Format = PLAIN) -> str:
        """Return the runs of some inlines.

        Raises:
            RenderError: a picture or a link cannot be written.
        """
        done: list[str] = []
        for piece in _joined(inlines):
            if isinstance(piece, str):
                done.append(f'<w:r>{form.xml()}<w:t xml:space="preserve">{piece}</w:t></w:r>')
            else:
                done.append(self._inline(piece, place, form))
        return "".join(done)

    def _inline(self, inline: Inline, place: Place, form: Format) -> str:
        match inline:
            case Emphasis():
                # Emphasis within emphasis is upright again, as printers set it.
                return self.xml(inline.children, place, replace(form, italic=not form.italic))
            case Strong():
                return self.xml(inline.children, place, replace(form, bold=True))
            case Superscript():
                return self.xml(inline.children, place, replace(form, vertical="superscript"))
            case Subscript():
                return self.xml(inline.children, place, replace(form, vertical="subscript"))
            case Code():
                return _run(escape(inline.text), replace(form, style=self.look.styles[names.CODE]))
            case LineBreak():
                return f"<w:r>{form.xml()}<w:br/></w:r>"
            case Link():
                ident = place.links.to_address(inline.target, place.address)
                words = self.xml(inline.children, place, self._link(form))
                return f'<w:hyperlink r:id="{ident}" w:history="1">{words}</w:hyperlink>'
            case Reference():
                return self._reference(inline, place, form)
            case Footnote():
                return self._footnote(inline, place)
            case Image():
                return picture(inline, self.sheet, place.links, place.width, place.address)
            case Text() | Field():
                raise AssertionError("words are joined before")

    def _link(self, form: Format) -> Format:
        return replace(form, style=self.look.styles[names.HYPERLINK])

    def _reference(self, reference: Reference, place: Place, form: Format) -> str:
        number = escape(reference.number)
        target = self.anchors.get(reference.anchor, "")
        bookmark = self.sheet.bookmarks.get(target, "")
        if not bookmark:
            # The place is another audience's: its number stands, and leads nowhere.
            words = self.xml(reference.children, place, form)
            return words or _run(number, form)
        if reference.children:
            inner = self.xml(reference.children, place, self._link(form))
        elif target in self.automatic:
            return _reference_field(bookmark, number, form)
        else:
            inner = _run(number, form)
        return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{inner}</w:hyperlink>'

    def _footnote(self, note: Footnote, place: Place) -> str:
        style = Format(self.look.styles[names.FOOTNOTE_REFERENCE]).xml()
        inside = replace(place, links=self.sheet.footnotes, width=self.look.column.width)
        mark = f'<w:r>{style}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
        paragraphs = []
        for paragraph in note.paragraphs or ((),):
            properties = f'<w:pStyle w:val="{escape(self.look.styles[names.FOOTNOTE_TEXT])}"/>'
            words = self.xml(paragraph, inside)
            paragraphs.append(f"<w:p><w:pPr>{properties}</w:pPr>{mark}{words}</w:p>")
            mark = ""
        number = self.sheet.add_note("".join(paragraphs))
        return f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'


def _joined(inlines: Inlines) -> Iterator[str | Inline]:
    """Yield the inlines, neighbouring words and fields as one escaped string."""
    words: list[str] = []
    for inline in inlines:
        match inline:
            case Text():
                words.append(escape(inline.text))
            case Field():
                words.append(slot(FIELD + inline.name))
            case _:
                if words:
                    yield "".join(words)
                    words = []
                yield inline
    if words:
        yield "".join(words)


def _run(words: str, form: Format) -> str:
    return f'<w:r>{form.xml()}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _reference_field(bookmark: str, number: str, form: Format) -> str:
    r"""Return a field by which Word prints a place's number in full (`\w`) as a link (`\h`)."""
    properties = form.xml()
    code = f'<w:instrText xml:space="preserve"> REF {bookmark} \\w \\h </w:instrText>'
    return (
        f"{_mark('begin', form)}<w:r>{properties}{code}</w:r>{_mark('separate', form)}"
        f"{_run(number, form)}{_mark('end', form)}"
    )


def _mark(kind: str, form: Format) -> str:
    return f'<w:r>{form.xml()}<w:fldChar w:fldCharType="{kind}"/></w:r>'


def alternative(inlines: Inlines) -> str:
    """Return the words of some inlines as XML without any markup, their fields still open."""
    done = []
    for piece in _joined(inlines):
        match piece:
            case str():
                done.append(piece)
            case Emphasis() | Strong() | Superscript() | Subscript() | Link():
                done.append(alternative(piece.children))
            case Reference():
                done.append(alternative(piece.children) or escape(piece.number))
            case Code():
                done.append(escape(piece.text))
            case Image():
                done.append(escape(piece.alt))
            case LineBreak():
                done.append(" ")
            case _:
                pass
    return "".join(done)
