"""Word files as people keep them, small, through everything that an import does to a text."""

import itertools
import random
from dataclasses import dataclass

import pytest
from word_files import XMLNS, abstract, docx, field, num, p, place, r, table

from minuted.errors import RefusedError, WorkspaceError
from minuted.model.canonical import canonical
from minuted.model.policy import Emphasis, Strong
from minuted.model.policy import Text as Words
from minuted.readers.adopted.law import Account, account_for
from minuted.tasks.documents import source_of
from minuted.tasks.importing_text import Text, prove, proved_draft, text_of_source
from minuted.writers import markdown
from minuted.writers.flanks import flanked

SMALL = abstract(0, "decimal %1.", "decimal %1.%2", "lowerLetter (%3)", "lowerRoman (%4)") + num(
    1, 0
)


@dataclass(frozen=True)
class Imported:
    text: Text
    account: Account

    @property
    def body(self) -> str:
        return self.text.body

    @property
    def lines(self) -> list[str]:
        return canonical(self.text.policy).split("\n")[2:-1]

    @property
    def codes(self) -> list[str]:
        return [remark.code for remark in (*self.text.adopted.remarks, *self.text.remarks)]


def imported(data: bytes) -> Imported:
    """Import a Word file up to the point of writing; it must read back and keep every word."""
    source = source_of(data, "a policy.docx", law=True)
    text = text_of_source(source, "A policy", "a-policy")
    prove(f"---\ntitle: A policy\n---\n\n{text.body}".encode(), text, "a policy.docx")
    assert source.adopted is not None
    account = account_for(source.words, source.adopted)
    assert account.holds, account
    return Imported(text, account)


def linked(*targets: str) -> bytes:
    """Return a file with a link to each target, `words 0`, `words 1` …"""
    links = [
        f'<w:hyperlink r:id="rId{at}">{r(f"words {at}")}</w:hyperlink>'
        for at, _ in enumerate(targets)
    ]
    relations = [(f"rId{at}", "hyperlink", target, "External") for at, target in enumerate(targets)]
    return docx(p("See ", *links, " for more, as the office says."), relations=relations)


# references


def test_a_reference_to_a_number_without_words_stays_as_it_is_typed() -> None:
    done = imported(
        docx(
            p("One thing.", num=(1, 0)),
            p(place("_Ref1"), num=(1, 0)),
            p("As ", field("REF _Ref1 \\r \\h", "2"), " has it.", num=(1, 0)),
            lists=SMALL,
        )
    )
    assert done.lines == ["1\tOne thing.", "2\tNot used", "3\tAs 2 has it."]


# links


def test_a_link_to_http_is_a_link_to_https_and_is_told() -> None:
    done = imported(linked("http://ash.example/a(b)", "https://oak.example", "HTTP://ELM.example"))
    assert "[words 0](<https://ash.example/a(b)>)" in done.body
    assert "(https://oak.example)" in done.body
    assert "(https://ELM.example)" in done.body
    assert done.codes == ["link-secured"]


@pytest.mark.parametrize(
    "target", ["http://10.0.0.7/x", "http://intranet/staff", "ftp://ash.example", "file:///h/a.doc"]
)
def test_a_link_that_no_copy_can_follow_leaves_its_words(target: str) -> None:
    done = imported(linked(target))
    assert "See words 0 for more" in done.body
    assert {"link", "link-left-out"} & set(done.codes)


def test_links_that_are_changed_are_told_in_one_remark() -> None:
    done = imported(linked(*(f"http://ash{at}.example" for at in range(9))))
    (remark,) = done.text.adopted.remarks
    assert "http://ash4.example and 4 more go to https://" in remark.message


# looks


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ((r("Note:", "b"), r("see")), "**Note**:see"),
        ((r("plain"), r("(bold)", "b"), r("plain")), "plain(**bold**)plain"),
        ((r("a"), r("«", "b"), r("b")), "a«b"),
        ((r("All of it"), r(".", "i")), "All of it."),
        ((r("a"), r(" b ", "b"), r("c")), "a **b** c"),
        ((r("one", "b"), r(".two.", "i"), r("three", "b")), "**one**.*two*.**three**"),
    ],
)
def test_bold_and_italics_end_where_markdown_sees_it(runs: tuple[str, ...], written: str) -> None:
    done = imported(docx(p("It begins here, and so ", *runs, " it goes on to its end.")))
    assert f"and so {written} it goes on" in done.body


