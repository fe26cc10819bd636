r"""Fields: what stands between their marks, and what is shown of it.

begin ── REF _Ref42 \r \h ── separate ── 4.3 ── end
         the code                          what Word showed last
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from minuted.readers.word.names import VAL, Element, is_on, number, w

CONTENTS: Final = frozenset(("TOC", "INDEX", "TOA"))
PAGE_NUMBERS: Final = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
REFERENCES: Final = frozenset(("REF", "PAGEREF", "NOTEREF"))
COUNTING: Final = frozenset(("LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"))
"""Fields that number a place and whose number no file keeps: Word works it out as it shows it."""

UNSHOWN: Final = frozenset(("XE", "TC", "TA", "RD", "PRIVATE", "ASK", "SET"))

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_FLD_CHAR: Final = w("fldChar")
_NUMBER_SWITCHES = frozenset(("\\r", "\\n", "\\w"))


@dataclass(frozen=True, slots=True)
class Code:
    """A field's code, taken apart.

    Attributes:
        name: in capitals, such as `REF`.
        target: its first word that is no switch.
    """

    name: str
    target: str
    switches: frozenset[str]
    words: tuple[str, ...]

    @property
    def of_number(self) -> bool:
        """Whether it shows the number of a place rather than its words."""
        return bool(self.switches & _NUMBER_SWITCHES)


@dataclass
class Open:
    """A field whose end has not come yet.

    Attributes:
        begin: its first mark, which has what a form's field was filled in with.
        shown: whether the code is over.
        frame: what gathers its words to make a link or reference of them; None for nothing.
    """

    begin: Element
    text: str = ""
    shown: bool = False
    frame: object = None
    code: Code = Code("", "", frozenset(), ())


def parse_code(text: str) -> Code:
    """Take a field's code apart."""
    tokens = [
        (quoted.replace("\\\\", "\\").replace('\\"', '"'), "") if bare == "" else (bare, bare)
        for quoted, bare in _TOKEN.findall(text)
    ]
    if not tokens:
        return Code("", "", frozenset(), ())
    name = tokens[0][0].upper()
    switches = frozenset(bare.lower() for _, bare in tokens[1:] if bare.startswith("\\"))
    words = tuple(word for word, bare in tokens[1:] if not bare.startswith("\\"))
    if name.startswith("_REF"):
        # the name of a bookmark alone is a REF to it
        return Code("REF", tokens[0][0], switches, words)
    target = words[0] if words else ""
    if name == "HYPERLINK" and tokens[1:] and tokens[1][1].lower() == "\\l":
        target = ""
    return Code(name, target, switches, words)


def place_in(text: str) -> str:
    r"""Return the bookmark that a HYPERLINK's `\l` names; empty for none."""
    tokens: list[str] = [quoted or bare for quoted, bare in _TOKEN.findall(text)]
    for at, token in enumerate(tokens[:-1]):
        if token.lower() == "\\l":
            return tokens[at + 1]
    return ""


def lone_marks(root: Element) -> set[Element]:
    """Return the marks of a part that have no counterpart, which Word passes over."""
    waiting: list[tuple[Element, list[Element]]] = []
    alone: set[Element] = set()
    for mark in root.iter(_FLD_CHAR):
        match mark.get(w("fldCharType")):
            case "begin":
                waiting.append((mark, []))
            case "separate" if waiting:
                waiting[-1][1].append(mark)
            case "end" if waiting:
                waiting.pop()
            case _:
                alone.add(mark)
    for mark, separators in waiting:
        alone.update((mark, *separators))
    return alone


def filled_in(open_field: Open) -> str:
    """Return what a field shows that keeps no words of its own: a tick box, a choice, a button."""
    name = open_field.code.name
    data = open_field.begin.find(w("ffData"))
    if name == "FORMCHECKBOX":
        return "☒" if _ticked(data) else "☐"
    if name == "FORMDROPDOWN":
        return _chosen(data)
    if name in ("MACROBUTTON", "GOTOBUTTON"):
        return " ".join(open_field.text.split()[2:])
    return ""


def _ticked(data: Element | None) -> bool:
    box = None if data is None else data.find(w("checkBox"))
    for name in ("checked", "default"):
        said = None if box is None else box.find(w(name))
        if said is not None:
            return is_on(said.get(VAL, ""))
    return False


def _chosen(data: Element | None) -> str:
    choices = None if data is None else data.find(w("ddList"))
    if choices is None:
        return ""
    entries = [one.get(VAL, "") for one in choices.iterfind(w("listEntry"))]
    at = 0
    for name in ("default", "result"):
        said = choices.find(w(name))
        at = number(said.get(VAL), at) if said is not None else at
    return entries[at] if 0 <= at < len(entries) else ""


def symbol_of(code: Code) -> tuple[int, str]:
    """Return the character's number and the font of a SYMBOL field; 0 where it has none."""
    said = code.target
    base = 16 if said.lower().startswith("0x") else 10
    try:
        point = int(said, base)
    except ValueError:
        return 0, ""
    font = code.words[1] if "\\f" in code.switches and len(code.words) > 1 else ""
    return (point if 0 < point < 0x110000 else 0), font


def joined(parts: Iterable[str]) -> str:
    """Return texts as one line, white space as single spaces."""
    return " ".join(" ".join(parts).split())
