"""Contents lists that somebody typed, told by what they repeat; and the word “Contents” itself."""

import re
from collections import Counter
from collections.abc import Sequence

from minuted.readers.labels import typed_label
from minuted.readers.word.fields import joined
from minuted.readers.word.found import Found, FoundTable, Gap, Item
from minuted.readers.word.words import plain

_TITLE = re.compile(
    r"(?:table of )?contents(?: page| list)?:?|index:?|(?:table|list) of (?:tables|figures)",
    re.IGNORECASE,
)
_LEADER_AND_PAGE = re.compile(r"(?:\t[ \t.…_]*|[.…_]{3,}\s*|(?:\. ){3,}\s*)\d{1,3}$")
_TAIL = 120
"""How much of a line's end is looked at: no leader is longer."""

_PAGE = re.compile(r"[\s.…_]*\b\d{1,3}\s*$")
_FEWEST = 3


def without_contents(items: Sequence[Item]) -> tuple[list[Item], list[Gap]]:
    """Return the items without contents lists, and what was left out of them."""
    said: Counter[str] = Counter(_core(plain(one.atoms)) for one in items if isinstance(one, Found))
    kept: list[Item] = []
    gone: list[Gap] = []
    at = seen = 0
    while at < len(items):
        item = items[at]
        if isinstance(item, Gap):
            at += 1
            continue
        titled = isinstance(item, Found) and _TITLE.fullmatch(plain(item.atoms).strip())
        start = at + 1 if titled else at
        end = start
        if titled or at >= seen:
            # what was looked at from above need not be looked at again from below
            seen, listed = _end(items, start, said, bool(titled))
            end = seen if listed else start
        if end > start or (titled and start < len(items) and isinstance(items[start], Gap)):
            gone += [
                Gap(_text(one), one.place) for one in items[at:end] if not isinstance(one, Gap)
            ]
            at = end
            continue
        kept.append(item)
        at += 1
    return kept, gone


def _end(items: Sequence[Item], start: int, said: Counter[str], titled: bool) -> tuple[int, bool]:
    """Return where lines like a contents list's end that begin at `start`, and if they are one."""
    end = start
    paged = repeated = 0
    listed: set[str] = set()
    while end < len(items):
        item = items[end]
        if isinstance(item, Gap) and titled:
            end += 1
            continue
        if isinstance(item, FoundTable):
            if titled and end == start and _table_repeats(item, said):
                return end + 1, True
            break
        if not isinstance(item, Found):
            break
        text = plain(item.atoms)
        core = _core(text)
        has_page = _has_page(text)
        if not (has_page or (titled and said[core] > 1 and core not in listed)):
            break
        listed.add(core)
        paged += has_page
        repeated += said[core] > 1
        end += 1
    count = end - start
    if titled:
        return end, count >= _FEWEST - 1
    # without the word “Contents” above it, it could be a column of figures
    return end, count >= _FEWEST and paged >= _FEWEST and 2 * repeated >= count


def _has_page(text: str) -> bool:
    """Whether a line ends in dots or a tab, and the number of a page."""
    found = _LEADER_AND_PAGE.search(text.rstrip()[-_TAIL:])
    return found is not None and any(letter.isalpha() for letter in text[:_TAIL])


def _table_repeats(table: FoundTable, said: Counter[str]) -> bool:
    rows = [
        [_core(joined(plain(found.atoms) for found in cell)) for cell in row] for row in table.rows
    ]
    repeated = sum(any(cell and said[cell] for cell in row) for row in rows)
    return len(rows) >= _FEWEST and repeated >= 0.7 * len(rows)


def _core(text: str) -> str:
    """Return a line without number in front and page behind."""
    label = typed_label(text)
    body = text[label.length :] if label else text
    if _has_page(text):
        body = body[:-_TAIL] + _PAGE.sub("", body[-_TAIL:])
    return joined([body]).lower()


def _text(item: Item) -> str:
    if isinstance(item, Found):
        label = item.printed.label if item.printed else ""
        return joined([label, plain(item.atoms)])
    if isinstance(item, Gap):
        return item.text
    return joined(plain(found.atoms) for row in item.rows for cell in row for found in cell)
