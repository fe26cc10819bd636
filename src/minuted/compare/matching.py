"""Which tokens of one text are which of another, in order: Ratcliff and Obershelp's method.

    a paragraph       as a whole; a very long one sentence by sentence
    a table, a list   line by line: equal lines, then those between them that share most words

Without the lines a new row would be matched with its neighbours' words, and of two items that begin
alike the wrong one would be kept.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from minuted.compare.tokens import Token

LINE_MARKS = ("\t", "\n", "•")
"""The tokens at which a row, a cell or an item of a list begins."""

TOO_MANY = 300_000
"""With more possible matches than this sentences are matched first, and words within them."""

ALIKE = 0.4
"""The least share of their words that two lines must have in common to be the same line."""

MOST_LINES = 60
"""Between equal lines, more than this on either side are matched in order, for the sake of time."""

_Span = tuple[int, int, int, int]


def matched(one: list[Token], other: list[Token], old: str, new: str) -> Iterator[tuple[int, int]]:
    """Yield pairs of tokens that are the same, in order."""
    a, b = [t.key for t in one], [t.key for t in other]
    in_lines = all("\t" in text or "• " in text for text in (old, new))
    head, tail = _same_ends(a, b, in_lines=in_lines)
    yield from ((at, at) for at in range(head))
    spans = [(head, len(a) - tail, head, len(b) - tail)]
    if in_lines or _is_heavy(a[head : len(a) - tail], b[head : len(b) - tail]):
        spans = list(_by_line(a, b, spans[0], in_lines=in_lines))
    for i0, i1, j0, j1 in spans:
        if a[i0:i1] != b[j0:j1] and _is_heavy(a[i0:i1], b[j0:j1]):
            continue
        matcher = SequenceMatcher(None, a[i0:i1], b[j0:j1], autojunk=False)
        for i, j, size in matcher.get_matching_blocks():
            for step in range(size):
                yield i0 + i + step, j0 + j + step
    for step in range(tail, 0, -1):
        yield len(a) - step, len(b) - step


def _same_ends(a: list[str], b: list[str], *, in_lines: bool) -> tuple[int, int]:
    """Return how many tokens are the same at the beginning and at the end; whole lines of a list.

    The beginning of an item is no sign that it is the same item: many begin alike.
    """
    most = min(len(a), len(b))
    head = tail = 0
    while head < most and a[head] == b[head]:
        head += 1
    while tail < most - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    if in_lines and head + tail < max(len(a), len(b)):
        while head and not (a[head : head + 1] == ["•"] or a[head - 1] == "\n"):
            head -= 1
        while tail and not (a[-tail] == "•" or a[-tail - 1 : -tail] == ["\n"]):
            tail -= 1
    return head, tail


def _is_heavy(one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
    """Whether matching would take too long: that goes with the number of possible matches."""
    many = Counter(other)
    return sum(many[key] * count for key, count in Counter(one).items()) > TOO_MANY


def _by_line(a: list[str], b: list[str], span: _Span, *, in_lines: bool) -> Iterator[_Span]:
    """Yield spans of tokens to be matched with one another: equal lines, and what is between."""
    i0, i1, j0, j1 = span
    lines = [_grouped(keys, in_lines=in_lines) for keys in (a[i0:i1], b[j0:j1])]
    words = [[_said(line) for line in side] for side in lines]
    at_a, at_b = _starts(lines[0], i0), _starts(lines[1], j0)
    if _is_heavy(*words):
        return
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    for op, a0, a1, b0, b1 in matcher.get_opcodes():
        if op in ("delete", "insert"):
            continue
        if op == "equal":
            pairs = [(a0 + step, b0 + step) for step in range(a1 - a0)]
        elif in_lines and max(a1 - a0, b1 - b0) <= MOST_LINES:
            found = _alike(words[0][a0:a1], words[1][b0:b1])
            pairs = [(a0 + x, b0 + y) for x, y in found]
        elif a1 - a0 == b1 - b0:
            pairs = [(a0 + step, b0 + step) for step in range(a1 - a0)]
        else:
            yield at_a[a0], at_a[a1], at_b[b0], at_b[b1]
            continue
        for x, y in pairs:
            yield at_a[x], at_a[x + 1], at_b[y], at_b[y + 1]


def _grouped(keys: list[str], *, in_lines: bool) -> list[list[str]]:
    """Return tokens by line; by sentence where there are no lines."""
    groups: list[list[str]] = [[]]
    for key in keys:
        if key == "•":
            groups.append([])
        groups[-1].append(key)
        if key == "\n" or (not in_lines and key in (".", ";", ":", "!", "?")):
            groups.append([])
    return [group for group in groups if group]


def _said(line: list[str]) -> tuple[str, ...]:
    """Return a line's words without what changes as it comes to be the last of a list, or not."""
    words = list(line)
    while words and (not words[-1][-1].isalnum() or words[-1] in ("and", "or")):
        words.pop()
    return tuple(words or line)


def _starts(groups: list[list[str]], first: int) -> list[int]:
    starts = [first]
    for group in groups:
        starts.append(starts[-1] + len(group))
    return starts


def _alike(
    one: Sequence[tuple[str, ...]], other: Sequence[tuple[str, ...]]
) -> list[tuple[int, int]]:
    """Return the pairs of lines, in order, that have most in common together."""
    if len(one) == len(other) == 1:
        return [(0, 0)]
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    score = [[_common(x, y) for y in other] for x in one]
    for x in reversed(range(len(one))):
        for y in reversed(range(len(other))):
            paired = score[x][y] + best[x + 1][y + 1] if score[x][y] >= ALIKE else 0.0
            best[x][y] = max(paired, best[x + 1][y], best[x][y + 1])
    found: list[tuple[int, int]] = []
    x = y = 0
    while x < len(one) and y < len(other):
        if best[x][y] == best[x + 1][y]:
            x += 1
        elif best[x][y] == best[x][y + 1]:
            y += 1
        else:
            found.append((x, y))
            x, y = x + 1, y + 1
    return found


def _common(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of their words that two lines have in common, marks left aside."""
    mine, yours = ([key for key in line if key[0].isalnum()] for line in (one, other))
    if not mine or not yours:
        return 0.0
    return 2 * (Counter(mine) & Counter(yours)).total() / (len(mine) + len(yours))
