"""A minute number as somebody typed it: what it says, and whether it can be put right.

F GB/2223/051022/15     FGB/2223/051022/15, because all else in it fits its row
fgb 2223 051022 15      the same
FGB/2122/051022/15      the 5th of October 2022 is in 2223: nobody can tell which is wrong
Min. 15.3               as it is
"""

import datetime
import re
from dataclasses import dataclass

from minuted.model.dates import in_full
from minuted.model.minutes import MinuteParts, MinutePattern, pattern_of
from minuted.model.organisation import Organisation

_BETWEEN = re.compile(r"\s*[/\\|_–—-]\s*|\s+")
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Minute:
    """A minute number.

    Attributes:
        text: as it is kept: put right where that is safe, else as written.
        body: the body that it names, one of trust.yaml; empty for none.
        audience: the school, group or trust that it names before the body; empty for none.
        day: the day that it says; None where it says none.
        fault: why its row cannot be recorded, such as that its date is another's; empty if it can.
    """

    text: str = ""
    body: str = ""
    audience: str = ""
    day: datetime.date | None = None
    fault: str = ""


def read_minute(written: str, organisation: Organisation, day: datetime.date | None) -> Minute:
    """Read a minute number.

    Args:
        day: of its row; None where the row has none.
    """
    text = " ".join(written.split())
    if not text:
        return Minute()
    if text.startswith(_FORMULA):
        return Minute(fault=f"a minute number cannot begin with {text[0]}")
    patterns = [MinutePattern(organisation.trust.minute_pattern)]
    patterns += [pattern_of(code, organisation) for code in organisation.bodies]
    for pattern in dict.fromkeys(patterns):
        parts = pattern.match(text) or pattern.match_spaced(text)
        if parts is not None:
            return _fitting(parts, pattern, text, organisation, day)
    for pattern in dict.fromkeys(patterns):
        parts = _loosely(text, pattern)
        if parts is None:
            continue
        right = _fitting(parts, pattern, text, organisation, day)
        if right.body and right.day and not right.fault:
            return right
    return _named(text, organisation)


def _loosely(text: str, pattern: MinutePattern) -> MinuteParts | None:
    """Take a number apart whose parts have other signs between them than the pattern's."""
    signs = {sign for sign in re.sub(r"\{[^}]*\}", "", pattern.text) if sign.strip()}
    if len(signs) != 1:
        return None
    sign = signs.pop()
    return pattern.match(_BETWEEN.sub(lambda _: sign, text))


def _fitting(
    parts: MinuteParts,
    pattern: MinutePattern,
    text: str,
    organisation: Organisation,
    day: datetime.date | None,
) -> Minute:
    """Return a number that has its pattern's parts, held against its row."""
    by_case = {code.casefold(): code for code in organisation.bodies}
    body = by_case.get(parts.body.casefold(), "")
    if parts.body and not body:
        return Minute(text, "", "", parts.date, f"the body {parts.body} is not in trust.yaml")
    restored = MinuteParts(body, parts.academic_year, parts.date, parts.date_text, parts.item)
    kept = pattern.restore(restored)
    if parts.date_text and parts.date is None:
        return Minute(
            text, body, fault=f"its minute number says {parts.date_text}, which is no day"
        )
    if parts.date and day and parts.date != day:
        fault = f"its minute number says {in_full(parts.date)}, and its date {in_full(day)}"
        return Minute(text, body, day=parts.date, fault=fault)
    when = day or parts.date
    year = pattern.academic_year_of(when) if when else ""
    if parts.academic_year and year and parts.academic_year != year and when:
        fault = f"its minute number says {parts.academic_year}; {in_full(when)} is in {year}"
        return Minute(text, body, day=parts.date, fault=fault)
    return Minute(kept, body, day=parts.date)


def _named(text: str, organisation: Organisation) -> Minute:
    """Return a number of another form, with the body and the audience that it begins with."""
    words = re.split(r"[^A-Za-z0-9]+", text)
    audience = words[0] if words and words[0] in organisation.codes() else ""
    after = words[1:] if audience else words
    body = after[0] if after and after[0] in organisation.bodies else ""
    return Minute(text, body, audience if body or audience else "")
