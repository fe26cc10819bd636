"""Every word of a Word file's body, straight from its XML, for proving that none was lost.

This shares no code with the reader next door, and not even its XML parser: an error of one would
otherwise hide in the other. It knows no styles, numbers, headings or lists; it knows only which
letters Word shows. The table of picture fonts (`model.symbols`) is the one thing they share.

Rules that both keep, so that the words come in the same order: a note's words stand at its mark;
a text box's before its paragraph if it is anchored before the first word, else after it; the
reading over a word (ruby) behind it in brackets; of alternative contents the first counts. Numbers
that Word makes are not in the XML, and so not here; contents lists and hidden text are.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal
from xml.parsers import expat

from minuted.model.opc import open_zip, read_member
from minuted.model.symbols import is_picture_font, shown
from minuted.readers.word.raw_fields import RawField

_MOST_XML: Final = 50_000_000
_SPACES: Final = frozenset(("tab", "ptab", "br", "cr", "lastRenderedPageBreak"))
_UNSEEN: Final = frozenset(
    (0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))
)
_UNSEEN_TABLE: Final = dict.fromkeys(_UNSEEN)

_DAMAGE: Final = (
    *(expat.ExpatError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError),
    *(EOFError, OSError, KeyError, ValueError),
)
"""What damaged zips and broken XML end in."""


class RawWordsError(Exception):
    """The words cannot be had: the file is broken, or made to do harm."""


def raw_words(data: bytes, *, tracked: Literal["accept", "reject"] = "accept") -> list[str]:
    """Return the words of the body in reading order; a word is what stands between white space.

    Raises:
        RawWordsError: the file is broken.
    """
    try:
        with open_zip(data) as archive:
            return _words(archive, tracked)
    except RawWordsError:
        raise
    except _DAMAGE as error:
        raise RawWordsError(str(error)) from error


def _words(archive: zipfile.ZipFile, tracked: str) -> list[str]:
    names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}

    def part(name: str) -> bytes:
        info = archive.getinfo(names[name.lower()])
        if info.file_size > _MOST_XML:
            raise RawWordsError(name)
        return read_member(archive, info)

    document = "word/document.xml"
    for kind, target in _pointers(part("_rels/.rels")) if "_rels/.rels" in names else ():
        if kind == "officeDocument" and target.lower() in names:
            document = target
    folder, base = posixpath.split(document)
    pointers = f"{folder}/_rels/{base}.rels"
    notes: dict[tuple[str, str], str] = {}
    if pointers.lower() in names:
        for kind, target in _pointers(part(pointers), folder):
            if kind in ("footnotes", "endnotes") and target.lower() in names:
                _Scan(tracked, {}, notes).feed(part(target))
    scan = _Scan(tracked, notes, {})
    scan.feed(part(document))
    return scan.text.split()


def _pointers(content: bytes, folder: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.endswith("Relationship") and attributes.get("TargetMode") != "External":
            target = posixpath.join("/", folder, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append((kind, posixpath.normpath(target)[1:]))

    parser = _parser()
    parser.StartElementHandler = start
    parser.Parse(content, True)
    return found


def _lone_marks(content: bytes) -> set[int]:
    """Return which field marks, counted from 1, have no counterpart; Word passes over those."""
    waiting: list[list[int]] = []
    alone: set[int] = set()
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        if not name.endswith(" fldChar"):
            return
        count += 1
        kind = next((value for key, value in attributes.items() if key.endswith("Type")), "")
        if kind == "begin":
            waiting.append([count])
        elif kind == "separate" and waiting:
            waiting[-1].append(count)
        elif kind == "end" and waiting:
            waiting.pop()
        else:
            alone.add(count)

    parser = _parser()
    parser.StartElementHandler = start
    parser.Parse(content, True)
    return alone.union(*waiting)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise RawWordsError("a document type is declared")

    parser.StartDoctypeDeclHandler = refuse
    return parser


@dataclass
class _Paragraph:
    """The letters of one paragraph, and of the boxes that hang on it."""

    letters: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    goes_on: bool = False

    @property
    def begun(self) -> bool:
        return any(letter.strip() for letter in self.letters)

    def text(self) -> str:
        end = "" if self.goes_on else "\n"
        return "".join((*self.before, *self.letters, end, *self.after))


class _Scan:
    """Goes through one part, element by element.

    Attributes:
        text: the letters so far, paragraphs ended by line feeds.
    """

    def __init__(
        self,
        tracked: str,
        notes: dict[tuple[str, str], str],
        found: dict[tuple[str, str], str],
    ) -> None:
        self._gone = ("del", "moveFrom") if tracked == "accept" else ("ins", "moveTo")
        self._cell_gone = "cellDel" if tracked == "accept" else "cellIns"
        self._rejected = tracked != "accept"
        self._notes, self._found = notes, found
        self._said: Mapping[str, str] = {}
        self._note = ("", "")
        self._note_at = 0
        self._alone: set[int] = set()
        self._marks = 0
        self._path: list[str] = []
        self._skip = 0
        self._alternatives: list[bool] = []
        self._paragraphs: list[_Paragraph] = []
        self._out: list[list[str]] = [[]]
        self._dropped: list[bool] = []
        self._fields: list[RawField] = []
        self._silent = 0
        self._font = ""
        self._keeping = False
        self._held: list[str] = []
        self._letters: list[str] | None = None
        self._within = 0

    @property
    def text(self) -> str:
        return "".join(self._out[0])

    def feed(self, content: bytes) -> None:
        self._alone = _lone_marks(content)
        self._marks = 0
        parser = _parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(content, True)

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        space, _, name = full.rpartition(" ")
        if space.endswith("/drawingml/main") and name != "t":
            name = f"drawn {name}"
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if self._skip:
            self._skip += 1
            return
        if name in ("Choice", "Fallback") and parent == "AlternateContent":
            if self._alternatives[-1]:
                self._skip = 1
            self._alternatives[-1] = True
            return
        if name in self._gone and parent not in ("rPr", "trPr", "numPr"):
            self._skip = 1
            return
        self._said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        begin = _STARTS.get(name)
        if begin is not None:
            begin(self)
        elif name in _SPACES and parent in ("r", "ruby"):
            self._say(" ")
        elif name in self._gone:
            self._mark(parent)

    def _end(self, _: str) -> None:
        name = self._path.pop()
        if self._skip:
            self._skip -= 1
            return
        end = _ENDS.get(name)
        if end is not None:
            end(self)

    def _characters(self, letters: str) -> None:
        if self._letters is not None and not self._skip:
            self._letters.append(letters)

    def _say(self, text: str) -> None:
        if self._paragraphs and not self._silent:
            self._paragraphs[-1].letters.append(text.translate(_UNSEEN_TABLE))

    def _mark(self, parent: str) -> None:
        """Take note of a paragraph's end or a row that is gone."""
        if parent == "trPr" and self._dropped:
            self._dropped[-1] = True
        elif parent == "rPr" and self._path[-3:-1] == ["pPr", "rPr"] and self._paragraphs:
            self._paragraphs[-1].goes_on = True

    # blocks

    def _begin_p(self) -> None:
        self._paragraphs.append(_Paragraph())

    def _end_p(self) -> None:
        self._out[-1].append(self._paragraphs.pop().text())

    def _begin_frame_pr(self) -> None:
        if self._said.get("dropCap") in ("drop", "margin") and self._paragraphs:
            self._paragraphs[-1].goes_on = True

    def _begin_tr(self) -> None:
        self._out.append([])
        self._dropped.append(False)

    def _end_tr(self) -> None:
        inside = self._out.pop()
        if not self._dropped.pop():
            self._out[-1] += inside

    def _begin_tc(self) -> None:
        self._out.append([])
        self._dropped.append(False)

    def _begin_cell_del(self) -> None:
        self._dropped[-1] = self._dropped[-1] or self._cell_gone == "cellDel"

    def _begin_cell_ins(self) -> None:
        self._dropped[-1] = self._dropped[-1] or self._cell_gone == "cellIns"

    def _begin_txbx_content(self) -> None:
        self._out.append([])

    def _end_txbx_content(self) -> None:
        inside = self._out.pop()
        if self._paragraphs:
            around = self._paragraphs[-1]
            (around.after if around.begun else around.before).extend(inside)

    def _begin_footnote(self) -> None:
        # in another note, or in the text, it is none: its words count where they stand
        if not self._note_at and self._path[0] in ("footnotes", "endnotes"):
            self._out.append([])
            self._note = self._path[-1], self._said.get("id", "")
            self._note_at = len(self._path)

    def _end_footnote(self) -> None:
        if self._note_at == len(self._path) + 1:
            self._found[self._note] = "".join(self._out.pop())
            self._note_at = 0

    def _begin_alternate_content(self) -> None:
        self._alternatives.append(False)

    def _end_alternate_content(self) -> None:
        self._alternatives.pop()

    # letters

    def _begin_letters(self) -> bool:
        """Begin to gather letters; return whether nothing around gathers them already."""
        self._within += 1
        self._letters = self._letters or []
        return self._within == 1

    def _end_letters(self) -> str:
        """Return what was gathered; nothing where something around goes on gathering."""
        self._within -= 1
        if self._within:
            return ""
        letters, self._letters = self._letters, None
        return "".join(letters or ())

    def _begin_r(self) -> None:
        self._font = ""

    def _begin_r_fonts(self) -> None:
        if self._path[-3:-1] == ["r", "rPr"]:
            self._font = self._said.get("ascii", "")

    def _begin_t(self) -> None:
        if self._begin_letters():
            self._keeping = self._said.get("space") == "preserve"

    def _end_t(self) -> None:
        text = self._end_letters()
        if not self._keeping and "oMath" not in self._path:
            text = text.strip(" \t\r\n")
        picture = is_picture_font(self._font)
        self._say(
            "".join(
                shown(ord(one), self._font) if picture or "\uf000" <= one <= "\uf0ff" else one
                for one in text
            )
        )

    def _begin_del_text(self) -> None:
        if self._rejected:
            self._begin_t()

    def _end_del_text(self) -> None:
        if self._rejected:
            self._end_t()

    def _begin_no_break_hyphen(self) -> None:
        self._say("\u2011")

    def _begin_sym(self) -> None:
        try:
            self._say(shown(int(self._said.get("char", ""), 16), self._said.get("font", "")))
        except (ValueError, OverflowError):
            return

    def _begin_textpath(self) -> None:
        self._say(self._said.get("string", ""))

    def _begin_footnote_reference(self) -> None:
        kind = self._path[-1].removesuffix("Reference")
        note = self._notes.pop((kind, self._said.get("id", "")), "")
        self._say(f" {note} " if note else "")

    def _begin_rt(self) -> None:
        self._paragraphs.append(_Paragraph(goes_on=True))

    def _end_rt(self) -> None:
        if len(self._paragraphs) > 1:
            self._held.append(self._paragraphs.pop().text())

    def _end_ruby(self) -> None:
        if self._held:
            self._say(f" ({self._held[0]})")
            self._held.clear()

    # fields

    def _begin_fld_char(self) -> None:
        kind = self._said.get("fldCharType")
        self._marks += 1
        if self._marks in self._alone:
            return
        if kind == "begin":
            self._fields.append(RawField())
            self._silent += 1
        elif kind == "separate" and self._fields and not self._fields[-1].shown:
            self._fields[-1].shown = True
            self._silent -= not self._fields[-1].unshown
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            self._silent -= not ended.shown or ended.unshown
            self._say(ended.made_up())

    def _begin_instr_text(self) -> None:
        self._begin_letters()

    def _end_instr_text(self) -> None:
        code = self._end_letters()
        if self._fields and not self._fields[-1].shown:
            self._fields[-1].code += code

    def _begin_fld_simple(self) -> None:
        field = RawField(self._said.get("instr", ""), True)
        self._fields.append(field)
        self._silent += field.unshown

    def _end_fld_simple(self) -> None:
        if self._fields:
            ended = self._fields.pop()
            self._silent -= not ended.shown or ended.unshown
            self._say(ended.made_up())

    def _form(self, name: str) -> None:
        if self._fields and "ffData" in self._path:
            self._fields[-1].form[name] = self._said.get("val", "1")

    def _begin_checked(self) -> None:
        self._form("checked")

    def _begin_default(self) -> None:
        self._form("default")

    def _begin_result(self) -> None:
        self._form("result")

    def _begin_list_entry(self) -> None:
        if self._fields:
            self._fields[-1].choices.append(self._said.get("val", ""))


