"""What LibreOffice, as a second Word, makes of a copy: its numbers, its words, its pages."""

import re
import shutil
import subprocess
import unicodedata

import pypdfium2
import pytest
from lxml import etree
from word_reading import W, changed, expected, stamped

from minuted.model.front_matter import FrontMatter
from minuted.model.policy import Clause, Paragraph, Policy, Text
from samples import COPY, DRAFT, OTHER_COPY, rich_policy

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)


def drop_headers(root):
    for reference in list(root.iter(f"{W}headerReference")):
        reference.getparent().remove(reference)


def even(root):
    root.insert(0, etree.Element(f"{W}evenAndOddHeaders"))


def long_policy():
    """A text of several pages."""
    words = (Paragraph((Text("Staff must read this policy with care. " * 12),)),)
    return Policy(FrontMatter("Long"), tuple(Clause(str(n), 1, words) for n in range(1, 31)))


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The words of each page of several copies, as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("office")
    copies = {
        "copy": stamped(),
        "other": stamped(OTHER_COPY),
        "draft": stamped(DRAFT, long_policy()),
        "bare": stamped(DRAFT, long_policy(), changed(document=drop_headers)),
        "even": stamped(DRAFT, long_policy(), changed(settings=even)),
    }
    for name, docx in copies.items():
        (folder / f"{name}.docx").write_bytes(docx)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / f"{name}.docx") for name in copies]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)
    found = {}
    for name in copies:
        pdf = pypdfium2.PdfDocument(folder / f"{name}.pdf")
        found[name] = [page.get_textpage().get_text_range() for page in pdf]
        pdf.close()
    return found


def one_line(text):
    return " ".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize(("name", "copy"), [("copy", COPY), ("other", OTHER_COPY)])
def test_libreoffice_prints_every_number_and_word_in_order(pages, name, copy):
    printed = one_line("\n".join(pages[name])).replace("a note1 .", "a note.")
    at = 0
    for number, said in expected(rich_policy(), copy):
        whole = one_line(f"{number if number != '•' else ''} {said}")
        # A paragraph may run over a page, with a footer and a header in between.
        for word in whole.split():
            found = printed.find(word, at)
            assert 0 <= found < at + 400, (number, said, word, printed[at : at + 80])
            at = found + len(word)


def test_libreoffice_counts_as_the_model_does(pages):
    printed = one_line("\n".join(pages["copy"]))
    for number, said in expected(rich_policy()):
        if number and number != "•":
            first = " ".join(said.split()[:3])
            assert re.search(rf"(?<![\w.]){re.escape(number)} {re.escape(first)}", printed), number


@pytest.mark.parametrize("name", ["draft", "bare", "even"])
def test_every_page_of_a_draft_says_so(pages, name):
    assert len(pages[name]) >= 3
    for page in pages[name]:
        assert "DRAFT: not adopted" in page


def test_no_page_of_an_adopted_copy_says_draft(pages):
    assert "DRAFT" not in "".join(pages["copy"])


def test_every_page_says_which_text_it_is_and_how_many_pages_there_are(pages):
    for number, page in enumerate(pages["copy"], 1):
        assert COPY.standing in page
        assert f"Page {number} of {len(pages['copy'])}" in page
