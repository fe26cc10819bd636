"""The PDF's tags against the text, which veraPDF cannot know; and its pages against it as well.

veraPDF takes a heading that is tagged as a paragraph, header cells that are data, a list without
its numbers, a wrong language or no bookmarks for granted. Here each number has to be a label, each
section a heading with its bookmark, and each table has to have header cells.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from contract import Copy, Verdict, serve
from expectation import (
    Entry,
    as_read,
    compare,
    compare_notes,
    cut_notes,
    pattern_of,
    shown,
)
from pdf_tags import Reading, Tag, read

TAGS, PAGES = "tag tree", "pdfium"
LANGUAGE = "en-GB"
HEADINGS = tuple(f"H{level}" for level in range(1, 7))


def judge(copies: Sequence[Copy], _tools: Path) -> Iterator[Verdict]:
    """Judge each PDF's tags, and the words on its pages."""
    for copy in copies:
        try:
            reading = read(copy.path)
        except ValueError as error:
            yield Verdict(copy.name, TAGS, (str(error),))
            yield Verdict(copy.name, PAGES, (str(error),))
            continue
        yield Verdict(copy.name, TAGS, tuple(_of_tags(reading, copy.expected)))
        yield Verdict(copy.name, PAGES, tuple(_of_pages(reading, copy.expected)))


def _of_pages(reading: Reading, expected: Sequence[Entry] | None) -> Iterator[str]:
    if not reading.shown.strip():
        yield "pdfium finds no words on its pages."
    elif expected is not None:
        text, missing = cut_notes(expected, as_read(reading.shown))
        yield from missing
        yield from compare(expected, text, lines=False)


def _of_tags(reading: Reading, expected: Sequence[Entry] | None) -> Iterator[str]:
    if reading.language != LANGUAGE:
        yield f"Its language is {reading.language or 'not given'}, not {LANGUAGE}."
    if not reading.title.strip():
        yield "It has no title."
    yield from _of_tables(reading.root)
    for item in reading.root.inside("LI"):
        label = next((t for t in item.children if isinstance(t, Tag) and t.kind == "Lbl"), None)
        if label is None or not label.says().strip():
            yield f"A list item has no label: “{shown(item.says())}”."
    headings = [(as_read(h.says()).strip(), h.kind) for h in reading.root.inside(*HEADINGS)]
    if not headings:
        yield "It has no headings."
    if expected is None:
        if headings and not reading.bookmarks:
            yield "It has headings and no bookmarks."
        return
    text = as_read(reading.root.says(leave_out=("Note",)))
    yield from compare(expected, text)
    yield from _of_sections(expected, headings, reading.bookmarks)
    yield from _of_labels(expected, reading.root)
    notes = [note.says(leave_out=("Lbl",)) for note in reading.root.inside("Note")]
    yield from compare_notes(expected, notes)
    wanted = sum(entry.kind == "table" for entry in expected)
    tables = len(reading.root.inside("Table"))
    if tables < wanted:
        yield f"It has {tables} tables; the text alone has {wanted}."


def _of_tables(root: Tag) -> Iterator[str]:
    for table in root.inside("Table"):
        rows = [
            [cell for cell in row.children if isinstance(cell, Tag)] for row in table.inside("TR")
        ]
        if not rows:
            yield "A table has no rows."
            continue
        # A cell without words may be data: it heads nothing, being an empty corner.
        columns = any(c.kind == "TH" for c in rows[0]) and all(
            c.scope in ("Column", "Both") if c.kind == "TH" else not c.says().strip()
            for c in rows[0]
        )
        sides = all(r and r[0].kind == "TH" and r[0].scope in ("Row", "Both") for r in rows)
        if not (columns or sides):
            yield f"A table has no header cells with their scope: “{shown(table.says())}”."


def _of_sections(
    expected: Sequence[Entry],
    headings: Sequence[tuple[str, str]],
    bookmarks: Sequence[str],
) -> Iterator[str]:
    left, marked = iter(headings), iter(as_read(mark).strip() for mark in bookmarks)
    offsets: set[int] = set()
    for entry in expected:
        if entry.kind != "section":
            continue
        pattern = pattern_of(entry)
        bare = pattern_of(Entry("", entry.text, "section"))
        level = next((int(kind[1]) for said, kind in left if pattern.fullmatch(said)), None)
        if level is None:
            yield f"{entry.name} is no heading: “{shown(entry.words)}”."
            return
        if not any(pattern.fullmatch(mark) or bare.fullmatch(mark) for mark in marked):
            yield f"{entry.name} has no bookmark: “{shown(entry.words)}”."
            return
        if entry.depth:
            offsets.add(level - entry.depth)
    if len(offsets) > 1:
        yield "Headings are not at the depth of their sections."


def _of_labels(expected: Sequence[Entry], root: Tag) -> Iterator[str]:
    """The labels of list items, bullets apart, are the numbers of the clauses, in order."""
    labels = (
        as_read(label.says()).strip()
        for item in root.inside("LI")
        for label in item.children
        if isinstance(label, Tag) and label.kind == "Lbl"
    )
    found = [label for label in labels if any(sign.isalnum() for sign in label)]
    wanted = [entry.label for entry in expected if entry.kind == "clause" and entry.label]
    if found == wanted:
        return
    for number, (one, other) in enumerate(zip(found, wanted, strict=False), start=1):
        if one != other:
            yield f"Label {number} of the clauses is {one}; the text has {other}."
            return
    yield f"It has {len(found)} labels of clauses; the text has {len(wanted)}."


if __name__ == "__main__":
    serve(judge)
