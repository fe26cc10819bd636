"""An old version table's rows turned into versions and decisions, where that can be done safely.

    1 | AS: 6.9.22 DCT: 5.10.22 | DDAT policy | AS: FGB/2223/060922/15 DCT: F GB/… | August 2023
       │ a cell may hold several schools', each after its name
       ▼
    version 1, two decisions; the stray space is put right because the rest fits its row

What cannot be placed is kept word for word; what was guessed is shown as a guess.
"""

import re
from dataclasses import dataclass

from minuted.model.dates import MonthOrDay
from minuted.model.front_matter import Version
from minuted.model.ledger import Kind, Line
from minuted.model.organisation import Organisation
from minuted.readers.adopted.cover import Cover
from minuted.readers.adopted.nodes import NOWHERE
from minuted.readers.adopted.version_rows import Column, VersionRow
from minuted.tasks.importing_cells import (
    date_in,
    is_cycle,
    is_nothing,
    rows_of,
    version_names,
    without_claims,
)
from minuted.tasks.importing_minutes import read_minute
from minuted.tasks.importing_names import Names, Part
from minuted.tasks.importing_record import Guess, Record, Unplaced, put_in_order

_NOT_ADOPTED = re.compile(
    r"(?i)\b(?:deferred|not (?:approved|adopted)|rejected|withdrawn|for consultation"
    r"|(?:first |initial |consultation )?draft(?: (?:for|to)\b.*)?$|awaiting approval"
    r"|to be (?:approved|ratified|adopted))"
)
_CHAIR = re.compile(r"(?i)chair\w* of (?:the )?(?:governors|governing (?:board|body))")
"""Who signs for a body whose name is not said."""

