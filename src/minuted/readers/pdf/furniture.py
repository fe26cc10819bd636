"""What stands at the edge of page after page: running headers and footers, and page numbers.

Where there is but one page, what its file calls an artifact, and what stands in its margins.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from minuted.model.document import Omitted, OmittedKind, Place
from minuted.readers.pdf.geometry import ARTIFACT, EDGE, Line, Page
from minuted.readers.pdf.labels import is_named, start_of

_DEEPEST = 6
"""How many lines from the edge are looked at."""

_FEW_WORDS = 8
"""A number before more words than these begins a clause."""

_FEWEST_HEADS = 4
"""How many pages a running head that changes stands on at least."""

_MARGIN = 0.085
"""The part of a page's height at its top and foot that is margin in any ordinary document."""

_MOST_NAMES = 8
"""Lines of the first page that running heads may repeat."""

_MOST_WORDS = 16
"""Words of a line in a margin."""

_PAGE_NUMBER = re.compile(
    r"(?:page|pg\.?|p\.)\s*\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?|\d{1,4}\s*(?:of|/)\s*\d{1,4}"
    r"|[-–—|]\s*\d{1,4}\s*[-–—|]|\d{1,4}\s*\|\s*page",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}|[ivx]{1,5}")
_TO_FILL_IN = re.compile(r"[._…]{4,}|(?:\. ){4,}")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line at the edge of some page."""

    page: int
    baseline: float
    text: str


def take_furniture(pages: Sequence[Page]) -> list[Omitted]:
    """Take headers, footers and page numbers out of the pages' lines, and return them."""
    omitted = _take_artifacts(pages)
    edges = [_edges(page) for page in pages]
    seen: dict[tuple[str, bool], list[_Seen]] = defaultdict(list)
    for page, found in zip(pages, edges, strict=True):
        for line, upper in found:
            seen[_key(line, upper)].append(_Seen(page.number, line.baseline, line.text))
    written = sum(1 for page in pages if page.lines)
    bare = _bare_numbers(edges)
    others = _counting(edges) | _running(edges, pages) | _naming(edges, pages)
    if written == 1:
        others |= _alone(pages)
    for page, found in zip(pages, edges, strict=True):
        gone: set[int] = set()
        outermost = {True: True, False: True}
        for line, upper in found:
            if not outermost[upper]:
                continue  # what stands within the text is text, however often it is said
            kind = _kind(line, upper, seen[_key(line, upper)], written, bare)
            if not kind and id(line) in others:
                kind = "header" if upper else "footer"
            if kind:
                gone.add(id(line))
                omitted.append(Omitted(kind, line.text, place_of(line)))
            elif not any(_level(line, other) for other in page.lines if id(other) in gone):
                outermost[upper] = False
        page.lines = [line for line in page.lines if id(line) not in gone]
    return omitted


def place_of(line: Line) -> Place:
    """Return where a line stands."""
    return Place(line.page, line.number, f"page {line.page}, line {line.number}")


def _take_artifacts(pages: Sequence[Page]) -> list[Omitted]:
    """Take out what the file itself says is part of the page, and stands above or below all else.

    A file that says so of most of its words is not believed.
    """
    words = [word for page in pages for line in page.lines for word in line.words]
    if sum(bool(word.style & ARTIFACT) for word in words) > 0.5 * len(words):
        return []
    omitted: list[Omitted] = []
    for page in pages:
        lines = sorted(page.lines, key=lambda line: line.baseline)
        marked = [all(word.style & ARTIFACT for word in line.words) for line in lines]
        if all(marked):
            continue
        first = marked.index(False)
        last = len(marked) - marked[::-1].index(False)
        for line in chain(lines[:first], lines[last:]):
            kind: OmittedKind = "header" if line.baseline < lines[first].baseline else "footer"
            if _PAGE_NUMBER.fullmatch(line.text.strip()) or _BARE.fullmatch(line.text.strip()):
                kind = "page number"
            omitted.append(Omitted(kind, line.text, place_of(line)))
        gone = {id(line) for line in chain(lines[:first], lines[last:])}
        page.lines = [line for line in page.lines if id(line) not in gone]
    return omitted


