"""Places and what points to them: one name for each place, whatever Word calls it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from minuted.model.document import Remark
from minuted.model.policy import Inline, Inlines, Reference
from minuted.model.walking import map_inlines, walk_inlines
from minuted.readers.word.found import Found, FoundTable, Gap, Item
from minuted.readers.word.words import Atoms, Run

_DOTTED = re.compile(r"\d+(?:\.\d+)+")


def with_one_name_each(items: Iterable[Item]) -> list[Item]:
    """Return the items with one name for each place that is pointed to, and no other names."""
    items = list(items)
    wanted = {
        one.anchor.lower() for found in _paragraphs(items) for one in _references(found.atoms)
    }
    names: dict[str, str] = {}
    for item in items:
        own = () if isinstance(item, Gap) else item.anchors
        for anchors in (own, *(found.anchors for found in _inside(item))):
            used = [name for name in anchors if name.lower() in wanted]
            for name in used:
                names.setdefault(name.lower(), names.get(used[0].lower(), used[0]))
    return [_renamed(item, names) for item in items]


def stale(items: Iterable[Item]) -> Iterator[Remark]:
    """Yield a remark for each reference that shows another number than its place has now."""
    items = list(items)
    labels = {
        found.anchors[0]: found.printed.label
        for found in _paragraphs(items)
        if found.anchors and found.printed
    }
    for found in _paragraphs(items):
        for one in _references(found.atoms):
            shown = _DOTTED.search(one.number)
            now = _DOTTED.search(labels.get(one.anchor, ""))
            if shown and now and shown[0] != now[0]:
                yield Remark(
                    "stale-reference",
                    f"The text refers to {one.number} here, and the place it points to is now"
                    f" {now[0]}.",
                    "Look which of the two is meant; the reference follows the place.",
                    found.place,
                )


def _paragraphs(items: Iterable[Item]) -> Iterator[Found]:
    for item in items:
        if isinstance(item, Found):
            yield item
        yield from _inside(item)


def _inside(item: Item) -> Iterator[Found]:
    if isinstance(item, FoundTable):
        for row in item.rows:
            for cell in row:
                yield from cell


def _references(atoms: Atoms) -> Iterator[Reference]:
    inlines: Inlines = tuple(atom for atom in atoms if not isinstance(atom, Run))
    for inline in walk_inlines(inlines):
        if isinstance(inline, Reference):
            yield inline


def _renamed(item: Item, names: Mapping[str, str]) -> Item:
    def change(inline: Inline) -> Inline:
        if isinstance(inline, Reference):
            return replace(inline, anchor=names.get(inline.anchor.lower(), inline.anchor))
        return inline

    if isinstance(item, Found):
        return _paragraph(item, names, change)
    if isinstance(item, FoundTable):
        rows = tuple(
            tuple(tuple(_paragraph(one, names, change) for one in cell) for cell in row)
            for row in item.rows
        )
        return replace(item, rows=rows, anchors=_chosen(item.anchors, names))
    return item


def _paragraph(found: Found, names: Mapping[str, str], change: Callable[[Inline], Inline]) -> Found:
    atoms = tuple(
        atom if isinstance(atom, Run) else map_inlines((atom,), change)[0] for atom in found.atoms
    )
    return replace(found, atoms=atoms, anchors=_chosen(found.anchors, names))


def _chosen(anchors: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    known = [names[name.lower()] for name in anchors if name.lower() in names]
    return tuple(dict.fromkeys(known))
