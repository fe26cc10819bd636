"""A change as whole lines that are kept, taken out or put in, and words tracked within those kept.

    old   IT policy. ⏎ Please see E-Safety.          a line: a paragraph, a bullet, a table's row
    new   IT policy and E-Safety.

    kept  IT policy[. ▶  and E-Safety.]              the two lines that share most are one
    out   Please see E-Safety.

No end of a line is ever joined to another: Word, LibreOffice and pandoc do not agree about what
comes of that, and about whole paragraphs and rows they do.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minuted.model.change import Change, Op, Segment, Setting

_TABLE = re.compile(r"\n|\t|[^\n\t]+")
_LINE_FEED = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share everything; `number` is set for what counts a clause, and its tab."""

    op: Op
    text: str
    bold: bool = False
    italic: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a change.

    Attributes:
        cells: a row's; one for a paragraph.
        old, new: its place among the lines of either text; -1 where it is in the other only.
    """

    op: Op
    cells: tuple[tuple[Run, ...], ...]
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class _Atom:
    """Words within one cell of the old text, one of the new, or both; a place is line and cell."""

    op: Op
    text: str
    old: tuple[int, int]
    new: tuple[int, int]
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row, kept or taken out or put in; `heading` is set for the table's first."""

    op: Op
    cells: tuple[tuple[Run, ...], ...]
    heading: bool


def lines(change: Change) -> list[Line]:
    """Return a change's lines in the order of both texts."""
    atomised = _Atoms(change)
    atoms = list(atomised.run())
    olds, news = atomised.columns
    pairs = _pairs(atoms)
    first = change.old and change.new and 0 not in pairs and 0 not in pairs.values()
    if first and olds[0] == news[0]:
        pairs = {0: 0, **pairs}  # what was written anew is still the same clause
    return list(_lines(atoms, pairs, olds if change.old else [], news if change.new else []))


def tables(change: Change) -> list[list[Row]]:
    """Return a table's rows; two tables, one struck and one added, where columns came or went.

    A heading row without words is left out.
    """
    if change.old and change.new and _columns(change.old_text) != _columns(change.new_text):
        struck = replace(change, new=(), words=(Segment("-", change.old_text),))
        added = replace(change, old=(), words=(Segment("+", change.new_text),))
        return [*tables(struck), *tables(added)]
    rows = [
        Row(line.op, line.cells, line.old in (-1, 0) and line.new in (-1, 0))
        for line in lines(change)
    ]
    return [[row for row in rows if any(row.cells) or not row.heading]]


def _columns(text: str) -> set[int]:
    return {row.count("\t") for row in text.split("\n")}


def told(change: Change) -> list[tuple[Segment, ...]]:
    """Return what to show of anything but a table: its lines, each from its first segment on.

    What begins a line is in the texts that have a line there. Clauses that were merged or split
    are told as one run of words, because that is what became of them; where only white space went
    for a new line nothing is shown as struck.
    """
    if len(change.old) > 1 or len(change.new) > 1:
        return _told_as_one(change)
    done: list[tuple[Segment, ...]] = []
    begun = {"-": False, "+": False}
    for line in lines(change):
        ops = ("-", "+") if line.op == "=" else (line.op,)
        words = [Segment(run.op, run.text) for run in line.cells[0]]
        if any(begun.values()):
            ends = [op for op in ops if begun[op]]
            words.insert(0, Segment("=" if len(ends) == 2 else "+" if ends == ["+"] else "-", "\n"))
        done.append(tuple(words))
        begun.update(dict.fromkeys(ops, True))
    return done


def _told_as_one(change: Change) -> list[tuple[Segment, ...]]:
    done: list[list[Segment]] = [[]]
    words = change.words
    for at, segment in enumerate(words):
        beside = words[at + 1].text if at + 1 < len(words) else ""
        if segment.op == "-" and segment.text == " " and "\n" in beside:
            continue
        for count, part in enumerate(segment.text.split("\n")):
            if count:
                done.append([Segment(segment.op, "\n")])
            if part:
                done[-1].append(Segment(segment.op, part))
    return [tuple(line) for line in done]


class _Atoms:
    """Takes a change apart.

    Attributes:
        columns: how many cells each line of the old and of the new text has.
    """

    def __init__(self, change: Change) -> None:
        self.change = change
        self.settings = (change.old_setting, change.new_setting)
        self.begins = [dict(setting.begins) for setting in self.settings]
        self.places = [sorted(begins) for begins in self.begins]
        self.at = [0, 0]
        self.columns: tuple[list[int], list[int]] = ([1], [1])

    def run(self) -> Iterator[_Atom]:
        is_table = self.change.kind == "table"
        for segment in self.change.words:
            texts = [which for which in (0, 1) if segment.op != "+-"[which]]
            pieces = _TABLE.findall(segment.text) if is_table else self._pieces(segment, texts)
            for piece in pieces:
                if piece == " " and not is_table:
                    yield from self._space(segment.op, texts)
                elif piece == "\n":
                    self._next_line(texts)
                elif piece == "\t":
                    for which in texts:
                        self.columns[which][-1] += 1
                else:
                    yield from self._words(segment.op, piece)
                for which in texts:
                    self.at[which] += len(piece)

    def _pieces(self, segment: Segment, texts: list[int]) -> list[str]:
        """Return a segment cut at line feeds, and at the spaces that end a paragraph in a text."""
        text = segment.text
        cuts = {match.start() for match in _LINE_FEED.finditer(text)}
        for which in texts:
            places = self.places[which]
            start = self.at[which]
            first = bisect_right(places, start)
            last = bisect_right(places, start + len(text))
            cuts |= {place - 1 - start for place in places[first:last]}
        pieces: list[str] = []
        end = 0
        for cut in sorted(cuts):
            pieces += [text[end:cut]] if cut > end else []
            pieces.append(text[cut])
            end = cut + 1
        return [*pieces, text[end:]] if end < len(text) else pieces

    def _space(self, op: Op, texts: list[int]) -> Iterator[_Atom]:
        """A space is either a space, or the end of a paragraph, in each text for itself."""
        ends = [which for which in texts if self.at[which] + 1 in self.begins[which]]
        if not ends:
            yield from self._words(op, " ")
        elif len(ends) < len(texts):
            yield from self._words("+" if ends == [0] else "-", " ")
        self._next_line(ends)

    def _next_line(self, texts: list[int]) -> None:
        for which in texts:
            self.columns[which].append(1)

    def _words(self, op: Op, text: str) -> Iterator[_Atom]:
        which = 0 if op == "-" else 1
        old, new = ((len(columns) - 1, columns[-1] - 1) for columns in self.columns)
        found = _stresses(self.settings[which], self.at[which], len(text))
        for start, end, bold, italic in found:
            yield _Atom(op, text[start:end], old, new, bold, italic)


