"""A policy's text as the body of a Word file.

Section, Clause ──▶ paragraph with style and number   Word counts; 4.3A is written out
Paragraph ────────▶ paragraph that continues it
Bullets ──────────▶ paragraphs with a bullet
Table ────────────▶ table
"""

from dataclasses import dataclass, field

from minuted.errors import RenderError
from minuted.model.policy import (
    NOT_USED,
    Block,
    Bullets,
    Clause,
    Numbered,
    Numbering,
    Paragraph,
    Passage,
    Section,
    Table,
    label,
)
from minuted.writers.docx import look as names
from minuted.writers.docx.counting import Counter
from minuted.writers.docx.look import Look
from minuted.writers.docx.pieces import escape
from minuted.writers.docx.runs import Format, Place, Words
from minuted.writers.docx.sheet import Sheet
from minuted.writers.docx.tables import table_xml

_AFTER_TABLE = '<w:spacing w:before="180"/>'
_LEAST_TABLE = 5_000
"""A table that would be narrower than this, in twips, takes the whole column instead."""


@dataclass(frozen=True, slots=True)
class Holder:
    """What a block stands under.

    Attributes:
        depth: of its number; 0 where nothing numbered holds it.
        address: its number, for complaints and for naming tables.
        appendix: whether it counts as an appendix.
    """

    depth: int = 0
    address: str = ""
    appendix: bool = False


