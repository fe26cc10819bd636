"""A PDF's tags with their words, its links and its bookmarks: what a screen reader is given."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from minuted.model.copy import Copy
from minuted.model.policy import Policy
from minuted.writers.base import Assets
from minuted.writers.pdf import PdfWriter

TEMPLATES = {
    "policy.typ": Path(__file__).parents[2].joinpath("templates", "policy.typ").read_bytes()
}


def made(text: Policy, copy: Copy, images: dict[str, bytes] | None = None) -> bytes:
    """Return one copy, by the template of this repository."""
    return PdfWriter().compile(text, Assets(TEMPLATES, images or {})).stamp(copy)


@dataclass
class Tag:
    """An element; `children` are tags and words, in reading order."""

    kind: str
    children: list["Tag | str"] = field(default_factory=list)
    alt: str = ""
    scope: str = ""

    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)

    def all(self, *kinds: str) -> Iterator["Tag"]:
        for child in self.children:
            if isinstance(child, Tag):
                if child.kind in kinds:
                    yield child
                yield from child.all(*kinds)

    def tags(self) -> list["Tag"]:
        return [child for child in self.children if isinstance(child, Tag)]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def tag_tree(data: bytes) -> Tag:
    """Return the Document element."""
    pdf = opened(data)
    words = {page.obj.objgen: _marked_words(page) for page in pdf.pages}
    document = pdf.Root.StructTreeRoot.K
    if isinstance(document, pikepdf.Array):
        (document,) = document
    return _tag(document, words, None)


def artifacts(data: bytes) -> list[str]:
    """Return each page's words that no tag holds: header, footer, watermark."""
    return [_marked_words(page).get(-1, "") for page in opened(data).pages]


def _tag(element: pikepdf.Object, words: dict, page: tuple[int, int] | None) -> Tag:
    if "/Pg" in element:
        page = element.Pg.objgen
    tag = Tag(str(element.S).lstrip("/"), alt=str(element.get("/Alt", "")))
    for attribute in _each(element.get("/A", [])):
        tag.scope = str(attribute.get("/Scope", tag.scope)).lstrip("/")
    for kid in _each(element.get("/K", [])):
        if not isinstance(kid, pikepdf.Object):
            tag.children.append(words[page].get(int(kid), ""))
        elif kid.get("/Type") == "/MCR":
            tag.children.append(words[kid.Pg.objgen].get(int(kid.MCID), ""))
        elif "/S" in kid:
            tag.children.append(_tag(kid, words, page))
    return tag


def _each(value) -> list:
    return list(value) if isinstance(value, list | pikepdf.Array) else [value]


def _marked_words(page: pikepdf.Page) -> dict[int, str]:
    """Return the words of each marked content of a page; -1 is what is marked as an artifact."""
    fonts = {name: _meanings(font) for name, font in page.Resources.get("/Font", {}).items()}
    words: dict[int, str] = {}
    marks: list[int | None] = []
    meanings: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC" | "BDC":
                named = operands[1] if len(operands) > 1 else {}
                held = int(named.MCID) if "/MCID" in named else None
                marks.append(-1 if str(operands[0]) == "/Artifact" else held)
            case "EMC":
                marks.pop()
            case "Tf":
                meanings = fonts[str(operands[0])]
            case "Tj" | "TJ":
                shown = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                codes = b"".join(bytes(s) for s in shown if isinstance(s, pikepdf.String))
                said = "".join(
                    meanings[int.from_bytes(codes[i : i + 2], "big")]
                    for i in range(0, len(codes), 2)
                )
                mark = next((m for m in reversed(marks) if m is not None), None)
                assert mark is not None, f"{said!r} is neither tagged nor an artifact"
                words[mark] = words.get(mark, "") + said
    return words


def _meanings(font: pikepdf.Object) -> dict[int, str]:
    """Return what each code of a font stands for, by its ToUnicode map."""
    meanings = {}
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, meaning in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            meanings[int(code, 16)] = bytes.fromhex(meaning).decode("utf-16-be")
    assert "beginbfrange" not in cmap
    return meanings