def _stresses(setting: Setting, start: int, length: int) -> Iterator[tuple[int, int, bool, bool]]:
    """Yield the parts of some words, with whether each is bold and italic."""
    at = start
    for a, b, bold, italic in setting.stressed:
        if b <= at or a >= start + length:
            continue
        if a > at:
            yield at - start, a - start, False, False
            at = a
        end = min(b, start + length)
        yield at - start, end - start, bold, italic
        at = end
    if at < start + length:
        yield at - start, length, False, False


def _pairs(atoms: list[_Atom]) -> dict[int, int]:
    """Return which old line became which new one: those that share most, in order."""
    shared: dict[tuple[int, int], int] = {}
    for atom in atoms:
        if atom.op == "=":
            pair = atom.old[0], atom.new[0]
            shared[pair] = shared.get(pair, 0) + len(atom.text)
    pairs = list(shared.items())  # in order by both lines, because kept words are
    # `best[k]` is the best choice among the first k, and the last of it
    best: list[tuple[int, int]] = [(0, -1)]
    before: list[int] = []
    free = 0
    for at, ((o, n), weight) in enumerate(pairs):
        while pairs[free][0][0] < o and pairs[free][0][1] < n:
            free += 1
        before.append(best[free][1])
        best.append(max(best[-1], (best[free][0] + weight, at)))
    chosen: dict[int, int] = {}
    last = best[-1][1]
    while last >= 0:
        o, n = pairs[last][0]
        chosen[o] = n
        last = before[last]
    return chosen


def _lines(
    atoms: list[_Atom], pairs: dict[int, int], olds: list[int], news: list[int]
) -> Iterator[Line]:
    """Yield the lines; `olds` and `news` are how many cells each has."""
    old_cells: list[list[list[Run]]] = [[[] for _ in range(cells)] for cells in olds]
    new_cells: list[list[list[Run]]] = [[[] for _ in range(cells)] for cells in news]
    pairs = {o: n for o, n in pairs.items() if o < len(olds) and n < len(news)}
    pairs = {o: n for o, n in pairs.items() if olds[o] == news[n]}
    for o, n in pairs.items():  # a pair has one list of cells
        new_cells[n] = old_cells[o]
    for atom in atoms:
        (o, old_cell), (n, new_cell) = atom.old, atom.new
        if atom.op == "=" and pairs.get(o) == n and old_cell == new_cell:
            old_cells[o][old_cell].append(_run("=", atom))
            continue
        if atom.op != "+" and olds:
            old_cells[o][old_cell].append(_run("-", atom))
        if atom.op != "-" and news:
            new_cells[n][new_cell].append(_run("+", atom))
    came = {n: o for o, n in pairs.items()}
    done = 0
    for n, cells in enumerate(new_cells):
        if n not in came:
            yield _line("+", cells, -1, n)
            continue
        for o in range(done, came[n]):
            yield _line("-", old_cells[o], o, -1)
        done = came[n] + 1
        yield _line("=", cells, came[n], n)
    for o in range(done, len(old_cells)):
        yield _line("-", old_cells[o], o, -1)


def _line(op: Op, cells: list[list[Run]], old: int, new: int) -> Line:
    ops = {run.op for runs in cells for run in runs}
    if op == "=" and len(ops) == 1:
        (op,) = ops  # a line that has no words any more is gone, one that had none has come
    return Line(op, tuple(tuple(joined(runs)) for runs in cells), old, new)


def _run(op: Op, atom: _Atom) -> Run:
    return Run(op, atom.text, atom.bold, atom.italic)


def joined(runs: list[Run]) -> list[Run]:
    """Return runs with what was struck before what was added, and neighbours alike as one."""
    done: list[Run] = []
    struck: list[Run] = []
    added: list[Run] = []
    for run in [*runs, None]:
        if run is not None and run.op == "-":
            _append(struck, run)
        elif run is not None and run.op == "+":
            _append(added, run)
        else:
            done += [*struck, *added]
            struck, added = [], []
            if run is not None:
                _append(done, run)
    return done


def _append(runs: list[Run], run: Run) -> None:
    last = runs[-1] if runs else None
    if last is not None and (last.op, last.bold, last.italic) == (run.op, run.bold, run.italic):
        runs[-1] = Run(run.op, last.text + run.text, run.bold, run.italic)
    else:
        runs.append(run)
