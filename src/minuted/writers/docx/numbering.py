"""The lists of a template, as Word would number them.

style ──numPr──▶ w:num ──▶ w:abstractNum ──▶ nine w:lvl
                   └─ lvlOverride ─────────────▲
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from minuted.writers.docx.ooxml import w

CLAUSE_LEVELS = (
    ("decimal", "%1"),
    ("decimal", "%1.%2"),
    ("decimal", "%1.%2.%3"),
    ("lowerLetter", "(%4)"),
    ("lowerRoman", "(%5)"),
)
"""Number format and text of each level that a policy's numbers need, from depth 1."""

APPENDIX_LEVELS = (("upperLetter", "%1"), *CLAUSE_LEVELS[1:])

_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        format, text: such as `decimal` and `%1.%2`.
        start: the first number.
        plain: whether nothing else changes its number: not `isLgl`, `lvlRestart` or hidden.
        left, hanging: the indent of its text, and how far before it the number stands, in twips.
    """

    format: str
    text: str
    start: int
    plain: bool
    left: int
    hanging: int


class Lists:
    """The lists of one numbering part; without the part there are none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._nums: dict[int, etree._Element] = {}
        self._abstracts: dict[str, etree._Element] = {}
        self._linked: dict[str, str] = {}
        if root is None:
            return
        for num in root.iterchildren(w("num")):
            self._nums[number(num, "numId")] = num
        for abstract in root.iterchildren(w("abstractNum")):
            ident = abstract.get(w("abstractNumId"), "")
            self._abstracts[ident] = abstract
            link = child_value(abstract, "styleLink")
            if link:
                self._linked[link] = ident

    def list_of(self, num_id: int) -> str:
        """Return what tells the list of a `w:num` from others; empty if there is no such list.

        Two nums of one list count on together.
        """
        num = self._nums.get(num_id)
        if num is None:
            return ""
        ident = child_value(num, "abstractNumId")
        abstract = self._abstracts.get(ident)
        if abstract is None:
            return ""
        return self._linked.get(child_value(abstract, "numStyleLink"), ident)

    def levels(self, num_id: int) -> list[Level | None]:
        """Return the nine levels, None for those that are not there."""
        abstract = self._abstracts.get(self.list_of(num_id))
        elements: dict[int, etree._Element] = {}
        starts: dict[int, int] = {}
        if abstract is not None:
            elements = {number(lvl, "ilvl"): lvl for lvl in abstract.iterchildren(w("lvl"))}
            for override in self._nums[num_id].iterchildren(w("lvlOverride")):
                level = number(override, "ilvl")
                for lvl in override.iterchildren(w("lvl")):
                    elements[level] = lvl
                for start in override.iterchildren(w("startOverride")):
                    starts[level] = number(start, "val")
        found = [elements.get(level) for level in range(9)]
        return [
            None if lvl is None else _level(lvl, level, starts.get(level))
            for level, lvl in enumerate(found)
        ]


def _level(lvl: etree._Element, index: int, start_override: int | None) -> Level:
    legal = lvl.find(w("isLgl"))
    restart = lvl.find(w("lvlRestart"))
    hidden = lvl.find(f"{w('rPr')}/{w('vanish')}")
    start = lvl.find(w("start"))
    restarts = restart is None or number(restart, "val") == index
    left, hanging = indent_of(lvl.find(w("pPr"))) or (0, 0)
    return Level(
        format=child_value(lvl, "numFmt") or "decimal",
        text=child_value(lvl, "lvlText"),
        start=start_override
        if start_override is not None
        else (0 if start is None else number(start, "val")),
        plain=restarts and not any(map(_is_on, (legal, hidden))),
        left=left,
        hanging=hanging,
    )


def indent_of(properties: etree._Element | None) -> tuple[int, int] | None:
    """Return left indent and hanging (negative for a first-line indent) in twips; None if unset."""
    ind = None if properties is None else properties.find(w("ind"))
    if ind is None:
        return None
    left = number(ind, "left" if ind.get(w("left")) is not None else "start")
    hanging = number(ind, "hanging")
    return left, hanging or -number(ind, "firstLine")


def number(element: etree._Element, attribute: str) -> int:
    """Return an attribute as a whole number; 0 where it is missing or is none."""
    text = element.get(w(attribute), "")
    try:
        return round(float(text))
    except (ValueError, OverflowError):
        return 0


def child_value(element: etree._Element, name: str) -> str:
    """Return `w:val` of a child element; empty where there is no such child."""
    child = element.find(w(name))
    return "" if child is None else child.get(w("val"), "")


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(w("val"), "1") not in _OFF


def wrong_levels(
    levels: list[Level | None], wanted: tuple[tuple[str, str], ...]
) -> Iterator[tuple[int, str]]:
    """Yield each level (1 to 5) that would not print the policy's number, and what it should be."""
    examples = {"decimal": "1, 2, 3", "upperLetter": "A, B, C"}
    examples |= {"lowerLetter": "a, b, c", "lowerRoman": "i, ii, iii"}
    for depth, ((fmt, text), level) in enumerate(zip(wanted, levels, strict=False), 1):
        good = level is not None and level.plain and level.start == 1
        if not good or level is None or (level.format, level.text) != (fmt, text):
            yield depth, f"“{text}” counting {examples[fmt]} from the first, restarting as usual"
