"""The law of importing sees each word that a broken reader loses, adds or moves, anywhere."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from verify_copies import Trust, trips_workspace
from word_files import docx, p, part, r, table

from minuted.model.canonical import text_of
from minuted.model.document import Document, Grid, Part, Piece
from minuted.model.policy import Footnote, Image, Inlines, Text
from minuted.readers.adopted import adopt
from minuted.readers.adopted.alignment import gaps
from minuted.readers.adopted.law import Account, account_for
from minuted.tasks import documents
from minuted.tasks.documents import kind_of, raw_words_of

LIST = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    "</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


@cache
def furnished() -> bytes:
    """A Word file whose header, contents, hidden words and cover say what its text says too."""
    return docx(
        p("Visitors policy", style="Title"),
        p("Review date: September 2026"),
        LIST.format(p("Purpose 1") + p("Badges 1") + p("Fire 2")),
        p("Purpose", style="Heading1"),
        p("Visitors sign in at the office.", num=(1, 0)),
        p("Badges", style="Heading1"),
        p("Every visitor wears a badge", NOTE, " at all times.", num=(1, 0)),
        p("Visitors policy"),
        p("Badges go back.", num=(1, 0)),
        table(["Badge", "Who"], ["red", "governors"], ["green", "parents"]),
        p("Fire", style="Heading1"),
        p("Purpose"),
        p("Leave by the gate.", r("Purpose", "vanish"), num=(1, 0)),
        p("September 2026"),
        '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>',
        parts={
            "word/footnotes.xml": part(
                "footnotes", f'<w:footnote w:id="2">{p("Ask for another.")}</w:footnote>'
            ),
            "word/header1.xml": part("hdr", p("Visitors policy Leave by the gate.")),
        },
        relations=[("rIdF", "footnotes", "footnotes.xml"), ("h1", "header", "header1.xml")],
    )


TEXT = b"""VISITORS POLICY

1 PURPOSE

1.1 Visitors sign in at the office.

1.2 They wear a badge, which goes back.

Page 1 of 2

2 FIRE

2.1 Leave by the gate on page 1.

2.2 Wait for the office.
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("law")
    trust = Trust(trips_workspace(root / "trust"), root / "cache")
    ours = {form: trust.made(trust.wanted(), form) for form in ("docx", "pdf", "html")}
    return {**ours, "furnished": furnished(), "typed": TEXT}


def read(data: bytes) -> tuple[Document, list[str]]:
    kind = kind_of(data, "it")
    document, complaints = documents._document(data, "it", kind, "accept")
    assert document is not None, complaints
    return document, list(raw_words_of(data, "it", kind))


def account(document: Document, raw: list[str]) -> Account:
    return account_for(raw, adopt(document))


def says(inlines: Inlines) -> bool:
    words = text_of(tuple(i for i in inlines if not isinstance(i, Image)))
    return any(c.isalnum() for c in words)


def places(document: Document) -> Iterator[int]:
    """Yield the index of each part that has words which stay in the text."""
    taken = {place for _, _, place in adopt(document).cover.taken}
    cover = max((at for at, one in enumerate(document.parts) if one.place in taken), default=-1)
    for at, one in enumerate(document.parts[cover + 1 :], cover + 1):
        if isinstance(one, Grid) or says(one.inlines):
            yield at


def without(parts: tuple[Part, ...], at: int) -> tuple[Part, ...]:
    return (*parts[:at], *parts[at + 1 :])


KINDS = ("docx", "pdf", "html", "furnished", "typed")


@pytest.mark.parametrize("kind", KINDS)
def test_an_honest_reading_holds(sources: dict[str, bytes], kind: str) -> None:
    found = account(*read(sources[kind]))
    assert found.holds, found


@pytest.mark.parametrize("kind", KINDS)
def test_no_part_can_be_dropped(sources: dict[str, bytes], kind: str) -> None:
    document, raw = read(sources[kind])
    tried = list(places(document))
    assert len(tried) >= 4
    for at in tried:
        broken = replace(document, parts=without(document.parts, at))
        found = account(broken, raw)
        assert not found.holds, document.parts[at]
        assert found.lost or found.moved, document.parts[at]


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_parts_can_be_swapped(sources: dict[str, bytes], kind: str) -> None:
    document, raw = read(sources[kind])
    tried = list(places(document))
    for one, other in pairwise(tried):
        parts = list(document.parts)
        first, second = parts[one], parts[other]
        if not isinstance(first, Piece) or not isinstance(second, Piece):
            continue
        if text_of(first.inlines) == text_of(second.inlines):
            continue
        parts[one], parts[other] = (
            replace(first, inlines=second.inlines),
            replace(second, inlines=first.inlines),
        )
        assert not account(replace(document, parts=tuple(parts)), raw).holds, (first, second)