def test_looks_of_any_kind_read_back() -> None:
    chance = random.Random(7)
    signs = ["a", "B", "7", " ", ".", "(", ")", "“", "”", "*", "_", "€", "é", "-", ":", "\xa0"]
    for _ in range(15):
        runs = [
            r(
                "".join(chance.choices(signs, k=chance.randint(1, 3))),
                *(look for look in ("b", "i") if chance.random() < 0.5),
            )
            for _ in range(chance.randint(1, 6))
        ]
        imported(docx(p("Words ", *runs, " at its end.", num=(1, 0)), lists=SMALL))


def test_flanked_changes_looks_only() -> None:
    signs = ("a", ".", " ", "€")
    for one, two, three in itertools.product(signs, repeat=3):
        inlines = (Words("x"), Strong((Words(one), Emphasis((Words(two),)))), Words(three))
        assert _plain(flanked(inlines)) == f"x{one}{two}{three}"


def _plain(inlines: object) -> str:
    assert isinstance(inlines, tuple)
    return "".join(
        one.text if isinstance(one, Words) else _plain(getattr(one, "children", ()))
        for one in inlines
    )


def test_raised_words_are_raised_one_by_one() -> None:
    done = imported(docx(p("The 2", r("nd of May", "vertAlign=superscript"), " is a holiday.")))
    assert "2^nd^ ^of^ ^May^ is" in done.body


def test_a_sign_of_no_font_is_a_box_and_is_told() -> None:
    done = imported(docx(p("A sign \ue225 is here, and it is one that nobody knows.")))
    assert "A sign □ is here" in done.body
    assert "unknown-sign" in done.codes


# the order of words, and what they belong to


def test_words_beside_a_list_stay_before_what_the_list_goes_on_with() -> None:
    done = imported(
        docx(
            p("Use", num=(1, 0)),
            p("You may:", num=(1, 1)),
            p("talk;", num=(1, 2)),
            p("That is of the list, although it is not set in."),
            p("write.", num=(1, 2)),
            table(("Day", "Opens"), ("Monday", "8.30")),
            p("read.", num=(1, 2)),
            p("Else not.", num=(1, 1)),
            lists=SMALL,
        )
    )
    assert done.lines[2:] == [
        "1.1.1\ttalk;",
        "1.1/p1\tThat is of the list, although it is not set in.",
        "1.1.2\twrite.",
        "1.1/p2/r1\tDay\tOpens",
        "1.1/p2/r2\tMonday\t8.30",
        "1.1.3\tread.",
        "1.2\tElse not.",
    ]


def test_headings_without_numbers_among_numbers_that_run_on_are_lines() -> None:
    long = "A person who is on the site signs in at the desk, whoever that is, and wears a badge."
    done = imported(
        docx(
            p("PROPOSAL", style="Heading1"),
            p("Scope", style="Heading2"),
            p(long, num=(1, 0)),
            p("Detail", style="Heading2"),
            p("LETTERS FROM HOME", num=(1, 0)),
            p(long, num=(1, 0)),
            p(long, num=(1, 0)),
            lists=SMALL,
        )
    )
    assert [line for line in done.lines if line[:1].isdigit()] == [
        f"1\t{long}",
        "2\tLETTERS FROM HOME",
        f"3\t{long}",
        f"4\t{long}",
    ]
    assert "**Detail**" in done.body


def test_one_short_item_with_a_list_of_its_own_is_no_heading_among_others() -> None:
    done = imported(
        docx(
            *(p(f"item {at}", num=(1, 0)) for at in range(3)),
            p("item with more", num=(1, 0)),
            p("a", num=(1, 1)),
            lists=SMALL,
        )
    )
    assert "#" not in done.body
    assert "4. item with more\n   1. a" in done.body


def test_a_numbered_heading_under_one_without_a_number_stands_beside_it() -> None:
    done = imported(
        docx(
            p("Part one", style="Heading1"),
            p("It is about all of us, and it says so in many words."),
            p("Aims", style="Heading2", num=(1, 0)),
            p("We aim.", num=(1, 1)),
            p("Part two", style="Heading1"),
            p("Rules", style="Heading2", num=(1, 0)),
            p("We rule.", num=(1, 1)),
            lists=SMALL,
        )
    )
    assert [line for line in done.lines if "p" not in line.split("\t")[0]] == [
        "1\tAims",
        "1.1\tWe aim.",
        "2\tRules",
        "2.1\tWe rule.",
    ]


