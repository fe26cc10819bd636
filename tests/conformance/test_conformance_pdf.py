"""Each judge of PDFs rejects what it is there to reject, and accepts a good file."""

import io
from collections.abc import Callable

import conformance_samples as samples
import pikepdf
import pytest

pytestmark = pytest.mark.conformance

UA, A2, TAGS, PAGES = "veraPDF UA-1", "veraPDF A-2a", "tag tree", "pdfium"
COLUMNS = (UA, A2, TAGS, PAGES)

CHANGES = {
    "number-wrong": ('"2.1." + str(n)', '"2.2." + str(n)'),
    "word-lost": ("must not express", "must express"),
    "word-added": ("last clause.", "last clause, perhaps."),
    "words-joined": ("This includes", "Thisincludes"),
    "clause-slipped-in": ("[Not used],", "[Not used], [Ask first.],"),
    "order-changed": (
        "[Not used],\n  [This is the last clause.]",
        "[This is the last clause.],\n  [Not used]",
    ),
    "note-changed": ("in Derby", "in Leeds"),
    "american": ('region: "GB"', 'region: "US"'),
}


def spoil(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return the good PDF with one change to its structure."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.pdf())) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def retag(old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    """Return a change of every element of one type to another."""

    def change(pdf: pikepdf.Pdf) -> None:
        found = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == old
        ]
        assert found, f"the sample has no {old}"
        for element in found:
            element.S = pikepdf.Name(new)
            if new == "/TD" and "/A" in element:
                del element.A

    return change


def drop(*names: str) -> Callable[[pikepdf.Pdf], None]:
    """Return a change that takes an entry out of the catalogue."""

    def change(pdf: pikepdf.Pdf) -> None:
        holder = pdf.Root
        for name in names[:-1]:
            holder = holder[name]
        assert names[-1] in holder
        del holder[names[-1]]

    return change


SPOILED: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "no-language": drop("/Lang"),
    "not-marked": drop("/MarkInfo"),
    "no-metadata": drop("/Metadata"),
    "no-tags": drop("/StructTreeRoot"),
    "no-bookmarks": drop("/Outlines"),
    "title-hidden": drop("/ViewerPreferences"),
    "header-cells-data": retag("/TH", "/TD"),
    "heading-plain": retag("/H2", "/P"),
    "heading-levels": retag("/H2", "/H3"),
    "labels-plain": retag("/Lbl", "/Span"),
    "list-plain": retag("/LI", "/Div"),
}


@pytest.fixture(scope="module")
def bench(judge_copies, tmp_path_factory):
    copies = {f"{name}.pdf": samples.pdf(change) for name, change in CHANGES.items()}
    copies |= {f"{name}.pdf": spoil(change) for name, change in SPOILED.items()}
    copies |= {"good.pdf": samples.pdf(), "good twin é.pdf": samples.pdf(), "rubbish.pdf": b"No."}
    folder = tmp_path_factory.mktemp("pdf")
    return judge_copies(folder, copies, samples.EXPECTED, ["verapdf", "tagtree"])


@pytest.mark.parametrize("name", ["good", "good twin é"])
@pytest.mark.parametrize("column", COLUMNS)
def test_a_good_pdf_is_accepted(bench, name, column):
    assert bench.why(f"{name}.pdf", column) == ""


@pytest.mark.parametrize(
    ("name", "column", "said"),
    [
        ("no-language", UA, "7.2"),
        ("no-language", TAGS, "language"),
        ("not-marked", UA, "MarkInfo"),
        ("not-marked", A2, "6.7"),
        ("no-metadata", UA, "7.1"),
        ("no-metadata", A2, "6."),
        ("no-tags", UA, "7.1"),
        ("no-tags", A2, "6.7"),
        ("no-tags", TAGS, "no tags"),
        ("title-hidden", UA, "7.1"),
        ("no-bookmarks", TAGS, "bookmark"),
        ("header-cells-data", TAGS, "header cells"),
        ("heading-plain", TAGS, "section 1 is no heading"),
        ("heading-levels", UA, "7.4"),
        ("labels-plain", TAGS, "no label"),
        ("list-plain", TAGS, "labels of clauses"),
        ("number-wrong", TAGS, "clause 2.1.1"),
        ("number-wrong", PAGES, "clause 2.1.1"),
        ("word-lost", TAGS, "clause 2.1"),
        ("word-lost", PAGES, "clause 2.1"),
        ("word-added", TAGS, "clause 2.3"),
        ("word-added", PAGES, "clause 2.3"),
        ("words-joined", TAGS, "clause 2.1.1"),
        ("clause-slipped-in", TAGS, "Ask first."),
        ("clause-slipped-in", PAGES, "Ask first."),
        ("order-changed", TAGS, "clause 2.2"),
        ("note-changed", TAGS, "Leeds"),
        ("note-changed", PAGES, "footnote of clause 1.1"),
        ("american", TAGS, "en-US"),
        ("rubbish", UA, "cannot read"),
        ("rubbish", A2, "cannot read"),
        ("rubbish", TAGS, "cannot be read"),
        ("rubbish", PAGES, "cannot be read"),
    ],
)
def test_a_spoiled_pdf_is_rejected(bench, name, column, said):
    assert not bench.accepts(f"{name}.pdf", column)
    assert said in bench.why(f"{name}.pdf", column)


@pytest.mark.parametrize(
    "name", ["american", "no-bookmarks", "heading-plain", "header-cells-data", "word-lost"]
)
@pytest.mark.parametrize("column", [UA, A2])
def test_verapdf_alone_would_have_let_it_pass(bench, name, column):
    """If this fails, veraPDF sees more than it did, and the README may say so."""
    assert bench.accepts(f"{name}.pdf", column)