def reworded(document: Document, change: Callable[[list[str], int], None]) -> Iterator[Document]:
    """Yield the document with one word of one part changed, part by part."""
    chance = random.Random(7)
    for at in places(document):
        one = document.parts[at]
        if not isinstance(one, Piece):
            continue
        for place, inline in enumerate(one.inlines):
            words = inline.text.split(" ") if isinstance(inline, Text) else []
            own = [n for n, word in enumerate(words) if word.isalpha()]
            if own:
                change(words, chance.choice(own))
                changed = Text(" ".join(words))
                inlines = (*one.inlines[:place], changed, *one.inlines[place + 1 :])
                parts = (*document.parts[:at], replace(one, inlines=inlines))
                yield replace(document, parts=(*parts, *document.parts[at + 1 :]))
                break


def drop(words: list[str], at: int) -> None:
    del words[at]


def double(words: list[str], at: int) -> None:
    words.insert(at, words[at])


def alter(words: list[str], at: int) -> None:
    words[at] = words[at] + "x"


def borrow(words: list[str], at: int) -> None:
    words.insert(at, "governors")


@pytest.mark.parametrize("change", [drop, double, alter, borrow])
@pytest.mark.parametrize("kind", KINDS)
def test_no_word_can_be_lost_doubled_altered_or_added(
    sources: dict[str, bytes], kind: str, change: Callable[[list[str], int], None]
) -> None:
    document, raw = read(sources[kind])
    tried = 0
    for broken in reworded(document, change):
        assert not account(broken, raw).holds, broken.parts
        tried += 1
    assert tried >= 4


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "furnished"])
def test_no_cell_can_be_emptied(sources: dict[str, bytes], kind: str) -> None:
    document, raw = read(sources[kind])
    tried = 0
    for at in places(document):
        grid = document.parts[at]
        if not isinstance(grid, Grid):
            continue
        for y, row in enumerate(grid.rows):
            for x, cell in enumerate(row):
                if not any(map(says, cell)):
                    continue
                cells = (*row[:x], (), *row[x + 1 :])
                rows = (*grid.rows[:y], cells, *grid.rows[y + 1 :])
                parts = (*document.parts[:at], replace(grid, rows=rows), *document.parts[at + 1 :])
                assert not account(replace(document, parts=parts), raw).holds, cell
                tried += 1
    assert tried >= 6


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "furnished"])
def test_no_footnote_can_be_dropped(sources: dict[str, bytes], kind: str) -> None:
    document, raw = read(sources[kind])
    tried = 0
    for at, one in enumerate(document.parts):
        if isinstance(one, Piece) and any(isinstance(i, Footnote) for i in one.inlines):
            bare = tuple(i for i in one.inlines if not isinstance(i, Footnote))
            changed = replace(one, inlines=bare)
            parts = (*document.parts[:at], changed, *document.parts[at + 1 :])
            assert not account(replace(document, parts=parts), raw).holds
            tried += 1
    assert tried


def test_words_of_the_text_are_not_excused_by_the_same_words_elsewhere() -> None:
    document, raw = read(furnished())
    said = {
        text_of(one.inlines): at for at, one in enumerate(document.parts) if isinstance(one, Piece)
    }
    for words in ("Purpose", "Badges", "Visitors policy", "Leave by the gate.", "September 2026"):
        broken = replace(document, parts=without(document.parts, said[words]))
        found = account(broken, raw)
        assert found.lost, f"“{words}” was lost, and nobody noticed"


def test_what_is_left_out_must_stand_where_the_words_are_missing() -> None:
    document, raw = read(TEXT)
    at = next(n for n, one in enumerate(document.parts) if "page 1" in str(one))
    claimed = replace(document.omitted[0], text="Leave on page the gate by 1")
    broken = replace(
        document,
        parts=without(document.parts, at),
        omitted=(*document.omitted, claimed),
    )
    assert not account(broken, raw).holds


def test_two_runs_of_words_are_held_side_by_side_in_bounded_time() -> None:
    chance = random.Random(1)
    words = [chance.choice("abcdefg") for _ in range(9_000)]
    other = list(words)
    for _ in range(40):
        other[chance.randrange(len(other))] = "z"
    found = list(gaps(words, other))
    kept_old = [w for at, w in enumerate(words) if not any(i1 <= at < i2 for i1, i2, _, _ in found)]
    kept_new = [w for at, w in enumerate(other) if not any(j1 <= at < j2 for _, _, j1, j2 in found)]
    assert kept_old == kept_new
    assert sum(i2 - i1 for i1, i2, _, _ in found) <= 40
    assert list(gaps(["x"] * 40_000, ["y"] * 40_000)) == [(0, 40_000, 0, 40_000)]


def test_words_that_only_the_cover_has_are_no_words_of_the_source() -> None:
    data = docx(p("Bikes policy", style="Title"), p("Bikes are locked.", num=(1, 0)))
    source = documents.source_of(data, "a.docx", law=True)
    assert source.adopted is not None
    assert account_for(source.words, source.adopted).holds
    title = ("title", "Scooters policy", source.adopted.cover.taken[0][2])
    cover = replace(source.adopted.cover, taken=[title])
    assert account_for(source.words, replace(source.adopted, cover=cover)).gained == ("Scooters",)
