"""What the text takes from a template: its styles by name, its lists, its column."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from minuted.model.diagnostic import Diagnostic
from minuted.writers.docx.faults import error
from minuted.writers.docx.numbering import (
    APPENDIX_LEVELS,
    CLAUSE_LEVELS,
    Level,
    Lists,
    child_value,
    indent_of,
    number,
    wrong_levels,
)
from minuted.writers.docx.ooxml import w

DEPTHS = range(1, 6)
HEADINGS = tuple(f"heading {n}" for n in DEPTHS)
UNNUMBERED = tuple(f"Unnumbered Heading {n}" for n in DEPTHS)
APPENDIX = "Appendix Heading"
CLAUSES = tuple(f"Clause {n}" for n in DEPTHS)
CONTINUATIONS = ("Body Text", *(f"Clause Continuation {n}" for n in DEPTHS))
"""By the depth of what holds the paragraph; 0 where nothing numbered does."""
BULLETS = ("List Bullet", *(f"Clause Bullet {n}" for n in DEPTHS))
TABLE, TABLE_HEADING, TABLE_TEXT = "Policy Table", "Table Heading", "Table Text"
NOT_USED, CODE, HYPERLINK = "Not Used", "Policy Code", "Hyperlink"
FOOTNOTE_TEXT, FOOTNOTE_REFERENCE = "footnote text", "footnote reference"

_PARAGRAPHS = (
    *(HEADINGS + UNNUMBERED + CLAUSES + CONTINUATIONS + BULLETS),
    *(APPENDIX, TABLE_HEADING, TABLE_TEXT, FOOTNOTE_TEXT),
)
STYLES = {
    **dict.fromkeys(_PARAGRAPHS, "paragraph"),
    **dict.fromkeys((NOT_USED, CODE, HYPERLINK, FOOTNOTE_REFERENCE), "character"),
    TABLE: "table",
}
"""Every style that the text needs and its type, by the name that Word shows."""

_PLAIN = (*UNNUMBERED, *CONTINUATIONS, TABLE_HEADING, TABLE_TEXT, FOOTNOTE_TEXT)


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text stands, in twips."""

    width: int
    height: int


@dataclass(frozen=True)
class Look:
    """A template's look.

    Attributes:
        styles: style ids by name, as in `STYLES`.
        clause_list, appendix_list: the `numId` of each.
        bullet_lists: the `numId` of the bullets at each depth, from 0.
        levels: the levels of every list above, by `numId`.
        text_at: left indent of the text at each depth, from 0, in twips.
        own_indent: the `w:ind` (left, hanging) of a numbered style that moved its number itself.
    """

    styles: dict[str, str]
    clause_list: int
    appendix_list: int
    bullet_lists: tuple[int, ...]
    levels: dict[int, list[Level | None]]
    text_at: tuple[int, ...]
    own_indent: dict[str, tuple[int, int]]
    column: Column


class StyleSheet:
    """The styles of one template, found by name as Word shows it, whatever their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._by_id: dict[str, etree._Element] = {}
        self._ids: dict[tuple[str, str], str] = {}
        for style in () if root is None else root.iterchildren(w("style")):
            ident, kind = style.get(w("styleId"), ""), style.get(w("type"), "")
            self._by_id.setdefault(ident, style)
            # Word keeps other names of a style after a comma.
            for name in child_value(style, "name").split(","):
                self._ids.setdefault((kind, name.strip().lower()), ident)

    def find(self, name: str, kind: str) -> str:
        """Return the id of a style; empty where there is none."""
        return self._ids.get((kind, name.lower()), "")

    def line(self, ident: str) -> Iterator[etree._Element]:
        """Yield the paragraph properties of a style and of those it is based on, nearest first."""
        seen: set[str] = set()
        while ident in self._by_id and ident not in seen:
            seen.add(ident)
            style = self._by_id[ident]
            properties = style.find(w("pPr"))
            if properties is not None:
                yield properties
            ident = child_value(style, "basedOn")

    def num_id(self, ident: str) -> int:
        """Return the `numId` of a style; 0 for none."""
        for properties in self.line(ident):
            num = properties.find(f"{w('numPr')}/{w('numId')}")
            if num is not None:
                return number(num, "val")
        return 0

    def left(self, ident: str) -> int:
        """Return a style's left indent in twips."""
        return next((i[0] for i in map(indent_of, self.line(ident)) if i is not None), 0)

    def own_indent(self, ident: str) -> tuple[int, int] | None:
        """Return the indent that a numbered style sets itself, over its list's; None where none."""
        for properties in self.line(ident):
            indent = indent_of(properties)
            if indent is not None:
                return indent
            if properties.find(w("numPr")) is not None:
                return None
        return None


