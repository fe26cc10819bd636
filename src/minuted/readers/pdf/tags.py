"""The tags of a PDF with their words, and every word that no tag holds; runs in the child.

A tag is `[kind, alternative text, address or "sup" or "sub", children]`, children being tags and
words in reading order.

    {"tags": [tag, …], "artifacts": [[page, words], …], "loose": [[page, words], …],
     "unseen": [[page, words], …], "said": [words of a page, …], "facts": {…}}
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from minuted.readers.pdf.extract import MOST_CHARACTERS, MOST_PAGES, RefusedFileError
from minuted.readers.pdf.fonts import Font, UnknownFontError

DEEPEST = 120
MOST_TAGS = 400_000
MOST_OPERATORS = 6_000_000
_UNTOLD = (
    *(UnknownFontError, pikepdf.PdfError, pikepdf.DataDecodingError),
    *(AttributeError, IndexError, KeyError, TypeError, ValueError),
)
"""What tags that are broken end in; the pages may be whole."""

_ARTIFACT, _LOOSE, _UNSEEN = -1, -2, -3
_LINE = 8.0
"""Points up or down that are another line, and no raised word."""

Matrix = tuple[float, float, float, float, float, float]
_WHOLE: Matrix = (1, 0, 0, 1, 0, 0)


def tags_of(data: bytes) -> dict[str, Any]:
    """Return a PDF's tags; `{"untagged": true}` where it has none that say all its words.

    Raises:
        RefusedFileError: `encrypted`, `broken` or too large.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise RefusedFileError("encrypted") from None
    except pikepdf.PdfError:
        raise RefusedFileError("broken") from None
    with pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise RefusedFileError("pages")
        if "/StructTreeRoot" not in pdf.Root:
            return {"untagged": True}
        try:
            return _Tags(pdf).read()
        except _UNTOLD:
            return {"untagged": True}