def test_notes_and_pictures_of_a_heading_stand_below_it() -> None:
    notes = (
        f'<w:footnotes {XMLNS}><w:footnote w:id="2">{p("See the Act of 2010.")}</w:footnote>'
        "</w:footnotes>"
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    done = imported(
        docx(
            p("Equality", mark, style="Heading1", num=(1, 0)),
            p("We are fair to everybody who comes.", num=(1, 1)),
            lists=SMALL,
            parts={"word/footnotes.xml": notes},
            relations=[("rIdF", "footnotes", "footnotes.xml")],
        )
    )
    assert done.lines[0] == "1\tEquality"
    assert done.lines[1] == "1/p1\tSee the Act of 2010."
    assert "heading-note" in done.codes


def test_two_places_of_one_number_are_two_places() -> None:
    restart = num(2, 0, (0, 1))
    done = imported(
        docx(
            p("First of all of them.", num=(1, 0)),
            p(place("second"), "First of the second list, and that is meant.", num=(2, 0)),
            p("See ", field("REF second \\r \\h", "1"), " and paragraph 1 of it.", num=(2, 0)),
            lists=SMALL + restart,
        )
    )
    assert done.body.count("{#clause-1}") == 1
    assert "See [](#clause-1-2) and paragraph [](#clause-1)" in done.body


def test_looks_that_do_not_read_back_are_dropped_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "flanked", lambda inlines: inlines)
    data = docx(p("It is ", r("bold:", "b"), "so, and it goes on to the end of the line."))
    source = source_of(data, "a policy.docx", law=True)
    text = text_of_source(source, "A policy", "a-policy")
    front = "---\ntitle: A policy\n---\n"
    with pytest.raises(WorkspaceError):
        prove(f"{front}\n{text.body}".encode(), text, "a policy.docx")
    again, draft = proved_draft(front, text, "a policy.docx")
    assert b"\nIt is bold:so, and" in draft
    assert [remark.code for remark in again.remarks] == ["looks-left-out"]


# tables


def test_a_table_begins_with_the_first_row_that_says_anything() -> None:
    done = imported(
        docx(
            p("These are the times at which we are open for all."),
            table(("", ""), ("Day", "Opens"), ("Monday", "8.30")),
            table(("", ""), ("", "")),
        )
    )
    assert done.lines[-2:] == ["p2/r1\tDay\tOpens", "p2/r2\tMonday\t8.30"]


# titles


def test_raised_letters_of_a_title_are_letters() -> None:
    raised = r("th", "sz=56", "vertAlign=superscript")
    done = source_of(
        docx(
            p(r("The 20", "sz=56"), raised, r(" Century", "sz=56"), style="Title"),
            p("It was long ago, and nobody here was born then."),
        ),
        "a.docx",
    )
    assert done.adopted is not None
    assert done.adopted.cover.title == "The 20th Century"


def test_a_document_of_a_title_alone_keeps_its_words() -> None:
    done = imported(docx(p(r("Welcome", "sz=56"), style="Title")))
    assert done.lines == ["p1\tWelcome"]


def test_words_on_either_side_of_a_note_of_a_title_are_two() -> None:
    notes = f'<w:footnotes {XMLNS}><w:footnote w:id="2">{p("See it.")}</w:footnote></w:footnotes>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    done = imported(
        docx(
            p("Phones", mark, "and bags"),
            p("They stay in the office, all of them, and nobody takes them out."),
            parts={"word/footnotes.xml": notes},
            relations=[("rIdF", "footnotes", "footnotes.xml")],
        )
    )
    assert done.text.adopted.cover.title == "Phones and bags"


def test_a_document_of_a_picture_that_cannot_be_kept_is_refused() -> None:
    picture = '<w:r><w:pict><v:shape><v:imagedata r:id="rIdP"/></v:shape></w:pict></w:r>'
    data = docx(
        p(picture),
        parts={"word/media/a.wmf": b"\xd7\xcd\xc6\x9a0000"},
        relations=[("rIdP", "image", "media/a.wmf")],
    )
    with pytest.raises(RefusedError, match="holds no text of a policy"):
        text_of_source(source_of(data, "a.docx"), "A", "a")