def _edges(page: Page) -> list[tuple[Line, bool]]:
    """Return the lines at the page's top and foot, each with whether it is at the top."""
    upper = [ln for ln in page.lines if ln.bottom < EDGE * page.height]
    lower = [ln for ln in page.lines if ln.top > (1 - EDGE) * page.height]
    upper.sort(key=lambda ln: ln.baseline)
    lower.sort(key=lambda ln: -ln.baseline)
    return [(ln, True) for ln in upper[:_DEEPEST]] + [(ln, False) for ln in lower[:_DEEPEST]]


def _key(line: Line, upper: bool) -> tuple[str, bool]:
    return _DIGITS.sub("#", line.text.casefold()).replace(" ", ""), upper


def _kind(
    line: Line,
    upper: bool,
    seen: list[_Seen],
    written: int,
    bare: set[int],
) -> OmittedKind | None:
    text = line.text.strip()
    if _PAGE_NUMBER.fullmatch(text) or id(line) in bare:
        return "page number"
    if _is_clause(line):
        return None
    alike = [s for s in seen if abs(s.baseline - line.baseline) < 8]
    if not _says_the_same(line, alike):
        return None
    pages = {s.page for s in alike}
    enough = written > 1 and len(pages) >= max(2, min(3, written), round(0.3 * written))
    if written == 2:
        enough = len(pages) == 2
    if not enough and len(pages) >= 2 and len(pages) >= 0.8 * (written - 1):
        enough = True  # all but the first page have it
    if not enough:
        return None
    return "header" if upper else "footer"


def _is_clause(line: Line) -> bool:
    """Whether a line is of a list, whatever other pages say in its place."""
    start = start_of(line)
    if start.kind == "bullet":
        return line.text.endswith((";", ",", "."))
    long = len(start.words) > _FEW_WORDS or start.label.startswith("(")
    return start.kind == "number" and long


def _says_the_same(line: Line, seen: list[_Seen]) -> bool:
    """Whether a line's numbers are the same everywhere, or count the pages."""
    own = _DIGITS.findall(line.text)
    for other in seen:
        for mine, theirs in zip(own, _DIGITS.findall(other.text), strict=False):
            if mine != theirs and int(mine[:9]) - line.page != int(theirs[:9]) - other.page:
                return False
    return True


def _level(line: Line, other: Line) -> bool:
    return abs(line.baseline - other.baseline) < 2


def _bare_numbers(edges: Sequence[list[tuple[Line, bool]]]) -> set[int]:
    """Return the lines that are a number alone and count the pages, by identity."""
    counts: dict[int, list[Line]] = defaultdict(list)
    for found in edges:
        for line, _ in found:
            text = line.text.strip()
            if _BARE.fullmatch(text):
                value = int(text) if text.isdecimal() else _roman(text)
                counts[line.page - value].append(line)
    return {id(line) for lines in counts.values() if len(lines) > 1 for line in lines}


