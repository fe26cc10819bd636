"""What a minute number that somebody typed says of its meeting, before anything else is known.

FGB/2223/060922/15   fits the pattern of FGB   ▶ body FGB, 6 September 2022
LAB/58/16-17         fits that of LAB          ▶ body LAB; its date has to be given
FGB/2223/060922      a whole meeting           ▶ FGB/2223/060922/15 for its item 15
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minuted.model.minutes import MinuteParts, MinutePattern, pattern_of
from minuted.model.organisation import Organisation

_ITEM = re.compile(r"\{item\}")
_LAST_ITEM = re.compile(r"[^\w{}]*\s*\{item\}$|[a-z ]*\{item\}$")
_FIRST_ITEM = re.compile(r"\{item\}[^\w{}]*")


@dataclass(frozen=True, slots=True)
class Typed:
    """A minute number as somebody typed it, and what it says.

    Attributes:
        minute: stray spaces taken out, the body's code as trust.yaml has it.
        body: whose pattern it fits; empty where it fits nobody's, or several.
        parts: what stands where; None where it fits no pattern.
        spaced: whether white space had strayed into it.
    """

    minute: str
    body: str = ""
    parts: MinuteParts | None = None
    spaced: bool = False


def read_minute(typed: str, organisation: Organisation, body: str = "") -> Typed:
    """Read a minute number.

    Args:
        typed: as somebody typed it.
        organisation: whose patterns are tried.
        body: the code of the body, where it is known already.
    """
    typed = " ".join(typed.split())
    bodies = [body] if body in organisation.bodies else list(organisation.bodies)
    for spaced in (False, True):
        found = [
            Typed(pattern.restore(parts), code, parts, spaced)
            for code in bodies
            for pattern in (pattern_of(code, organisation),)
            for parts in _matched(pattern, typed, code, spaced=spaced, given=bool(body))
        ]
        if found:
            same = len({(t.body, t.minute) for t in found}) == 1
            return found[0] if same else replace(found[0], body="")
    return Typed(typed)


def minute_of_meeting(meeting: str, item: str, organisation: Organisation, body: str = "") -> str:
    """Return the minute number of an item of a meeting that is itself given by its number.

    Returns:
        An empty text where the meeting's number fits no body's pattern without its item.
    """
    meeting = " ".join(meeting.split())
    bodies = [body] if body in organisation.bodies else list(organisation.bodies)
    for spaced in (False, True):
        for code in bodies:
            pattern = pattern_of(code, organisation)
            shorter = _without_item(pattern)
            if shorter is None:
                continue
            for parts in _matched(shorter, meeting, code, spaced=spaced, given=bool(body)):
                return pattern.restore(replace(parts, item=item))
    return ""


def _matched(
    pattern: MinutePattern, typed: str, code: str, *, spaced: bool, given: bool
) -> Iterator[MinuteParts]:
    """Yield the parts of a minute number where it is one of this body's.

    One without its body in it fits every body with that pattern. Where the body is given, a minute
    number of another is kept as it is, to be complained about.
    """
    parts = pattern.match_spaced(typed) if spaced else pattern.match(typed)
    if parts is None:
        return
    if parts.body.casefold() in ("", code.casefold()):
        yield replace(parts, body=code)
    elif given:
        yield parts


def _without_item(pattern: MinutePattern) -> MinutePattern | None:
    """Return how a whole meeting is numbered: the pattern without its item and the sign before."""
    text = pattern.text
    if not _ITEM.search(text):
        return None
    shorter = _LAST_ITEM.sub("", text) if text.endswith("{item}") else _FIRST_ITEM.sub("", text, 1)
    try:
        return MinutePattern.parse(shorter)
    except ValueError:  # nothing is left of it
        return None
