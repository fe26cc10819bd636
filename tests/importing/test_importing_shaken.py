"""What shaken files brought to light, small: each becomes Markdown that reads back as its text."""

from textwrap import fill

import pytest

from minuted.readers.adopted.law import account_for
from minuted.tasks.documents import source_of
from minuted.tasks.importing_text import ImportRequest, proved_draft, slug_and_title, text_of_source


def draft(data: bytes, name: str = "found.html") -> str:
    """Return what a file comes to below its front matter, proved to read back."""
    source = source_of(data, name)
    slug, title = slug_and_title(source, ImportRequest("found"))
    text = text_of_source(source, title, slug)
    text, made = proved_draft(f"---\ntitle: {title}\n---\n", text, name)
    assert made.decode().endswith(text.body)
    return text.body


def test_a_heading_of_two_lines_becomes_one() -> None:
    page = b"<html><body><h2>1 First line,<br> second line.</h2><p>1.1 Words.</p></body></html>"
    assert draft(page).startswith("## First line, second line.\n")


@pytest.mark.parametrize("page", [True, False])
def test_letters_and_their_accents_that_are_typed_apart_are_the_same_words(page: bool) -> None:
    words = "1 MEALS\n\n1.1 The cafe\u0301 is open to all.\n"
    data = f"<html><body><h2>1 MEALS</h2><p>{words[9:]}</p></body></html>" if page else words
    source = source_of(data.encode(), "found", law=True)
    assert source.adopted is not None
    account = account_for(source.words, source.adopted)
    assert account.holds, account


@pytest.mark.parametrize("name", ["found.html", "found.txt"])
def test_one_letter_that_is_damaged_does_not_garble_all_others(name: str) -> None:
    words = "1.1 The café is open – to “all” who’ll pay £5."
    page = f"<html><body><h2>1 MEALS</h2><p>{words}</p></body></html>"
    data = (page if name == "found.html" else f"1 MEALS\n\n{words}\n").encode()
    assert "1. The café is open – to □all” who’ll pay £5.\n" in draft(
        data.replace("“".encode(), "“".encode()[:2]), name
    )


def test_a_reference_around_nothing_leaves_no_paragraph() -> None:
    page = b"<html><body><h2>1 MEALS</h2><p>1.1 All eat.</p><p><a href='#x'> </a></p></body></html>"
    assert draft(page) == "## MEALS\n\n1. All eat.\n"


def test_few_lines_tell_how_wide_a_text_is_if_each_is_full() -> None:
    first = (
        "1.1 Whoever takes pupils out of school signs the risk assessment on Form"
        " A4 on the day before the trip at the latest, and leaves a copy of it in the office of the"
        " school."
    )
    second = "1.2 Nobody goes alone, whatever the weather is, and on foot only with Mrs Oak."
    text = f"1 TRIPS\n\n{fill(first, 72)}\n\n{fill(second, 72)}\n"
    made = draft(text.encode(), "found.txt")
    assert "on Form A4 on" in made
    assert "only with Mrs Oak." in made
