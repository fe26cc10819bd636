"""The cells of an old version table: which row is the oldest, what its version and its day are."""

import datetime
import re

from minuted.model.dates import MonthOrDay, parse_british
from minuted.readers.adopted.cover import Cover
from minuted.readers.adopted.version_rows import Column, VersionRow
from minuted.tasks.record_basis import says_no_amendments

_VERSION = re.compile(
    r"(?i)(?:version|ver|v|issue|rev(?:ision)?)?[\s.:]*([A-Za-z0-9][A-Za-z0-9._-]{0,30})"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+")
_WORDS_OF_A_DATE = 5


def rows_of(cover: Cover) -> list[VersionRow]:
    """Return the table's rows oldest first; cover facts alone make one row."""
    rows = list(cover.history.rows)
    if not rows:
        facts: dict[Column, str] = {c: t for c, t in cover.history.facts.items() if c != "cycle"}
        if "date" in facts or "minute" in facts or "version" in facts or "review" in facts:
            place = cover.taken[-1][2]
            return [VersionRow(facts, (), place)]
        return []
    days = [_first_day(row.cells.get("date", "")) for row in rows]
    known = [day for day in days if day]
    if len(known) > 1 and known == sorted(known, reverse=True) and known[0] != known[-1]:
        rows.reverse()
    return rows


def _first_day(text: str) -> datetime.date | None:
    day, _ = date_in(text)
    return day.first_day() if day else None


def version_names(rows: list[VersionRow]) -> list[str]:
    """Return each row's version: as written; that of the row above where blank; else counted."""
    names: list[str] = []
    has_column = any(row.cells.get("version", "").strip() for row in rows)
    count = 0
    for row in rows:
        written = " ".join(row.cells.get("version", "").split())
        found = _VERSION.match(written.split(",")[0]) if written else None
        if found and any(c.isdigit() for c in found[1]):
            names.append(found[1].rstrip("._-"))
        elif has_column and names:
            names.append(names[-1])
        else:
            same = says_no_amendments(row.cells.get("narrative", ""))
            count += 0 if same and count else 1
            names.append(str(count))
    return names


def date_in(text: str) -> tuple[MonthOrDay | None, str]:
    """Return the one date that a cell holds, and what else it says."""
    words = text.replace("\n", " ").split()
    whole = parse_british(" ".join(words).strip(" .,;"))
    if whole is not None:
        return whole, ""
    for length in range(min(_WORDS_OF_A_DATE, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length]).strip("()[],;.:")
            found = parse_british(part)
            if found is not None and (found.day or length > 1):
                rest = " ".join((*words[:start], *words[start + length :])).strip("()[],;.: ")
                return found, rest
    return None, text


def without_claims(narrative: str) -> str:
    """Return what a narrative says of the text itself, without "no amendments"."""
    kept = [s for s in _SENTENCE.split(narrative) if not says_no_amendments(s)]
    return " ".join(kept).strip().rstrip(".;")


def key_of(text: str) -> str:
    """Return a name as names are looked up: small letters, single spaces."""
    return " ".join(text.casefold().split())