_SIGNS = re.compile(r"^[-–•*+=@\s]+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One audience's part of a row."""

    audience: str
    unknown: str
    date: str
    minute: str
    review: str
    narrative: str

    @property
    def words(self) -> str:
        """All of it on one line."""
        said = (self.date, self.minute, self.narrative, self.review)
        return " | ".join(" ".join(w.split()) for w in said if w)


def record_of(cover: Cover, organisation: Organisation | None, whose: str = "") -> Record:
    """Return what a cover and its version tables say.

    Args:
        whose: whose copy it is, where that is known: a decision without a name is theirs, or their
            group's where the cover names it.
    """
    record = Record(review=_as_cycle(cover.history.facts.get("cycle", "")))
    rows = rows_of(cover)
    reader = _Rows(organisation, cover, record, whose)
    for row, (name, written) in zip(rows, version_names(rows), strict=True):
        reader.row(row, name, written)
    facts = cover.history.facts
    if facts.get("version") and not rows:
        ((name, _),) = version_names([VersionRow({"version": facts["version"]}, (), NOWHERE)])
        reader.versions[name] = Version(name)
    if cover.history.rows or not rows:
        reader.facts(facts)
    put_in_order(record, organisation, reader.versions)
    record.owner = " ".join(cover.history.facts.get("owner", "").split())
    for heading, text in cover.history.others:
        reader.keep(f"{heading}: {text}".strip(": "), "nothing here holds it")
    for line in cover.lines:
        reader.keep(line, "a line of the cover")
    return record


def _as_cycle(text: str) -> str:
    words = " ".join(text.split())
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


class _Rows:
    """Turns rows into decisions."""

    def __init__(
        self, organisation: Organisation | None, cover: Cover, record: Record, whose: str
    ) -> None:
        self._organisation = organisation
        self._names = Names(organisation) if organisation else None
        self._whose = self._names.whose(cover, whose) if self._names else ""
        self._record = record
        self.versions: dict[str, Version] = {}

    def keep(self, words: str, why: str) -> None:
        """Keep words aside."""
        if words.strip():
            self._record.unplaced.append(Unplaced(" ".join(words.split()), why))

    def row(self, row: VersionRow, name: str, written: str) -> None:
        """Take one row.

        Args:
            written: what stands in its version's cell, where that is another name.
        """
        if written and written != name and not is_nothing(written):
            self._record.normalised.append((written, f"version {name}"))
        said = row.cells.get("narrative", "")
        if said.lstrip()[:1] in ("=", "+", "@"):
            self._record.normalised.append((said, _narrative(said)))
        parts = self._names.apart(said) if self._names else [Part("", said)]
        narratives = {part.code: _narrative(part.words) for part in parts if not part.unknown}
        first = next(iter(narratives.values()), "")
        if name not in self.versions:
            self.versions[name] = Version(name, narrative=without_claims(first))
        for heading, text in row.others:
            if not is_nothing(text):
                self.keep(f"{heading}: {text}".strip(": "), f"beside version {name}")
        for column in ("owner", "person"):
            person = row.cells.get(column, "")
            if not is_nothing(person):
                self.keep(person, f"a person beside version {name}")
        if self._names is None or self._organisation is None:
            self.keep(row.words(), "there is no trust.yaml")
            return
        entries = self._entries(row, narratives, self._names)
        if not entries:
            self.keep(row.words(), "it has no date")
        for entry in entries:
            self._decision(entry, row, name, self._organisation, self._names)

    def _entries(self, row: VersionRow, narratives: dict[str, str], names: Names) -> list[_Entry]:
        dates = self._by_code(row, "date", names)
        minutes = self._by_code(row, "minute", names)
        reviews = self._by_code(row, "review", names)
        if not dates and not minutes:  # `Full Governing Body on 6 September 2022`
            body = row.cells.get("body", "")
            dates = {("", ""): body} if date_in(body).day and not date_in(body).guessed else {}
        schools = names.all_in(row.cells.get("school", ""))
        if schools and set(dates) <= {("", "")}:
            common = minutes.get(("", ""), "")
            dates = {(code, ""): dates.get(("", ""), "") for code in schools}
            if set(minutes) <= {("", "")} and common:
                minutes = {(code, ""): common for code in schools}
        found: list[_Entry] = []
        common = minutes.get(("", ""), "") if ("", "") not in dates and dates else ""
        if common and all(key in minutes for key in dates):
            self.keep(common, "a minute number beside those of the schools")
        for key in dict.fromkeys([*dates, *(k for k in minutes if not common or k != ("", ""))]):
            date = dates.get(key, "") or (
                dates.get(("", ""), "") if ("", "") not in minutes else ""
            )
            minute = minutes.get(key, "") or common
            if not date and not minute:
                continue
            review = reviews.get(key) or reviews.get(("", ""), "")
            narrative = narratives.get(key[0]) or narratives.get("", "")
            found.append(_Entry(*key, date, minute, review, narrative))
        return found

    def _by_code(self, row: VersionRow, column: Column, names: Names) -> dict[tuple[str, str], str]:
        text = row.cells.get(column, "")
        if is_nothing(text):
            return {}
        parts = names.apart(text, bare=True)
        return {(p.code, p.unknown): p.words for p in parts if not is_nothing(p.words)}

    def _decision(
        self, entry: _Entry, row: VersionRow, name: str, organisation: Organisation, names: Names
    ) -> None:
        whose = f"{entry.audience}: " if entry.audience else ""
        words = whose + entry.words
        if entry.unknown:
            why = f"“{entry.unknown}” is no school or group of trust.yaml"
            self.keep(f"{entry.unknown}: {entry.words}", why)
            return
        dated = date_in(entry.date)
        day = dated.day.first_day() if dated.day and dated.day.day else None
        minute = read_minute(entry.minute, organisation, day)
        when = day or minute.day
        if when is None:
            why = "its date has no day" if dated.day else "its date cannot be read"
            self.keep(words, why if entry.date else "it has no date")
            return
        if dated.day and not dated.day.day and dated.day.first_day() != when.replace(day=1):
            self.keep(words, "its minute number says another month")
            return
        fault = minute.fault or self._not_adopted(entry.narrative)
        if fault:
            self.keep(words, fault)
            return
        body, rest = self._body(minute.body, row, dated.rest, entry, names)
        owner = organisation.bodies[body].of if body else ""
        audience = entry.audience or minute.audience or owner or self._whose
        said = row.cells.get("body", "")
        said = "" if _CHAIR.fullmatch(said.strip()) else said
        if not body and not said:
            body = self._only_body(organisation, audience)
        if not body:
            unknown = f"the body “{' '.join(said.split())}” is not in trust.yaml"
            self.keep(words, unknown if said else "it does not say which body decided")
            return
        if not audience:
            self.keep(words, "it does not say which school or group decided")
            return
        if rest:
            self.keep(f"{whose}beside the date: {rest}", "nothing here holds it")
        if minute.text != entry.minute:
            self._record.normalised.append((entry.minute, minute.text))
        line = Line(
            when,
            body,
            audience,
            minute.text,
            name,
            Kind.ADOPTED,
            entry.narrative,
            self._review(entry.review, audience),
        )
        self._record.lines.append(line)

    def _not_adopted(self, narrative: str) -> str:
        found = _NOT_ADOPTED.search(narrative)
        return f"it says “{found[0]}”, so it is no adoption" if found else ""

    def _body(
        self, of_minute: str, row: VersionRow, beside: str, entry: _Entry, names: Names
    ) -> tuple[str, str]:
        """Return the body that decided, and what stands beside the date and names none."""
        said = row.cells.get("body", "")
        known = names.body_in(said) if said else None
        in_date = names.body_in(beside) if beside else None
        rest = in_date.rest if in_date and not in_date.guessed else beside
        if said and date_in(said).day and said == entry.date:  # the date came out of it
            known, rest = in_date or known, ""
        if of_minute:
            if known and known.code != of_minute and not known.guessed:
                self.keep(f"approved by: {said}", f"its minute number is of {of_minute}")
            return of_minute, rest
        found = known or (in_date if not said else None)
        if found is None:
            return "", rest
        if found.guessed:
            words = " ".join((said or beside).split())
            self._guess(words, found.code, found.guessed)
            rest = "" if found is in_date else rest
        return found.code, rest

    def _only_body(self, organisation: Organisation, audience: str) -> str:
        """Return the one body that can have decided for an audience; empty if there are several."""
        own = [code for code, body in organisation.bodies.items() if body.of in ("", audience)]
        if len(own) != 1 or not audience:
            return ""
        why = f"no body is named, and no other in trust.yaml can have decided for {audience}"
        self._guess("", own[0], why)
        return own[0]

    def _review(self, text: str, audience: str) -> MonthOrDay | None:
        if is_nothing(text):
            return None
        dated = date_in(text)
        if dated.day is None and is_cycle(text):
            if not self._record.review:
                self._record.review = _as_cycle(text)
            elif _as_cycle(text) != self._record.review:
                self.keep(f"{audience}, review: {text}", "it is no date")
            return None
        if dated.day is None:
            self.keep(f"{audience}, review date: {text}", "it is no date")
        elif dated.rest:
            self.keep(f"{audience}, beside the review date: {dated.rest}", "nothing here holds it")
        if dated.day and dated.guessed:
            self._guess(dated.guessed, dated.day.in_full(), dated.why)
        return dated.day

    def _guess(self, written: str, taken: str, why: str) -> None:
        guess = Guess(written, taken, why)
        if guess not in self._record.guesses:
            self._record.guesses.append(guess)

    def facts(self, facts: dict[Column, str]) -> None:
        """Take what a cover says besides its table: it agrees, or it is kept aside."""
        lines = self._record.lines
        for column, text in facts.items():
            day = date_in(text).day
            agrees = {
                "date": any(day and day.day and day.first_day() == li.date for li in lines),
                "review": any(day and day == li.review_date for li in lines),
                "minute": any(text == li.minute for li in lines),
                "version": any(text.endswith(version) for version in self.versions),
                "body": any(
                    self._names and (body := self._names.body_in(text)) and body.code == li.body
                    for li in lines
                ),
                "cycle": True,
                "owner": True,
            }
            if not agrees.get(column, False) and not is_nothing(text):
                self.keep(f"{_FACTS[column]}: {text}", "no decision here holds it")


_FACTS: dict[Column, str] = {
    "version": "version",
    "date": "date",
    "narrative": "changes",
    "minute": "minute number",
    "review": "review date",
    "body": "approved by",
    "school": "school",
    "cycle": "review",
    "owner": "owner",
    "person": "person",
}


def _narrative(text: str) -> str:
    """Return a narrative on one line, without the bullets or signs that it begins with."""
    return _SIGNS.sub("", " ".join(text.split()))