def read_look(
    styles: etree._Element | None,
    numbering: etree._Element | None,
    column: Column,
    problems: list[Diagnostic],
) -> Look:
    """Return the look of a template; what is missing is reported and stands as nothing."""
    sheet, lists = StyleSheet(styles), Lists(numbering)
    ids = {name: sheet.find(name, kind) for name, kind in STYLES.items()}
    problems += (_missing(name, STYLES[name]) for name, ident in ids.items() if not ident)
    nums = {name: sheet.num_id(ident) for name, ident in ids.items() if ident}
    clause_list = nums.get(CLAUSES[1], 0)
    appendix_list = nums.get(APPENDIX, 0)
    bullet_lists = tuple(nums.get(name, 0) for name in BULLETS)
    problems += _numbering_problems(nums, lists, clause_list)
    used = (clause_list, appendix_list, *bullet_lists)
    levels = {num: lists.levels(num) for num in used}
    for name, num, wanted in (
        (CLAUSES[1], clause_list, CLAUSE_LEVELS),
        (APPENDIX, appendix_list, APPENDIX_LEVELS),
    ):
        if lists.list_of(num):
            problems += (_wrong(name, *each) for each in wrong_levels(levels[num], wanted))
    indents = {name: sheet.own_indent(ids[name]) for name in (*HEADINGS, *CLAUSES, APPENDIX)}
    return Look(
        styles=ids,
        clause_list=clause_list,
        appendix_list=appendix_list,
        bullet_lists=bullet_lists,
        levels=levels,
        text_at=tuple(sheet.left(ids[name]) for name in CONTINUATIONS),
        own_indent={name: indent for name, indent in indents.items() if indent is not None},
        column=column,
    )


def _missing(name: str, kind: str) -> Diagnostic:
    return error(
        "template-style",
        f"The template has no {kind} style named “{name}”.",
        "Add a style of that name in Word, or copy it from the template that came with minuted "
        "(Styles, Manage Styles, Import/Export).",
    )


def _numbering_problems(
    nums: dict[str, int], lists: Lists, clause_list: int
) -> Iterator[Diagnostic]:
    """Yield what is wrong between styles and lists; `nums` has the styles that are there."""
    hint = "In Word, Home, Multilevel List, Define New Multilevel List, and link each level again; "
    hint += "or copy the style from the template that came with minuted."
    clauses = lists.list_of(clause_list)
    for name, num in nums.items():
        of = lists.list_of(num)
        if name in (*HEADINGS, *CLAUSES):
            if not of:
                message = f"The style “{name}” of the template has no numbering."
                yield error("template-numbering", message, hint)
            elif clauses and of != clauses:
                message = f"The styles “{name}” and “Clause 2” of the template count separately; "
                message += "headings and clauses share one list."
                yield error("template-numbering", message, hint)
        elif name in (APPENDIX, *BULLETS):
            if not of:
                message = f"The style “{name}” of the template has no numbering or bullet."
                yield error("template-numbering", message, hint)
            elif of == clauses:
                message = f"The style “{name}” of the template counts in the list of the clauses."
                yield error("template-numbering", message, hint)
        elif name in _PLAIN and num:
            message = f"The style “{name}” of the template prints a number of its own."
            yield error("template-numbering", message, "Take the numbering out of that style.")


def _wrong(style: str, depth: int, wanted: str) -> Diagnostic:
    what = "appendices" if style == APPENDIX else "clauses"
    return error(
        "template-number-format",
        f"Level {depth} of the list of the {what} (style “{style}”) would not print the policy's "
        f"own numbers.",
        f"In Word, Home, Multilevel List, Define New Multilevel List, set level {depth} to "
        f"{wanted}.",
    )


def read_column(section: etree._Element | None) -> Column:
    """Return the column of the section that the text stands in; A4 where it says nothing."""
    size = None if section is None else section.find(w("pgSz"))
    margins = None if section is None else section.find(w("pgMar"))
    columns = None if section is None else section.find(w("cols"))

    def measure(element: etree._Element | None, name: str, usual: int) -> int:
        return usual if element is None else number(element, name) or usual

    width = measure(size, "w", 11_906) - sum(measure(margins, m, 0) for m in ("left", "right"))
    width -= measure(margins, "gutter", 0)
    count = max(1, measure(columns, "num", 1))
    width = (width - (count - 1) * measure(columns, "space", 720)) // count
    height = measure(size, "h", 16_838) - sum(
        abs(measure(margins, m, 0)) for m in ("top", "bottom")
    )
    return Column(max(width, 1_000), max(height, 1_000))
