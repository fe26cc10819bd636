"""An old version table's rows turned into versions and decisions, where that can be done safely.

    1 | AS: 6.9.22 DCT: 5.10.22 | DDAT policy | AS: FGB/2223/060922/15 DCT: F GB/… | August 2023
       │ a cell may hold several schools', each after its name
       ▼
    version 1, two decisions; the stray space is put right because the rest fits its row

What cannot be placed is kept word for word.
"""

import datetime
import re
from dataclasses import dataclass, field, replace

from minuted.model.dates import MonthOrDay, parse_british
from minuted.model.force import in_force
from minuted.model.ledger import Kind, Ledger, Line
from minuted.model.minutes import MinutePattern, pattern_of
from minuted.model.organisation import Organisation
from minuted.model.policy import FrontMatter, Version
from minuted.readers.adopted.cover import Cover
from minuted.readers.adopted.version_rows import Column, VersionRow
from minuted.tasks.record_basis import says_no_amendments

_VERSION = re.compile(
    r"(?i)(?:version|ver|v|issue|rev(?:ision)?)?[\s.:]*([A-Za-z0-9][A-Za-z0-9._-]{0,30})"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+")
_WORDS_OF_A_DATE = 5


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words of a version table that nothing could be made of, and why."""

    words: str
    why: str


@dataclass
class Record:
    """What a version table comes to.

    Attributes:
        versions: oldest first, none of them issued yet.
        lines: decisions in the order of their dates, without fingerprints.
        normalised: what was put right, as written and as it is now.
        review: the review cycle; empty for none.
        claims: the rows that say "no amendments", by version.
    """

    versions: list[Version] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    normalised: list[tuple[str, str]] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    review: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One audience's part of a row."""

    audience: str
    date: str
    minute: str
    review: str
    narrative: str


def record_of(cover: Cover, organisation: Organisation | None) -> Record:
    """Return what a cover and its version tables say."""
    record = Record(review=_cycle(cover))
    rows = _rows(cover)
    named = _version_names(rows)
    reader = _Rows(organisation, cover, record)
    for row, name in zip(rows, named, strict=True):
        reader.row(row, name)
    _order(record, organisation, reader.versions)
    for column, text in cover.history.facts.items():
        if column in ("owner", "school", "narrative") and not any(r.cells for r in rows):
            record.unplaced.append(Unplaced(f"{column}: {text}", "nothing here holds it"))
    for heading, text in cover.history.others:
        record.unplaced.append(Unplaced(f"{heading}: {text}".strip(": "), "nothing here holds it"))
    for line in cover.lines:
        record.unplaced.append(Unplaced(line, "a line of the cover"))
    return record


def _cycle(cover: Cover) -> str:
    text = cover.history.facts.get("cycle", "")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _rows(cover: Cover) -> list[VersionRow]:
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
    day, _ = _date_in(text)
    return day.first_day() if day else None


def _version_names(rows: list[VersionRow]) -> list[str]:
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


class _Rows:
    """Turns rows into decisions."""

    def __init__(self, organisation: Organisation | None, cover: Cover, record: Record) -> None:
        self.organisation = organisation
        self.record = record
        self.versions: dict[str, Version] = {}
        self.labels: dict[str, str] = {}
        if organisation:
            for code in organisation.codes():
                audience = organisation.audience(code)
                for word in (code, *((audience.name, audience.label) if audience else ())):
                    self.labels.setdefault(_key(word), code)
        self.whose = self._whose(cover)

    def _whose(self, cover: Cover) -> str:
        """Return whose decision one without a name is: the school or group on the cover."""
        if self.organisation is None:
            return ""
        codes = [self.labels[_key(n)] for n in cover.names if _key(n) in self.labels]
        own = [code for code in codes if code != self.organisation.trust.code]
        return (own or codes or [""])[0]

    def row(self, row: VersionRow, name: str) -> None:
        """Take one row."""
        narratives = self._by_school(row.cells.get("narrative", ""))
        narrative = " ".join(next(iter(narratives.values()), "").split())
        if name not in self.versions:
            self.versions[name] = Version(name, narrative=_without_claims(narrative))
        if row.others:
            words = "; ".join(f"{h}: {t}".strip(": ") for h, t in row.others)
            self.record.unplaced.append(Unplaced(words, f"beside version {name}"))
        owner = row.cells.get("owner", "").strip()
        if owner:
            self.record.unplaced.append(Unplaced(owner, f"a person beside version {name}"))
        if self.organisation is None:
            self.record.unplaced.append(Unplaced(row.words(), "there is no trust.yaml"))
            return
        entries = self._entries(row, narratives)
        if not entries:
            self.record.unplaced.append(Unplaced(row.words(), "it has no date"))
        for entry in entries:
            self._decision(entry, row, name)

    def _entries(self, row: VersionRow, narratives: dict[str, str]) -> list[_Entry]:
        dates = self._by_school(row.cells.get("date", ""))
        minutes = self._by_school(row.cells.get("minute", ""))
        reviews = self._by_school(row.cells.get("review", ""))
        schools = self._schools(row.cells.get("school", ""))
        if schools and set(dates) <= {""}:
            dates = dict.fromkeys(schools, dates.get("", ""))
            minutes = (
                minutes if set(minutes) - {""} else dict.fromkeys(schools, minutes.get("", ""))
            )
        codes = list(dict.fromkeys([*dates, *minutes]))
        found: list[_Entry] = []
        for code in codes:
            date = dates.get(code, "") or (dates.get("", "") if "" not in minutes else "")
            minute = minutes.get(code, "")
            if not date and not minute:
                continue
            review = reviews.get(code) or reviews.get("", "")
            narrative = narratives.get(code) or narratives.get("", "")
            found.append(_Entry(code, date, minute, review, " ".join(narrative.split())))
        return found

    def _schools(self, text: str) -> list[str]:
        words = re.split(r"[,;/&\n]|\band\b", text)
        return [self.labels[_key(w)] for w in words if _key(w) in self.labels]

    def _by_school(self, text: str) -> dict[str, str]:
        """Take a cell apart at the names of schools; the part without a name is under ``""``."""
        names = sorted((n for n in self.labels if n), key=len, reverse=True)
        known = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
        unknown = r"[A-Z][A-Z0-9]{1,5}"
        pattern = re.compile(
            rf"(?:^|(?<=[\s;,]))((?i:{known})|{unknown})\s*[:–]\s*" if known else
            rf"(?:^|(?<=[\s;,]))({unknown})\s*:\s*"
        )  # fmt: skip
        found: dict[str, str] = {}
        at, code = 0, ""
        for match in [*pattern.finditer(text), None]:
            part = text[at : match.start() if match else len(text)].strip(" \n,;")
            if part or match is None:
                found[code] = f"{found[code]} {part}".strip() if found.get(code) else part
            if match:
                code = self.labels.get(_key(match[1]), f"?{match[1]}")
                at = match.end()
        return {code: words for code, words in found.items() if words}

    def _decision(self, entry: _Entry, row: VersionRow, name: str) -> None:
        organisation = self.organisation
        assert organisation is not None
        audience = entry.audience or self._audience_of(entry, organisation)
        words = " | ".join(
            w for w in (entry.date, entry.minute, entry.narrative, entry.review) if w
        )
        if audience.startswith("?"):
            words = f"{audience[1:]}: {words}"
            self._keep(words, f"“{audience[1:]}” is no school or group of trust.yaml")
            return
        if not audience:
            self._keep(words, "it does not say which school or group decided")
            return
        minute, body, day_of_minute = self._minute(entry.minute, organisation)
        day, rest = _date_in(entry.date)
        when = day.first_day() if day and day.day else day_of_minute
        if when is None:
            why = "its date has no day" if day else "its date cannot be read"
            self._keep(f"{audience}: {words}" if entry.audience else words, why)
            return
        body = body or self._body(row, organisation, audience)
        if not body:
            self._keep(f"{audience}: {words}", "it does not say which body decided")
            return
        if body not in organisation.bodies:
            self._keep(f"{audience}: {words}", f"the body {body} is not in trust.yaml")
            return
        if minute and day_of_minute and day and day.day and day_of_minute != day.first_day():
            self.record.unplaced.append(
                Unplaced(f"{audience}: {words}", "its minute number has another date; look at it")
            )
            minute = " ".join(entry.minute.split())
        elif minute != entry.minute:
            self.record.normalised.append((entry.minute, minute))
        review, _ = _date_in(entry.review)
        if entry.review and review is None:
            self._keep(f"{audience}, review date: {entry.review}", "it is no date")
        if rest:
            self._keep(f"{audience}, beside the date: {rest}", "nothing here holds it")
        self.record.lines.append(
            Line(when, body, audience, minute, name, Kind.ADOPTED, entry.narrative, review)
        )

    def _audience_of(self, entry: _Entry, organisation: Organisation) -> str:
        _, body, _ = self._minute(entry.minute, organisation)
        owner = organisation.bodies[body].of if body in organisation.bodies else ""
        if owner and not self.whose:
            return owner
        return self.whose

    def _keep(self, words: str, why: str) -> None:
        self.record.unplaced.append(Unplaced(words, why))

    def _minute(
        self, written: str, organisation: Organisation
    ) -> tuple[str, str, datetime.date | None]:
        """Return a minute number, put right where that is safe, its body, and its day."""
        text = " ".join(written.split())
        if not text:
            return "", "", None
        patterns = [MinutePattern(organisation.trust.minute_pattern)]
        patterns += [pattern_of(code, organisation) for code in organisation.bodies]
        for pattern in dict.fromkeys(patterns):
            parts = pattern.match(text) or pattern.match_spaced(text)
            if parts is None:
                continue
            if not parts.body or parts.body in organisation.bodies:
                return pattern.restore(parts), parts.body, parts.date
            return text, parts.body, parts.date
        start = re.match(r"[A-Za-z]+", text)
        body = start[0] if start and start[0] in organisation.bodies else ""
        return text, body, None

    def _body(self, row: VersionRow, organisation: Organisation, audience: str) -> str:
        written = row.cells.get("body", "")
        for code, body in organisation.bodies.items():
            if written and _key(written) in (_key(code), _key(body.name)):
                return code
            if written and re.search(rf"\b{re.escape(code)}\b", written):
                return code
        if written:
            return ""
        own = [code for code, body in organisation.bodies.items() if body.of in ("", audience)]
        return own[0] if len(own) == 1 else ""


def _order(record: Record, organisation: Organisation | None, versions: dict[str, Version]) -> None:
    """Put decisions in the order of their dates; the same text again is a review."""
    record.versions = list(versions.values())
    front = FrontMatter(
        "", versions=tuple(replace(v, fingerprint="not held") for v in record.versions)
    )
    done: list[Line] = []
    for line in sorted(record.lines, key=lambda one: one.date):
        kind = Kind.ADOPTED
        if organisation is not None:
            before = line.date - datetime.timedelta(days=1)
            ledger = Ledger("", tuple(done))
            codes = [line.audience, *sorted(organisation.schools_of(line.audience, line.date))]
            had = {in_force(front, ledger, organisation, c, before).version for c in codes} - {""}
            if had == {line.version}:
                kind = Kind.REVIEWED
        done.append(replace(line, kind=kind))
    seen: set[tuple[str, datetime.date, str, str]] = set()
    record.lines = []
    for line in done:
        if line.key in seen:
            record.unplaced.append(
                Unplaced(f"{line.audience}: {line.minute or line.date}", "it stands there twice")
            )
            continue
        seen.add(line.key)
        record.lines.append(line)


def _without_claims(narrative: str) -> str:
    """Return what a narrative says of the text itself, without "no amendments"."""
    kept = [s for s in _SENTENCE.split(narrative) if not says_no_amendments(s)]
    return " ".join(kept).strip().rstrip(".;")


def _date_in(text: str) -> tuple[MonthOrDay | None, str]:
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


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