_STARTS: Final[Mapping[str, Callable[[_Scan], None]]] = {
    "p": _Scan._begin_p,
    "framePr": _Scan._begin_frame_pr,
    "tr": _Scan._begin_tr,
    "tc": _Scan._begin_tc,
    "cellDel": _Scan._begin_cell_del,
    "cellIns": _Scan._begin_cell_ins,
    "txbxContent": _Scan._begin_txbx_content,
    "footnote": _Scan._begin_footnote,
    "AlternateContent": _Scan._begin_alternate_content,
    "r": _Scan._begin_r,
    "rFonts": _Scan._begin_r_fonts,
    "t": _Scan._begin_t,
    "delText": _Scan._begin_del_text,
    "noBreakHyphen": _Scan._begin_no_break_hyphen,
    "sym": _Scan._begin_sym,
    "textpath": _Scan._begin_textpath,
    "footnoteReference": _Scan._begin_footnote_reference,
    "rt": _Scan._begin_rt,
    "fldChar": _Scan._begin_fld_char,
    "instrText": _Scan._begin_instr_text,
    "fldSimple": _Scan._begin_fld_simple,
    "checked": _Scan._begin_checked,
    "default": _Scan._begin_default,
    "result": _Scan._begin_result,
    "listEntry": _Scan._begin_list_entry,
    "endnote": _Scan._begin_footnote,
    "endnoteReference": _Scan._begin_footnote_reference,
}
_ENDS: Final[Mapping[str, Callable[[_Scan], None]]] = {
    "p": _Scan._end_p,
    "tr": _Scan._end_tr,
    "txbxContent": _Scan._end_txbx_content,
    "footnote": _Scan._end_footnote,
    "AlternateContent": _Scan._end_alternate_content,
    "t": _Scan._end_t,
    "delText": _Scan._end_del_text,
    "rt": _Scan._end_rt,
    "ruby": _Scan._end_ruby,
    "instrText": _Scan._end_instr_text,
    "fldSimple": _Scan._end_fld_simple,
    "tc": _Scan._end_tr,
    "endnote": _Scan._end_footnote,
}
