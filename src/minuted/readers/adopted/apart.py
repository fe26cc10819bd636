r"""Words that stand in one piece elsewhere than in the text: notes, and what is left out by name.

page 4 of the source    Trips policy · … text … areas1 … · 1 The archive … · 4
                        └ header                          └ note, at its mark in the result
what is left            … text … areas1 … 1 …

They are taken out of the source before the rest is held against the text, so that a header in the
middle of a sentence, or a note at the foot of a page, makes no word of the text look moved.
"""

import re
from collections.abc import Sequence

_MARK = re.compile(r"\d{1,3}(?=[^\W\d])")
_LONG = 3
"""Words from which a run is known wherever it stands; shorter ones at the edges of a page only."""


class Pages:
    """The words of a source by page, of which some are taken."""

    def __init__(self, pages: Sequence[Sequence[str]]) -> None:
        self._pages = pages
        self._free = [[True] * len(page) for page in pages]

    def left(self) -> list[str]:
        """Return the words that nobody took, in order."""
        return [
            word
            for page, free in zip(self._pages, self._free, strict=True)
            for word, is_free in zip(page, free, strict=True)
            if is_free
        ]

    def take(
        self, run: Sequence[str], page: int, further: int = 0, *, at_foot: bool = False
    ) -> bool:
        """Take a run of words that stands in one piece; whether it was there.

        Args:
            page: where it stands, counted from 1; 0 for anywhere.
            further: how many pages further on it may stand.
            at_foot: whether it is the last of its page where it could be the first, too.
        """
        letters = "".join(run)
        if not letters:
            return False
        if not page:
            return len(run) >= _LONG and any(
                self._take_within(at, letters) for at in range(len(self._pages))
            )
        here = range(page - 1, min(page + further, len(self._pages)))
        edges = (
            (self._take_last, self._take_first) if at_foot else (self._take_first, self._take_last)
        )
        if any(take(at, letters) for at in here for take in edges):
            return True
        return len(run) >= _LONG and any(self._take_within(at, letters) for at in here)

    def _take_first(self, at: int, letters: str) -> bool:
        """Take a run that is the first of what is left of a page."""
        words = [place for place, free in enumerate(self._free[at]) if free]
        count = self._count(at, words, letters)
        self._mark(at, words[:count])
        return bool(count)

    def _take_last(self, at: int, letters: str) -> bool:
        """Take a run that is the last of what is left of a page."""
        words = [place for place, free in enumerate(self._free[at]) if free]
        length = 0
        for back in range(len(words) - 1, -1, -1):
            length += len(self._pages[at][words[back]])
            if length >= len(letters):
                if "".join(self._pages[at][place] for place in words[back:]) == letters:
                    self._mark(at, words[back:])
                    return True
                break
        return False

    def _take_within(self, at: int, letters: str) -> bool:
        words = [place for place, free in enumerate(self._free[at]) if free]
        for begin in range(len(words)):
            if letters.startswith(_unmarked(self._pages[at][words[begin]])):
                count = self._count(at, words[begin:], letters)
                if count:
                    self._mark(at, words[begin : begin + count])
                    return True
        return False

    def _count(self, at: int, words: Sequence[int], letters: str) -> int:
        """Return how many of some words make up the letters; 0 where they do not."""
        done = 0
        for count, place in enumerate(words, 1):
            word = self._pages[at][place]
            if count == 1 and not letters.startswith(word):
                word = _unmarked(word)
            if not letters.startswith(word, done):
                return 0
            done += len(word)
            if done == len(letters):
                return count
        return 0

    def _mark(self, at: int, words: Sequence[int]) -> None:
        for place in words:
            self._free[at][place] = False


def _unmarked(word: str) -> str:
    """Return a word without the mark of a note that is set close before it."""
    return _MARK.sub("", word, count=1) if word[:1].isdecimal() else word
