"""The printed join of versions and decisions, as a school's, a group's or the trust's copy has it.

a school's copy     each decision that covers it     6 September 2022
a group's copy      its own and its members',        AS: 6.9.22 DCT: 5.10.22
                    those of one round in one row    29 August 2023 Bakewell: 12.2.24
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from minuted.model.copy import VersionRow
from minuted.model.dates import MonthOrDay, in_full, parse_iso, short
from minuted.model.force import KIND_IN_WORDS, covers, in_force
from minuted.model.front_matter import FrontMatter, Version
from minuted.model.ledger import Decision, Kind, Ledger
from minuted.model.organisation import Group, Organisation, School


@dataclass(frozen=True, slots=True)
class LogRow:
    """One decision as the log of a policy prints it, voided ones included.

    Attributes:
        audience: the code of whoever decided.
        row: as that audience's own copy would print it.
    """

    audience: str
    row: VersionRow
    decision: Decision


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with what it is sorted by."""

    when: datetime.date
    order: int
    row: VersionRow


def version_table(
    front: FrontMatter,
    ledger: Ledger,
    organisation: Organisation,
    audience: str,
    day: datetime.date,
) -> tuple[VersionRow, ...]:
    """Return the version table of an audience's copy on a day.

    Decisions dated after the day and voided ones are left out. A correction that has reached the
    audience has a row of its own.
    """
    group = organisation.groups.get(audience)
    placed: list[_Placed] = []
    shared: list[tuple[int, Decision]] = []
    for order, decision in _near(ledger, organisation, audience):
        stated = decision.stated
        if decision.void or stated.date > day:
            continue
        own = stated.audience == audience
        if group is not None and (own or group.has(stated.audience, stated.date)):
            shared.append((order, decision))
        elif covers(front, organisation, audience, decision):
            placed.append(_Placed(stated.date, order, _row_in_full(decision, day)))
    if group is not None:
        placed.extend(_rounds(shared, organisation, group, day))
    placed.extend(_corrections(front, ledger, organisation, audience, day))
    placed.sort(key=lambda p: (p.when, p.order))
    return tuple(p.row for p in placed)


def _near(
    ledger: Ledger, organisation: Organisation, audience: str
) -> Iterable[tuple[int, Decision]]:
    """Return what may be in an audience's table, in the ledger's order: not the other schools'."""
    group = organisation.groups.get(audience)
    members = [member.school for member in group.members] if group else []
    deciders = ledger.by_audience
    groups = [code for code in deciders if code in organisation.groups]
    codes = dict.fromkeys([audience, *members, *groups, organisation.trust.code])
    return sorted((p for c in codes for p in deciders.get(c, ())), key=lambda pair: pair[0])


def log_rows(ledger: Ledger) -> tuple[LogRow, ...]:
    """Return every decision of every audience, in the order of their dates, voided ones too."""
    end = datetime.date.max
    rows = [
        LogRow(decision.stated.audience, _row_in_full(decision, end), decision)
        for decision in ledger.standing()
    ]
    return tuple(sorted(rows, key=lambda r: r.decision.stated.date))


def narrative_of(decision: Decision, day: datetime.date) -> str:
    """Return a decision's narrative with what a reader must not miss about it on a day.

    A decision that puts nothing in force says so; a chair's action says by which minute it was
    ratified, or that it is one; a voided decision says that it is.
    """
    stated = decision.stated
    notes = []
    if stated.kind is Kind.CHAIRS_ACTION:
        notes.append("chair's action" + _ratification(decision, day))
    elif not stated.kind.puts_in_force:
        word = KIND_IN_WORDS[stated.kind].lower()
        if word not in stated.narrative.lower():
            notes.append(word)
    if decision.void:
        notes.append("declared void")
    note = ", ".join(notes)
    if note and stated.narrative:
        return f"{stated.narrative} ({note})"
    return stated.narrative or note[:1].upper() + note[1:]


def _ratification(decision: Decision, day: datetime.date) -> str:
    ratified = decision.ratified
    if ratified is None or not decision.was_ratified(day):
        return ""
    minute = f", minute {ratified.minute}" if ratified.minute else ""
    return f", ratified {in_full(ratified.date)}{minute}"


