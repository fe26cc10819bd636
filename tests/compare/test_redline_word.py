"""The Word file of a comparison: its marks, authors and summary, and that it refuses to lie."""

import io
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise

import pytest
from generator import REPORTING_SEED, cases
from lxml import etree
from redlines import RICH_NEW, RICH_OLD, policy, redline, report_of

from minuted.errors import EngineError
from minuted.model.change import Status
from minuted.writers.redline import document as document_module
from minuted.writers.redline.check import check_redline

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(docx: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name)


def altered(docx: bytes, change: Callable[[str], str]) -> bytes:
    """Return the file with its document changed, as a fault of the writer would."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "word/document.xml":
                text = change(data.decode())
                assert text != data.decode()
                data = text.encode()
            copy.writestr(name, data)
    return out.getvalue()


@pytest.fixture(scope="module")
def rich() -> bytes:
    return redline(policy(RICH_OLD), policy(RICH_NEW))


def test_every_mark_has_a_decimal_number_of_its_own(rich: bytes) -> None:
    root = etree.fromstring(part(rich))
    marks = list(root.iter(f"{W}ins", f"{W}del", f"{W}bookmarkStart"))
    numbers = [mark.get(f"{W}id") for mark in marks]
    assert len(numbers) > 50
    assert len(set(numbers)) == len(numbers)
    assert all(number.isdecimal() for number in numbers)


def test_struck_words_are_deleted_text_and_nothing_else_is(rich: bytes) -> None:
    root = etree.fromstring(part(rich))
    for text in root.iter(f"{W}t", f"{W}delText"):
        struck = next(text.iterancestors(f"{W}del"), None) is not None
        assert (text.tag == f"{W}delText") == struck
        assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_the_body_ends_with_an_untouched_paragraph(rich: bytes) -> None:
    body = etree.fromstring(part(rich)).find(f"{W}body")
    last, section = list(body)[-2:]
    assert (last.tag, section.tag) == (f"{W}p", f"{W}sectPr")
    assert not list(last)


def test_word_counts_nothing_and_tracks_what_follows(rich: bytes) -> None:
    root = etree.fromstring(part(rich))
    begun = False
    for paragraph in root.iter(f"{W}p"):
        begun = begun or b"minuted_text" in etree.tostring(paragraph)
        numbering = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if begun and numbering is not None:
            assert numbering.get(f"{W}val") == "0"
    assert begun
    assert b"<w:trackRevisions/>" in part(rich, "word/settings.xml")


def authors(docx: bytes) -> dict[str, set[str]]:
    """Return the words of each author's changes."""
    found: dict[str, set[str]] = {}
    for mark in etree.fromstring(part(docx)).iter(f"{W}ins", f"{W}del"):
        words = "".join(mark.itertext())
        if words:
            found.setdefault(mark.get(f"{W}author", ""), set()).add(words)
    return found


def test_numbers_moves_and_consequences_have_reviewers_of_their_own(rich: bytes) -> None:
    by = authors(rich)
    assert set(by) == {"minuted", "Renumbering", "Moved", "Consequential"}
    assert {"1.3", "2.4", "A.1"} & by["Renumbering"] == {"1.3", "2.4"}
    assert by["Consequential"] == {"2.1", "3.1"}
    assert "Any loss is told to the office on the day it happens." in by["Moved"]
    assert "phones" in by["minuted"]


def test_neighbouring_paragraphs_are_not_added_in_the_same_minute(rich: bytes) -> None:
    paragraphs = etree.fromstring(part(rich)).find(f"{W}body").findall(f"{W}p")
    marks = [paragraph.find(f"{W}pPr/{W}rPr/{W}ins") for paragraph in paragraphs]
    pairs = [pair for pair in pairwise(marks) if None not in pair]
    assert len(pairs) > 3
    assert all(one.get(f"{W}date") != other.get(f"{W}date") for one, other in pairs)


def test_the_summary_counts_as_the_comparison_does_and_leads_to_each_change() -> None:
    case = cases(REPORTING_SEED, 16, 1)[0]
    report = report_of(case.old, case.new)
    text = part(redline(case.old, case.new)).decode()
    top, _, below = text.partition('w:name="minuted_text"')
    said = " ".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", top))
    for status, count in report.comparison.counts.items():
        if count and status is not Status.UNCHANGED:
            assert re.search(rf"\b{count} (clauses? )?{status.value}", said), (status, count)
    anchors = re.findall(r'w:anchor="(change_\d+)"', top)
    assert anchors
    assert sorted(anchors) == sorted(re.findall(r'w:name="(change_\d+)"', below))


def test_the_same_comparison_makes_the_same_bytes(rich: bytes) -> None:
    assert redline(policy(RICH_OLD), policy(RICH_NEW)) == rich


@pytest.mark.parametrize(
    "slip",
    [
        lambda xml: xml.replace("switched off;", "switched on;", 1),
        lambda xml: xml.replace("Notes</w:delText>", "notes</w:delText>", 1),
        lambda xml: xml.replace("It goes for tablets", "It goes", 1),
        lambda xml: xml.replace('<w:ins w:id="', '<w:ins w:id="9', 1).replace(
            '<w:del w:id="', '<w:del w:id="x', 1
        ),
        lambda xml: re.sub(r"<w:trPr><w:cantSplit/><w:ins [^>]*/>", "<w:trPr>", xml, count=1),
        lambda xml: re.sub(r"<w:rPr><w:(?:ins|del) [^>]*/></w:rPr></w:pPr>", "</w:pPr>", xml),
    ],
)
def test_a_redline_with_a_slip_in_it_is_refused(rich: bytes, slip: Callable[[str], str]) -> None:
    old, new = policy(RICH_OLD), policy(RICH_NEW)
    check_redline(rich, old, new)
    with pytest.raises(EngineError, match="tracked changes came out wrong"):
        check_redline(altered(rich, slip), old, new)


def test_nothing_is_handed_out_that_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = policy(RICH_OLD), policy(RICH_NEW)
    wrong = document_module.tracked_text

    def loses_a_word(*arguments: object, **named: object) -> object:
        made = wrong(*arguments, **named)
        return type(made)(made.body.replace("switched", "swithced", 1), made.places)

    monkeypatch.setattr(document_module, "tracked_text", loses_a_word)
    with pytest.raises(EngineError, match="tracked changes came out wrong"):
        redline(old, new)
