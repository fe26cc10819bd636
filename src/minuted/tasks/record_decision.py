"""A new decision: what was left out is proposed from facts, what contradicts them is refused."""

from dataclasses import replace
from datetime import date

from minuted.model.dates import in_full
from minuted.model.front_matter import Version
from minuted.model.ledger import Decision, Kind, Line
from minuted.model.recording import Proposal
from minuted.model.review_cycle import ReviewCycle
from minuted.tasks.record_basis import Bases, Sameness, last_decision, says_no_amendments
from minuted.tasks.record_book import FORCE_HINT, Book
from minuted.tasks.record_entry import Findings, ReadEntry

AS_ISSUED = "Adopted as issued"
NO_AMENDMENTS = "No amendments"


def propose_decision(book: Book, read: ReadEntry, found: Findings) -> Proposal | None:
    """Return the line of a new decision; None where there is an error in it."""
    known = _known(book, read, found)
    if known is not None or found.broken:
        return known
    kind = read.kind
    version = _version(book, read, found)
    if version is None:
        return None
    bases = book.texts.bases(
        book.front, book.decided.for_audience, read.audience, version.name, read.date
    )
    kind = kind or (_default_kind(bases, version))
    proposed = {name for name in ("version", "decision") if not _given(read, name)}
    narrative = read.narrative or _narrative(kind, bases)
    if narrative and not read.narrative:
        proposed |= {"narrative"}
    review = read.review_date
    if review is None and not read.no_review and kind.puts_in_force:
        cycle = ReviewCycle.parse(book.front.review)
        if cycle is not None:
            review = cycle.next_review(read.date)
            proposed |= {"review_date"}
    line = Line(
        read.date,
        read.body,
        read.audience,
        read.minute,
        version.name,
        kind,
        narrative,
        review,
        read.minutes,
        read.effective,
        "",
        fingerprint_of(book, version, read.audience, read.date, found),
    )
    if kind is Kind.WITHDRAWN:
        line = replace(line, fingerprint="")
    check_claims(book, line, kind, bases, found)
    return Proposal(found.number, book.slug, book.front.title, line, proposed=frozenset(proposed))


def check_claims(book: Book, line: Line, kind: Kind, bases: Bases, found: Findings) -> None:
    """Hold what a line claims against the texts: the narrative, the decision, version, review."""
    if kind is Kind.WITHDRAWN:
        return
    if says_no_amendments(line.narrative):
        for basis in bases.all(Sameness.CHANGED):
            found.error(
                "no-amendments",
                "narrative",
                f"“{line.narrative}” is not so: version {line.version} differs from what"
                f" {_decided(basis.audience, basis.decision)}: {basis.changes}.",
                f"See it with: minuted compare {book.slug}"
                f" {_version_of(basis.decision)} {line.version} --for {basis.audience}."
                " Then say in the narrative what changed.",
            )
        for basis in bases.all(Sameness.UNKNOWN):
            found.forcible(
                "no-amendments-unproved",
                "narrative",
                f"“{line.narrative}” cannot be proved: the text of version {line.version}, or of"
                f" what {_decided(basis.audience, basis.decision)}, is not held.",
                f"Leave the claim out.{FORCE_HINT}",
            )
    elif kind is Kind.REVIEWED:
        for basis in bases.all(Sameness.CHANGED):
            found.error(
                "reviewed-changed",
                "decision",
                f"“reviewed” says that it is the same text again, and version {line.version}"
                f" differs from what {_decided(basis.audience, basis.decision)}: {basis.changes}.",
                "Record it as adopted.",
            )
    _step_back(book, line, bases, found)
    cycle = ReviewCycle.parse(book.front.review)
    if cycle and line.review_date and cycle.is_beyond(line.review_date, line.date):
        found.warning(
            "review-beyond-cycle",
            "review_date",
            f"{line.review_date.in_full()} is later than the policy’s review cycle"
            f" ({book.front.review}) has it: by {cycle.next_review(line.date).in_full()}.",
            "Check the review date in the minutes.",
        )


def fingerprint_of(book: Book, version: Version, audience: str, day: date, found: Findings) -> str:
    """Return the fingerprint of what an audience gets of a version; empty where it is not held."""
    if not version.held:
        return ""
    fault = book.texts.fault(version.name)
    if fault is not None:
        found.take("version", fault)
        return ""
    variant = book.texts.variant(version.name, audience, day)
    return variant.fingerprint if variant else ""


