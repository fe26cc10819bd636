"""Policy text as Typst source: calls of the functions in text.typ, every word a string literal.

A clause's lines, for instance, are

    clauses(2.6em, ("4.1", "4.2"), {
    paragraph({ "You must not …" })
    }, {
    mark("at 4.2")
    paragraph({ "See "; go("at 4.1", { "4.1" }); "." })
    })

Every block has source lines of its own, and `Source` remembers whose they are, so that Typst's
complaints about a line become complaints about a clause.
"""

from dataclasses import dataclass
from itertools import groupby, zip_longest

from minuted.errors import RenderError
from minuted.model.policy import (
    Align,
    Block,
    Bullets,
    Clause,
    Flow,
    Image,
    Inlines,
    Numbering,
    Paragraph,
    Policy,
    Section,
    Table,
    Text,
    label,
)
from minuted.writers.pdf.columns import columns_of
from minuted.writers.pdf.inlines import InlineWriter, Place, Record, literal, plain

_TOP_LEVEL = 2
"""The heading level of a top section; the policy's title is the one above it."""

_TALL = 1500
"""From how many letters, times the columns that they share the page's width with, a table row may
break across pages: a row that fits on no page would run off its foot if it might not."""

_ALIGNS = {Align.LEFT: "start", Align.CENTRE: "center", Align.RIGHT: "end"}
_NOWHERE = Place("the text")


@dataclass(frozen=True, slots=True)
class Source:
    """Typst source of a text.

    Attributes:
        typst: the file, defining `body`.
        lines: whose each line of it is, from its first.
    """

    typst: str
    lines: tuple[Place, ...]
    record: Record


def source_of(text: Policy, pictures: dict[str, str]) -> Source:
    """Write a resolved text as Typst.

    Args:
        text: without passages.
        pictures: paths of the pictures in the compiler's folder, by the SHA-256 of their bytes.

    Raises:
        RenderError: a picture is missing or has no alternative text, or the text has passages.
    """
    writer = _BlockWriter(text, pictures)
    writer.line('#import "/minuted/text.typ": *')
    writer.line("#let body = {")
    writer.blocks(text.children, _TOP_LEVEL, indented=False)
    writer.line("}")
    return Source("\n".join(writer.lines) + "\n", tuple(writer.owners), writer.record)


