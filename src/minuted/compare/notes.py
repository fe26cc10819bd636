"""What kind of amendment it is: punctuation or case only, a heading, a number that follows or not.

Words, numbers and signs such as £ and % are what is said; everything else is punctuation. A hyphen
within a word counts as a space would, so "re-sign" for "resign" is no punctuation.
"""

import re
import unicodedata
from collections.abc import Set

from minuted.compare.flatten import Item
from minuted.compare.words import Words
from minuted.model.change import Note

_SAID = re.compile(r"(?<![\w.,])[-−]?\d+(?:[.,:/]\d+)*|\w+|[^\w\s]")
_SIGNS = ("S",)


def notes_of(one: Item, other: Item, words: Words, became: Set[tuple[str, str]]) -> list[Note]:
    """Return the notes on a pair, in the order of `Note`.

    Args:
        became: which number became which, for all pairs, merges and splits.
    """
    notes: list[Note] = []
    astray = [pair for pair in words.followed if pair not in became]
    if one.masked != other.masked:
        notes += _of_words(said(one.masked), said(other.masked))
    if one.text != other.text and "section" in (one.kind, other.kind):
        notes.append(Note.HEADING)
    if one.masked == other.masked and one.text != other.text and not astray:
        notes.append(Note.CONSEQUENTIAL)
    if astray:
        notes.append(Note.CHECK_NUMBER)
    return notes


def _of_words(old: list[str], new: list[str]) -> list[Note]:
    if old == new:
        return [Note.PUNCTUATION]
    folded = [word.casefold() for word in old] == [word.casefold() for word in new]
    return [Note.CASE] if folded else []


def said(text: str) -> list[str]:
    """Return a text's words, numbers and signs, without its punctuation."""
    return [
        part
        for part in _SAID.findall(text)
        if part[-1].isalnum() or part[-1] == "_" or unicodedata.category(part[0])[0] in _SIGNS
    ]