class _Tags:
    """One file being read."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.words: dict[tuple[int, int], dict[int, str]] = {}
        self.loose: list[list[Any]] = []
        self.artifacts: list[list[Any]] = []
        self.unseen: list[list[Any]] = []
        self.used: set[tuple[tuple[int, int], int]] = set()
        self.count = 0
        self.operators = 0
        self.length = 0
        self.seen: set[tuple[int, int]] = set()
        self.numbers: dict[tuple[int, int], int] = {}

    def read(self) -> dict[str, Any]:
        for number, page in enumerate(self.pdf.pages, 1):
            key = page.obj.objgen
            self.numbers[key] = number
            content = _Content(self)
            content.read(page.obj, page.obj.get("/Resources", pikepdf.Dictionary()), 0, None)
            self.words[key] = content.words
            for mark, held in (
                (_ARTIFACT, self.artifacts),
                (_LOOSE, self.loose),
                (_UNSEEN, self.unseen),
            ):
                said = content.words.get(mark, "").strip()
                if said:
                    held.append([number, said])
        said_on = [
            " ".join(said for mark, said in words.items() if mark != _UNSEEN)
            for words in self.words.values()
        ]
        root = self.pdf.Root.StructTreeRoot
        roles = root.get("/RoleMap", pikepdf.Dictionary())
        kids = [self._tag(kid, None, roles, 0) for kid in _each(root.get("/K", []))]
        for key, words in self.words.items():
            for mark, said in words.items():
                if mark >= 0 and (key, mark) not in self.used and said.strip():
                    self.loose.append([self.numbers[key], said])
        facts = {
            str(name).lstrip("/"): str(value)[:2_000] for name, value in self.pdf.docinfo.items()
        }
        return {
            "tags": [kid for kid in kids if kid is not None],
            "artifacts": self.artifacts,
            "loose": self.loose,
            "unseen": self.unseen,
            "said": said_on,
            "facts": facts,
        }

    def _tag(
        self, element: Any, page: tuple[int, int] | None, roles: Any, depth: int
    ) -> list[Any] | None:
        self.count += 1
        if depth > DEEPEST or self.count > MOST_TAGS:
            raise RefusedFileError("broken")
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            return None
        if element.is_indirect:
            if element.objgen in self.seen:
                raise RefusedFileError("broken")  # a tag within itself, or in two places
            self.seen.add(element.objgen)
        if isinstance(element.get("/Pg"), pikepdf.Dictionary):
            page = element.Pg.objgen
        kind = str(element.S)
        kind = str(roles.get(kind, kind)).lstrip("/")
        extra = _position(element)
        children: list[Any] = []
        for kid in _each(element.get("/K", [])):
            if isinstance(kid, pikepdf.Dictionary):
                what = str(kid.get("/Type", ""))
                if what == "/MCR":
                    where = kid.get("/Pg")
                    key = where.objgen if isinstance(where, pikepdf.Dictionary) else page
                    children.append(self._said(key, kid.get("/MCID", -1)))
                elif what == "/OBJR":
                    extra = _address(kid) or extra
                elif "/S" in kid:
                    inner = self._tag(kid, page, roles, depth + 1)
                    if inner is not None:
                        children.append(inner)
            else:
                children.append(self._said(page, kid))
        alt = str(element.get("/Alt", ""))[:5_000]
        if "/ActualText" in element:  # words that stand for what is drawn: nobody else checks them
            said = str(element.ActualText)[:5_000]
            drawn = "".join(_letters(children))
            if said.strip() != drawn.strip():
                self.unseen.append([self.numbers.get(page or (0, 0), 0), said])
        return [kind, alt, extra, children]

    def _said(self, page: tuple[int, int] | None, mark: Any) -> str:
        try:
            number = int(mark)
        except (TypeError, ValueError):
            return ""
        if page is None or number < 0:
            return ""
        self.used.add((page, number))
        return self.words.get(page, {}).get(number, "")


def _letters(children: list[Any]) -> Iterator[str]:
    for child in children:
        if isinstance(child, str):
            yield child
        else:
            yield from _letters(child[3])


def _position(element: Any) -> str:
    for attribute in _each(element.get("/A", [])):
        if isinstance(attribute, pikepdf.Dictionary):
            place = str(attribute.get("/TextPosition", ""))
            if place in ("/Sup", "/Sub"):
                return place[1:].lower()
            shift = attribute.get("/BaselineShift")
            if shift is not None:
                try:
                    return "sup" if float(shift) > 0 else "sub" if float(shift) < 0 else ""
                except (TypeError, ValueError):
                    return ""
    return ""


def _address(reference: Any) -> str:
    annotation = reference.get("/Obj")
    if not isinstance(annotation, pikepdf.Dictionary):
        return ""
    action = annotation.get("/A")
    if isinstance(action, pikepdf.Dictionary) and "/URI" in action:
        return str(action.URI)[:4_000]
    return ""


def _each(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | pikepdf.Array) else [value]


class _Content:
    """The words of one page's content by their marks."""

    def __init__(self, tags: _Tags) -> None:
        self.tags = tags
        self.words: dict[int, str] = {}
        self._height: float | None = None
        self._begun = False

    def read(self, source: Any, resources: Any, depth: int, outer: int | None) -> None:
        """Read a page's or a form's content; `outer` is the mark that a form is drawn in.

        A line feed stands where the words go on in another line.
        """
        if depth > 12:
            raise RefusedFileError("broken")
        fonts: dict[str, Font] = {}
        marks: list[int | None] = [outer]
        font: Font | None = None
        unseen = False
        kept: list[tuple[Font | None, bool, Matrix]] = []
        space: Matrix = _WHOLE
        text: Matrix = _WHOLE
        for instruction in pikepdf.parse_content_stream(source):
            self.tags.operators += 1
            if self.tags.operators > MOST_OPERATORS:
                raise RefusedFileError("characters")
            operands, operator = instruction.operands, str(instruction.operator)
            match operator:
                case "q":
                    kept.append((font, unseen, space))
                case "Q":
                    if kept:
                        font, unseen, space = kept.pop()
                case "cm":
                    space = _times(_matrix(operands), space)
                case "BT":
                    text = _WHOLE
                    self._begun = True
                case "Tm":
                    text = _matrix(operands)
                case "Td" | "TD":
                    text = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), text)
                case "BMC" | "BDC":
                    marks.append(_mark(operands, resources))
                case "EMC":
                    if len(marks) > 1:
                        marks.pop()
                case "Tf":
                    font = self._font(str(operands[0]), resources, fonts)
                case "Tr":
                    unseen = int(operands[0]) in (3, 7)
                case "Tj" | "TJ" | "'" | '"':
                    mark = next((m for m in reversed(marks) if m is not None), None)
                    said = self._feed(_times(text, space)[5]) + _shown(operands, font)
                    self._add(_LOOSE if mark is None else mark, said)
                    if unseen:
                        self._add(_UNSEEN, said)
                case "Do":
                    mark = next((m for m in reversed(marks) if m is not None), None)
                    self._form(operands, resources, depth, mark)

    def _add(self, mark: int, said: str) -> None:
        self.tags.length += len(said)
        if self.tags.length > MOST_CHARACTERS:
            raise RefusedFileError("characters")
        before = self.words.get(mark, "")
        apart = mark == _ARTIFACT and bool(before) and self._begun
        self._begun = False
        self.words[mark] = before + (" " if apart else "") + said

    def _feed(self, height: float) -> str:
        """Return a line feed where words stand at another height than the last ones."""
        last, self._height = self._height, height
        return "\n" if last is not None and abs(last - height) > _LINE else ""

    def _font(self, name: str, resources: Any, fonts: dict[str, Font]) -> Font:
        if name not in fonts:
            found = resources.get("/Font", pikepdf.Dictionary()).get(name)
            if not isinstance(found, pikepdf.Dictionary):
                raise UnknownFontError
            fonts[name] = Font(found)
        return fonts[name]

    def _form(self, operands: Any, resources: Any, depth: int, mark: int | None) -> None:
        found = resources.get("/XObject", pikepdf.Dictionary()).get(str(operands[0]))
        if isinstance(found, pikepdf.Stream) and str(found.get("/Subtype", "")) == "/Form":
            self.read(found, found.get("/Resources", resources), depth + 1, mark)


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _mark(operands: Any, resources: Any) -> int | None:
    if str(operands[0]) == "/Artifact":
        return _ARTIFACT
    if len(operands) < 2:
        return None
    named = operands[1]
    if isinstance(named, pikepdf.Name):
        named = resources.get("/Properties", pikepdf.Dictionary()).get(str(named))
    if isinstance(named, pikepdf.Dictionary) and "/MCID" in named:
        return int(named.MCID)
    return None


def _shown(operands: Any, font: Font | None) -> str:
    if font is None:
        raise UnknownFontError
    last = operands[-1]
    pieces = last if isinstance(last, pikepdf.Array) else [last]
    return font.said(b"".join(bytes(p) for p in pieces if isinstance(p, pikepdf.String)))
