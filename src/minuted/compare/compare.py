"""Two texts, compared clause by clause.

    flatten ▶ align ▶ order (what moved) ▶ words and notes, pair by pair ▶ in reading order

`compare(old, new)` gives a `Comparison`; `report` adds the proof and holds the two against each
other.
"""

from collections.abc import Iterable
from dataclasses import replace

from minuted.compare.align import Alignment, align
from minuted.compare.flatten import ROOT, Item, flatten
from minuted.compare.notes import notes_of
from minuted.compare.order import moved, staying
from minuted.compare.words import change_words
from minuted.model.canonical import plain
from minuted.model.change import PLAIN, TITLE, Change, Comparison, Note, Segment, Status
from minuted.model.policy import Policy

_Text = tuple[str, list[Item]]


def compare(old: Policy, new: Policy) -> Comparison:
    """Say what became of every clause, section, paragraph and table, and of the title."""
    olds, news = flatten(old, new)
    found, gone = _aligned(olds, news)
    title = _title(plain(old.title), plain(new.title))
    changes = (title, *_Changes(olds, news, found, gone).run())
    orders = [(TITLE, *(item.address for item in items)) for items in (olds, news)]
    still = staying(changes, *orders)
    placed = (
        change if at in still or not (change.old and change.new) else replace(change, stays=False)
        for at, change in enumerate(changes)
    )
    return Comparison(tuple(placed), *orders)


def _aligned(olds: list[Item], news: list[Item]) -> tuple[Alignment, set[int]]:
    """Align two texts, always in the same order, so that swapping them swaps the outcome."""
    if [(i.address, i.text) for i in olds] <= [(i.address, i.text) for i in news]:
        found = align(olds, news)
        return found, moved(olds, news, found)
    found = align(news, olds)
    gone = moved(news, olds, found)
    pairs = {n: o for o, n in found.pairs.items()}
    turned = Alignment(dict(sorted(pairs.items())), found.split, found.merged)
    return turned, {found.pairs[o] for o in gone}


def _title(old: str, new: str) -> Change:
    status = Status.UNCHANGED if old == new else Status.AMENDED
    words = change_words(old, new).segments
    return Change(status, "title", (TITLE,), (TITLE,), words, depth=0)


class _Changes:
    """Makes the changes of one comparison."""

    def __init__(
        self, olds: list[Item], news: list[Item], found: Alignment, gone: set[int]
    ) -> None:
        self.olds, self.news = olds, news
        self.found, self.gone = found, gone
        self.became = {
            (olds[o].address, news[n].address)
            for o, n in (
                *found.pairs.items(),
                *((o, n) for n, group in found.merged.items() for o in group),
                *((o, n) for o, group in found.split.items() for n in group),
            )
        }
        known = {item.address for item in (*olds, *news)}
        # a number that leads nowhere in either text, and did not change, leads nowhere as before
        self.became |= {
            (number, number) for item in olds for _, _, number in item.refs if number not in known
        }

    def run(self) -> Iterable[Change]:
        """Return the changes in reading order."""
        came = {n: o for o, n in self.found.pairs.items()}
        parts = {n: o for o, group in self.found.split.items() for n in group}
        # where each old item's change is told: as a place in the new text, or after another's
        after: dict[int, list[Change]] = {}
        told: set[int] = set()
        ends: dict[int, list[Change]] = {}
        before: list[Change] = []
        for n, item in enumerate(self.news):
            o = came.get(n, parts.get(n))
            if o is None:
                after[n] = [_only("+", Status.ADDED, item, self.news)]
            elif o in told:
                after[n] = []
            else:
                told.add(o)
                after[n] = [self._pair(o)]
            if o is not None and o not in self.gone:
                ends.setdefault(o, after[n])
        absorbed = {o for group in self.found.merged.values() for o in group}
        spot = before
        for o, item in enumerate(self.olds):
            if o in self.found.pairs:
                spot = ends.get(o, spot)
            elif o not in absorbed:
                spot.append(_only("-", Status.REMOVED, item, self.olds))
        return [*before, *(change for n in range(len(self.news)) for change in after[n])]

    def _pair(self, o: int) -> Change:
        n = self.found.pairs[o]
        olds = [o, *self.found.merged.get(n, [])]
        news = [n, *self.found.split.get(o, [])]
        if len(olds) > 1 or len(news) > 1:
            return self._joined(sorted(olds), sorted(news), o)
        one, other = self.olds[o], self.news[n]
        words = change_words(one.text, other.text, one.refs, other.refs)
        return Change(
            Status.UNCHANGED if one.text == other.text else Status.AMENDED,
            other.kind,
            (one.address,),
            (other.address,),
            words.segments,
            other.depth,
            moved=o in self.gone,
            renumbered=one.address != other.address,
            notes=tuple(notes_of(one, other, words, self.became)),
            old_setting=one.setting,
            new_setting=other.setting,
            heading=_heading(self.news, other),
        )

    def _joined(self, olds: list[int], news: list[int], o: int) -> Change:
        """Return a merge or a split; it keeps its number where one of its parts had it."""
        one, other = _join([self.olds[i] for i in olds]), _join([self.news[i] for i in news])
        words = change_words(one.text, other.text, one.refs, other.refs)
        old = tuple(self.olds[i].address for i in olds)
        new = tuple(self.news[i].address for i in news)
        astray = any(pair not in self.became for pair in words.followed)
        return Change(
            Status.MERGED if len(olds) > 1 else Status.SPLIT,
            other.kind,
            old,
            new,
            words.segments,
            other.depth,
            moved=o in self.gone,
            renumbered=not set(old) & set(new),
            notes=(Note.CHECK_NUMBER,) if astray else (),
            old_setting=one.setting,
            new_setting=other.setting,
            heading=_heading(self.news, other),
        )


def _heading(items: list[Item], item: Item) -> str:
    """Return the words of the nearest heading above an item."""
    at = item.parent
    while at != ROOT and items[at].kind != "section":
        at = items[at].parent
    return "" if at == ROOT else items[at].text


def _only(op: str, status: Status, item: Item, items: list[Item]) -> Change:
    words = (Segment("+" if op == "+" else "-", item.text),) if item.text else ()
    here = (item.address,)
    old, new = ((), here) if op == "+" else (here, ())
    setting = item.setting
    return Change(
        status,
        item.kind,
        old,
        new,
        words,
        item.depth,
        old_setting=setting,
        new_setting=setting,
        heading=_heading(items, item),
    )


def _join(items: list[Item]) -> Item:
    """Return several items' text as one, joined by LF."""
    first = items[0]
    text, refs, setting = "", list[tuple[int, int, str]](), PLAIN
    for count, item in enumerate(items):
        text += "\n" if count else ""
        setting = setting.followed_by(item.setting, len(text))
        refs += [(start + len(text), end + len(text), number) for start, end, number in item.refs]
        text += item.text
    return Item(
        first.address, first.kind, first.depth, "", text, first.parent, tuple(refs), setting
    )
