"""One audience's page: its facts, its version table, its brand, and that it is one whole file."""

import base64
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pypdfium2
import pytest
from html_pages import ASSETS, TEMPLATES, clause_text, compiled, one, page_of, read, said, with_rows

import samples
from minuted.errors import RenderError
from minuted.model.copy import Brand
from minuted.model.policy import Field
from minuted.writers import writer
from minuted.writers.base import Assets

TEXT = clause_text("Words.")


def facts(page) -> dict[str, str]:
    return {said(d.xpath("./dt")[0]): said(d.xpath("./dd")[0]) for d in page.xpath("//dl/div")}


def metas(page) -> dict[str, str]:
    return {m.get("name"): m.get("content") for m in page.xpath("//meta[@name]")}


def test_html_is_one_of_the_formats():
    made = writer("html")
    assert b"</html>" in made.compile(TEXT, ASSETS).stamp(samples.COPY)


def test_the_title_block_says_whose_copy_of_what_it_is_and_when_it_is_reviewed():
    page = page_of(TEXT)
    assert said(one(page, "//h1")) == "Social Media & Messaging policy"
    assert facts(page) == {
        "Copy for": "Ash Primary School",
        "Trust": "Quarry & Dale Learning Trust",
        "Review": "Annually",
        "Version": "2, July 2021",
        "Decided": "6 September 2022",
        "Minute number": "FGB/2223/060922/15",
        "Review date": "August 2023",
        "Fingerprint of the text": "8f14 e45f ceea",
    }


def test_what_a_copy_does_not_have_is_not_in_its_title_block():
    copy = replace(samples.COPY, review="", dated="", minute="", review_date="")
    found = facts(page_of(TEXT, copy))
    assert found["Version"] == "2"
    assert not {"Review", "Minute number", "Review date"} & set(found)


def test_the_page_says_of_itself_what_it_is():
    page = page_of(TEXT)
    assert metas(page) | {"viewport": "", "description": ""} == {
        "viewport": "",
        "description": "",
        "generator": "minuted",
        "minuted:policy": "social-media",
        "minuted:audience": "ASH",
        "minuted:version": "2",
        "minuted:status": "adopted",
        "minuted:minute": "FGB/2223/060922/15",
        "minuted:decided": "2022-09-06",
        "minuted:review-date": "2023-08",
        "minuted:fingerprint": samples.COPY.fingerprint,
        "minuted:date": "2022-09-06",
    }
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == "Social Media & Messaging policy – Ash Primary School"


@pytest.mark.parametrize("count", [1, 2, 12])
def test_the_version_table_has_every_row(count):
    table = one(page_of(TEXT, with_rows(count)), "//table")
    assert [said(th) for th in table.xpath("./thead//th")] == [
        "Version",
        "Date",
        "Narrative",
        "Minute Number",
        "Review Date",
    ]
    rows = [[said(td) for td in row.xpath("./td")] for row in table.xpath("./tbody/tr")]
    first = ["1", "6 September 2022", "Round 0", "FGB/2223/060922/15", "August 2023"]
    assert rows == [[*first[:2], f"Round {n}", *first[3:]] for n in range(count)]
    assert said(one(table, "./caption")) == "Version table"


def test_a_version_table_without_rows_is_left_out():
    assert page_of(TEXT, with_rows(0)).xpath("//table") == []


def test_cells_of_a_shared_row_say_just_what_the_version_table_says():
    rows = page_of(TEXT).xpath("//tbody/tr")
    assert [said(td) for td in rows[1].xpath("./td")] == list(samples.COPY.table[1].cells())


def test_the_same_copy_is_the_same_bytes_from_any_writer():
    first = compiled(samples.rich_policy())
    again = first.stamp(samples.COPY)
    first.stamp(samples.OTHER_COPY)
    assert first.stamp(samples.COPY) == again
    assert compiled(samples.rich_policy()).stamp(samples.COPY) == again
    assert b"\r" not in again


def test_templates_with_windows_line_ends_and_a_byte_order_mark_make_the_same_page():
    windows = {
        name: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") for name, data in TEMPLATES.items()
    }
    assert compiled(TEXT, windows).stamp(samples.COPY) == compiled(TEXT).stamp(samples.COPY)


def test_a_writer_takes_up_changed_templates():
    made = writer("html")
    made.compile(TEXT, ASSETS)
    changed = TEMPLATES | {
        "policy.html": TEMPLATES["policy.html"].replace(b"Copy for", b"This copy is for")
    }
    page = made.compile(TEXT, Assets(changed)).stamp(samples.COPY)
    assert b"This copy is for" in page


def test_each_audience_gets_its_own_words():
    template = compiled(
        clause_text("Ask ", Field("school.headteacher"), " of ", Field("school.name"))
    )
    pages = [read(template.stamp(copy)) for copy in (samples.COPY, samples.OTHER_COPY)]
    assert [said(one(page, "//*[@id='1.1']")) for page in pages] == [
        "1.1 Ask the Headteacher of Ash Primary School",
        '1.1 Ask the "Head" & staff of ' + samples.OTHER_COPY.audience_name,
    ]


def test_a_field_without_a_value_is_an_error_that_names_it():
    template = compiled(clause_text(Field("school.uniform")))
    with pytest.raises(RenderError, match=r"\{\{ school\.uniform \}\}"):
        template.stamp(samples.COPY)


# Nothing from outside, nothing that runs