# labels


@pytest.mark.parametrize(
    ("pattern", "form"),
    [("%1/", "decimal"), ("§ %1", "decimal"), ("%1", "ordinalText"), ("%1", "cardinalText")],
)
def test_numbers_in_odd_forms_are_numbers(pattern: str, form: str) -> None:
    lists = abstract(0, f"{form} {pattern}") + num(1, 0)
    done = imported(docx(*(p(f"Item number {at}", num=(1, 0)) for at in "abc"), lists=lists))
    assert done.lines == ["1\tItem number a", "2\tItem number b", "3\tItem number c"]


def test_letters_that_say_their_place_in_full_are_numbers() -> None:
    lists = abstract(0, "decimal %1.", "lowerLetter %1.%2", "lowerRoman %1.%2.%3") + num(1, 0)
    done = imported(
        docx(
            p("Use", num=(1, 0)),
            p("One.", num=(1, 1)),
            p("Two:", num=(1, 1)),
            p("deep.", num=(1, 2)),
            p("deeper.", num=(1, 2)),
            p("Three.", num=(1, 1)),
            lists=lists,
        )
    )
    assert done.lines == [
        "1\tUse",
        "1.1\tOne.",
        "1.2\tTwo:",
        "1.2.1\tdeep.",
        "1.2.2\tdeeper.",
        "1.3\tThree.",
    ]


def test_a_label_that_is_no_number_is_words_and_no_word_is_gained() -> None:
    lists = abstract(0, "decimal HELLO%1WORLD") + num(1, 0)
    done = imported(docx(p("Here it begins.", num=(1, 0)), p("And on.", num=(1, 0)), lists=lists))
    assert done.lines == ["p1\tHELLO1WORLD Here it begins.", "p2\tHELLO2WORLD And on."]


def test_numbers_in_words_do_not_confuse_the_account_of_them() -> None:
    done = imported(
        docx(
            *(p(f"Should be {at}", num=(1, 0)) for at in (1, 2)),
            *(p(f"Should be 2.{at}", num=(1, 1)) for at in (1, 2)),
            lists=SMALL,
        )
    )
    assert done.account.words == 14


def test_roman_headings_number_their_clauses() -> None:
    done = imported(
        docx(
            *(p(f"{label}\tHEADING {label}", style="Heading1") for label in ("I", "II", "III")),
            p("IV\tREAGENTS", style="Heading1"),
            p("V\tPROCEDURE", style="Heading1"),
            p("V.A. Count the breaths of a minute."),
            p("V.B. Write them down at once."),
            p("VI\tRECORDS", style="Heading1"),
            p("VI.A. They are kept for a year."),
        )
    )
    assert done.lines == [
        "1\tHEADING I",
        "2\tHEADING II",
        "3\tHEADING III",
        "4\tREAGENTS",
        "5\tPROCEDURE",
        "5.1\tCount the breaths of a minute.",
        "5.2\tWrite them down at once.",
        "6\tRECORDS",
        "6.1\tThey are kept for a year.",
    ]
    assert done.codes == []


def test_a_bullet_that_was_typed_stands_there_once() -> None:
    done = imported(docx(p("Bring all of these:"), p("• a bag"), p("•\ta coat"), p("- a hat")))
    assert done.body.count("\n- ") == 3
    assert "•" not in done.body


def test_numbers_of_two_kinds_side_by_side_are_in_no_order() -> None:
    done = imported(
        docx(
            p("9. The ninth of all of them comes first.", num=None),
            p("(a) The first of the letters comes after it."),
            p("(b) The second of them comes after that."),
        )
    )
    assert "number-order" not in done.codes


@pytest.mark.parametrize("words", ["Stopwatch.", "(Reserved)", "Yes. No."])
def test_a_word_with_a_stop_is_no_list(words: str) -> None:
    done = imported(docx(p("These are they:", num=(1, 0)), p(words, num=(1, 0)), lists=SMALL))
    assert f"2. {words}" in done.body


def test_words_of_a_drawing_are_apart_from_those_beside_it() -> None:
    drawn = '<w:r><w:pict><v:shape><v:textpath string="Welcome"/></v:shape></w:pict></w:r>'
    done = imported(docx(p(drawn, drawn, "to the school, and to all who are in it with you.")))
    assert done.body == "Welcome Welcome to the school, and to all who are in it with you.\n"
