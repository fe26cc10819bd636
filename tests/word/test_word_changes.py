"""Tracked changes: refused, accepted or rejected, and always settled as Word would."""

import pytest
from word_files import LEGAL, docx, p, r, table
from word_shown import read, refused, shown

from minuted.readers.word.raw_words import raw_words

WHO = 'w:id="1" w:author="A clerk" w:date="2024-05-06T00:00:00Z"'


def ins(inside):
    return f"<w:ins {WHO}>{inside}</w:ins>"


def gone(text):
    return f'<w:del {WHO}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def mark(kind):
    return f"<w:rPr><w:{kind} {WHO}/></w:rPr>"


CASES = {
    "words": (
        p("Visitors ", gone("may"), ins(r("must")), " sign in."),
        ["Visitors must sign in."],
        ["Visitors may sign in."],
    ),
    "moved words": (
        p("<w:moveFromRangeStart/>", f"<w:moveFrom {WHO}>{r('First. ')}</w:moveFrom>", "Second.")
        + p("Third. ", f"<w:moveTo {WHO}>{r('First.')}</w:moveTo>"),
        ["Second.", "Third. First."],
        ["First. Second.", "Third."],
    ),
    "a new clause": (
        p("One.", num=(1, 0))
        + p(ins(r("Two.")), num=(1, 0), more=mark("ins"))
        + p("Last.", num=(1, 0)),
        ["1. One.", "2. Two.", "3. Last."],
        ["1. One.", "2. Last."],
    ),
    "a clause that goes": (
        p("One.", num=(1, 0))
        + p(gone("Two."), num=(1, 0), more=mark("del"))
        + p("Last.", num=(1, 0)),
        ["1. One.", "2. Last."],
        ["1. One.", "2. Two.", "3. Last."],
    ),
    "two paragraphs made one": (
        p("Visitors ", more=mark("del")) + p("sign in."),
        ["Visitors sign in."],
        ["Visitors", "sign in."],
    ),
    "the last paragraph goes": (
        p("One.") + p(gone("Two."), more=mark("del")),
        ["One."],
        ["One.", "Two."],
    ),
    "a row": (
        table(["a"], ["b"]).replace(
            '<w:tr><w:tc><w:tcPr></w:tcPr><w:p><w:r><w:t xml:space="preserve">b',
            f"<w:tr><w:trPr><w:ins {WHO}/></w:trPr><w:tc><w:tcPr></w:tcPr><w:p><w:r>"
            '<w:t xml:space="preserve">b',
        )
        + p("End."),
        ["| a", "| b", "End."],
        ["a", "End."],
    ),
    "another number": (
        p("One.", num=(1, 0))
        + p(
            "Two.",
            num=(1, 1),
            more=f'<w:pPrChange {WHO}><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>'
            f"</w:numPr></w:pPr>"
            "</w:pPrChange>",
        ),
        ["1. One.", "1.1 Two."],
        ["1. One.", "2. Two."],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_changes_are_accepted_or_rejected_as_a_whole(name):
    body, accepted, rejected = CASES[name]
    data = docx(body, lists=LEGAL)
    assert shown(data, tracked="accept") == accepted
    assert shown(data, tracked="reject") == rejected


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("tracked", ["accept", "reject"])
def test_the_raw_words_settle_changes_by_themselves(name, tracked):
    data = docx(CASES[name][0], lists=LEGAL)
    words = [
        part.inlines if hasattr(part, "inlines") else ()
        for part in read(data, tracked=tracked).parts
    ]
    assert words
    lines = " ".join(CASES[name][1 if tracked == "accept" else 2])
    wanted = [one for one in lines.split() if one != "|" and one[0].isalpha()]
    assert raw_words(data, tracked=tracked) == wanted


@pytest.mark.parametrize("name", CASES)
def test_a_file_with_changes_is_refused_until_somebody_decides(name):
    assert refused(docx(CASES[name][0], lists=LEGAL)) == "word-changes"


def test_a_change_of_looks_alone_is_no_reason_to_refuse():
    looks = (
        f"<w:r><w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>Loud</w:t></w:r>"
    )
    data = docx(p(looks, " words."))
    assert shown(data) == ["**Loud** words."]
    assert shown(data, tracked="reject") == ["Loud words."]
