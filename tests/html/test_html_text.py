"""What a reader finds on the page: every section and clause, in order, under its own number."""

from itertools import pairwise

import pypandoc
import pytest
from html_pages import ASSETS, clause_text, compiled, one, page_of, said

import samples
from minuted.errors import RenderError
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import (
    Align,
    Bullets,
    Clause,
    Field,
    Footnote,
    Image,
    Link,
    Numbering,
    Paragraph,
    Passage,
    PassageKind,
    Policy,
    Reference,
    Section,
    Table,
    Text,
)
from minuted.model.walking import numbered
from minuted.writers.html import HtmlWriter


@pytest.fixture(scope="module")
def page():
    return page_of(samples.rich_policy())


# What is printed at each number of the sample, written down by hand.
PRINTED = [
    ("1", "1 ABOUT THIS POLICY"),
    ("1.1", "1.1 This policy applies to Ash Primary School, with italic, bold, H2O"),
    ("1.2", '1.2 Hostile words: #eval(1) $x$ @ref \\ "quoted" *a* _b_ `c` // ] [ <b> &'),
    ("1.2.1", "1.2.1 A sub-clause;"),
    ("1.2.2", "1.2.2 another sub-clause."),
    ("1.2.3", "1.2.3 a third, after the paragraph."),
    ("1.3", "1.3 Not used"),
    ("2", "2 Deep & <strange>"),
    ("2.1", "2.1 A sub-section"),
    ("2.1.1", "2.1.1 A clause of depth three:"),
    ("2.1.1(a)", "(a) depth four;"),
    ("2.1.1(a)(i)", "(i) depth five;"),
    ("2.1.1(a)(ii)", "(ii) depth five again."),
    ("2.1.1(b)", "(b) depth four again."),
    ("2.2", "2.2 A clause after a sub-section."),
    ("2.2A", "2.2A A clause that one school added."),
    ("2.2A.1", "2.2A.1 with a sub-clause."),
    ("2.3", "2.3 The last clause of the section."),
    ("3", "3 Tables and pictures"),
    ("3.1", "3.1 The table below belongs to this clause."),
    ("4", "4 Not used"),
    ("p1", "A heading without a number"),
    ("A", "A An appendix"),
    ("A.1", "A.1 Its first clause."),
    ("A.1.1", "A.1.1 and a sub-clause."),
    ("A.2", "A.2 Its second clause."),
]


def test_the_list_above_is_the_whole_sample():
    assert [number for number, _ in PRINTED] == [
        block.number for block in numbered(samples.rich_policy().children)
    ]


def test_each_number_is_printed_once_and_in_order_as_pandoc_reads_the_page():
    page = compiled(samples.rich_policy()).stamp(samples.COPY).decode()
    plain = pypandoc.convert_text(page, "plain", format="html", extra_args=["--wrap=none"])
    text = " ".join(plain.split()).partition("Version Date Narrative")[2]
    text = text.replace("H₂O", "H2O")
    place = text.index("1 ABOUT THIS POLICY", text.index("A An appendix"))  # after the contents
    for number, words in PRINTED:
        found = text.find(words, place)
        assert found >= 0, f"{words!r} is not there, or too early"
        assert text.count(words, place) == 1, number
        place = found + len(words)


def test_each_place_has_its_number_as_id_and_its_words_begin_with_the_number(page):
    for number, words in PRINTED:
        place = one(page, f"//*[@id='{number}']")
        assert place.tag == ("section" if words in HEADINGS else "li")
        assert said(place).startswith(words)


HEADINGS = {words for number, words in PRINTED if "." not in number or number == "2.1"}


def test_each_number_links_to_itself(page):
    links = page.xpath("//div[@id='text']//a[@class='number']")
    labels = [words.split()[0] for number, words in PRINTED if number != "p1"]
    assert [link.text_content() for link in links] == labels
    targets = [number for number, _ in PRINTED if number != "p1"]
    assert [link.get("href") for link in links] == [f"#{number}" for number in targets]


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_five_depths_of_sections_are_h2_to_h6():
    section = Section("1.1.1(a)(i)", 5, (Text("Five"),))
    for depth, number in ((4, "1.1.1(a)"), (3, "1.1.1"), (2, "1.1"), (1, "1")):
        section = Section(number, depth, (Text(f"Depth {depth}"),), (section,))
    page = page_of(Policy(FrontMatter("P"), (section,)))
    headings = page.xpath("//div[@id='text']//*[starts-with(name(), 'h')]")
    assert [h.tag for h in headings] == ["h2", "h3", "h4", "h5", "h6"]


