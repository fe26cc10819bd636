"""A copy made anew, to hold one from elsewhere against: of the same day, read in the same way."""

import re
from collections.abc import Iterable
from datetime import date

from minuted.compare.copy_match import CopyWords, match
from minuted.compare.copy_table import Row, nearness, recorded
from minuted.compare.copy_units import copy_lines, usual
from minuted.errors import MinutedError
from minuted.model.document import Document
from minuted.model.version_table import version_table
from minuted.tasks.plan import Wanted
from minuted.tasks.render import FORMATS
from minuted.tasks.verify_reading import CopyFile, read_bytes
from minuted.tasks.verify_texts import Candidate, Texts

_PAGES = re.compile(r"Page\s*(\d+\s*)?of\s*(\d+)?")


class Elsewhere:
    """What copies in every format say around the text: Word's page may be printed to a PDF."""

    def __init__(self, documents: Iterable[tuple[Document, int]]) -> None:
        """Take each format's document, and how many of its lines stand before the text."""
        self._lines: set[str] = set()
        self._words: set[str] = set()
        for document, begin in documents:
            said = [line.words for line in copy_lines(document)[:begin]]
            said += [margin(omitted.text) for omitted in document.omitted]
            said.append(usual(document.title))
            self._lines.update(said)
            self._words.update(word for words in said for word in words.split())

    def explain(self, words: str) -> bool:
        """Whether some copy says these words, in one line or set otherwise."""
        return words in self._lines or set(words.split()) <= self._words


def made_anew(texts: Texts, copy: CopyFile, wanted: Wanted) -> tuple[bytes, Document] | None:
    """Return a copy made anew, and as it is read; None where it cannot be made."""
    try:
        data = _stamped(texts, copy.format, wanted)
        # the same bytes need not be read a second time
        return data, copy.document if data == copy.data else copy.again(data)
    except MinutedError:
        return None


def _stamped(texts: Texts, form: str, wanted: Wanted) -> bytes:
    from minuted.writers import writer
    from minuted.writers.base import Assets

    assets = Assets(texts.desk.workspace.templates(), wanted.images)
    return writer(form).compile(wanted.text, assets).stamp(wanted.copy)


def elsewhere(texts: Texts, wanted: Wanted, candidate: Candidate) -> Elsewhere:
    """Return what copies of every format say around the text."""
    lines = candidate.pictured or candidate.lines
    documents: list[tuple[Document, int]] = []
    for form in FORMATS:
        try:
            document = read_bytes(_stamped(texts, form, wanted), form).document
        except MinutedError:
            continue
        matched = match(lines, CopyWords(copy_lines(document)), candidate.fields)
        if matched is not None:
            documents.append((document, matched.begin))
    return Elsewhere(documents)


def day_of(
    texts: Texts, candidate: Candidate, printed: tuple[Row, ...] | None, *, draft: bool
) -> date:
    """Return the day as of which the copy was made: its version in force, its table as printed."""
    slug, code = candidate.policy, candidate.audience.code
    days = texts.days(slug)
    if not draft:
        current = [d for d in days if texts.in_force(slug, code, d).version == candidate.version]
        days = current or days
    if printed is None:
        return days[0]
    front, ledger = texts.front(slug), texts.ledger(slug)
    best = days[0]
    score: int | None = None
    for day in days:  # the latest first
        rows = recorded(version_table(front, ledger, texts.organisation, code, day))
        if rows == printed:
            return day
        near = nearness(printed, rows)
        if score is None or near > score:
            best, score = day, near
    return best


def margin(text: str) -> str:
    """Return a header's or footer's words without the numbers of pages."""
    return usual(_PAGES.sub("Page of", text))