class _BlockWriter:
    """Collects lines, and whose they are."""

    def __init__(self, text: Policy, pictures: dict[str, str]) -> None:
        self.lines: list[str] = []
        self.owners: list[Place] = []
        self._place = _NOWHERE
        self._columns = columns_of(text.children)
        self._inline_writer = InlineWriter(text, pictures)

    @property
    def record(self) -> Record:
        return self._inline_writer.record

    def line(self, typst: str) -> None:
        self.lines.append(typst)
        self.owners.append(self._place)

    def blocks(self, blocks: tuple[Block, ...], level: int, *, indented: bool) -> None:
        """Write what stands under the title or a heading, beside its number where it has one."""
        for kind, group in groupby(blocks, key=_kind):
            if kind is Section or kind is Clause or not indented:
                self._run(tuple(group), 0, level, indented=indented)
                continue
            self.line(f"beside-number({self._columns.em(0)}, {{")
            self._run(tuple(group), 0, level, indented=indented)
            self.line("})")

    def _run(
        self, blocks: tuple[Block, ...], nesting: int, level: int, *, indented: bool = False
    ) -> None:
        """Write blocks as they come; an unbroken run of clauses is one list.

        `nesting` is how many clauses they stand in, `level` that of a heading among them, and
        `indented` whether the words of a heading without a number keep to the column.
        """
        for is_clause, group in groupby(blocks, key=lambda block: isinstance(block, Clause)):
            if is_clause:
                self._clauses([c for c in group if isinstance(c, Clause)], nesting, level)
                continue
            for block in group:
                if isinstance(block, Section):
                    self._section(block, nesting, level, indented=indented)
                else:
                    self._block(block)

    def _section(self, section: Section, nesting: int, level: int, *, indented: bool) -> None:
        self._place = Place("section", section.number)
        unnumbered = section.numbering is Numbering.UNNUMBERED
        number = literal("" if unnumbered else section.number)
        column = "0em" if unnumbered and not indented else self._columns.em(nesting)
        place = self._inline_writer.label_of(section.number) or "none"
        words = self._inline_writer.write(section.title, self._place, in_heading=True)
        self.line(f"section({level}, {number}, {column}, {place}, {words})")
        if nesting:
            self._run(section.children, nesting, level + 1, indented=True)
        else:
            self.blocks(section.children, level + 1, indented=indented or not unnumbered)

    def _clauses(self, clauses: list[Clause], nesting: int, level: int) -> None:
        labels = "".join(f"{literal(label(c.number, c.depth))}, " for c in clauses)
        self.line(f"clauses({self._columns.em(nesting)}, ({labels}), {{")
        for index, clause in enumerate(clauses):
            if index:
                self.line("}, {")
            self._place = Place("clause", clause.number)
            if place := self._inline_writer.label_of(clause.number):
                self.line(f"mark({place})")
            self._flows(clause.lead, leads_in=_begins_list(clause.children))
            self._run(clause.children, nesting + 1, level)
        self.line("})")

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._place = Place("paragraph", block.address)
                self._paragraph(block.inlines)
            case Bullets():
                self._place = Place("list", block.address)
                self._bullets(block)
            case Table():
                self._place = Place("table", block.address)
                self._table(block)
            case _:
                raise RenderError(
                    "This text still has passages for some audiences in it.",
                    "Resolve it for one audience first.",
                )

    def _flows(self, flows: tuple[Flow, ...], *, leads_in: bool = False) -> None:
        """Write a clause's or bullet's own blocks; `leads_in` to what comes after the last one."""
        for flow, after in zip_longest(flows, flows[1:]):
            if isinstance(flow, Paragraph):
                leads = leads_in if after is None else isinstance(after, Bullets)
                self._paragraph(flow.inlines, "lead-in" if leads else "paragraph")
            else:
                self._bullets(flow)

    def _bullets(self, bullets: Bullets) -> None:
        self.line("bullets({")
        for index, item in enumerate(bullets.items):
            if index:
                self.line("}, {")
            self._flows(item)
        self.line("})")

    def _paragraph(self, inlines: Inlines, function: str = "paragraph") -> None:
        if _is_pictures_only(inlines):
            for inline in inlines:
                if isinstance(inline, Image):
                    self.line(self._inline_writer.picture("picture", inline, self._place))
            return
        self.line(f"{function}({self._words(inlines)})")

    def _table(self, table: Table) -> None:
        aligns = "".join(f"{_ALIGNS[align]}, " for align in table.aligns)
        header = "".join(f"{self._words(cell)}, " for cell in table.header)
        self.line(f"table-of(({aligns}), ({header}), (")
        for row in table.rows:
            breaks = "true" if _is_tall(row) else "false"
            cells = "".join(f"{self._words(cell)}, " for cell in row)
            self.line(f"({breaks}, {cells}),")
        self.line("))")

    def _words(self, inlines: Inlines) -> str:
        return self._inline_writer.write(inlines, self._place)


def _kind(block: Block) -> type[Block]:
    """Return what decides where a block stands under a heading."""
    return type(block) if isinstance(block, Section | Clause) else Paragraph


def _begins_list(blocks: tuple[Block, ...]) -> bool:
    return bool(blocks) and isinstance(blocks[0], Clause | Table | Bullets)


def _is_pictures_only(inlines: Inlines) -> bool:
    shown = [i for i in inlines if not (isinstance(i, Text) and not i.text.strip())]
    return bool(shown) and all(isinstance(i, Image) for i in shown)


def _is_tall(row: tuple[Inlines, ...]) -> bool:
    return max(len(plain(cell)) for cell in row) * len(row) > _TALL