def test_ids_are_unique_and_every_link_within_the_page_leads_somewhere(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in page.xpath("//@href") if href.startswith("#")]
    assert len(targets) > 30
    assert set(targets) <= set(ids)
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_clauses_are_items_of_ordered_lists_and_sub_clauses_lie_inside(page):
    items = page.xpath("//ol[starts-with(@class, 'clauses')]/li")
    assert [item.get("id") for item in items] == [n for n, w in PRINTED if w not in HEADINGS]
    assert one(page, "//*[@id='2.1.1(a)(i)']").getparent().getparent().get("id") == "2.1.1(a)"


def test_a_paragraph_that_continues_a_clause_and_its_bullets_lie_in_its_item(page):
    clause = one(page, "//*[@id='1.2']")
    assert said(clause.xpath("./p")[1]) == "A continuation paragraph of the same clause."
    outer = one(clause, "./ul")
    assert [said(li.xpath("./p")[0]) for li in outer.xpath("./li")] == [
        "first bullet",
        "second bullet",
    ]
    assert said(one(outer, "./li/ul/li")) == "inner"
    assert said(one(clause, ".//p[@id='1.2/p1']")) == (
        "An unnumbered paragraph after the sub-clauses."
    )


def test_the_contents_list_the_sections_two_levels_deep(page):
    links = page.xpath("//nav//a")
    assert [(a.get("href"), said(a)) for a in links] == [
        (f"#{number}", words) for number, words in PRINTED if words in HEADINGS
    ]


def test_a_text_without_sections_has_no_contents_list():
    paragraph = Paragraph((Text("Words."),), "p1")
    page = page_of(Policy(FrontMatter("P"), (paragraph,)))
    assert page.xpath("//nav") == []
    assert said(one(page, "//*[@id='p1']")) == "Words."


def test_references_print_their_number_and_lead_to_it(page):
    clause = one(page, "//*[@id='1.1']/p")
    links = {said(a): a.get("href") for a in clause.xpath(".//a")}
    assert links["2.1.1(a)(i)"] == "#2.1.1(a)(i)"
    assert links["2.2A"] == "#2.2A"
    assert links["the section on tables"] == "#3"


def test_a_reference_to_a_place_that_this_copy_lacks_prints_its_number_without_a_link(page):
    clause = one(page, "//*[@id='1.1']/p")
    assert said(clause).endswith("9.9 is 9.9.")
    assert not [a for a in clause.xpath(".//a") if said(a) == "9.9"]


def test_links_out_keep_their_address(page):
    assert one(page, "//a[.='a link']").get("href") == "https://example.org/a?b=1&c=%20d"


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ('https://example.org/"<>', "https://example.org/%22%3C%3E"),
        ("mailto:head@example.org", "mailto:head@example.org"),
        ("https://example.org/ä", "https://example.org/ä"),
    ],
)
def test_an_address_is_written_as_browsers_and_validators_want_it(target, href):
    page = page_of(clause_text(Link((Text("x"),), target)))
    assert one(page, "//a[.='x']").get("href") == href


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "//x.org", "a.html"])
def test_a_link_to_anything_but_the_web_or_e_mail_is_refused_and_its_clause_named(target):
    with pytest.raises(RenderError, match="neither a web address") as refused:
        compiled(clause_text(Link((Text("x"),), target)))
    assert refused.value.address == "1.1"


def test_a_footnote_and_its_mark_lead_to_each_other(page):
    mark = one(page, "//*[@id='note-1-mark']")
    note = one(page, f"//*[@id='{mark.get('href')[1:]}']")
    assert said(note).startswith("First note with emphasis.")
    back = one(note, ".//a")
    assert back.get("href") == "#note-1-mark"


def test_notes_inside_notes_and_links_are_all_there_and_no_link_lies_in_another():
    inner = Footnote(((Text("Inner."),),))
    outer = Footnote(((Text("Outer"), inner, Text(".")), (Text("Second paragraph."),)))
    linked = Link((Text("link"), Footnote(((Text("In the link."),),))), "https://example.org/")
    page = page_of(clause_text("Words", outer, " and ", linked, "."))
    notes = page.xpath("//section[@class='notes']/ol/li")
    assert [said(n).rstrip("\u21a9\ufe0e ") for n in notes] == [
        "Outer3. Second paragraph.",
        "In the link.",
        "Inner.",
    ]
    assert page.xpath("//a//a") == []
    assert said(one(page, "//*[@id='1.1']/p")) == "1.1 Words1 and link2."


