"""One paragraph of a Word file, read run by run.

Whatever may wrap runs is looked into: links, content controls, smart tags, fields. Words that are
shown nowhere, or that belong to a contents list, are kept apart as omitted.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from minuted.model.policy import Footnote, Image, Inline, LineBreak, Link, Reference, Text
from minuted.model.symbols import is_picture_font, shown
from minuted.readers.word import fields
from minuted.readers.word.fields import Code, Open
from minuted.readers.word.names import (
    MC,
    RUN_PROPERTIES,
    Element,
    M,
    R,
    w,
)
from minuted.readers.word.pictures import BOX, chosen, contents_of
from minuted.readers.word.reading import Reading
from minuted.readers.word.styles import Look, Style
from minuted.readers.word.words import Atom, Atoms, Run, inlines_of

_INVISIBLE = dict.fromkeys(
    (0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)), None
)
"""Soft hyphens, zero-width spaces, direction marks: nothing that is seen on paper."""

_PRIVATE = re.compile("[\uf000-\uf0ff]")
_MOST_FRAMES = 20
"""How deep links and references in each other are kept apart; nobody writes two."""

_OUTSIDE = ("https://", "http://", "mailto:")
_WRAPPERS = ("smartTag", "customXml", "bdo", "dir", "ins", "moveTo")
"""What may stand around runs and says nothing by itself."""

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


class ParagraphReader:
    """Reads one paragraph.

    Attributes:
        atoms: its words so far.
        anchors: the names of the places in it.
        boxes_before, boxes_after: its text boxes, by whether they stand before its first word.
        page_breaks: whether a page ends in it.
    """

    def __init__(self, reading: Reading, style: Style, pending: Iterable[str] = ()) -> None:
        self._reading = reading
        self._style = style
        self.anchors = list(pending)
        self.boxes_before: list[Element] = []
        self.boxes_after: list[Element] = []
        self._frames: list[tuple[list[Atom], Code | None]] = [([], None)]
        self._kept: dict[str, list[str]] = {"contents list": [], "hidden text": []}
        self._page: list[str] = []
        self._begun = False
        self._look = style.look
        self._font = ""

    @property
    def atoms(self) -> Atoms:
        """The words read so far."""
        return tuple(self._frames[0][0])

    @property
    def contents(self) -> str:
        """The words that belong to a contents list."""
        return "".join(self._kept["contents list"])

    def read(self, paragraph: Element) -> None:
        """Read all of a paragraph."""
        self._children(paragraph)
        while len(self._frames) > 1:
            self._close_frame()
        hidden = fields.joined(self._kept["hidden text"])
        self._reading.omit("hidden text", hidden)
        self._reading.omit("page number", " ".join(self._page))

    def _children(self, element: Element) -> None:
        for child in element:
            handler = _HANDLERS.get(str(child.tag))
            if handler is not None:
                handler(self, child)

    # what stands between runs

    def _hyperlink(self, element: Element) -> None:
        target = ""
        pointer = self._reading.package.related(self._reading.part).get(
            element.get(f"{{{R}}}id") or ""
        )
        if pointer is not None and pointer.external:
            target = pointer.target
        anchor = element.get(w("anchor")) or ""
        self._frames.append(([], Code("HYPERLINK", target, frozenset(), (anchor,))))
        depth = len(self._frames)
        self._children(element)
        while len(self._frames) >= depth:
            self._close_frame()

    def _content_control(self, element: Element) -> None:
        properties = element.find(w("sdtPr"))
        if properties is not None and properties.find(w("showingPlcHdr")) is not None:
            self._reading.tell(
                "placeholder",
                "There is a box here that nobody has filled in; its prompt stands in the text.",
                "Fill it in, or delete its words.",
            )
        for content in element.iterfind(w("sdtContent")):
            self._children(content)

    def _simple_field(self, element: Element) -> None:
        self._begin(element, element.get(w("instr"), ""))
        self._separate()
        self._children(element)
        self._end()

    def _bookmark(self, element: Element) -> None:
        name = element.get(w("name"), "")
        if name and name != "_GoBack":
            self.anchors.append(name)

    def _alternate(self, element: Element) -> None:
        branch = chosen(element)
        if branch is not None:
            self._children(branch)

    def _linked_document(self, _: Element) -> None:
        self._reading.tell(
            "subdocument",
            "Another document belongs here, which lies in a file of its own.",
            "In Word, View, Outline, Expand Subdocuments, and save; then read that.",
        )

    # runs

    def _run(self, run: Element) -> None:
        properties = run.find(RUN_PROPERTIES)
        before = self._look, self._font
        self._look = self._reading.styles.run(self._style, properties)
        fonts = None if properties is None else properties.find(w("rFonts"))
        self._font = "" if fonts is None else fonts.get(w("ascii"), "")
        self._children(run)
        self._look, self._font = before

    def _text(self, element: Element) -> None:
        text = (element.text or "").replace("\n", " ").replace("\r", " ")
        if element.get(_PRESERVE) != "preserve":
            text = text.strip(" \t")
        if is_picture_font(self._font) or _PRIVATE.search(text):
            text = "".join(self._pictured(letter) for letter in text)
        self._say(text.translate(_INVISIBLE))

    def _pictured(self, letter: str) -> str:
        if not is_picture_font(self._font) and not "\uf000" <= letter <= "\uf0ff":
            return letter
        return self._known(shown(ord(letter), self._font), letter)

    def _known(self, character: str, letter: str) -> str:
        if character != "�":
            return character
        self._reading.tell(
            "symbol",
            f"There is a sign from the font {self._font or 'of symbols'} here (number"
            f" {ord(letter) & 0xFF}) that no other font has.",
            "Look at it in Word, and type what it means.",
        )
        return character

    def _symbol(self, element: Element) -> None:
        try:
            code = int(element.get(w("char"), ""), 16)
        except ValueError:
            return
        if 0 < code < 0x110000:
            self._font, before = element.get(w("font"), ""), self._font
            self._say(self._known(shown(code, self._font), chr(code & 0xFFFF or 1)))
            self._font = before

    def _tab(self, _: Element) -> None:
        self._say("\t")

    def _break(self, element: Element) -> None:
        if element.get(w("type")) in ("page", "column"):
            self._say(" ")
        elif self._shown and not self._look.hidden:
            if self._reading.contents:
                self._kept["contents list"].append(" ")
            else:
                self._frames[-1][0].append(LineBreak())

    def _hyphen(self, _: Element) -> None:
        self._say("\u2011")

    def _math(self, element: Element) -> None:
        for text in element.iter(f"{{{M}}}t"):
            self._say(text.text or "")

    def _ruby(self, element: Element) -> None:
        reading = element.find(w("rt"))
        for base in element.iterfind(w("rubyBase")):
            self._children(base)
        if reading is not None:
            self._say(" (")
            self._children(reading)
            self._say(")")

    def _note(self, element: Element) -> None:
        kind = "footnote" if element.tag == w("footnoteReference") else "endnote"
        if not self._shown or self._look.hidden:
            return
        # a note has one mark; a second one would only make words out of nothing
        paragraphs = self._reading.notes.pop((kind, element.get(w("id"), "")), None)
        if paragraphs:
            self._frames[-1][0].append(Footnote(paragraphs))

    def _comment(self, element: Element) -> None:
        self._reading.comment(element.get(w("id"), ""))

    def _drawing(self, drawing: Element) -> None:
        if not self._shown or self._look.hidden:
            return
        for element in contents_of(drawing):
            if element.tag == BOX:
                (self.boxes_after if self._begun else self.boxes_before).append(element)
                continue
            found = self._reading.pictures.read(
                element, drawing, self._reading.part, self._reading.tell
            )
            if isinstance(found, Image):
                self._frames[-1][0].append(found)
            elif found:  # words of a drawing are apart from those beside it
                self._say(f" {found} ")

    def _object(self, element: Element) -> None:
        self._reading.tell(
            "embedded",
            "There is an object of another program here, of which only the picture is read.",
            "Write what it says as text or a table.",
        )
        self._drawing(element)

    # fields

    def _field_mark(self, element: Element) -> None:
        if element in self._reading.alone:
            return
        match element.get(w("fldCharType")):
            case "begin":
                self._begin(element, "")
            case "separate":
                self._separate()
            case "end":
                self._end()
            case _:
                pass

    def _instruction(self, element: Element) -> None:
        if self._reading.fields and not self._reading.fields[-1].shown:
            self._reading.fields[-1].text += element.text or ""

    def _begin(self, element: Element, text: str) -> None:
        self._reading.fields.append(Open(element, text))
        self._reading.silent += 1

    def _separate(self) -> None:
        if not self._reading.fields or self._reading.fields[-1].shown:
            return
        field = self._reading.fields[-1]
        field.shown = True
        field.code = fields.parse_code(field.text)
        self._reading.silent -= field.code.name not in fields.UNSHOWN
        self._reading.paging += field.code.name in fields.PAGE_NUMBERS
        if field.code.name in fields.CONTENTS:
            self._reading.contents += 1
        elif field.code.name in fields.REFERENCES or field.code.name == "HYPERLINK":
            code = field.code
            if code.name == "HYPERLINK":
                code = Code(code.name, code.target, code.switches, (fields.place_in(field.text),))
            if len(self._frames) < _MOST_FRAMES:
                field.frame = self
                self._frames.append(([], code))

    def _end(self) -> None:
        if not self._reading.fields:
            return
        shown_before = self._reading.fields[-1].shown
        if not shown_before:
            self._reading.fields[-1].code = fields.parse_code(self._reading.fields[-1].text)
        field = self._reading.fields.pop()
        name = field.code.name
        self._reading.silent -= not shown_before or name in fields.UNSHOWN
        self._reading.paging -= shown_before and name in fields.PAGE_NUMBERS
        if shown_before and name in fields.CONTENTS:
            self._reading.contents -= 1
        if field.frame is self and len(self._frames) > 1:
            self._close_frame()
        if name == "SYMBOL":
            code, font = fields.symbol_of(field.code)
            if code:
                self._say(shown(code, font))
        elif not shown_before or name in ("FORMCHECKBOX", "FORMDROPDOWN"):
            self._say(fields.filled_in(field))
        self._tell_field(name, field)

    def _tell_field(self, name: str, field: Open) -> None:
        if name in fields.COUNTING:
            self._reading.tell(
                "number-field",
                f"Word prints a number here by a {name} field, and the file does not say which.",
                "Click on it in Word, press Ctrl+Shift+F9, save, and read that one.",
            )
        elif name == "MERGEFIELD":
            self._reading.tell(
                "merge-field",
                f"There is a mail-merge field here, {field.code.target}.",
                "Where each school fills it in differently, write a field such as"
                " {{ school.name }} instead.",
            )

    def _close_frame(self) -> None:
        atoms, code = self._frames.pop()
        if not atoms:
            return
        parent = self._frames[-1][0]
        if code is None or not any(
            not isinstance(atom, Run) or atom.text.strip() for atom in atoms
        ):
            parent += atoms
            return
        linked = self._linked(atoms, code)
        parent += atoms if linked is None else [linked]

    def _linked(self, atoms: list[Atom], code: Code) -> Inline | None:
        children = inlines_of(atoms)
        if code.name == "HYPERLINK":
            place = code.words[0] if code.words else ""
            if code.target.lower().startswith(_OUTSIDE):
                joint = f"#{place}" if place and "#" not in code.target else ""
                return Link(children, code.target + joint)
            if not code.target and place:
                return Reference(place, "", children)
            if code.target:
                self._reading.tell(
                    "link",
                    f"There is a link to {code.target[:200]} here, which only works on one"
                    " computer.",
                    "Link to a web address, or leave the words alone.",
                )
            return None
        text = "".join(one.text for one in children if isinstance(one, Text)).strip()
        if text.startswith("Error!"):
            self._reading.tell(
                "broken-reference",
                f"Word could not work out a reference here, and prints “{text}”.",
                "Type what it should refer to.",
            )
            return None
        if len(children) == 1 and isinstance(children[0], Text) and code.of_number:
            return Reference(code.target, text)
        return Reference(code.target, "", children)

    # where words go

    @property
    def _shown(self) -> bool:
        return not self._reading.silent

    def _say(self, text: str) -> None:
        if not text or not self._shown:
            return
        look: Look = self._look
        if look.hidden:
            self._kept["hidden text"].append(text)
        elif self._reading.contents:
            self._kept["contents list"].append(text)
        elif self._reading.paging:
            self._page.append(text)
        else:
            self._begun = self._begun or bool(text.strip())
            strong = look.bold and not self._style.look.bold
            self._frames[-1][0].append(
                Run(
                    text,
                    look.bold,
                    strong,
                    look.italic and not self._style.look.italic,
                    look.raised,
                    look.caps,
                    look.size,
                    look.underlined,
                )
            )


_Handler = Callable[[ParagraphReader, Element], None]

_HANDLERS: Mapping[str, _Handler] = {
    **{w(name): ParagraphReader._children for name in _WRAPPERS},
    w("r"): ParagraphReader._run,
    w("t"): ParagraphReader._text,
    w("tab"): ParagraphReader._tab,
    w("ptab"): ParagraphReader._tab,
    w("br"): ParagraphReader._break,
    w("cr"): ParagraphReader._break,
    w("noBreakHyphen"): ParagraphReader._hyphen,
    w("sym"): ParagraphReader._symbol,
    w("ruby"): ParagraphReader._ruby,
    w("hyperlink"): ParagraphReader._hyperlink,
    w("sdt"): ParagraphReader._content_control,
    w("fldSimple"): ParagraphReader._simple_field,
    w("fldChar"): ParagraphReader._field_mark,
    w("instrText"): ParagraphReader._instruction,
    w("bookmarkStart"): ParagraphReader._bookmark,
    w("footnoteReference"): ParagraphReader._note,
    w("endnoteReference"): ParagraphReader._note,
    w("commentReference"): ParagraphReader._comment,
    w("drawing"): ParagraphReader._drawing,
    w("pict"): ParagraphReader._drawing,
    w("object"): ParagraphReader._object,
    w("subDoc"): ParagraphReader._linked_document,
    f"{{{M}}}oMath": ParagraphReader._math,
    f"{{{M}}}oMathPara": ParagraphReader._math,
    f"{{{MC}}}AlternateContent": ParagraphReader._alternate,
}