class Elements(HTMLParser):
    """Every element's attributes, and that each end tag ends the element last begun."""

    VOID = frozenset(("meta", "img", "br"))

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def elements(page: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    parser = Elements()
    parser.feed(page.decode())
    parser.close()
    assert parser.open == []
    yield from parser.found


@pytest.mark.parametrize("copy", [samples.COPY, samples.DRAFT, samples.OTHER_COPY])
def test_the_page_loads_nothing_from_outside_and_runs_nothing(copy):
    page = compiled(samples.rich_policy()).stamp(copy)
    for tag, attributes in elements(page):
        assert tag not in {"script", "link", "iframe", "object", "embed", "svg", "base", "form"}
        assert attributes.get("src", "data:").startswith("data:")
        assert not any(name.startswith("on") for name in attributes)
    style = re.findall(rb"<style>(.*?)</style>", page, re.DOTALL)
    assert len(style) == 1
    assert b"url(" not in style[0]
    assert b"@import" not in style[0]


def test_the_browser_is_told_to_load_nothing():
    policy = one(page_of(TEXT), "//meta[@http-equiv='Content-Security-Policy']").get("content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": "'unsafe-inline'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


# Drafts


def test_a_draft_says_so_at_its_head_and_in_its_title():
    page = page_of(TEXT, samples.DRAFT)
    assert said(one(page, "//aside")).startswith("DRAFT")
    assert page.findtext(".//title").startswith("DRAFT: ")
    assert facts(page)["Version"] == "Draft, to follow version 2"
    assert metas(page)["minuted:status"] == "draft"
    assert "minuted:minute" not in metas(page)


def test_an_adopted_copy_says_draft_nowhere():
    assert b"DRAFT" not in compiled(TEXT).stamp(samples.COPY)


def test_a_template_that_lost_the_word_draft_makes_no_draft():
    lost = TEMPLATES | {"policy.html": TEMPLATES["policy.html"].replace(b"DRAFT", b"New")}
    lost["policy.html"] = lost["policy.html"].replace(b"policy.standing", b"policy.version")
    template = compiled(TEXT, lost)
    template.stamp(samples.COPY)
    with pytest.raises(RenderError, match="does not print the word DRAFT"):
        template.stamp(samples.DRAFT)


CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, to print a page")
def test_a_printed_draft_says_so_on_every_page(tmp_path):
    draft = replace(samples.DRAFT, table=with_rows(40).table)
    (tmp_path / "draft.html").write_bytes(compiled(samples.rich_policy()).stamp(draft))
    printed = tmp_path / "draft.pdf"
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={printed}"]
    command += [(tmp_path / "draft.html").as_uri()]
    subprocess.run(command, capture_output=True, check=True, timeout=60)
    with pypdfium2.PdfDocument(printed) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert re.search(r"^DRAFT\s*$", text, re.MULTILINE)
        assert f"Page {number} of {len(pages)}" in text
    headed = [text for text in pages if re.search(r"Round \d+", text)]
    assert len(headed) > 1
    assert all("Review Date" in text for text in headed)


# Brand


def style_of(copy) -> str:
    return page_of(TEXT, copy).findtext(".//style")


def test_a_dark_brand_colour_is_used_for_words_too():
    assert "--brand: #7a1f3d;" in style_of(samples.COPY)
    assert "--brand-text: #7a1f3d;" in style_of(samples.COPY)
    assert "--on-brand: #ffffff;" in style_of(samples.COPY)


def test_a_pale_brand_colour_is_used_for_bars_only():
    style = style_of(replace(samples.COPY, brand=Brand("#ffdd00")))
    assert "--brand: #ffdd00;" in style
    assert "--brand-text: #1f2328;" in style
    assert "--on-brand: #000000;" in style


def test_a_brand_colour_that_is_none_is_an_error():
    with pytest.raises(RenderError, match="“red” is not a colour"):
        compiled(TEXT).stamp(replace(samples.COPY, brand=Brand("red")))


def test_a_brand_font_comes_first_and_cannot_leave_its_quotes():
    style = style_of(replace(samples.COPY, brand=Brand("#7a1f3d", font="Open Sans")))
    assert '--font: "Open Sans";' in style
    hostile = '"} body { display: none } </style><script>'
    page = page_of(TEXT, replace(samples.COPY, brand=Brand("#7a1f3d", font=hostile)))
    assert page.xpath("//script") == []
    declared = re.search(r'--font: "([^"]*)";\n', page.findtext(".//style"))
    unescaped = re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), declared[1])
    assert unescaped == hostile


@pytest.mark.parametrize(
    ("logo", "kind"),
    [
        (samples.LOGO, "svg+xml"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a -->' + samples.LOGO, "svg+xml"),
        (samples.PICTURE, "png"),
        (b"\xff\xd8\xff\xe0 and the rest", "jpeg"),
        (b"GIF89a and the rest", "gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
    ],
)
def test_a_logo_is_in_the_page_and_says_what_it_shows(logo, kind):
    brand = replace(samples.BRAND, logo=logo)
    image = one(page_of(TEXT, replace(samples.COPY, brand=brand)), "//header//img")
    head, _, data = image.get("src").partition(",")
    assert head == f"data:image/{kind};base64"
    assert base64.b64decode(data) == logo
    assert image.get("alt") == "Logo of Ash Primary School"


def test_a_logo_that_is_no_picture_is_an_error():
    brand = replace(samples.BRAND, logo=b"%PDF-1.7 ...")
    with pytest.raises(RenderError, match="no format that a browser shows"):
        compiled(TEXT).stamp(replace(samples.COPY, brand=brand))


def test_a_copy_without_a_logo_has_no_picture():
    page = page_of(TEXT, replace(samples.COPY, brand=Brand("#7a1f3d")))
    assert page.xpath("//header//img") == []