def test_a_note_in_a_heading_is_not_repeated_in_the_contents():
    title = (Text("Title"), Footnote(((Text("A note."),),)), Image("A sign", "a.png", "gone"))
    with pytest.raises(RenderError, match=r"a\.png is not there"):
        compiled(clause_text("Words.", title=title))
    page = page_of(clause_text("Words.", title=title[:2]))
    assert said(one(page, "//nav//a")) == "1 Title"
    assert said(one(page, "//h2[a]")) == "1 Title1"


def test_tables_have_column_headings_and_a_name_and_can_be_reached_with_the_keyboard(page):
    box = one(page, "//*[@id='3.1/p1']")
    assert (box.get("role"), box.get("tabindex")) == ("region", "0")
    assert box.get("aria-label") == "Table 1 in 3.1"
    table = one(box, "./table")
    assert table.get("aria-labelledby") == "3.1/p1"
    assert [(said(th), th.get("scope")) for th in table.xpath("./thead/tr/th")] == [
        ("Role", "col"),
        ("Name", "col"),
        ("Days", "col"),
    ]
    rows = [[said(td) for td in tr.xpath("./td")] for tr in table.xpath("./tbody/tr")]
    assert rows == [["Headteacher", "the Headteacher", "5"], ["A & B", "<none>", "12"]]
    assert [td.get("class") for td in table.xpath("./tbody/tr[1]/td")] == [None, "centre", "right"]
    assert one(page, "//*[@id='3/p3']").get("aria-label") == "Table 2 in 3"


def test_an_empty_heading_cell_heads_nothing_and_an_empty_heading_row_is_left_out():
    left = (Align.LEFT, Align.LEFT)
    rows = (((Text("a"),), (Text("b"),)),)
    corner = Table(((), (Text("Head"),)), rows, left, "p1")
    headless = Table(((), ()), rows, left, "p2")
    page = page_of(Policy(FrontMatter("P"), (corner, headless)))
    assert [c.tag for c in page.xpath("//*[@id='p1']//thead/tr/*")] == ["td", "th"]
    assert page.xpath("//*[@id='p2']//thead") == []


def test_pictures_are_in_the_page_with_their_words(page):
    picture = one(page, "//*[@id='3/p1']/img")
    assert picture.get("alt") == "A plain red rectangle"
    assert picture.get("src").startswith("data:image/png;base64,iVBOR")


def test_a_pictures_width_in_millimetres_becomes_pixels():
    image = Image("Wide", "red.png", samples.PICTURE_SHA, width=25.4)
    page = page_of(clause_text(image))
    assert one(page, "//li//img").get("width") == "96"


def test_a_picture_of_an_unknown_format_is_an_error_that_names_picture_and_clause():
    image = Image("x", "notes.txt", "sha")
    text = clause_text(image)
    assets = type(ASSETS)(ASSETS.templates, {"sha": b"just words"})
    with pytest.raises(RenderError, match=r"notes\.txt is of no format") as failed:
        HtmlWriter().compile(text, assets)
    assert failed.value.address == "1.1"


def test_a_reference_without_a_number_is_an_error():
    with pytest.raises(RenderError, match="“lost” has no number"):
        compiled(clause_text(Reference("lost")))


def test_a_passage_that_was_not_resolved_is_an_error():
    passage = Passage(PassageKind.ONLY, ("AS",), (Paragraph((Text("x"),), "p1"),))
    with pytest.raises(RenderError, match="some audiences only"):
        compiled(Policy(FrontMatter("P"), (passage,)))


def test_a_clause_without_words_of_its_own_still_prints_its_number():
    bullets = Bullets(((Paragraph((Text("only a bullet"),)),),))
    clauses = (Clause("1", 1, ()), Clause("2", 1, (bullets,)))
    page = page_of(Policy(FrontMatter("P"), clauses))
    assert said(one(page, "//li[@id='1']")) == "1"
    assert said(one(page, "//li[@id='2']")) == "2 only a bullet"


def test_headings_without_a_number_print_none():
    section = Section("p1", 1, (Text("Foreword"),), numbering=Numbering.UNNUMBERED)
    page = page_of(Policy(FrontMatter("P"), (section,)))
    assert said(one(page, "//*[@id='p1']/h2")) == "Foreword"


def test_a_field_in_a_heading_is_filled_in_the_contents_too():
    page = page_of(clause_text("x", title=(Text("At "), Field("school.name"))))
    assert said(one(page, "//nav//a")) == "1 At Ash Primary School"
