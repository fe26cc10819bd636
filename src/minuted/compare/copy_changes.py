"""What a copy has otherwise than the text, clause by clause, told as any comparison is.

Equal lines are found first, then words within what lies between them, so that a paragraph that was
parted in two is no change. What stands elsewhere, word for word, was moved.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from minuted.compare.copy_match import keyed
from minuted.compare.copy_units import CopyLine, TextLine
from minuted.compare.words import change_words
from minuted.model.change import TITLE, Change, ChangeKind, Comparison, Segment, Status

_MOST_TOKENS = 6_000
"""In one gap; with more it is compared as a whole."""


@dataclass(slots=True)
class _Held:
    """What one address has in the text and in the copy."""

    kind: ChangeKind
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    moved: bool = False


class _Differing:
    """Gathers a comparison by addresses, in the order of the text."""

    def __init__(self) -> None:
        self.held: dict[str, _Held] = {}
        self.added: dict[str, list[str]] = {}

    def take(self, line: TextLine, old: str, new: str, *, moved: bool = False) -> None:
        held = self.held.setdefault(line.address, _Held(line.kind))
        if old:
            held.old.append(old)
        if new:
            held.new.append(new)
        held.moved = held.moved or moved

    def add(self, after: str, words: str) -> None:
        self.added.setdefault(after, []).append(words)


def differences(
    text: Sequence[TextLine],
    copy: Sequence[CopyLine],
    fields: Mapping[str, str],
    titles: tuple[str, str],
) -> Comparison:
    """Compare a text with a copy's lines.

    Args:
        copy: the lines that stand for the text, without a title page.
        titles: the text's and the copy's.
    """
    wanted = [line.filled(fields) for line in text]
    keys = keyed(text, copy, fields).keys
    found = _Differing()
    matcher = SequenceMatcher(None, wanted, keys, autojunk=False)
    gone: list[int] = []
    came: list[tuple[int, str]] = []
    for op, i, j, k, m in matcher.get_opcodes():
        if op == "equal":
            for at in range(i, j):
                found.take(text[at], wanted[at], wanted[at])
        else:
            gone += range(i, j)
            came += [(i, key) for key in keys[k:m]]
    moved = Counter(wanted[at] for at in gone) & Counter(key for _, key in came)
    left_old, left_new = Counter(moved), Counter(moved)
    old_gap: dict[int, list[int]] = {}
    new_gap: dict[int, list[str]] = {}
    begins = {
        at: i for op, i, j, _, _ in matcher.get_opcodes() if op != "equal" for at in range(i, j)
    }
    for at in gone:
        if left_old[wanted[at]]:
            left_old[wanted[at]] -= 1
            found.take(text[at], wanted[at], wanted[at], moved=True)
        else:
            old_gap.setdefault(begins[at], []).append(at)
    for begin, key in came:
        if left_new[key]:
            left_new[key] -= 1
        else:
            new_gap.setdefault(begin, []).append(key)
    for begin in sorted(set(old_gap) | set(new_gap)):
        after = text[begin - 1].address if begin else ""
        _gap(found, text, wanted, old_gap.get(begin, []), new_gap.get(begin, []), after)
    order = tuple(dict.fromkeys(line.address for line in text))
    return Comparison(tuple(_changes(found, order, titles)))


def _gap(
    found: _Differing,
    text: Sequence[TextLine],
    wanted: Sequence[str],
    olds: Sequence[int],
    news: Sequence[str],
    after: str,
) -> None:
    """Give the words of a copy's lines to the text's lines that they stand in place of."""
    if not olds:
        for words in news:
            found.add(after, words)
        return
    free = list(news)
    # the line most like each first: what is left then was added, or parts what one line was
    for at in olds:
        best = max(free, key=lambda words: _like(wanted[at], words), default="")
        if best and _like(wanted[at], best) >= 0.35:
            found.take(text[at], wanted[at], best)
            free.remove(best)
        else:
            found.take(text[at], wanted[at], "")
    for words in free:
        found.add(after, words)


def _like(old: str, new: str) -> float:
    a, b = old.split(), new.split()
    if not a or not b:
        return 0.0
    if len(a) + len(b) > _MOST_TOKENS:
        shared = sum((Counter(a) & Counter(b)).values())
        return 2 * shared / (len(a) + len(b))
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _changes(found: _Differing, order: Sequence[str], titles: tuple[str, str]) -> Iterator[Change]:
    old, new = titles
    same = old == new
    status = Status.UNCHANGED if same else Status.AMENDED
    yield Change(status, "title", (TITLE,), (TITLE,), change_words(old, new).segments, depth=0)
    yield from _additions(found, "")
    for address in order:
        held = found.held[address]
        yield _change(address, held)
        yield from _additions(found, address)


def _additions(found: _Differing, address: str) -> Iterator[Change]:
    for count, words in enumerate(found.added.get(address, []), 1):
        where = f"after {address}" if address else "at the top"
        if count > 1:
            where += f" ({count})"
        yield Change(Status.ADDED, "paragraph", (), (where,), (Segment("+", words),))


def _change(address: str, held: _Held) -> Change:
    old, new = " ".join(held.old), " ".join(held.new)
    if held.kind == "table":
        old, new = "\n".join(held.old), "\n".join(held.new)
    if held.moved and old == new:
        segments = change_words(old, new).segments
        return Change(Status.UNCHANGED, held.kind, (address,), (address,), segments, moved=True)
    if not new:
        return Change(Status.REMOVED, held.kind, (address,), (), (Segment("-", old),))
    segments = change_words(old, new).segments
    status = Status.UNCHANGED if old == new else Status.AMENDED
    return Change(status, held.kind, (address,), (address,), segments, moved=held.moved)