def _minute_of(decision: Decision, day: datetime.date) -> str:
    draft = "(draft minutes)" if decision.minutes_were_draft(day) else ""
    return f"{decision.stated.minute} {draft}".strip()


def _review_date_of(review_date: MonthOrDay | None) -> str:
    return review_date.in_full() if review_date else ""


def _row_in_full(decision: Decision, day: datetime.date) -> VersionRow:
    stated = decision.stated
    return VersionRow(
        stated.version,
        in_full(stated.date),
        narrative_of(decision, day),
        _minute_of(decision, day),
        _review_date_of(stated.review_date),
    )


def _rounds(
    decisions: Iterable[tuple[int, Decision]],
    organisation: Organisation,
    group: Group,
    day: datetime.date,
) -> Iterable[_Placed]:
    """Gather the decisions of a group and its members into rows; a blank review joins nothing."""
    rounds: dict[tuple[object, ...], list[tuple[int, Decision]]] = {}
    for order, decision in decisions:
        stated = decision.stated
        key: tuple[object, ...] = (
            stated.version,
            narrative_of(decision, day),
            stated.review_date or order,
        )
        rounds.setdefault(key, []).append((order, decision))
    register = {code: place for place, code in enumerate((group.code, *organisation.schools))}
    for members in rounds.values():
        when, order = min((decision.stated.date, order) for order, decision in members)
        members.sort(key=lambda m: (register[m[1].stated.audience], m[1].stated.date, m[0]))
        row = _shared_row([decision for _, decision in members], organisation, group, day)
        yield _Placed(when, order, row)


def _shared_row(
    decisions: list[Decision], organisation: Organisation, group: Group, day: datetime.date
) -> VersionRow:
    dates, minutes = [], []
    for decision in decisions:
        stated = decision.stated
        minute = _minute_of(decision, day)
        if stated.audience == group.code:
            dates.append(in_full(stated.date))
            minutes.append(minute)
        else:
            label = organisation.schools[stated.audience].label
            dates.append(f"{label}: {short(stated.date)}")
            minutes.append(f"{label}: {minute}" if minute else "")
    stated = decisions[0].stated
    return VersionRow(
        stated.version,
        " ".join(dates),
        narrative_of(decisions[0], day),
        " ".join(minute for minute in minutes if minute),
        _review_date_of(stated.review_date),
    )


def _corrections(
    front: FrontMatter,
    ledger: Ledger,
    organisation: Organisation,
    audience: str,
    day: datetime.date,
) -> Iterable[_Placed]:
    """Yield a row for each correction that reached the audience, at the day that it did so."""
    if not any(version.corrects for version in front.versions):
        return
    done: set[str] = set()
    for when in _turning_days(front, ledger, organisation, audience, day):
        force = in_force(front, ledger, organisation, audience, when)
        if force.decision is None:
            continue
        stated = force.decision.stated
        for correction in force.corrections:
            if correction.name in done:
                continue
            done.add(correction.name)
            row = VersionRow(
                correction.name,
                _dated_in_words(correction),
                _correction_narrative(correction),
                "",
                _review_date_of(stated.review_date),
            )
            # After every decision of that day, and in the order of the front matter's list.
            yield _Placed(when, len(ledger.lines) + front.versions.index(correction), row)


def _turning_days(
    front: FrontMatter,
    ledger: Ledger,
    organisation: Organisation,
    audience: str,
    day: datetime.date,
) -> list[datetime.date]:
    """Return the days on which a correction may reach an audience, up to a day and with it."""
    days = {decision.takes_effect for decision in ledger.standing()} | {day}
    for version in front.versions:
        dated = parse_iso(version.dated)
        if version.corrects and dated is not None:
            days.add(dated.first_day())
    known = organisation.audience(audience)
    if isinstance(known, School | Group) and known.span.start is not None:
        days.add(known.span.start)
    return sorted(d for d in days if d <= day)


def _dated_in_words(version: Version) -> str:
    dated = parse_iso(version.dated)
    return dated.in_full() if dated else version.dated


def _correction_narrative(correction: Version) -> str:
    start = f"Correction of version {correction.corrects}"
    return f"{start}: {correction.narrative}" if correction.narrative else start
