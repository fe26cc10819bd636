"""The cells of an old version table: which row is the oldest, what its version and its day are."""

import re
from dataclasses import dataclass

from minuted.model.dates import MonthOrDay, parse_british
from minuted.readers.adopted.cover import Cover
from minuted.readers.adopted.version_rows import Column, VersionRow
from minuted.tasks.record_basis import says_no_amendments

_VERSION = re.compile(
    r"(?i)(?:version|ver|v|issue|rev(?:ision)?)?[\s.:]*([A-Za-z0-9][A-Za-z0-9._-]{0,30})"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+")
_WORDS_OF_A_DATE = 5
_NOTHING = re.compile(r"(?i)[-–—.\s]*|n/?a|none|nil")
_MONTH_AND_TWO = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{2})")
_TERM = re.compile(
    r"(autumn|spring|summer)(?:\s+term)?(?:\s+\d)?,?\s*(?:of\s+)?(\d{4})", re.IGNORECASE
)
_LAST_MONTH = {"autumn": 12, "spring": 3, "summer": 7}
_CYCLE = re.compile(
    r"(?i)(?:bi-?)?(?:annual(?:ly)?|yearly|termly|ongoing)|every\s+.{1,20}|"
    r"(?:\d{1,2}|one|two|three|four|five)[\s-]*(?:years?|months?|yearly)(?:\s+cycle)?|"
    r"(?:review(?:ed)?\s+)?(?:annually|biennially|as required)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """The date that a cell holds.

    Attributes:
        day: None for none.
        rest: what else the cell says.
        guessed: what the date was taken from, where it is no date as it stands; empty if it is.
        why: how it was taken for that date.
    """

    day: MonthOrDay | None = None
    rest: str = ""
    guessed: str = ""
    why: str = ""


def rows_of(cover: Cover) -> list[VersionRow]:
    """Return the table's rows oldest first; cover facts alone make one row."""
    rows = list(cover.history.rows)
    if not rows:
        facts: dict[Column, str] = {
            c: t for c, t in cover.history.facts.items() if c not in ("cycle", "owner")
        }
        if "date" in facts or "minute" in facts or date_in(facts.get("body", "")).day:
            place = cover.taken[-1][2]
            return [VersionRow(facts, (), place)]
        return []
    days = [date_in(row.cells.get("date", "")).day for row in rows]
    known = [(day.year, day.month, day.day) for day in days if day]
    order = known if len(known) > 1 else _numbers(rows)
    if len(order) > 1 and order == sorted(order, reverse=True) and order[0] != order[-1]:
        rows.reverse()
    return rows


def _numbers(rows: list[VersionRow]) -> list[tuple[int, int, int]]:
    """Return versions that are numbers, to sort by where dates cannot be read; else nothing."""
    found: list[tuple[int, int, int]] = []
    for row in rows:
        number = re.search(r"(\d+)(?:\.(\d+))?", row.cells.get("version", ""))
        if number is None:
            return []
        found.append((int(number[1]), int(number[2] or 0), 0))
    return found


def version_names(rows: list[VersionRow]) -> list[tuple[str, str]]:
    """Return each row's version, and what was written where that is another name.

    A version is what is written; where nothing is, that of the row above, else it is counted.
    """
    names: list[tuple[str, str]] = []
    has_column = any(row.cells.get("version", "").strip() for row in rows)
    count = 0
    for row in rows:
        written = " ".join(row.cells.get("version", "").split())
        joined = re.sub(r"\s*[/\\]\s*", "-", written)
        found = _VERSION.match(joined.split(",")[0]) if written else None
        if found and any(c.isdigit() for c in found[1]):
            name = found[1].rstrip("._-")
            rest = joined.split(",")[0][found.end() :].strip(" .")
            names.append((name, written if rest or joined != written else ""))
        elif has_column and names:
            names.append((names[-1][0], written))
        else:
            same = says_no_amendments(row.cells.get("narrative", ""))
            count += 0 if same and count else 1
            names.append((str(count), written))
    return names


def date_in(text: str) -> Dated:
    """Return the one date that a cell holds, and what else it says."""
    words = text.replace("\n", " ").split()
    joined = " ".join(words).strip(" .,;")
    whole = parse_british(joined)
    if whole is not None:
        return Dated(whole)
    if is_nothing(joined):
        return Dated()
    for length in range(min(_WORDS_OF_A_DATE, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length]).strip("()[],;.:")
            found = parse_british(part)
            if found is not None and (found.day or length > 1 or not part.isalpha()):
                rest = " ".join((*words[:start], *words[start + length :])).strip("()[],;.: ")
                return Dated(found, rest)
    return _guessed(joined)


def _guessed(text: str) -> Dated:
    """Return what is no date as it stands, and can hardly be another: a term, a month and `23`."""
    if found := _TERM.search(text):
        day = MonthOrDay(int(found[2]), _LAST_MONTH[found[1].lower()])
        why = "a term is taken for its last month"
    elif (found := _MONTH_AND_TWO.search(text)) and (
        month := parse_british(f"{found[1]} 20{found[2]}")
    ):
        day = month
        why = "two digits after a month are taken for a year"
    else:
        return Dated(rest=text)
    rest = " ".join((text[: found.start()] + " " + text[found.end() :]).split()).strip("()[],;.: ")
    return Dated(day, rest, found[0], why)


def is_nothing(text: str) -> bool:
    """Whether a cell is blank, or holds but a dash or `n/a`."""
    return _NOTHING.fullmatch(text.strip()) is not None


def is_cycle(text: str) -> bool:
    """Whether words are how often a policy is reviewed, and no date."""
    return _CYCLE.fullmatch(" ".join(text.split()).strip(" .")) is not None


def without_claims(narrative: str) -> str:
    """Return what a narrative says of the text itself, without "no amendments"."""
    kept = [s for s in _SENTENCE.split(narrative) if not says_no_amendments(s)]
    return " ".join(kept).strip().rstrip(".;")
