"""A web page read into a document: copies of ours, pages of a site, Word's "save as web page".

bytes ──source──▶ tree ──parts──▶ the text's root ──walk──▶ paragraphs, lists, tables
"""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from minuted.model.canonical import text_of
from minuted.model.document import (
    Document,
    Grid,
    Numbering,
    Part,
    Piece,
    PieceKind,
)
from minuted.model.phrases import tidy
from minuted.model.policy import Footnote, Inlines, Text
from minuted.readers.excerpts import short
from minuted.readers.labels import parts_of, typed_bullet
from minuted.readers.webpage.aside import Aside
from minuted.readers.webpage.counters import Counters
from minuted.readers.webpage.elements import BLOCKS, HEADINGS, anchor_of, holds_blocks, is_listing
from minuted.readers.webpage.lists import (
    HEADING_TYPED,
    TYPED,
    Counter,
    counter_of,
    printed,
)
from minuted.readers.webpage.notes import Notes, footnote
from minuted.readers.webpage.opening import (
    inside,
    is_bold,
    is_short,
    marked,
    plain_bold,
    split,
    word_number,
)
from minuted.readers.webpage.parts import around, furniture, text_root, words_of
from minuted.readers.webpage.phrases import SKIPPED, WHITE, Phrases
from minuted.readers.webpage.source import properties_of, tree_of
from minuted.readers.webpage.style import Style
from minuted.readers.webpage.tables import Cell, grid, is_layout, loose_words

_BULLETS = "•·o§●○▪■‣◦–-\uf0b7\uf0a7"
_DEEPEST = 150
_INDENT = 10.0
"""Points that each level of a list is taken to be set in."""


def read_page(data: bytes, name: str) -> Document:
    """Read a web page.

    Args:
        name: what to call the file in a refusal.

    Raises:
        RefusedError: it is no web page, or larger than any policy.
    """
    return _Reading(tree_of(data, name)).document()


