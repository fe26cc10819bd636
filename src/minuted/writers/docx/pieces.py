"""XML that was laid out once, with places still open; filling it is joining bytes.

    <w:t>Version ▢policy.version▢</w:t>          a Slot
    <?minuted when policy.review?> … <?minuted end?>       a When: left out if the value is empty
    <?minuted rows?> … <?minuted end?>                     Rows: once for each of the version table

A slot is written between two characters that Unicode keeps for a program's own use, and a group
between processing instructions, so both can be put into a tree of lxml or into a string alike.
`escape` keeps both out of every text that somebody else wrote.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
INSTRUCTION = "minuted"
"""The target of the processing instructions that bound a group."""

_MARK = re.compile(
    f"{_OPEN}([^{_CLOSE}]*){_CLOSE}".encode() + rb"|<\?minuted (\w+)(?: ([^?]*))?\?>"
)
_SPACE = dict.fromkeys(map(ord, "\t\n\r\x85\u2028\u2029"), " ")
_UNWELCOME: dict[int, None] = dict.fromkeys(
    [
        *(c for c in range(0x20) if c not in _SPACE),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        *range(0xD800, 0xE000),
        *range(0xFDD0, 0xFDF0),
        0xFFFE,
        0xFFFF,
    ]
)
_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
_ESCAPE: dict[int, str | None] = {**_SPACE, **_UNWELCOME, **_ENTITIES}


def escape(text: str) -> str:
    """Return the text as XML, for an element or an attribute in double quotes.

    Control characters, which no XML may hold, are left out; line ends and tabs become spaces.
    """
    return text.translate(_ESCAPE)


def slot(name: str) -> str:
    """Return the mark of a place that is filled by the value of that name."""
    return f"{_OPEN}{name}{_CLOSE}"


def has_slot_marks(text: str) -> bool:
    """Whether the text holds a character that bounds slots."""
    return _OPEN in text or _CLOSE in text


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one value."""

    name: str


@dataclass(frozen=True, slots=True)
class When:
    """XML that stands only if one of the values named is not empty."""

    names: tuple[str, ...]
    then: "Pieces"
    otherwise: "Pieces" = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """XML that is repeated for each row."""

    each: "Pieces"


Piece: TypeAlias = bytes | Slot | When | Rows
Pieces: TypeAlias = tuple[Piece, ...]
Values: TypeAlias = Mapping[str, bytes]


def split(xml: bytes) -> Pieces:
    """Cut XML in UTF-8 at its slots and groups.

    Raises:
        ValueError: a group is not closed or not opened.
    """
    pieces, end = _split(xml, 0, nested=False)[:2]
    if end != len(xml):
        raise ValueError("a group ends that never began")
    return pieces


def _split(xml: bytes, start: int, *, nested: bool) -> tuple[Pieces, int, str]:
    """Return the pieces up to the end of the group, where they end, and the word that ended it."""
    pieces: list[Piece] = []
    while match := _MARK.search(xml, start):
        if match.start() > start:
            pieces.append(xml[start : match.start()])
        start = match.end()
        if match[1] is not None:
            pieces.append(Slot(match[1].decode()))
            continue
        word, names = match[2].decode(), tuple((match[3] or b"").decode().split())
        if word in ("end", "otherwise"):
            if not nested:
                raise ValueError("a group ends that never began")
            return tuple(pieces), start, word
        inner, start, ended_by = _split(xml, start, nested=True)
        if word == "rows":
            pieces.append(Rows(inner))
            continue
        other: Pieces = ()
        if ended_by == "otherwise":
            other, start, _ = _split(xml, start, nested=True)
        pieces.append(When(names, inner, other))
    if nested:
        raise ValueError("a group is not closed")
    if start < len(xml):
        pieces.append(xml[start:])
    return tuple(pieces), len(xml), ""


def slots(pieces: Pieces) -> Iterator[str]:
    """Yield the name of every value that filling the pieces may ask for; `rows` for row groups."""
    for piece in pieces:
        match piece:
            case Slot():
                yield piece.name
            case When():
                yield from piece.names
                yield from slots(piece.then)
                yield from slots(piece.otherwise)
            case Rows():
                yield "rows"
                yield from slots(piece.each)
            case bytes():
                pass


def fill(pieces: Pieces, values: Values, rows: Sequence[Values]) -> bytes:
    """Join the pieces; every value is escaped XML in UTF-8.

    Raises:
        KeyError: a slot's value is missing.
    """
    done: list[bytes] = []
    _fill(pieces, values, rows, done)
    return b"".join(done)


def _fill(pieces: Pieces, values: Values, rows: Sequence[Values], done: list[bytes]) -> None:
    for piece in pieces:
        match piece:
            case bytes():
                done.append(piece)
            case Slot():
                done.append(values[piece.name])
            case When():
                stands = any(values[name] for name in piece.names)
                _fill(piece.then if stands else piece.otherwise, values, rows, done)
            case Rows():
                for row in rows:
                    _fill(piece.each, {**values, **row}, (), done)


def substitute(pieces: Pieces, name: str, instead: Pieces) -> Pieces:
    """Return the pieces with those of another text in place of a slot, wherever it stands."""
    done: list[Piece] = []
    for piece in pieces:
        match piece:
            case Slot() if piece.name == name:
                done += instead
            case When():
                done.append(
                    When(
                        piece.names,
                        substitute(piece.then, name, instead),
                        substitute(piece.otherwise, name, instead),
                    )
                )
            case _:
                done.append(piece)
    return tuple(done)
