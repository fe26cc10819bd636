"""A text's words, numbers and marks, and which words tell nothing by themselves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Refs: TypeAlias = Sequence[tuple[int, int, str]]
"""Start, end and number of each cross-reference of a text."""

REFERENCE = "\0"
"""The key of a cross-reference, whatever its number."""

_TOKEN = re.compile(r"\t|\n|(?<!\w)[-−]?\d+(?:[.,:/]\d+)*\w*|\w+(?:[-'’]\w+)*|[^\w\s]")

_LITTLE = """
    a about above after all also an and any are as at be been before being below between both
    but by can could did do does down during each either else ever every few for from further
    had has have having he her here hers him his how however i if in into is it its itself
    just may me might more most must my neither no nor not of off on once only onto or other
    our out over own per same shall she should since so some such than that the their them
    then there these they this those through thus to too under until up upon us very via was
    we were what when where whether which while who whom whose why will with within without
    would you your
"""
FUNCTION_WORDS = frozenset(_LITTLE.split())
"""Words that tell nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; `key` is what it is matched by."""

    key: str
    start: int
    end: int


def tokens(text: str, refs: Refs = ()) -> list[Token]:
    """Return a text's tokens; a cross-reference is one token, whatever its number."""
    found: list[Token] = []
    at = 0
    for start, end, _ in refs:
        found += _plain_tokens(text, at, start)
        found.append(Token(REFERENCE, start, end))
        at = end
    found += _plain_tokens(text, at, len(text))
    return found


def _plain_tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        yield Token(match[0], match.start(), match.end())