class _Reading:
    """One page being read."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.style = Style(root)
        body = root.find("body")
        self.body = root if body is None else body
        self.counters = Counters(self.style.source)
        self.notes = Notes(self.body)
        self.aside = Aside(self.style)
        self.phrases = Phrases(self.aside.hides, self._note)
        self.parts: list[Part] = []
        self.title = ""
        self._one_title = sum(1 for _ in self.body.iter("h1")) == 1
        self._in_note = False

    def document(self) -> Document:
        top = text_root(self.body)
        for kind, element in around(self.body, top):
            if not any(note in self.notes.holders for note in element.iter()):
                self.aside.omit(kind, element)
        self._walk(top, 0, ())
        for added in self.style.added_words:
            self.aside.remark(
                "words-by-style",
                f"Its style sheet prints words that are not in the page: “{short(added)}”.",
                "Look at the page in a browser.",
            )
        if not self.title:
            found = self.root.find(".//title")
            self.title = " ".join((found.text or "").split()) if found is not None else ""
        return Document(
            self.title,
            tuple(self._levelled()),
            tuple(self.aside.omitted),
            tuple(self.aside.remarks),
            dict(self.phrases.pictures),
            properties_of(self.root),
        )

    # blocks

    def _walk(self, element: etree._Element, depth: int, above: tuple[int, ...]) -> None:
        """Read a block's contents: runs of words become paragraphs, blocks what they are."""
        run: list[str | etree._Element] = [element.text or ""]
        for child in element:
            if child in self.notes.holders and not self._in_note:
                run.append(child.tail or "")
                continue
            if child.tag in BLOCKS or holds_blocks(child):
                self._paragraph(run, element)
                run = []
                self._block(child, depth + 1, above)
            else:
                run.append(child)
            run.append(child.tail or "")
        self._paragraph(run, element)

    def _block(self, element: etree._Element, depth: int, above: tuple[int, ...]) -> None:
        if element.tag in SKIPPED or self.aside.hides(element):
            return
        kind = furniture(element)
        if kind is not None:
            self.aside.omit(kind, element)
            return
        if element.get("role") == "doc-endnotes" and self._only_notes(element):
            return
        if depth > _DEEPEST:
            self._add("words", self.phrases.of([words_of(element)]), element)
            return
        if element.tag in HEADINGS:
            self._heading(element)
        elif element.tag == "table":
            self._table(element, depth, above)
        elif element.tag in ("ol", "ul"):
            self._list(element, depth, above)
        elif element.tag == "p":
            self._p(element, depth, above)
        elif element.tag != "hr":
            self._walk(element, depth, above)

    def _only_notes(self, element: etree._Element) -> bool:
        """Whether a section of notes holds nothing that is not at its mark already."""
        for item in element.iter("li"):
            if item not in self.notes.holders:
                return False
        said = "".join(words_of(child) for child in element if child.tag not in ("ol", "ul", "hr"))
        if len(said.split()) > 2:
            return False
        if said:
            self.aside.omit_words("header", said)
        return True

    def _heading(self, element: etree._Element) -> None:
        inlines = self.phrases.of(inside(element), plain=True)
        words = text_of(inlines)
        if not words:
            return
        level = HEADINGS[str(element.tag)]
        if level == 1 and not self.title and self._one_title:
            self.title = words
            return
        label, inlines = marked(element, inlines) or split(inlines, HEADING_TYPED)
        typed: Numbering = "typed" if label else ""
        self.aside.count += 1
        anchor = anchor_of(element)
        self.parts.append(
            Piece("heading", inlines, self.aside.place(), label, typed, level, anchor=anchor)
        )

    def _p(self, element: etree._Element, depth: int, above: tuple[int, ...]) -> None:
        if any(child.tag in BLOCKS for child in element.iterdescendants()):
            self._walk(element, depth, above)
        else:
            self._paragraph(inside(element), element)

    def _paragraph(self, run: list[str | etree._Element], element: etree._Element) -> None:
        if not any(
            (isinstance(item, str) and item.strip()) or not isinstance(item, str) for item in run
        ):
            return
        names = element.get("class") or ""
        label, level, run = word_number(element, run)
        inlines = self.phrases.of(run)
        if not inlines and not label:
            return
        if label and label in _BULLETS:
            self._add("bullet", inlines, element, level=level)
            return
        if label:
            self._add("numbered", inlines, element, label, "automatic", level)
            return
        if "MsoTitle" in names and not self.title:
            self.title = text_of(inlines)
            return
        bullet = typed_bullet(text_of(inlines[:1]) if inlines else "")
        if bullet and not label and isinstance(inlines[0], Text) and len(bullet.text) == 1:
            if bullet.text.isalpha():
                self.aside.omit_words("list mark", bullet.text)
            rest_text = inlines[0].text[bullet.length :]
            self._add("bullet", tidy((Text(rest_text), *inlines[1:]), WHITE), element, level=1)
            return
        typed, rest = marked(element, inlines) or split(inlines, TYPED)
        bold = is_bold(rest if typed else inlines)
        if bold and is_short(rest if typed else inlines):
            plain = plain_bold(rest if typed else inlines)
            self._add("heading", plain, element, typed, "typed" if typed else "", 6, "bold line")
        elif typed:
            self._add("numbered", rest, element, typed, "typed", parts_of(typed))
        else:
            self._add("words", inlines, element)

    def _add(
        self,
        kind: PieceKind,
        inlines: Inlines,
        element: etree._Element,
        label: str = "",
        numbering: Numbering = "",
        level: int = 0,
        guessed: str = "",
    ) -> None:
        self.aside.count += 1
        anchor = anchor_of(element)
        self.parts.append(
            Piece(kind, inlines, self.aside.place(), label, numbering, level, 0.0, anchor, guessed)
        )

    def _list(self, element: etree._Element, depth: int, above: tuple[int, ...]) -> None:
        content = self.counters.of(element)
        counter = counter_of(element, self.style, above) if element.tag == "ol" else None
        bare = "none" in self.style.list_type(element).split() or element.tag == "ol"
        level = 1 + sum(1 for e in element.iterancestors("ol", "ul"))
        level += self._typed_above() if element.tag == "ol" and level == 1 else 0
        if content:
            level, counter, bare = self.counters.begin(element, content), None, True
        for item in element:
            if item.tag != "li":
                if isinstance(item.tag, str) and not self.aside.hides(item):
                    self._block(item, depth + 1, above)
                continue
            if (item in self.notes.holders and not self._in_note) or self.aside.hides(item):
                continue
            label = self.counters.next(content, self.style) if content else ""
            self._item(item, counter, level, depth + 1, above, bare=bare, label=label)

    def _typed_above(self) -> int:
        """Return the depth of the typed number, such as 2.1, that a list stands under."""
        for part in reversed(self.parts):
            if isinstance(part, Piece) and (part.kind == "heading" or part.label):
                typed = part.kind == "numbered" and part.numbering == "typed"
                return part.level if typed else 0
        return 0

    def _item(
        self,
        item: etree._Element,
        counter: Counter | None,
        level: int,
        depth: int,
        above: tuple[int, ...],
        *,
        bare: bool,
        label: str = "",
    ) -> None:
        """Read an item.

        Args:
            label: what a style sheet prints before it; empty where the list itself tells.
        """
        value = counter.next(item) if counter else 0
        before = len(self.parts)
        below = (*above, value) if counter else above
        self._walk(item, depth, below)
        own = self.parts[before] if len(self.parts) > before else None
        label = printed(counter, value, self.style) if counter else label
        indent = level * _INDENT
        for at in range(before + 1, len(self.parts)):
            further = self.parts[at]
            if isinstance(further, Piece) and further.kind == "words" and not further.indent:
                self.parts[at] = replace(further, indent=indent)
        kind: PieceKind = "numbered" if label else "bullet"
        how: Numbering = "automatic" if label else ""
        if isinstance(own, Piece) and own.numbering == "typed" and own.kind == "numbered":
            # a browser that would print numbers of its own before typed ones is told not to
            self.parts[before] = replace(own, level=level, indent=indent)
        elif label == "" and bare:
            return
        elif isinstance(own, Piece) and (own.kind == "words" or own.guessed):
            anchor = own.anchor or (item.get("id") or "")
            self.parts[before] = Piece(
                kind, own.inlines, own.place, label, how, level, indent, anchor, ""
            )
        elif not is_listing(item):
            self.aside.count += 1
            self.parts.insert(before, Piece(kind, (), self.aside.place(), label, how, level))

    # tables and notes

    def _table(self, element: etree._Element, depth: int, above: tuple[int, ...]) -> None:
        caption = element.find("caption")
        if caption is not None and words_of(caption):
            self.aside.omit("header", caption)
        if is_layout(element):
            self._walk(element, depth, above)
            return
        loose = loose_words(element)
        if loose:
            self.aside.count += 1
            self.parts.append(Piece("words", (Text(loose),), self.aside.place()))
        rows, heads = grid(element, self._cell)
        if rows:
            self.aside.count += 1
            self.parts.append(Grid(rows, self.aside.place(), heads, element.get("id") or ""))

    def _cell(self, cell: etree._Element) -> Cell:
        if self.aside.hides(cell):
            return ()
        return tuple(self._inner(cell))

    def _inner(self, element: etree._Element) -> Iterator[Inlines]:
        """Yield an element's paragraphs as phrases, with the numbers and bullets in them."""
        held, title, count = self.parts, self.title, self.aside.count
        self.parts, self.title = [], title or " "
        self._walk(element, 0, ())
        found, self.parts, self.title, self.aside.count = self.parts, held, title, count
        for part in found:
            if isinstance(part, Grid):
                for row in part.rows:
                    for cell in row:
                        yield from cell
                continue
            mark = part.label or ("•" if part.kind == "bullet" else "")
            yield (Text(f"{mark} "), *part.inlines) if mark else part.inlines

    def _note(self, element: etree._Element) -> Footnote | None:
        if self._in_note:
            if not self.notes.is_back_link(element):
                return None
            self.aside.omit("comment", element)  # the way back to a mark
            return Footnote(())
        holder = self.notes.is_mark(element)
        if holder is None:
            return None
        self.aside.omit("comment", element)  # the mark's own number
        self._in_note = True
        paragraphs = list(self._inner(holder))
        self._in_note = False
        return footnote(paragraphs)

    # headings' levels

    def _levelled(self) -> Iterator[Part]:
        """Yield the parts with headings' levels from 1, as the source's own titles have them."""
        levels = sorted(
            {p.level for p in self.parts if isinstance(p, Piece) and p.kind == "heading"}
        )
        shift = levels[0] - 1 if levels else 0
        for part in self.parts:
            if isinstance(part, Piece) and part.kind == "heading":
                yield replace(part, level=max(part.level - shift, 1))
            else:
                yield part
