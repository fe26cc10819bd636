"""A text as HTML: its sections, clauses and tables, and the list of its contents.

    section 4            <section id="4"> <h2><a class="number" href="#4">4</a> Prohibited use</h2>
    clauses 4.1, 4.2 …     <ol class="clauses depth-2">
    clause 4.1               <li id="4.1"> <p><a class="number" href="#4.1">4.1</a> You must …</p>
    clauses 4.1.1 …            <ol class="clauses depth-3"> …
    table 4.1/p1               <div id="4.1/p1" role="region" tabindex="0"> <table> …

A number is words of the page like any others: read aloud once, copied, printed and searched for.
So the lists have no markers of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from minuted.errors import RenderError
from minuted.model.policy import (
    NOT_USED,
    Align,
    Block,
    Bullets,
    Clause,
    Flow,
    Inlines,
    Numbering,
    Paragraph,
    Passage,
    Policy,
    Section,
    Table,
    Text,
    label,
)
from minuted.model.walking import numbered
from minuted.writers.html.fragment import Fragment, words
from minuted.writers.html.phrasing import Phrasing, fragment_link

_CONTENTS_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Body:
    """A laid-out text; `contents` is empty where the text has no sections."""

    text: Fragment
    contents: Fragment


def lay_out(policy: Policy, images: Mapping[str, bytes]) -> Body:
    """Lay out a resolved text, its fields open.

    Raises:
        RenderError: a picture is missing or of no known format, or the text holds a passage, an
            unsafe link or a reference that prints nothing.
    """
    places = frozenset(block.number for block in numbered(policy.children))
    layout = _Layout(places, Phrasing(places, images))
    text = layout.blocks(policy.children) + layout.phrasing.notes()
    return Body(Fragment.of(text), Fragment.of(layout.contents(policy.children)))


class _Layout:
    """One pass over a text's blocks in reading order, so that its tables are counted in it."""

    def __init__(self, places: frozenset[str], phrasing: Phrasing) -> None:
        self.phrasing = phrasing
        self._places = places
        self._tables = 0

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        """Return blocks, each unbroken run of clauses as one list."""
        html: list[str] = []
        for are_clauses, run in groupby(blocks, lambda block: isinstance(block, Clause)):
            if are_clauses:
                html.append(self._clauses([block for block in run if isinstance(block, Clause)]))
            else:
                html += [self._block(block) for block in run]
        return "".join(html)

    def contents(self, blocks: tuple[Block, ...], depth: int = 1) -> str:
        """Return the list of sections, two levels deep, or nothing."""
        if depth > _CONTENTS_DEPTH:
            return ""
        items: list[str] = []
        for section in (block for block in blocks if isinstance(block, Section)):
            number = _number_shown(section)
            shown = f'<span class="number">{words(number)}</span> ' if number else ""
            words_of_it = NOT_USED if section.not_used else self.phrasing.in_contents(section.title)
            inner = self.contents(section.children, depth + 1)
            href = words(fragment_link(section.number))
            items.append(f'<li><a href="{href}">{shown}{words_of_it}</a>{inner}</li>\n')
        return f"<ol>\n{''.join(items)}</ol>\n" if items else ""

    def _block(self, block: Block) -> str:
        match block:
            case Section():
                return self._section(block)
            case Clause():
                return self._clauses([block])
            case Table():
                return self._table(block)
            case Paragraph() | Bullets():
                return self._flow(block)
            case Passage():
                raise RenderError(
                    "A passage that is for some audiences only is still in the text.",
                    "Lay out the text that one audience gets.",
                    self.phrasing.at,
                )

    def _section(self, section: Section) -> str:
        self.phrasing.at = section.number
        level = section.depth + 1
        shown = _number_shown(section)
        number = f"{_permalink(section.number, shown)} " if shown else ""
        title = NOT_USED if section.not_used else self.phrasing.html(section.title)
        return (
            f'<section id="{words(section.number)}"{_kind(section)}>\n'
            f"<h{level}>{number}{title}</h{level}>\n{self.blocks(section.children)}</section>\n"
        )

    def _clauses(self, clauses: list[Clause]) -> str:
        items = "".join(self._clause(clause) for clause in clauses)
        return f'<ol class="clauses depth-{clauses[0].depth}">\n{items}</ol>\n'

    def _clause(self, clause: Clause) -> str:
        self.phrasing.at = clause.number
        number = _permalink(clause.number, label(clause.number, clause.depth))
        first: Inlines = ()
        rest = clause.lead
        if clause.not_used:
            first, rest = (Text(NOT_USED),), ()
        elif rest and isinstance(rest[0], Paragraph):
            first, rest = rest[0].inlines, rest[1:]
        opening = f"{number} {self.phrasing.html(first)}" if first else number
        return (
            f'<li id="{words(clause.number)}"{_kind(clause)}>\n<p>{opening}</p>\n'
            f"{''.join(self._flow(flow) for flow in rest)}{self.blocks(clause.children)}</li>\n"
        )

    def _flow(self, flow: Flow) -> str:
        self.phrasing.at = flow.address or self.phrasing.at
        place = f' id="{words(flow.address)}"' if flow.address else ""
        if isinstance(flow, Paragraph):
            return f"<p{place}>{self.phrasing.html(flow.inlines)}</p>\n"
        items = "".join(
            f"<li>{''.join(self._flow(inner) for inner in item)}</li>\n" for item in flow.items
        )
        return f"<ul{place}>\n{items}</ul>\n"

    def _table(self, table: Table) -> str:
        self.phrasing.at = table.address
        self._tables += 1
        under = table.address.rpartition("/")[0]
        name = f"Table {self._tables}" + (f" in {under}" if under in self._places else "")
        place = words(table.address or f"table-{self._tables}")
        # The model always has a heading row; where it has no words there is nothing to print.
        head = self._row(table.header, table.aligns, "th") if any(table.header) else ""
        rows = "".join(self._row(row, table.aligns, "td") for row in table.rows)
        return (
            f'<div class="table" id="{place}" role="region" tabindex="0"'
            f' aria-label="{words(name)}">\n<table aria-labelledby="{place}">\n'
            + (f"<thead>\n{head}</thead>\n" if head else "")
            + (f"<tbody>\n{rows}</tbody>\n" if rows else "")
            + "</table>\n</div>\n"
        )

    def _row(self, cells: tuple[Inlines, ...], aligns: tuple[Align, ...], element: str) -> str:
        html: list[str] = []
        for cell, align in zip(cells, aligns, strict=True):
            # A heading cell without words heads nothing: it is an empty corner.
            name, scope = ("th", ' scope="col"') if element == "th" and cell else ("td", "")
            side = "" if align is Align.LEFT else f' class="{align.value}"'
            html.append(f"<{name}{scope}{side}>{self.phrasing.html(cell)}</{name}>")
        return "<tr>\n" + "\n".join(html) + "\n</tr>\n"


def _number_shown(section: Section) -> str:
    return "" if section.numbering is Numbering.UNNUMBERED else section.number


def _kind(block: Section | Clause) -> str:
    return ' class="not-used"' if block.not_used else ""


def _permalink(number: str, shown: str) -> str:
    return f'<a class="number" href="{words(fragment_link(number))}">{words(shown)}</a>'
