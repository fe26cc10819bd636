"""Index pages lead to every copy, by links that work wherever the folder lies."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from html_pages import TEMPLATES, one, read, said

import samples
from minuted.model.copy import Brand
from minuted.writers.index import (
    AudienceEntry,
    AudienceIndex,
    BuildIndex,
    IndexPages,
    PolicyEntry,
)

PAGES = IndexPages(TEMPLATES)
FILES = {"html": "social-media.html", "pdf": "social-media.pdf", "docx": "social-media.docx"}
POLICIES = (
    PolicyEntry("Anti-bullying policy", "3.1", "2027-03-14", draft=False, files={"pdf": "a b.pdf"}),
    PolicyEntry("Safeguarding policy", "7", "", draft=True, files={"html": "safe #1?.html"}),
    PolicyEntry("Social Media policy", "1", "2023-08", draft=False, files=FILES),
)
ONE = AudienceIndex(
    "Ash Primary School", "Quarry & Dale Learning Trust", samples.BRAND, POLICIES, "../index.html"
)
BUILD = BuildIndex(
    "Quarry & Dale Learning Trust",
    Brand("#0b5a4a"),
    (
        AudienceEntry("Ash Primary School", "ASH", "ASH/index.html", 12),
        AudienceEntry("St Chad’s <Infants>", "S T C", "S T C/index.html", 1, 1),
        AudienceEntry("OAK", "OAK", "OAK/index.html", 0),
    ),
)


def entries(page) -> list[str]:
    return [said(item) for item in page.xpath("//main/ul/li")]


def test_an_audiences_page_lists_each_policy_with_version_review_date_and_formats():
    page = read(PAGES.of_audience(ONE))
    for hidden in page.xpath("//span[@class='heard']"):  # a screen reader's, tested below
        hidden.drop_tree()
    assert entries(page) == [
        "Anti-bullying policy Version 3.1 · Review date 14 March 2027 PDF",
        "DRAFT Safeguarding policy Not adopted, to follow version 7 Web page (HTML)",
        "Social Media policy Version 1 · Review date August 2023 Web page (HTML) PDF Word (DOCX)",
    ]
    assert said(one(page, "//h1")) == "Policies"
    assert page.findtext(".//title") == "Policies – Ash Primary School"


def test_each_link_to_a_file_says_which_policy_it_is_of_to_whoever_cannot_see_the_page():
    page = read(PAGES.of_audience(ONE))
    assert [said(a) for a in page.xpath("//ul//a")] == [
        "PDF, Anti-bullying policy",
        "Web page (HTML), Safeguarding policy",
        "Web page (HTML), Social Media policy",
        "PDF, Social Media policy",
        "Word (DOCX), Social Media policy",
    ]


def test_the_builds_page_lists_each_audience_with_its_number_of_policies():
    page = read(PAGES.of_build(BUILD))
    assert entries(page) == [
        "Ash Primary School ASH · 12 policies",
        "St Chad’s <Infants> S T C · 1 policy · 1 draft DRAFT",
        "OAK 0 policies",
    ]
    assert page.findtext(".//title") == "Policies – Quarry & Dale Learning Trust"


def test_links_are_relative_and_lead_to_the_files_as_they_are_named():
    page = read(PAGES.of_audience(ONE))
    links = page.xpath("//main//a/@href")
    assert links == [
        "../index.html",
        "a%20b.pdf",
        "safe%20%231%3F.html",
        "social-media.html",
        "social-media.pdf",
        "social-media.docx",
    ]
    page = read(PAGES.of_build(BUILD))
    assert [unquote(link) for link in page.xpath("//main//a/@href")] == [
        entry.path for entry in BUILD.audiences
    ]


def test_a_file_whose_name_looks_like_a_web_address_is_still_a_file():
    policy = PolicyEntry("P", "1", "", draft=False, files={"pdf": "https:notes.pdf"})
    page = read(PAGES.of_audience(replace(ONE, policies=(policy,))))
    assert page.xpath("//ul//a/@href") == ["https%3Anotes.pdf"]


def test_a_page_of_its_own_has_no_link_to_the_list_of_schools():
    assert read(PAGES.of_audience(replace(ONE, home=""))).xpath("//nav") == []


def test_an_empty_page_says_so():
    page = read(PAGES.of_audience(replace(ONE, policies=())))
    assert "There is nothing here yet." in said(one(page, "//main"))


def test_drafts_are_marked_and_nothing_else_is():
    adopted = replace(ONE, policies=(POLICIES[0], POLICIES[2]))
    assert b"DRAFT" not in PAGES.of_audience(adopted)
    page = read(PAGES.of_audience(ONE))
    assert said(one(page, "//h2[strong]")) == "DRAFT Safeguarding policy"


def test_every_heading_and_landmark_is_there():
    for page in (read(PAGES.of_audience(ONE)), read(PAGES.of_build(BUILD))):
        assert page.get("lang") == "en-GB"
        for path in ("//header", "//main", "//footer", "//h1"):
            one(page, path)
        assert {h.tag for h in page.xpath("//h1|//h2|//h3")} == {"h1", "h2"}


@pytest.mark.parametrize("make", [lambda p: p.of_audience(ONE), lambda p: p.of_build(BUILD)])
def test_the_same_input_is_the_same_page(make):
    assert make(PAGES) == make(IndexPages(TEMPLATES))
