"""What authors and offices type is words on the page, whatever it looks like."""

from dataclasses import replace

import pytest
from html_pages import clause_text, compiled, one, page_of, read
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from minuted.model.copy import VersionRow
from minuted.model.policy import Code, Field, Image, Link, Text

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "& &amp; &lt; &#38; &notanentity;",
    "'single' \"double\" `back`",
    "{{ school.name }} {% raw %} {# no comment #}",
    "<!-- --> ]]> </section></main></html>",
    "مدرسة الأمل",
    "e\N{COMBINING ACUTE ACCENT}cole s\N{COMBINING DOT BELOW}\N{COMBINING DOT ABOVE}",
    "\0text\0 \0head\0",
    "O\N{RIGHT SINGLE QUOTATION MARK}Brien & Søn™ 学校",
]
# A NUL cannot be in a page; every other character that a page may hold is kept.
AS_READ = [text.replace("\0", "\N{REPLACEMENT CHARACTER}") for text in HOSTILE]

# Not controls, which a page may not hold, nor what reads as white space.
LETTERS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1)


@pytest.mark.parametrize(("typed", "shown"), list(zip(HOSTILE, AS_READ, strict=True)))
def test_hostile_words_of_the_text_are_shown_as_typed(typed, shown):
    text = clause_text(
        Text(typed),
        Code(typed),
        Link((Text(typed),), "https://example.org/"),
        Image(typed, "red.png", samples.PICTURE_SHA),
        title=(Text(typed),),
    )
    page = page_of(text)
    clause = one(page, "//*[@id='1.1']/p")
    assert clause.text_content() == f"1.1 {shown}{shown}{shown}"
    assert one(clause, "./code").text_content() == shown
    assert one(clause, "./img").get("alt") == shown
    assert one(page, "//section/h2").text_content() == f"1 {shown}"
    assert one(page, "//nav//a").text_content() == f"1 {shown}"
    assert page.xpath("//script|//*[@onerror]") == []


# Neither trust.yaml nor the ledger can hold a NUL.
@pytest.mark.parametrize("typed", [typed for typed in HOSTILE if "\0" not in typed])
def test_hostile_names_and_minutes_are_shown_as_typed(typed):
    copy = replace(
        samples.COPY,
        title=typed,
        audience_name=typed,
        trust_name=typed,
        review=typed,
        minute=typed,
        table=(VersionRow(typed, typed, typed, typed, typed),),
        fields={"school.name": typed},
        brand=replace(samples.BRAND, logo_alt=typed, font=typed),
    )
    page = page_of(clause_text(Field("school.name"), "."), copy)
    assert one(page, "//h1").text_content() == typed
    assert {dd.text_content() for dd in page.xpath("//dd")} >= {typed}
    assert [td.text_content() for td in page.xpath("//td")] == [typed] * 5
    assert one(page, "//*[@id='1.1']/p").text_content() == f"1.1 {typed}."
    assert one(page, "//meta[@name='minuted:minute']").get("content") == typed
    assert page.findtext(".//title") == f"{typed} – {typed}"
    assert page.xpath("//script|//*[@onerror]") == []


def test_a_name_written_from_right_to_left_is_set_apart_from_the_words_around_it():
    copy = replace(samples.COPY, fields={"school.name": "مدرسة الأمل"})
    page = page_of(clause_text("At ", Field("school.name"), "."), copy)
    assert one(page, "//*[@id='1.1']/p/bdi").text_content() == "مدرسة الأمل"


TEMPLATE = compiled(clause_text("(", Field("school.name"), ")"))


@settings(max_examples=60, deadline=None)
@given(LETTERS, LETTERS)
def test_any_words_come_back_as_they_were(name, narrative):
    row = VersionRow("1", "today", narrative, "m", "r")
    copy = replace(samples.COPY, fields={"school.name": name}, table=(row,))
    page = read(TEMPLATE.stamp(copy))
    assert one(page, "//*[@id='1.1']/p").text_content() == f"1.1 ({name})"
    assert page.xpath("//td")[2].text_content() == narrative


@settings(max_examples=60, deadline=None)
@given(LETTERS)
def test_any_words_of_the_text_come_back_as_they_were(words):
    page = page_of(clause_text(Text(words), "|"))
    assert one(page, "//*[@id='1.1']/p").text_content() == f"1.1 {words}|"
