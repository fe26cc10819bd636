"""What somebody wants recorded, and what would come of it: before anything is written.

Entry ──▶ Proposal   the line that the ledger would get
     └──▶ Finding    what is wrong with it, and in which of its fields
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from minuted.model.copy import VersionRow
from minuted.model.diagnostic import Diagnostic
from minuted.model.ledger import Line

NONE = "none"
"""What stands in `review_date` where there is to be none; an empty one is proposed."""

FIELDS = (
    "policy",
    "for",
    "minute",
    "date",
    "body",
    "version",
    "decision",
    "narrative",
    "review_date",
    "minutes",
    "effective",
)
"""The fields of an entry, in the order that a form or a sheet has them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in a sheet.

    Attributes:
        sheet: the file, and the sheet of it where there are several.
        row: counted from 1, as the spreadsheet shows it.
        columns: the letter of each field's column.
    """

    sheet: str
    row: int
    columns: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """Say where a field stands: "meeting.csv, row 5, column C (minute)"."""
        letter = self.columns.get(name)
        column = f", column {letter} ({name})" if letter else ""
        return f"{self.sheet}, row {self.row}{column}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as somebody typed it; all but policy and audience may be left empty.

    Attributes:
        policy: a slug.
        audience: the code of a school or group, or the trust's.
        minute: with it come body and date, where its pattern holds them.
        date, effective: as British people write a day.
        version: the latest issued if empty.
        decision: `adopted` if empty, or `reviewed` where the text is the same.
        narrative: proposed from facts if empty.
        review_date: a day or a month; proposed from the review cycle if empty, `none` for none.
        minutes: `draft` or empty.
    """

    policy: str
    audience: str
    minute: str = ""
    date: str = ""
    body: str = ""
    version: str = ""
    decision: str = ""
    narrative: str = ""
    review_date: str = ""
    minutes: str = ""
    effective: str = ""
    place: Place | None = None

    @classmethod
    def of(cls, cells: Mapping[str, str], place: Place | None = None) -> "Entry":
        """Return an entry from its fields by name, as `FIELDS` has them."""
        cells = {("audience" if name == "for" else name): cell for name, cell in cells.items()}
        return cls(**{"policy": "", "audience": "", **cells}, place=place)

    def cell(self, name: str) -> str:
        """Return what was typed into a field."""
        return str(getattr(self, "audience" if name == "for" else name))

    def having(self, name: str, words: str) -> "Entry":
        """Return it with other words in one of its fields."""
        cells = {field: self.cell(field) for field in FIELDS}
        return Entry.of({**cells, name: words}, self.place)

    def where(self, name: str) -> str:
        """Say where a field of it stands."""
        if self.place is not None:
            return self.place.of(name)
        return " for ".join(part for part in (self.policy, self.audience) if part)


class About(Enum):
    """What a line about an earlier decision says of it; the value is the ledger's word."""

    CONFIRMED = "confirmed"
    RATIFIED = "ratified"
    CORRECTED = "corrected"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A line about an earlier decision, as somebody typed it.

    Attributes:
        about: the earlier decision's minute number, or its date where it had none.
        minute, date, body: of the meeting that confirms, ratifies or declares void; in a
            correction what is right instead, like everything below.
        reason: why it is corrected or void.
    """

    kind: About
    policy: str
    audience: str
    about: str
    minute: str = ""
    date: str = ""
    body: str = ""
    version: str = ""
    narrative: str = ""
    review_date: str = ""
    minutes: str = ""
    effective: str = ""
    reason: str = ""

    def cell(self, name: str) -> str:
        """Return what was typed into a field."""
        return str(getattr(self, "audience" if name == "for" else name))

    def where(self, name: str) -> str:  # noqa: ARG002  the same for every field
        """Say which decision it is about."""
        return f"{self.policy} for {self.audience}, {self.about}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A complaint about an entry.

    Attributes:
        entry: which of the entries, from 0.
        field: the name of the field that it stands beside, as in `FIELDS` (`about` and `reason`
            too where the entry is about an earlier decision).
        diagnostic: its `path` says in words where that is.
    """

    entry: int
    field: str
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line that a ledger would get.

    Attributes:
        entry: which of the entries it comes from, from 0.
        policy: the slug; `title` is its title.
        known: whether the ledger has it already, so that it adds nothing.
        proposed: the fields that nobody gave.
        rows: the rows of the audience's version table that are new or changed by it.
    """

    entry: int
    policy: str
    title: str
    line: Line
    known: bool = False
    proposed: frozenset[str] = frozenset()
    rows: tuple[VersionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Outdated:
    """A copy that is out of date once a line is recorded; `gone` where there will be none."""

    policy: str
    audience: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be recorded.

    Attributes:
        proposals: in the order of the entries, but without those that cannot be recorded.
        findings: errors and warnings, in the order of the entries.
        outdated: the copies that change.
    """

    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]
    outdated: tuple[Outdated, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it can be recorded: there is no error."""
        return not any(finding.diagnostic.is_error for finding in self.findings)

    @property
    def added(self) -> tuple[Proposal, ...]:
        """The lines that the ledgers do not have yet."""
        return tuple(p for p in self.proposals if not p.known)

    def of(self, entry: int, field: str = "") -> list[Diagnostic]:
        """Return the complaints about an entry, or about one field of it."""
        return [
            f.diagnostic
            for f in self.findings
            if f.entry == entry and (not field or f.field == field)
        ]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded; `commit` is empty where nothing was new."""

    commit: str
    added: tuple[Proposal, ...]
    known: tuple[Proposal, ...]
    outdated: tuple[Outdated, ...]
