"""Lines of a text that are no part of it: numbers of pages, running headers, a contents list.

Phones Policy                    Page 2 of 10        running header, page number
1. Purpose ........................ 3                contents list
"""

import re
from collections import Counter
from collections.abc import Sequence

from minuted.model.document import Omitted, OmittedKind, Place
from minuted.readers.typed.source import Line

_PAGE = re.compile(r"(?i:[-–—\s]*page\s+\d+(?:\s*(?:of|/)\s*\d+)?[-–—\s]*)")
_BARE_PAGE = re.compile(r"[-–—\s]*\d{1,3}[-–—\s]*")
_LEADER = re.compile(r".*\S\s*(?:\.{4,}|(?:\. ){3,}|…{2,}|_{6,})[\s.]*(?:\d{1,3}|[ivxl]{1,5})")
_CONTENTS = re.compile(r"(?i)(?:#{1,6}\s+)?(?:\*\*)?(?:table of )?contents(?: page)?(?:\*\*)?:?")
_ENTRY_END = re.compile(r"(?:\s*[.…_]{2,}|\t|\s{2,})[\s.]*\d{1,3}$|\]\([^)]*\)")
_FEWEST_PAGES = 3
_EDGE = 3
_MOST_ENTRIES = 400
_WORDS = 3
_NUMBERED = re.compile(
    r"(?:[-*+•]\s+|#{1,6}\s+)?(?i:(?:appendix|annex|section|part|chapter|article)\s+)?"
    r"(\d+(?:\.\d+)*|[A-Z](?:\.\d+)*)[.:)]?\s+(.+)"
)


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Omitted]]:
    """Return a text's own lines, and the others by what they are."""
    kinds: dict[int, OmittedKind] = {}
    for line in lines:
        if _PAGE.fullmatch(line.text):
            kinds[id(line)] = "page number"
        elif _LEADER.fullmatch(line.text) and "|" not in line.text:
            kinds[id(line)] = "contents list"
    _running(lines, kinds)
    _contents(lines, kinds)
    kept: list[Line] = []
    omitted: list[Omitted] = []
    gap = goes_on = False
    for line in lines:
        kind = kinds.get(id(line))
        if kind is None:
            goes_on = False
            line.blank = line.blank or gap
            gap = False
            kept.append(line)
        else:
            gap = True
            page = line.page + 1 if lines[-1].page else 0
            last = omitted[-1] if omitted and goes_on and kind == "contents list" else None
            if last is not None and last.kind == kind and last.place.page == page:
                omitted[-1] = Omitted(kind, f"{last.text} {line.text}", last.place)
            else:
                omitted.append(Omitted(kind, line.text, Place(page, line.at, f"line {line.at}")))
            goes_on = True
    return kept, omitted


def _running(lines: Sequence[Line], kinds: dict[int, OmittedKind]) -> None:
    """Find what stands at the edge of most pages, where ends of pages are marked."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    if len(pages) < _FEWEST_PAGES:
        return
    counted: Counter[tuple[str, str]] = Counter()
    edges: list[tuple[str, Line]] = []
    for page in pages.values():
        own = [("header", line) for line in page[:_EDGE]]
        own += [("footer", line) for line in page[-_EDGE:] if len(page) > _EDGE * 2]
        edges += own
        counted.update({(where, _masked(line.text)) for where, line in own})
    for where, line in edges:
        if where == "header" and not line.page:
            continue  # the first of them is the title
        often = counted[where, _masked(line.text)]
        if often >= max(_FEWEST_PAGES, len(pages) // 2):
            number = _BARE_PAGE.fullmatch(line.text)
            kind: OmittedKind = "header" if where == "header" else "footer"
            kinds.setdefault(id(line), "page number" if number else kind)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _contents(lines: Sequence[Line], kinds: dict[int, OmittedKind]) -> None:
    """Find lists of contents: entries whose numbers, or whose words, come again later."""
    entries = [_entry(line.text) for line in lines]
    headed = [n for n, line in enumerate(lines) if _CONTENTS.fullmatch(line.text)]
    if not headed:
        start = next((n for n, entry in enumerate(entries) if entry), 0)
        _take(lines, start, _numbered_entries(lines, entries, start), kinds)
    for at in headed[:_MOST_ENTRIES]:
        near = range(at + 1, min(at + 1 + _EDGE * 2, len(lines)))
        first = next((n for n in near if entries[n]), 0)
        end = _numbered_entries(lines, entries, first) if first else 0
        _take(lines, at, end or _plain_entries(lines, at, kinds), kinds)
        if any(kind == "contents list" for kind in kinds.values()):
            kinds.setdefault(id(lines[at]), "contents list")


def _take(lines: Sequence[Line], start: int, end: int, kinds: dict[int, OmittedKind]) -> None:
    for line in lines[start:end]:
        kinds.setdefault(id(line), "contents list")


def _entry(text: str) -> str:
    """Return an entry's number and first words; empty where it has no number."""
    match = _NUMBERED.match(text)
    words = re.findall(r"\w+", match[2].casefold())[:_WORDS] if match else []
    return " ".join((match[1], *words)) if match and words else ""


def _numbered_entries(lines: Sequence[Line], entries: Sequence[str], first: int) -> int:
    """Return where a list of numbered entries ends; 0 for none."""
    if first >= len(entries) or not entries[first]:
        return 0
    again = next((n for n in range(first + 1, len(entries)) if entries[n] == entries[first]), 0)
    if not again:
        return 0
    later = set(entries[again:])
    inside = [n for n in range(first, again) if entries[n]]
    listed = [n for n in inside if entries[n] in later]
    if len(listed) < 2 or len(listed) * 3 < len(inside) * 2:
        return 0
    end = listed[-1] + 1
    while end < again and not lines[end].blank:  # an entry of two lines
        end += 1
    return end


def _plain_entries(lines: Sequence[Line], named: int, kinds: dict[int, OmittedKind]) -> int:
    """Return where a list of entries without numbers ends, below its heading; 0 for none."""
    later = {_bare(line.text): n for n, line in enumerate(lines)}
    end = named + 1
    while end < min(len(lines), named + _MOST_ENTRIES):
        words = _bare(lines[end].text)
        if end > named + 1 and words and words == _bare(lines[named + 1].text):
            break  # the first heading of the text itself
        if id(lines[end]) not in kinds and later.get(words, -1) <= end:
            break
        end += 1
    return end if end > named + 1 else 0


def _bare(text: str) -> str:
    """Return an entry's words: without page number, bullet, marks and link."""
    words = _ENTRY_END.sub("", text)
    return " ".join(re.findall(r"\w+", words.replace("_", " ").casefold()))
