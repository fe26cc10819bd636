"""Paragraphs that are several in all but name, because somebody pressed Shift and Enter.

4. MONITORING ↵                      heading  4. MONITORING
The Trust monitors its network.  →   words    The Trust monitors its network.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from minuted.model.policy import LineBreak
from minuted.readers.labels import typed_bullet, typed_label
from minuted.readers.word.found import Found, Item
from minuted.readers.word.look import LONGEST_HEADING, stands_out
from minuted.readers.word.words import Atom, Atoms, lines, plain, runs_of


def split_all(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items, paragraphs parted where a line of theirs begins something of its own."""
    for item in items:
        if isinstance(item, Found) and any(isinstance(atom, LineBreak) for atom in item.atoms):
            yield from _split(item)
        else:
            yield item


def _split(found: Found) -> Iterator[Found]:
    rows = lines(found.atoms)
    groups: list[list[Atoms]] = [[]]
    for at, row in enumerate(rows):
        text = plain(row)
        if not text.strip() and not any(not _is_run(atom) for atom in row):
            groups.append([])
            continue
        first = not groups[-1]
        if not first and (_begins(text) or (at == 1 and _runs_in(found, rows))):
            groups.append([])
        groups[-1].append(row)
    groups = [group for group in groups if group]
    for at, group in enumerate(groups):
        atoms: list[Atom] = []
        for row in group:
            atoms += [LineBreak(), *row] if atoms else row
        part = replace(found, atoms=tuple(atoms))
        if at:
            part = replace(part, printed=None, outline=0, anchors=())
        yield part


def _is_run(atom: Atom) -> bool:
    return bool(runs_of([atom])) or (hasattr(atom, "text") and not atom.text.strip())


def _begins(text: str) -> bool:
    label = typed_label(text)
    return (label is not None and label.sure) or typed_bullet(text) is not None


def _runs_in(found: Found, rows: list[Atoms]) -> bool:
    """Whether the first line is a heading and what follows is not."""
    first = plain(rows[0])
    rest = [atom for row in rows[1:] for atom in row]
    if not 0 < len(first.split()) <= LONGEST_HEADING:
        return False
    if found.outline:
        return len(plain(rest).split()) > LONGEST_HEADING or plain(rest).rstrip().endswith(".")
    return stands_out(rows[0]) and not stands_out(rest)
