"""The number that Word would print before a paragraph, worked out as Word does.

    paragraph ──numId──▶ num ──▶ abstractNum ──▶ nine levels, each with a format and a pattern
                          └─ its own starts and levels, in place of those

Counters belong to the abstractNum and are shared by all its nums.
"""

import re
from dataclasses import dataclass, field, replace

from minuted.readers.word.formats import MOST, is_known, written
from minuted.readers.word.names import VAL, Element, number, switch, value, w
from minuted.readers.word.styles import Numbered, Style, Styles, indent_of

LEVELS = 9
_MOST_PATTERN = 255
_SLOT = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        pattern: what is printed, with `%1` to `%9` for the numbers of the levels.
        restart: how many upper levels begin it anew: all of them where None, none where 0.
        legal: whether the upper levels' numbers are printed as 1, 2, 3, whatever their format.
        style: the id of the paragraph style that it is tied to; empty for none.
        indent: of the paragraph's left edge, in points.
    """

    format: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""
    custom: str = ""
    indent: float | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A num: its levels, whose counters it uses, and where it begins them anew."""

    counters: str
    levels: tuple[Level, ...]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Printed:
    """What Word prints before a paragraph.

    Attributes:
        label: such as `2.1.8` or `(a)`; empty where a counted paragraph shows nothing.
        level: counted from 1.
        unknown: the name of its format where that is read as 1, 2, 3; else empty.
        row: what it shares with all that are counted beside it.
    """

    label: str
    level: int
    bullet: bool = False
    indent: float | None = None
    unknown: str = ""
    row: tuple[str, int] = ("", 0)


@dataclass
class _Counters:
    values: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering:
    """The lists of one file. Their counters move as paragraphs are numbered, in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, _Counters] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in () if root is None else root.iterfind(w("abstractNum")):
            self._abstract.setdefault(element.get(w("abstractNumId"), ""), element)
        self._linked = {
            value(element, "styleLink"): element
            for element in self._abstract.values()
            if value(element, "styleLink")
        }
        for element in () if root is None else root.iterfind(w("num")):
            self._nums.setdefault(element.get(w("numId"), ""), element)

    def start_over(self) -> None:
        """Begin every counter anew, as for a text of its own: a note, a header."""
        self._counters.clear()
        self._begun.clear()

    def place(self, style: Style, own: Numbered | None) -> tuple[str, int] | None:
        """Return the list and the level, counted from 0, of a paragraph; None for no number.

        Args:
            own: what the paragraph itself says.
        """
        said = [*([("", own)] if own else []), *style.lists]
        identity = next((one.number for _, one in said if one.number), "")
        if identity in ("", "0"):
            return None
        found = self._list(identity)
        if found is None:
            return None
        if own is not None and own.level is not None:
            return identity, own.level
        tied = {level.style: at for at, level in enumerate(found.levels) if level.style}
        by_style = next((tied[one] for one in style.chain[:1] if one in tied), None)
        if by_style is None:
            by_style = next((one.level for _, one in style.lists if one.level is not None), None)
        if by_style is None:
            by_style = next((tied[one] for one in style.chain if one in tied), 0)
        return identity, by_style

    def count(self, identity: str, at: int) -> Printed:
        """Count a paragraph in its list and return what Word prints before it."""
        found = self._list(identity)
        if found is None:
            return Printed("", at + 1)
        values = self._counters.setdefault(found.counters, _Counters()).values
        level = found.levels[at]
        if at in found.starts and (identity, at) not in self._begun:
            self._begun.add((identity, at))
            values[at] = found.starts[at]
        else:
            before = values[at]
            values[at] = level.start if before is None else min(before + 1, MOST)
        for upper in range(at):  # one that was jumped over counts as used
            if values[upper] is None:
                values[upper] = found.levels[upper].start
        for deeper in range(at + 1, LEVELS):
            restart = found.levels[deeper].restart
            if restart is None or at < restart:
                values[deeper] = None
        if level.format == "bullet":
            return Printed("", at + 1, True, level.indent)
        unknown = "" if is_known(level.format) else level.format
        label = _filled(found, at, values)
        return Printed(label, at + 1, False, level.indent, unknown, (found.counters, at))

    def _list(self, identity: str) -> _List | None:
        if identity not in self._lists:
            self._lists[identity] = self._read(identity)
        return self._lists[identity]

    def _read(self, identity: str) -> _List | None:
        num = self._nums.get(identity)
        if num is None:
            return None
        name, levels = self._levels(num)
        if not name:
            return None
        starts: dict[int, int] = {}
        for override in num.iterfind(w("lvlOverride")):
            at = number(override.get(w("ilvl")), -1)
            if not 0 <= at < LEVELS:
                continue
            own = override.find(w("lvl"))
            if own is not None:
                levels[at] = _level(own)
            start = value(override, "startOverride")
            if start:
                starts[at] = max(0, number(start, 1, MOST))
                levels[at] = replace(levels[at], start=starts[at])
        return _List(name, tuple(levels), starts)

    def _levels(self, num: Element) -> tuple[str, list[Level]]:
        """Return an abstractNum's id and levels, by way of a list style where it names one."""
        seen: set[str] = set()
        while True:
            name = value(num, "abstractNumId")
            element = self._abstract.get(name)
            if element is None or name in seen:
                return "", []
            seen.add(name)
            link = value(element, "numStyleLink")
            next_num = self._nums.get(self._styles.list_style_number(link)) if link else None
            if next_num is None:
                element = self._linked.get(link, element)
                break
            num = next_num
        levels = [Level(pattern="")] * LEVELS
        for one in element.iterfind(w("lvl")):
            at = number(one.get(w("ilvl")), -1)
            if 0 <= at < LEVELS:
                levels[at] = _level(one)
        return name, levels


def _level(element: Element) -> Level:
    # a format of newer Words stands in an AlternateContent, with a plain one to fall back on
    form = next(element.iter(w("numFmt")), None)
    name = "decimal" if form is None else form.get(VAL, "decimal")
    text = element.find(w("lvlText"))
    pattern = "" if text is None else text.get(VAL, "")
    restart = value(element, "lvlRestart")
    return Level(
        format=name,
        pattern="" if text is not None and text.get(w("null")) in ("1", "true") else pattern,
        start=max(0, number(value(element, "start"), 0, MOST)),  # by the standard: 0 if unsaid
        restart=max(0, number(restart, 0)) if restart else None,
        legal=bool(switch(element, "isLgl")),
        style=value(element, "pStyle"),
        custom="" if form is None else form.get(w("format"), ""),
        indent=indent_of(element.find(w("pPr")), None),
    )


def _filled(found: _List, at: int, values: list[int | None]) -> str:
    level = found.levels[at]

    def number_of(match: re.Match[str]) -> str:
        slot = int(match[1]) - 1
        if slot > at:
            return ""
        other = found.levels[slot]
        count = values[slot]
        name = other.format
        if level.legal and slot < at and name not in ("decimalZero", "none", "bullet"):
            name = "decimal"
        return written(other.start if count is None else count, name, other.custom)

    filled = _SLOT.sub(number_of, level.pattern[:_MOST_PATTERN], count=2 * LEVELS)
    return filled[:_MOST_PATTERN].strip()
