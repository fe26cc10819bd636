"""Tables that have rules across but none down: their rows lie between rules, columns between gaps.

Version   Date        Minute Number        a row of headings above the first rule, or below it
──────────────────────────────────
1         6.9.22      FGB/2223/060922/15
──────────────────────────────────
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from minuted.readers.pdf.geometry import Box, Page, Word

_SAME = 4.0
_GAP = 5.0
"""Points without any word that part two columns."""

_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,3})[.)]?")
_MOST_ROWS = 40

Rule = tuple[float, float, float, float]


def ruled_across(page: Page, known: Sequence[Box]) -> list[Box]:
    """Return such tables of a page, where `known` ones are not."""
    done: list[Box] = []
    for group in groups_of(joined_across(page.rules)):
        if any(b.top - 6 < group[0][1] < b.bottom + 6 for b in known):
            continue
        done += _boxes(page, group)
    return done


def joined_across(rules: Sequence[Rule]) -> list[Rule]:
    """Return rules across, the pieces of one put together."""
    across = sorted((r for r in rules if r[3] - r[1] <= 3), key=lambda r: (round(r[1]), r[0]))
    done: list[Rule] = []
    for rule in across:
        if done and abs(done[-1][1] - rule[1]) < 1.5 and rule[0] <= done[-1][2] + 3:
            last = done.pop()
            done.append((last[0], last[1], max(last[2], rule[2]), last[3]))
        else:
            done.append(rule)
    return [rule for rule in done if rule[2] - rule[0] > 100]


def groups_of(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the rules that reach from the same left to the same right, from the top down."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r[1]):
        group = next(
            (
                g
                for g in groups
                if abs(g[-1][0] - rule[0]) < _SAME and abs(g[-1][2] - rule[2]) < _SAME
            ),
            None,
        )
        if group is None:
            groups.append([rule])
        elif rule[1] - group[-1][1] > 3:
            group.append(rule)
    return [group for group in groups if len(group) > 1]


def _boxes(page: Page, group: Sequence[Rule]) -> list[Box]:
    """Return the tables between some rules: those of most columns first, none upon another."""
    group = group[:_MOST_ROWS]
    found: list[Box] = []
    for begin in range(len(group) - 1):
        for end in range(begin + 2, len(group) + 1):
            box = _box(page, group[begin:end])
            if box is not None:
                found.append(box)
    found.sort(key=lambda box: (-len(box.rows[0]), -len(box.rows), box.top))
    done: list[Box] = []
    for box in found:
        if not any(box.top < other.bottom - 2 and other.top < box.bottom - 2 for other in done):
            done.append(box)
    return done


def _box(page: Page, group: Sequence[Rule]) -> Box | None:
    left, right = group[0][0] - 2, group[0][2] + 2
    tops = [rule[1] for rule in group]
    among = [w for w in page.words if left <= w.x0 and w.x1 <= right + 2]
    head = _head(among, tops[0])
    if head:
        tops.insert(0, min(word.top for word in head) - 1)
    runs = [
        (a, b, [w for w in among if a <= (w.top + w.bottom) / 2 <= b]) for a, b in pairwise(tops)
    ]
    if len(runs) < 2 or not all(band for _, _, band in runs):
        return None
    edges = _columns([w for _, _, band in runs for w in band], left, right)
    columns = list(pairwise(edges))
    shared = [sum(any(x0 <= w.x0 < x1 for w in band) for x0, x1 in columns) for _, _, band in runs]
    if len(columns) < 2 or sum(count > 1 for count in shared) < 2:
        return None
    if shared[0] < max(2, 0.6 * len(columns)):
        return None  # whatever stands there, it heads no columns
    if any(_is_text(band, columns[0]) for _, _, band in runs):
        return None
    rows: list[list[tuple[float, float, float, float] | None]] = [
        [(x0, a, x1, b) for x0, x1 in columns] for a, b, _ in runs
    ]
    return Box(edges[0], runs[0][0], edges[-1], runs[-1][1], rows)


def _is_text(band: Sequence[Word], column: tuple[float, float]) -> bool:
    """Whether the first column of a row holds several clauses' numbers: rules between sections."""
    numbers = [
        word.baseline
        for word in band
        if column[0] <= word.x0 < column[1] and _NUMBER.fullmatch(word.text)
    ]
    return len(set(numbers)) > 1


def _head(words: Sequence[Word], first: float) -> list[Word]:
    """Return the row of headings that stands right above the first rule, in bold."""
    above = [w for w in words if w.bottom <= first + 1 and first - w.bottom < 1.2 * w.size]
    if len(above) < 2:
        return []
    baseline = max(word.baseline for word in above)
    row = [w for w in above if baseline - w.baseline < 1.6 * w.size]
    parted = any(b.x0 - a.x1 > 1.2 * a.size for a, b in pairwise(row) if b.x0 > a.x1)
    return row if parted and all(w.bold for w in row if any(c.isalpha() for c in w.text)) else []


def _columns(words: Sequence[Word], left: float, right: float) -> list[float]:
    """Return where columns begin, and where the last one ends."""
    spans = sorted((w.x0, w.x1, w.size) for w in words)
    edges = [left]
    _, reach, large = spans[0]
    for x0, x1, size in spans[1:]:
        if x0 - reach >= max(_GAP, 0.7 * max(size, large)):
            edges.append((reach + x0) / 2)
        if x1 > reach:
            reach, large = x1, size
    return [*edges, right + 2]