@dataclass
class Body:
    """Writes one text; used once."""

    look: Look
    sheet: Sheet
    words: Words
    _done: list[str] = field(default_factory=list)
    _counter: Counter = field(default_factory=Counter)
    _after_table: bool = False

    def xml(self, blocks: tuple[Block, ...]) -> str:
        """Return the whole text as XML, with slots for its fields.

        Raises:
            RenderError: a picture or a link cannot be written, or Word would print another number.
        """
        self._blocks(blocks, Holder())
        if self._after_table:
            # Word wants a paragraph after the last table.
            self._paragraph(names.CONTINUATIONS[0], "", "")
        return "".join(self._done)

    def _blocks(self, blocks: tuple[Block, ...], holder: Holder) -> None:
        for block in blocks:
            match block:
                case Paragraph():
                    self._continuation(block, holder)
                case Bullets():
                    self._bullets(block, holder, 0)
                case Table():
                    self._table(block, holder)
                case Clause():
                    self._clause(block, holder)
                case Section():
                    self._section(block)
                case Passage():
                    raise RenderError(
                        "A passage was not settled for its audience before the copy was written.",
                        "This is a fault of minuted; please report it with the policy's text.",
                        holder.address,
                    )

    def _section(self, section: Section) -> None:
        appendix = section.numbering is Numbering.APPENDIX
        if section.numbering is Numbering.UNNUMBERED:
            holder = Holder(0, section.number)
            marked = self._marked(section, self._words(section, holder))
            self._paragraph(names.UNNUMBERED[section.depth - 1], "", marked)
        else:
            holder = Holder(section.depth, section.number, appendix)
            style = names.HEADINGS[section.depth - 1]
            if appendix and section.depth == 1:
                style = names.APPENDIX
            self._numbered(section, style, holder, self._words(section, holder))
        self._blocks(section.children, holder)

    def _clause(self, clause: Clause, outer: Holder) -> None:
        holder = Holder(clause.depth, clause.number, outer.appendix)
        lead = clause.lead
        first = lead[0] if lead else None
        own = first if isinstance(first, Paragraph) and not clause.not_used else None
        words = self._words(clause, holder) if clause.not_used else ""
        if own is not None:
            words = self.words.xml(own.inlines, self._place(holder))
        self._numbered(clause, names.CLAUSES[clause.depth - 1], holder, words)
        rest = () if clause.not_used else lead if own is None else lead[1:]
        self._blocks(rest, holder)
        self._blocks(clause.children, holder)

    def _words(self, numbered: Numbered, holder: Holder) -> str:
        """Return a heading's words, or those that stand where the text is another audience's."""
        if numbered.not_used:
            form = Format(self.look.styles[names.NOT_USED])
            return f'<w:r>{form.xml()}<w:t xml:space="preserve">{escape(NOT_USED)}</w:t></w:r>'
        if isinstance(numbered, Section):
            return self.words.xml(numbered.title, self._place(holder))
        return ""

    def _numbered(self, block: Numbered, style: str, holder: Holder, words: str) -> None:
        printed = label(block.number, block.depth)
        level = block.depth - 1
        num = self.look.appendix_list if holder.appendix else self.look.clause_list
        if block.inserted:
            # No automatic number can be 4.3A: it is written out, where Word would put it.
            indent = self._number_indent(style, num, level)
            properties = f"{_NO_NUMBER}{{}}{indent}"
            words = f"<w:r><w:t>{escape(printed)}</w:t></w:r><w:r><w:tab/></w:r>{words}"
        else:
            counted = self._counter.next(block.depth, appendix=holder.appendix)
            if counted != printed:
                raise RenderError(
                    f"Word would print {counted} where the policy's number is {block.number}.",
                    "This is a fault of minuted; please report it with the policy's text.",
                    block.number,
                )
            own = self.look.own_indent.get(style)
            properties = f"{_number(num, level)}{{}}{_indent(*own) if own else ''}"
        self._paragraph(style, properties, self._marked(block, words))

    def _number_indent(self, style: str, num: int, level: int) -> str:
        found = self.look.levels[num][level]
        at = (0, 0) if found is None else (found.left, found.hanging)
        return _indent(*self.look.own_indent.get(style, at))

    def _marked(self, block: Numbered, words: str) -> str:
        """Return the words between the marks of a place, where something refers to it."""
        name = self.sheet.bookmarks.get(block.number)
        if name is None:
            return words
        number = self.sheet.bookmark_number()
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{words}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def _continuation(self, paragraph: Paragraph, holder: Holder) -> None:
        words = self.words.xml(paragraph.inlines, self._place(holder))
        self._paragraph(names.CONTINUATIONS[holder.depth], "", words)

    def _bullets(self, bullets: Bullets, holder: Holder, level: int) -> None:
        style = names.BULLETS[holder.depth]
        num = self.look.bullet_lists[holder.depth]
        level = min(level, 8)
        found = self.look.levels[num][level]
        further = f"{_NO_NUMBER}{{}}{_indent(0 if found is None else found.left, 0)}"
        for item in bullets.items:
            properties = f"{_number(num, level)}{{}}"
            flows = item if item and isinstance(item[0], Paragraph) else (Paragraph(()), *item)
            for flow in flows:
                if isinstance(flow, Bullets):
                    self._bullets(flow, holder, level + 1)
                else:
                    words = self.words.xml(flow.inlines, self._place(holder))
                    self._paragraph(style, properties, words)
                properties = further

    def _table(self, table: Table, holder: Holder) -> None:
        left = self.look.text_at[holder.depth] if holder.depth else 0
        width = self.look.column.width - left
        if width < _LEAST_TABLE:
            left, width = 0, self.look.column.width
        if self._after_table or not self._done:
            # Two tables with nothing between them become one in Word.
            self._paragraph(names.CONTINUATIONS[0], "", "")
        place = Place(table.address or holder.address, self.sheet.document, width)
        where = f"Table under {holder.address}" if holder.address else "Table"
        self._done.append(table_xml(table, self.words, place, left, where))
        self._after_table = True

    def _place(self, holder: Holder) -> Place:
        left = self.look.text_at[holder.depth]
        return Place(holder.address, self.sheet.document, self.look.column.width - left)

    def _paragraph(self, style: str, properties: str, words: str) -> None:
        """Add a paragraph; `{}` in its properties is where its spacing goes by the schema."""
        heading = style in (*names.HEADINGS, *names.UNNUMBERED, names.APPENDIX)
        spacing = _AFTER_TABLE if self._after_table and not heading else ""
        inner = properties.format(spacing) if "{}" in properties else f"{spacing}{properties}"
        ident = escape(self.look.styles[style])
        self._done.append(f'<w:p><w:pPr><w:pStyle w:val="{ident}"/>{inner}</w:pPr>{words}</w:p>')
        self._after_table = False


def _number(num: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


_NO_NUMBER = _number(0, 0)


def _indent(left: int, hanging: int) -> str:
    moved = f'w:hanging="{hanging}"' if hanging >= 0 else f'w:firstLine="{-hanging}"'
    return f'<w:ind w:left="{left}" {moved}/>'
