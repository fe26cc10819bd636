"""Words that every school has its own of: names, telephone numbers, addresses, colours.

    Ring Mrs Example on 01632 960010.   ─▶   "Ring ▢ on ▢."   with "Mrs Example" and "01632 960010"

Two copies whose sentences are the same but for such words say the same.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["known", "email", "web", "telephone", "postcode", "person", "colour", "name"]

HOLE = "\ue110"

_TITLE = r"(?:Mrs|Mr|Miss|Ms|Mx|Dr|Rev|Revd|Prof|Sir|Dame|Canon|Father|Sister)\.?"
_CAPITAL = r"[A-Z][\w'’.-]*\w|[A-Z]"
_BETWEEN = r"(?:of the|of|and|the|&|for|with)"
_COLOUR = (
    r"(?:(?:navy|royal|sky|light|dark|pale|bright|bottle|emerald) )?(?:blue|green|red|yellow|purple"
    r"|orange|brown|black|white|grey|gold|maroon|burgundy|navy|teal|turquoise|pink|silver)"
)
_PATTERNS: Sequence[tuple[Kind, re.Pattern[str]]] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("web", re.compile(r"(?:https?://|www\.)[^\s,;)]*[\w/]")),
    ("telephone", re.compile(r"(?<![\w/])(?:\+44 ?|\(?0)\d[\d\s()-]{7,14}\d(?![\w/])")),
    ("postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")),
    ("person", re.compile(rf"\b{_TITLE}(?: (?:{_CAPITAL}))+")),
    ("colour", re.compile(rf"\b{_COLOUR}(?: and {_COLOUR})?\b")),
    ("name", re.compile(rf"\b(?:{_CAPITAL})(?:\s+(?:{_BETWEEN}\s+)?(?:{_CAPITAL}))*")),
)
_TITLES = re.compile(rf"{_TITLE}$")
_JOINT = re.compile(rf"\s+(?:{_BETWEEN}\s+)?")
_SCHOOL = re.compile(
    r"\b(?:School|Primary|Academy|Infants?|Juniors?|Nursery|College|Federation|Partnership)\b"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a text where a school's own words may stand.

    Attributes:
        start, end: in the text.
    """

    start: int
    end: int
    words: str
    kind: Kind


def slots_in(text: str, known: Iterable[str]) -> list[Slot]:
    """Return the places where a school's own words may stand, in order.

    Args:
        known: what the school has as values of its fields, word for word.
    """
    found: list[Slot] = []
    values = sorted({value for value in known if value}, key=len, reverse=True)
    if values:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, values))})(?!\w)")
        found += [Slot(m.start(), m.end(), m[0], "known") for m in pattern.finditer(text)]
    for kind, pattern in _PATTERNS:
        for start, end in _free(text, found):
            matches = pattern.finditer(text, start, end)
            found += [Slot(m.start(), m.end(), m[0], kind) for m in matches]
        found.sort(key=lambda slot: slot.start)
    return _run_together(text, found)


def _free(text: str, slots: Sequence[Slot]) -> list[tuple[int, int]]:
    """Return the parts of a text that no slot holds."""
    starts = [0, *(slot.end for slot in slots)]
    ends = [*(slot.start for slot in slots), len(text)]
    return list(zip(starts, ends, strict=True))


def _run_together(text: str, slots: Sequence[Slot]) -> list[Slot]:
    """Join names that only "of" or "and" lies between: where one ends is another's guess."""
    done: list[Slot] = []
    for slot in slots:
        last = done[-1] if done else None
        wordy = ("known", "name", "person")
        if (
            last is not None
            and last.kind in wordy
            and slot.kind in wordy
            and _JOINT.fullmatch(text[last.end : slot.start])
        ):
            kind: Kind = last.kind if last.kind == slot.kind else "name"
            done[-1] = Slot(last.start, slot.end, text[last.start : slot.end], kind)
        else:
            done.append(slot)
    return done


def holed(text: str, slots: Sequence[Slot]) -> str:
    """Return a text with a hole for each slot."""
    done, at = "", 0
    for slot in slots:
        done += text[at : slot.start] + HOLE
        at = slot.end
    return done + text[at:]


def common_ends(values: Sequence[str]) -> tuple[str, str]:
    """Return the whole words that all values begin with and end with; each keeps a word at least.

    "Pupils of Ash" and "Pupils of Elm" both begin with "Pupils of ".
    """
    words = [value.split() for value in values]
    most = min(len(w) for w in words) - 1
    start = 0
    while start < most and len({w[start] for w in words}) == 1:
        start += 1
    while start and _TITLES.fullmatch(words[0][start - 1]):
        start -= 1
    end = 0
    while end < most - start and len({w[-1 - end] for w in words}) == 1:
        end += 1
    before = " ".join(words[0][:start])
    after = " ".join(words[0][len(words[0]) - end :]) if end else ""
    return (f"{before} " if before else "", f" {after}" if after else "")


def kind_of(words: str) -> Kind | None:
    """Return what sort of words these are, where they are one and nothing else."""
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(words)), None)


def is_a_school(words: str) -> bool:
    """Whether words name a school."""
    return _SCHOOL.search(words) is not None
