"""Whether a PDF's pages show what its own marks say: letter by letter, by two libraries."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from minuted.model.document import Place, Remark
from minuted.readers.excerpts import short
from minuted.readers.pdf.geometry import Page

NOTES = ("Note", "FENote")


def not_as_drawn(said: Sequence[str], pages: Sequence[Page]) -> Iterator[Remark]:
    """Yield remarks for each page on which other letters are drawn than the file says.

    Args:
        said: the words of each page as its content says them, those beside the text with them.
        pages: the same pages as they are drawn.
    """
    drawn = {page.number: " ".join(word.text for word in page.words) for page in pages}
    for number, words in enumerate(said, 1):
        shown = drawn.get(number, "")
        wanted, there = Counter(_letters(words)), Counter(_letters(shown))
        place = Place(number, 0, f"page {number}")
        if wanted - there:
            yield Remark(
                "hidden-text",
                f"There are words that nobody sees: “{_named(words, shown, wanted - there)}”.",
                "Open the file and look for them; one of its fonts may be broken.",
                place,
            )
        if there - wanted:
            more = _named(shown, words, there - wanted)
            yield Remark(
                "hidden-text",
                f"There are words on it that are no part of its text: “{more}”.",
                "Find out how they came there; they are left out.",
                place,
            )


def unmarked_notes(tags: Sequence[Any]) -> Iterator[Remark]:
    """Yield a remark for each note whose mark in the text is missing, or another than its own."""
    waiting = [tags]
    while waiting:
        children = waiting.pop()
        for before, note in pairwise(["", *children]):
            if isinstance(note, str):
                continue
            waiting.append(note[3])
            if note[0] in NOTES:
                own = _plain("".join(_said(c for c in note[3] if c[:1] == ["Lbl"])))
                mark = _plain("".join(_said([before]))) if before[:1] == ["Lbl"] else ""
                if mark != own:
                    words = " ".join("".join(_said(note[3])).split())
                    yield Remark(
                        "hidden-text",
                        f"The mark of a note is not where it belongs: “{short(words)}”.",
                        "Open the file, and look where the note stands.",
                        Place(0, 0, "a note"),
                    )


def _said(tags: Iterable[Any]) -> Iterator[str]:
    for tag in tags:
        if isinstance(tag, str):
            yield tag
        else:
            yield from _said(tag[3])


def _letters(text: str) -> Iterator[str]:
    """Yield the letters and figures that both libraries tell in one way."""
    for letter in unicodedata.normalize("NFKD", text):
        if letter.isalnum() and letter <= "\uffff":
            yield letter


def _named(words: str, there: str, letters: Counter[str]) -> str:
    """Return the words of one text that another has not, longest first; else the letters."""
    known = Counter(map(_plain, there.split()))
    missing = [word for word in words.split() if not _taken(known, _plain(word))]
    left = Counter(letters)
    found: list[str] = []
    for word in sorted(missing, key=len, reverse=True):
        own = Counter(_letters(word))
        if own and own <= left:
            left -= own
            found.append(word)
    return short(" ".join(found) or "".join(sorted(letters.elements())))


def _taken(known: Counter[str], word: str) -> bool:
    known[word] -= 1
    return known[word] >= 0


def _plain(word: str) -> str:
    return "".join(_letters(word))
