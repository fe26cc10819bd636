"""What the version tables of an imported policy come to: versions and decisions, in order."""

import datetime
from dataclasses import dataclass, field, replace

from minuted.model.force import in_force
from minuted.model.front_matter import Adoption, FrontMatter, Version
from minuted.model.ledger import Kind, Ledger, Line
from minuted.model.organisation import Organisation


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words of a version table that nothing could be made of, and why."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Guess:
    """What was read out of words that do not quite say it, and why it was.

    Attributes:
        written: the words; empty where there are none.
    """

    written: str
    taken: str
    why: str

    @property
    def in_words(self) -> str:
        """All of it, as a line of a report."""
        words = " ".join(self.written.split())
        return (
            f"“{words}” is taken for {self.taken}: {self.why}"
            if words
            else (f"{self.taken}: {self.why}")
        )


@dataclass
class Record:
    """What a version table comes to.

    Attributes:
        versions: oldest first, none of them issued yet.
        lines: decisions in the order of their dates, without fingerprints.
        normalised: what was put right, as written and as it is now.
        guesses: what a human eye must confirm.
        review: the review cycle; empty for none.
        owner: whose policy it is, as its cover says; empty for nobody's.
        by_trust: whether the trust's own decision is among them, and no school's or group's.
    """

    versions: list[Version] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    normalised: list[tuple[str, str]] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    review: str = ""
    owner: str = ""
    by_trust: bool = False


def put_in_order(
    record: Record, organisation: Organisation | None, versions: dict[str, Version]
) -> None:
    """Put decisions in the order of their dates; the same text again is a review."""
    record.versions = list(versions.values())
    trust = organisation.trust.code if organisation else ""
    record.by_trust = bool(record.lines) and all(li.audience == trust for li in record.lines)
    front = FrontMatter(
        "",
        versions=tuple(replace(v, fingerprint="not held") for v in record.versions),
        adoption=Adoption.TRUST if record.by_trust else Adoption.LOCAL,
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