def _counting(edges: Sequence[list[tuple[Line, bool]]]) -> set[int]:
    """Return the outermost lines that begin or end with the number of their page, by identity.

    Such are running heads that change with the chapter.
    """
    counts: dict[tuple[int, bool], list[Line]] = defaultdict(list)
    for found in edges:
        for upper in (True, False):
            outer = next((line for line, is_upper in found if is_upper is upper), None)
            if outer is None or len(outer.words) < 2:
                continue
            for word in {outer.words[0].text, outer.words[-1].text}:
                if word.isdecimal() and len(word) < 5:
                    counts[(outer.page - int(word), upper)].append(outer)
    enough = max(3, len(edges) // 3)
    return {id(line) for lines in counts.values() if len(lines) >= enough for line in lines}


def _running(edges: Sequence[list[tuple[Line, bool]]], pages: Sequence[Page]) -> set[int]:
    """Return the lines of a place at the edge of pages that say what others do, by identity.

    A running head names its chapter and section, so no one of them is on many pages; but each of
    its parts stands there again, or is a heading of the text.
    """
    slots: dict[tuple[bool, int], list[Line]] = defaultdict(list)
    for found in edges:
        for upper in (True, False):
            outer = next((line for line, is_upper in found if is_upper is upper), None)
            if outer is not None:
                slots[upper, round(outer.baseline / 3)].append(outer)
    done: set[int] = set()
    text = "".join(
        _letters(line.text)
        for page in pages
        for line in page.lines
        if not line.text[-1:].isdecimal()
    )
    for slot in slots.values():
        if len(slot) < _FEWEST_HEADS:
            continue
        own = "|".join(_letters(line.text) for line in slot)
        lines = [
            line for line in slot if not _is_clause(line) and not _has_own_number(line, own, text)
        ]
        again = [
            line
            for line in lines
            if all(
                own.count(part) > 1 or (len(part) > 5 and text.count(part) > own.count(part))
                for part in _parts(line)
            )
        ]
        if len(again) >= max(_FEWEST_HEADS, 0.6 * len(lines)) and not _are_headings(again, pages):
            looks = {(line.size, line.words[0].style, line.words[-1].style) for line in again}
            done |= {id(line) for line in again}
            done |= {
                id(ln) for ln in lines if (ln.size, ln.words[0].style, ln.words[-1].style) in looks
            }
    return done


def _naming(edges: Sequence[list[tuple[Line, bool]]], pages: Sequence[Page]) -> set[int]:
    """Return the lines in the margins of later pages that say what the first page does.

    So does the running head of a second page, which no third one repeats: the title, the school.
    """
    first = next((page for page in pages if page.lines), None)
    if first is None:
        return set()
    names = {_letters(line.text) for line in first.lines[:_MOST_NAMES]}
    left = min(line.x0 for page in pages for line in page.lines)
    done: set[int] = set()
    for page, found in zip(pages, edges, strict=True):
        for line, upper in found:
            edge = line.bottom if upper else page.height - line.top
            apart = line.x0 > left + 3 * line.size and not start_of(line).kind
            if page is not first and edge < 1.2 * _MARGIN * page.height and apart:
                done |= {id(line)} if _letters(line.text) in names - {""} else set()
    return done


def _has_own_number(line: Line, heads: str, text: str) -> bool:
    """Whether a line is numbered, and with that number stands nowhere else: a clause or heading.

    A running head repeats the number of its chapter.
    """
    start = start_of(line)
    if start.kind != "number" or is_named(start.label):
        return False
    words = list(start.words[:1])
    for word, after in pairwise(start.words):
        if after.x0 - word.x1 > 1.5 * line.size:
            break
        words.append(after)
    said = _letters(start.label + "".join(word.text for word in words))
    return heads.count(said) < 2 and text.count(said) < 2 - line.text[-1:].isdecimal()


def _parts(line: Line) -> list[str]:
    """Return what stands left, in the middle and right of a line, by its letters alone."""
    parts: list[list[str]] = [[line.words[0].text]]
    for word, after in pairwise(line.words):
        if after.x0 - word.x1 > 1.5 * line.size:
            parts.append([])
        parts[-1].append(after.text)
    found = (_letters("".join(part)) for part in parts)
    return [part for part in found if part and not part.isdecimal()]


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _are_headings(lines: Sequence[Line], pages: Sequence[Page]) -> bool:
    """Whether lines are set larger than the text, as headings are and running heads are not."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    usual = max(sizes, key=lambda size: sizes[size])
    return sum(line.size > 1.1 * usual for line in lines) > 0.5 * len(lines)


def _alone(pages: Sequence[Page]) -> set[int]:
    """Return the lines that stand in the margins of the only page with words, by identity."""
    done: set[int] = set()
    for page in pages:
        lines = sorted(page.lines, key=lambda line: line.baseline)
        if len(lines) < 4:
            continue
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        usual = max(sizes, key=lambda size: sizes[size])
        for ordered, upper in ((lines, True), (lines[::-1], False)):
            for line, beside in pairwise(ordered):
                edge = line.bottom if upper else page.height - line.top
                if edge > _MARGIN * page.height or len(line.words) > _MOST_WORDS:
                    break
                if _TO_FILL_IN.search(line.text):
                    break  # somebody signs there
                apart = abs(beside.baseline - line.baseline)
                small = line.size < 0.93 * usual
                if start_of(line).kind or apart < (1.7 if small else 3.5) * usual:
                    continue
                rows = ordered[: ordered.index(line) + 1]
                done |= {id(row) for row in rows}
    return done


def _roman(text: str) -> int:
    values = {"i": 1, "v": 5, "x": 10}
    total = 0
    for one, after in zip(text, [*text[1:], ""], strict=True):
        value = values[one]
        total += -value if after and values[after] > value else value
    return total
