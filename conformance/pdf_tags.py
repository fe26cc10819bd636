"""What a PDF says twice over: as its tags tell a screen reader, and as its pages show it.

tag tree (pikepdf)                 pages (pdfium)
Document ─ H2 ─ MCID 3   ◀──────   glyphs marked 3 on that page: "Prohibited use"
         └ L ─ LI ─ Lbl ─ MCID 4   glyphs marked 4: "4.1"
                  └ LBody …        glyphs in an artifact: running heads, DRAFT
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

MAX_DEPTH = 200


@dataclass(slots=True)
class Tag:
    """An element of the tag tree.

    Attributes:
        kind: its standard type, such as `H2`, with the document's own names resolved.
        text: what its own marked content says, without that of the tags in it.
        scope: of a header cell: `Column`, `Row` or `Both`; empty elsewhere.
        alt: what is said instead of a picture.
        children: tags and own texts, in order.
    """

    kind: str
    scope: str = ""
    alt: str = ""
    children: list["Tag | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Tag"]:
        """Yield it and every tag in it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Tag):
                yield from child.walk()

    def inside(self, *kinds: str) -> list["Tag"]:
        """Return the tags of these kinds in it, in reading order."""
        return [tag for tag in self.walk() if tag.kind in kinds and tag is not self]

    def says(self, leave_out: tuple[str, ...] = ()) -> str:
        """Return its words, a block a line, without those of the kinds left out."""
        parts: list[str] = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            elif child.kind not in leave_out:
                inner = child.says(leave_out)
                parts.append(f"\n{inner}\n" if child.kind not in INLINE else inner)
        return "".join(parts)


INLINE = ("Span", "Link", "Reference", "Em", "Strong", "Quote", "Code", "Sub", "Lbl", "Annot")


@dataclass(frozen=True, slots=True)
class Reading:
    """A PDF as read.

    Attributes:
        root: of the tag tree.
        shown: the words on its pages in the order of their content, artifacts left out.
        language: of the document; empty where it gives none.
        title: in its properties; empty where it has none.
        bookmarks: their titles, in order.
    """

    root: Tag
    shown: str
    language: str
    title: str
    bookmarks: tuple[str, ...]


def read(path: Path) -> Reading:
    """Read a PDF.

    Raises:
        ValueError: it is none, or has no tags.
    """
    try:
        texts, shown = _read_pages(path)
        with pikepdf.open(path) as pdf:
            tree = pdf.Root.get("/StructTreeRoot")
            if tree is None:
                message = "It has no tags."
                raise ValueError(message)
            pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
            roles = {str(k): str(v) for k, v in (tree.get("/RoleMap") or {}).items()}
            root = Tag("Root")
            _add(root, tree.get("/K"), _Source(texts, pages, roles), None, 0)
            with pdf.open_outline() as outline:
                bookmarks = tuple(_titles(outline.root))
            return Reading(
                root,
                shown,
                str(pdf.Root.get("/Lang") or ""),
                str(pdf.docinfo.get("/Title") or ""),
                bookmarks,
            )
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        message = f"It cannot be read: {error}"
        raise ValueError(message) from error


def _titles(items: Any) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)


@dataclass(frozen=True, slots=True)
class _Source:
    texts: dict[tuple[int, int], str]
    pages: dict[tuple[int, int], int]
    roles: dict[str, str]


def _add(parent: Tag, kids: Any, source: _Source, page: int | None, depth: int) -> None:
    """Add to a tag what a /K entry holds: numbers, references, elements, or a list of them."""
    if kids is None:
        return
    if depth > MAX_DEPTH:
        message = f"Its tags are more than {MAX_DEPTH} deep."
        raise ValueError(message)
    if isinstance(kids, pikepdf.Array):
        for kid in kids:
            _add(parent, kid, source, page, depth)
    elif isinstance(kids, int):
        _add_text(parent, source, page, kids)
    elif kids.get("/Type") == "/MCR":
        own = kids.get("/Pg")
        _add_text(parent, source, page if own is None else source.pages[own.objgen], int(kids.MCID))
    elif kids.get("/Type") != "/OBJR" and "/S" in kids:
        _add_element(parent, kids, source, page, depth)


def _add_text(parent: Tag, source: _Source, page: int | None, mcid: int) -> None:
    if page is not None:
        parent.children.append(source.texts.get((page, mcid), ""))


def _add_element(parent: Tag, element: Any, source: _Source, page: int | None, depth: int) -> None:
    kind = str(element.S)
    for _ in range(10):  # a chain of names; more than ten would be a circle
        kind = source.roles.get(kind, kind)
    tag = Tag(kind.removeprefix("/"), _scope(element), str(element.get("/Alt") or ""))
    own = element.get("/Pg")
    here = page if own is None else source.pages.get(own.objgen, page)
    instead = element.get("/ActualText")
    if instead is None:
        _add(tag, element.get("/K"), source, here, depth + 1)
    else:
        tag.children.append(str(instead))
    parent.children.append(tag)


def _scope(element: Any) -> str:
    attributes = element.get("/A")
    if attributes is None:
        return ""
    each = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    for one in each:
        if isinstance(one, pikepdf.Dictionary) and "/Scope" in one:
            return str(one.Scope).removeprefix("/")
    return ""


def _read_pages(path: Path) -> tuple[dict[tuple[int, int], str], str]:
    """Return each marked content's text by page and number, and all that is no artifact.

    pdfium itself gives a content's ActualText in place of its glyphs.
    """
    texts: dict[tuple[int, int], str] = {}
    shown: list[str] = []
    document = pypdfium2.PdfDocument(path)
    try:
        for number, page in enumerate(document):
            content = page.get_textpage()
            marks: dict[int, tuple[bool, int]] = {}
            last: tuple[int, int] | None = None
            for index in range(pdfium.FPDFText_CountChars(content)):
                letter = chr(pdfium.FPDFText_GetUnicode(content, index))
                glyphs = pdfium.FPDFText_GetTextObject(content, index)
                if not glyphs:  # a space or line end that pdfium inferred
                    shown.append(letter)
                    if last is not None:
                        texts[last] = texts.get(last, "") + letter
                    continue
                address = ctypes.cast(glyphs, ctypes.c_void_p).value or 0
                if address not in marks:
                    marks[address] = _marks(glyphs)
                artifact, mcid = marks[address]
                if artifact:
                    last = None
                    continue
                shown.append(letter)
                last = (number, mcid)
                texts[last] = texts.get(last, "") + letter
            shown.append("\n")
            content.close()
            page.close()
    finally:
        document.close()
    return texts, "".join(shown)


def _marks(glyphs: Any) -> tuple[bool, int]:
    """Return whether glyphs are an artifact, and the number of their marked content."""
    names = (
        _name(pdfium.FPDFPageObj_GetMark(glyphs, index))
        for index in range(pdfium.FPDFPageObj_CountMarks(glyphs))
    )
    return "Artifact" in names, pdfium.FPDFPageObj_GetMarkedContentID(glyphs)


def _name(mark: Any) -> str:
    buffer = (ctypes.c_ushort * 64)()
    length = ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length)
    return bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le")
