"""Words of a source or of its result that the other need not have, each to be taken once."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_GLUED = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
"""Where two lines of a page's furniture were set close together."""


class Spare:
    """The words of a source that are accounted for by name."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self._left: Counter[str] = Counter()
        for words in texts:
            self._left.update(words)
        self._parts: Counter[str] = Counter()
        for word, times in self._left.items():
            self._parts.update(dict.fromkeys(_parted(word), times))

    def add(self, words: Iterable[str]) -> None:
        """Let some more words be missing."""
        self._left.update(words)

    def take(self, word: str) -> bool:
        """Whether a word is there; a line's last and the next one's first may be one here."""
        if self._left[word] > 0:
            self._left[word] -= 1
            self._parts.subtract(_parted(word))
            return True
        self._parts[word] -= 1
        return self._parts[word] >= 0

    def take_all(self, wanted: Counter[str]) -> bool:
        """Whether so many of some words are there; if not, none is taken."""
        if any(self._left[word] < times for word, times in wanted.items()):
            return False
        self._left.subtract(wanted)
        return True


class Worded:
    """The labels of Word's own that stand as words, each at the beginning of one paragraph."""

    def __init__(self, labels: Iterable[Sequence[str]]) -> None:
        self._left = Counter(filter(None, map(tuple, labels)))
        self._lengths = sorted({len(label) for label in self._left}, reverse=True)

    def beginning(self, words: Sequence[str]) -> int:
        """Take the label that begins a paragraph's words, and return how many of them it is."""
        for length in self._lengths:
            label = tuple(words[:length])
            if self._left[label] > 0:
                self._left[label] -= 1
                return length
        return 0


def _parted(word: str) -> list[str]:
    parts = _GLUED.split(word)
    return parts if len(parts) > 1 else []