def _known(book: Book, read: ReadEntry, found: Findings) -> Proposal | None:
    """Return the decision that the ledger has already, where what was typed agrees with it."""
    key = (read.audience, read.date, read.body, read.minute)
    for decision in reversed(book.decided.called(key)):
        for stated in (decision.stated, *decision.earlier):
            if stated.key != key:
                continue
            differing = _differing(read, stated)
            if decision.void and differing:
                continue
            if decision.void:
                found.error(
                    "recorded-void",
                    "minute",
                    f"This decision of {read.audience} was recorded and declared void.",
                    "If it was taken again, it has another date or minute number.",
                )
                return None
            if differing and stated is decision.stated:
                found.error(
                    "decision-clash",
                    differing[0],
                    f"This decision of {read.audience} is recorded already (line {stated.line}),"
                    f" and says something else: {_says(differing, stated)}.",
                    "If that is a mistake, put it right: minuted correct.",
                )
                return None
            if not differing:
                line = decision.stated
                return Proposal(found.number, book.slug, book.front.title, line, known=True)
    return None


def _differing(read: ReadEntry, stated: Line) -> list[str]:
    """Return the fields that were given and say something else than a line."""
    given = {
        "version": (read.version, stated.version),
        "decision": (read.kind, stated.kind),
        "narrative": (read.narrative, stated.narrative),
        "review_date": (read.review_date, stated.review_date),
        "effective": (read.effective, stated.effective),
    }
    found = [name for name, (one, other) in given.items() if one and one != other]
    if read.no_review and stated.review_date:
        found.append("review_date")
    return found


def _says(names: list[str], line: Line) -> str:
    said = {
        "version": line.version,
        "decision": line.kind.value,
        "narrative": f"“{line.narrative}”",
        "review_date": line.review_date.in_full() if line.review_date else "none",
        "effective": in_full(line.effective) if line.effective else "the day itself",
    }
    return ", ".join(f"{name} {said[name]}" for name in names)


def _given(read: ReadEntry, name: str) -> bool:
    return bool(read.version if name == "version" else read.kind)


def _version(book: Book, read: ReadEntry, found: Findings) -> Version | None:
    front = book.front
    if read.version:
        version = front.version(read.version)
        if version is None:
            names = ", ".join(v.name for v in front.versions)
            message = f"There is no version “{read.version}” in the policy’s list."
            hint = f"The versions are: {names}." if names else "Issue it: minuted issue."
            found.error("unknown-version", "version", message, hint)
        return version
    if read.kind is Kind.WITHDRAWN:
        own = book.decided.for_audience(read.audience)
        last = last_decision(front, own, book.organisation, read.audience, read.date)
        if last is not None:
            return front.version(last.stated.version)
    if front.latest_issued is None:
        message = f"No version of {book.slug} has been issued, so nobody can have decided on one."
        found.error("unknown-version", "version", message, f"Issue it: minuted issue {book.slug}")
    return front.latest_issued


def _default_kind(bases: Bases, version: Version) -> Kind:
    match bases.sameness:
        case Sameness.SAME:
            return Kind.REVIEWED
        case Sameness.UNKNOWN:
            own = bases.each[0].decision
            same = own is not None and own.stated.version == version.name
            return Kind.REVIEWED if same else Kind.ADOPTED
        case _:
            return Kind.ADOPTED


def _narrative(kind: Kind, bases: Bases) -> str:
    """Return a narrative that the facts bear; a decision that puts nothing in force needs none."""
    if not kind.puts_in_force:
        return ""
    if bases.sameness is Sameness.SAME:
        return NO_AMENDMENTS
    return "Reviewed" if kind is Kind.REVIEWED else AS_ISSUED


def _step_back(book: Book, line: Line, bases: Bases, found: Findings) -> None:
    names = [version.name for version in book.front.versions]
    if line.version not in names:
        return
    for basis in bases.each:
        if basis.decision is None or basis.decision.stated.version not in names:
            continue
        last = basis.decision.stated.version
        if names.index(line.version) < names.index(last):
            found.warning(
                "version-step-back",
                "version",
                f"Version {line.version} is older than version {last}, which"
                f" {_decided(basis.audience, basis.decision)}.",
                f"Check the version; the latest is {names[-1]}.",
            )
            return


def _decided(audience: str, decision: Decision | None) -> str:
    """Say which decision was an audience's last: "AS adopted on 6 September 2022"."""
    if decision is None:
        return f"{audience} decided on"
    stated = decision.stated
    on = f"on {in_full(stated.date)}"
    by = "" if stated.audience == audience else f", by the decision of {stated.audience}"
    word = {Kind.REVIEWED: "reviewed", Kind.CHAIRS_ACTION: "adopted by chair’s action"}
    return f"{audience} {word.get(stated.kind, 'adopted')} {on}{by} (version {stated.version})"


def _version_of(decision: Decision | None) -> str:
    return decision.stated.version if decision else ""
