"""An old version table's rows turned into versions and decisions, where that can be done safely.

    1 | AS: 6.9.22 DCT: 5.10.22 | DDAT policy | AS: FGB/2223/060922/15 DCT: F GB/… | August 2023
       │ a cell may hold several schools', each after its name
       ▼
    version 1, two decisions; the stray space is put right because the rest fits its row

What cannot be placed is kept word for word.
"""

import datetime
import re
from dataclasses import dataclass

from minuted.model.ledger import Kind, Line
from minuted.model.minutes import MinutePattern, pattern_of
from minuted.model.organisation import Organisation
from minuted.model.policy import Version
from minuted.readers.adopted.cover import Cover
from minuted.readers.adopted.version_rows import VersionRow
from minuted.tasks.importing_cells import date_in, key_of, rows_of, version_names, without_claims
from minuted.tasks.importing_record import Record, Unplaced, put_in_order


@dataclass(frozen=True, slots=True)
class _Entry:
    """One audience's part of a row."""

    audience: str
    date: str
    minute: str
    review: str
    narrative: str


def record_of(cover: Cover, organisation: Organisation | None, whose: str = "") -> Record:
    """Return what a cover and its version tables say.

    Args:
        whose: whose copy it is, where that is known: a decision without a name is theirs, or their
            group's where the cover names it.
    """
    record = Record(review=_cycle(cover))
    rows = rows_of(cover)
    named = version_names(rows)
    reader = _Rows(organisation, cover, record, whose)
    for row, name in zip(rows, named, strict=True):
        reader.row(row, name)
    put_in_order(record, organisation, reader.versions)
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


class _Rows:
    """Turns rows into decisions."""

    def __init__(
        self, organisation: Organisation | None, cover: Cover, record: Record, whose: str
    ) -> None:
        self.organisation = organisation
        self.record = record
        self.versions: dict[str, Version] = {}
        self.labels: dict[str, str] = {}
        if organisation:
            for code in organisation.codes():
                audience = organisation.audience(code)
                for word in (code, *((audience.name, audience.label) if audience else ())):
                    self.labels.setdefault(key_of(word), code)
        self.whose = self._whose(cover, whose)

    def _whose(self, cover: Cover, whose: str) -> str:
        """Return whose decision one without a name is: the school or group on the cover."""
        if self.organisation is None:
            return ""
        codes = [self.labels[key_of(n)] for n in cover.names if key_of(n) in self.labels]
        own = [code for code in codes if code != self.organisation.trust.code]
        if whose:
            groups = [c for c in own if whose in _members(self.organisation, c)]
            return whose if whose in codes or not groups else groups[0]
        return (own or codes or [""])[0]

    def row(self, row: VersionRow, name: str) -> None:
        """Take one row."""
        narratives = self._by_school(row.cells.get("narrative", ""))
        narrative = " ".join(next(iter(narratives.values()), "").split())
        if name not in self.versions:
            self.versions[name] = Version(name, narrative=without_claims(narrative))
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
        return [self.labels[key_of(w)] for w in words if key_of(w) in self.labels]

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
                code = self.labels.get(key_of(match[1]), f"?{match[1]}")
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
        day, rest = date_in(entry.date)
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
        review, _ = date_in(entry.review)
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
            if written and key_of(written) in (key_of(code), key_of(body.name)):
                return code
            if written and re.search(rf"\b{re.escape(code)}\b", written):
                return code
        if written:
            return ""
        own = [code for code, body in organisation.bodies.items() if body.of in ("", audience)]
        return own[0] if len(own) == 1 else ""


def _members(organisation: Organisation, code: str) -> set[str]:
    group = organisation.groups.get(code)
    return {member.school for member in group.members} if group else set()
