"""What the version tables of an imported policy come to: versions and decisions, in order."""

import datetime
from dataclasses import dataclass, field, replace

from minuted.model.force import in_force
from minuted.model.ledger import Kind, Ledger, Line
from minuted.model.organisation import Organisation
from minuted.model.policy import FrontMatter, Version


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


def put_in_order(
    record: Record, organisation: Organisation | None, versions: dict[str, Version]
) -> None:
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
