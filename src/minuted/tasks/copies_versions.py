"""The versions that the copies stand on, each issued with the text of those that stand on it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from minuted.model.canonical import fingerprint
from minuted.model.dates import parse_british
from minuted.model.front_matter import NOT_HELD, Version
from minuted.model.ledger import Line
from minuted.resolve import Reach, resolve
from minuted.tasks.copies_draft import Around, Draft, Group, draft_of
from minuted.tasks.copies_reading import SchoolCopy
from minuted.tasks.copies_record import History
from minuted.tasks.importing_record import Record


def drafts_of_versions(
    groups: Sequence[Group], draft: Draft, history: History, around: Around
) -> dict[str, Draft]:
    """Return the text of each version that some copy stands on, in the order of the versions.

    Copies of an older version have the older text, and the version is issued with that. A copy
    whose table names no version goes with the latest.
    """
    standing = [v.name for v in history.record.versions if v.name in history.stands.values()]
    if len(standing) < 2:
        return dict.fromkeys(standing, draft)
    done: dict[str, Draft] = {}
    for name in standing:
        own = {name, ""} if name == standing[-1] else {name}
        some = [
            Group(tuple(copies), group.children)
            for group in groups
            if (copies := [c for c in group.copies if history.stands[c.code] in own])
        ]
        done[name] = draft_of(sorted(some, key=lambda group: -group.weight), around)
    return done


def versions_of(
    record: Record, issued: Mapping[str, Draft], copies: Sequence[SchoolCopy], today: date
) -> tuple[Version, ...]:
    """Return the versions: those with a text issued, the texts of the others not held."""
    done: list[Version] = []
    for version in record.versions:
        if version.name not in issued:
            done.append(replace(version, fingerprint=NOT_HELD))
            continue
        mark = fingerprint(issued[version.name].policy)
        dated = _dated(version.name, copies, today)
        done.append(replace(version, fingerprint=mark, dated=dated))
    return tuple(done)


def _dated(name: str, copies: Sequence[SchoolCopy], today: date) -> str:
    """Return the date that the first of a version's copies prints on its text."""
    for copy in copies:
        written = copy.made.adopted.cover.dated
        if written and copy.record.versions and copy.record.versions[-1].name == name:
            found = parse_british(written)
            if found is not None and found.first_day() <= today:
                return found.iso()
    return ""


def fingerprinted(
    lines: Sequence[Line], issued: Mapping[str, Draft], history: History, around: Around
) -> tuple[Line, ...]:
    """Return decisions with the fingerprint of the text that each audience had before it.

    Of a version that a school's copy is not of any more nobody knows what it said in that school.
    """
    return tuple(_fingerprinted(line, issued, history, around) for line in lines)


def _fingerprinted(
    line: Line, issued: Mapping[str, Draft], history: History, around: Around
) -> Line:
    if line.version not in issued or history.stands.get(line.audience) not in (None, line.version):
        return line
    reach = Reach(around.organisation, line.audience, line.date)
    return replace(line, fingerprint=fingerprint(resolve(issued[line.version].policy, reach)))
