"""What a stamp needs to turn one compiled text into one audience's copy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from minuted.model.dates import in_full, parse_iso


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One printed row of a version table; every cell is plain text.

    Attributes:
        date: such as `6 September 2022`, or `AS: 6.9.22 DCT: 5.10.22` where decisions share a row.
    """

    version: str
    date: str
    narrative: str
    minute: str
    review_date: str

    def cells(self) -> tuple[str, str, str, str, str]:
        """Return the cells in the order of `VERSION_TABLE_HEADINGS`."""
        return (self.version, self.date, self.narrative, self.minute, self.review_date)


VERSION_TABLE_HEADINGS = ("Version", "Date", "Narrative", "Minute Number", "Review Date")


@dataclass(frozen=True, slots=True)
class DrawnLogo:
    """A logo with as many pixels as copies have use for, as PNG.

    Attributes:
        word: for Word, where there are no pictures made of lines.
        small: for PDFs and pages; empty where the logo itself is what they show.
    """

    word: bytes
    small: bytes


@dataclass(frozen=True, slots=True)
class Brand:
    """An audience's look, with every fallback already taken.

    Attributes:
        colour: `#rrggbb`.
        font: a family's name; empty for the template's own.
        logo: the picture's bytes; empty for no logo.
        logo_format: `svg`, `png` or `jpg`; empty for no logo.
        logo_alt: what a reader who cannot see the logo hears.
        drawn: the logo for copies, where it was drawn beforehand; a writer that needs it draws it
            itself otherwise.
    """

    colour: str
    font: str = ""
    logo: bytes = b""
    logo_format: str = ""
    logo_alt: str = ""
    drawn: DrawnLogo | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """One audience's copy, but for the text itself.

    Attributes:
        policy: the slug.
        review: the review cycle as printed, such as `Annually`; empty where none is given.
        version: its name; for a draft, the version that the draft would follow, or empty.
        dated: the version's own date in words, such as `July 2021`; empty where none is given.
        fingerprint: of this audience's text, in full.
        minute, decided, review_date: of the decision that the copy rests on; empty or None in a
            draft. `review_date` is ISO.
        table: the version table's rows.
        fields: values by dotted name, one for each field of the text at least.
        when: the day that the file's own metadata name; never the clock's.
    """

    policy: str
    title: str
    audience: str
    audience_name: str
    trust_name: str
    review: str
    version: str
    dated: str
    draft: bool
    fingerprint: str
    minute: str
    decided: date | None
    review_date: str
    table: tuple[VersionRow, ...]
    fields: Mapping[str, str]
    brand: Brand
    when: date

    @property
    def short_fingerprint(self) -> str:
        """Twelve digits in groups of four, as printed: `8f14 e45f ceea`."""
        return short_fingerprint(self.fingerprint)

    @property
    def standing(self) -> str:
        """Say in one line which text this is, as every page of a copy does."""
        if self.draft:
            return f"DRAFT · not adopted · text {self.short_fingerprint}"
        return f"Version {self.version} · text {self.short_fingerprint}"

    def facts(self) -> dict[str, str]:
        """Return the facts that templates name, by their placeholder, as they are printed."""
        review_date = parse_iso(self.review_date)
        return {
            "policy.slug": self.policy,
            "policy.title": self.title,
            "policy.review": self.review,
            "policy.version": self.version,
            "policy.dated": self.dated,
            "policy.fingerprint": self.short_fingerprint,
            "policy.standing": self.standing,
            "school.code": self.audience,
            "school.name": self.audience_name,
            "trust.name": self.trust_name,
            "decision.minute": self.minute,
            "decision.date": in_full(self.decided) if self.decided else "",
            "decision.review_date": review_date.in_full() if review_date else "",
        }


def short_fingerprint(fingerprint: str) -> str:
    """Return the first twelve hex digits in groups of four; the form's name (`m1-`) is left out."""
    digits = fingerprint.partition("-")[2]
    return " ".join(digits[i : i + 4] for i in (0, 4, 8))
