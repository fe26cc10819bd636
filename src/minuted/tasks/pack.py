"""The papers of a meeting: what is due for a school, with the proofs, the changes and the sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from minuted.errors import MinutedError, RefusedError
from minuted.model.agenda import Item, Why, agenda
from minuted.model.audience_fields import field_values
from minuted.model.canonical import entries, fingerprint
from minuted.model.dates import in_full
from minuted.model.diagnostic import Diagnostic
from minuted.model.front_matter import Adoption, FrontMatter
from minuted.model.letter import Letter, letter
from minuted.model.minutes import pattern_of
from minuted.model.organisation import Audience, Body, Organisation
from minuted.model.papers import Kind, Pack, Paper, TextLine
from minuted.model.policy import Field, Inline, Policy, Text
from minuted.model.position import Position
from minuted.model.review_cycle import ReviewCycle
from minuted.model.walking import map_blocks
from minuted.readers.record_sheet import HEADINGS
from minuted.resolve import Reach
from minuted.store.output import write_file
from minuted.tasks.audiences import find_audience
from minuted.tasks.brands import brand_of
from minuted.tasks.compare import PLAIN_BRAND, CompareRequest, compare_versions
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.due import AHEAD
from minuted.tasks.reading import Desk
from minuted.tasks.record_entry import KINDS
from minuted.tasks.record_sheet import NOTES
from minuted.tasks.status import Unread, everything

BLANK = "____"
"""What stands in a minute number where the item's number is to be written."""

_DECIDED = frozenset((Why.FIRST, Why.NEWER, Why.SUBJECT_TO_CHANGES, Why.DEFERRED))


@dataclass(frozen=True, slots=True)
class PackRequest:
    """Which meeting.

    Attributes:
        before: reviews that fall due by this day are taken in; None for a term after the meeting.
        policies: slugs; empty for all that are due.
    """

    audience: str
    body: str
    day: date
    before: date | None = None
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackReport:
    """The papers, as files.

    Attributes:
        files: by name: a Word file, a PDF, the sheet.
        unread: policies of which nothing can be said.
        diagnostics: what is wrong with the files that were read.
    """

    pack: Pack
    files: tuple[tuple[str, bytes], ...]
    unread: tuple[Unread, ...]
    diagnostics: tuple[Diagnostic, ...]


def make_pack(desk: Desk, request: PackRequest) -> PackReport:
    """Return the papers of a meeting, and write nothing.

    Raises:
        NotFoundError: the audience, the body or a policy is not there.
        RefusedError: the body cannot decide for the audience, or nothing is due.
        ComplaintsError: trust.yaml has errors.
        RenderError: the office's template has a fault.
    """
    found = everything(desk, request.day, request.policies, (request.audience,), (request.body,))
    organisation = found.organisation
    audience = find_audience(organisation, request.audience)
    body = organisation.bodies[request.body]
    _must_decide(organisation, body, audience, request.day)
    papers: list[Paper] = []
    left: list[str] = []
    warnings: list[Diagnostic] = []
    before = request.before or request.day + AHEAD
    for position in found.positions:
        if position.audience != audience.code or position.quiet:
            continue
        front = found.fronts[position.policy]
        item = _item(position, organisation, before)
        if item is None:
            continue
        reason = _not_theirs(front, organisation, position, item, body)
        if reason:
            left.append(f"{front.title} is due as well, and is left out: {reason}.")
            continue
        paper, more = _paper(desk, request, front, position, item)
        papers.append(paper)
        warnings += more
    if not papers:
        raise RefusedError(
            f"Nothing is due for {audience.name} by {in_full(before)} that {body.code} decides.",
            " ".join(left) or "minuted status shows how things stand; --before looks further.",
        )
    order = list(Kind)
    papers.sort(key=lambda paper: (order.index(paper.kind), paper.item.title.casefold()))
    stem = f"{audience.code}-{body.code}-{request.day.isoformat()}"
    pack = Pack(
        audience.code,
        audience.name,
        body.code,
        body.name,
        request.day,
        tuple(papers),
        f"{stem}.xlsx",
        tuple(left),
    )
    diagnostics = tuple(dict.fromkeys((*found.diagnostics, *warnings)))
    return PackReport(pack, _files(desk, organisation, pack, stem), found.unread, diagnostics)


def write_pack(folder: Path, report: PackReport) -> list[Path]:
    """Write the papers into a folder; return where.

    Raises:
        WorkspaceError: a file cannot be written.
    """
    for name, data in report.files:
        write_file(folder / name, data)
    return [folder / name for name, _ in report.files]


# what belongs into it


def _must_decide(organisation: Organisation, body: Body, audience: Audience, day: date) -> None:
    if body.of in ("", audience.code, organisation.trust.code):
        return
    group = organisation.groups.get(body.of)
    if group is not None and group.has(audience.code, day):
        return
    known = [b.code for b in organisation.bodies.values() if b.of in ("", audience.code)]
    raise RefusedError(
        f"{body.code} is a body of {body.of}, and does not decide for {audience.code}.",
        f"Name another: {', '.join(known)}." if known else "Check --body and --for.",
    )


def _item(position: Position, organisation: Organisation, before: date) -> Item | None:
    """Return what is asked of this audience alone; None where nothing is due by then."""
    (item,) = agenda([replace(position, owner=position.audience)], organisation)
    if item.due is None or item.due > before or not item.causes:
        return None
    soon = item.review is not None and item.review.first_day() <= before
    causes = tuple(cause for cause in item.causes if soon or cause.why is not Why.REVIEW)
    return replace(item, causes=causes)


def _not_theirs(
    front: FrontMatter, organisation: Organisation, position: Position, item: Item, body: Body
) -> str:
    """Say why a policy is no matter of this body's; empty where it is.

    What a group decided last is the group's to take up again, and a school's own body only has
    reason to where it is overdue or out of date.
    """
    decided_last = (position.owner, position.body) == (position.audience, body.code)
    if front.approved_by and body.code not in front.approved_by and not decided_last:
        return f"it is approved by {' or '.join(front.approved_by)}"
    trust = organisation.trust.code
    if front.adoption is Adoption.TRUST and position.owner == trust != position.audience:
        return f"{organisation.trust.name} decides on it for all its schools"
    late = {Why.OVERDUE, Why.FIRST, Why.NEWER} & {cause.why for cause in item.causes}
    if position.owner != position.audience and not late:
        return f"{_elsewhere(organisation, position)} takes it up again"
    return ""


def _paper(
    desk: Desk, request: PackRequest, front: FrontMatter, position: Position, item: Item
) -> tuple[Paper, tuple[Diagnostic, ...]]:
    asked = {cause.why for cause in item.causes}
    cycle = ReviewCycle.parse(front.review)
    organisation, _ = desk.organisation()
    assert organisation is not None
    paper = Paper(
        item,
        Kind.MATTER,
        None,
        "",
        cycle.next_review(request.day) if cycle else None,
        pattern_of(request.body, organisation).format(request.body, request.day, BLANK),
        _elsewhere(organisation, position),
    )
    if not asked & (_DECIDED | {Why.OVERDUE, Why.REVIEW}):
        return paper, ()
    try:
        return _read(desk, request, front, position, paper)
    except MinutedError as error:
        said = error.diagnostics if isinstance(error, ComplaintsError) else ()
        trouble = said[0].message if said else error.message
        return replace(paper, trouble=trouble), tuple(said)


def _read(
    desk: Desk, request: PackRequest, front: FrontMatter, position: Position, paper: Paper
) -> tuple[Paper, tuple[Diagnostic, ...]]:
    """Return a paper with its texts.

    Raises:
        MinutedError: a text is not held, has errors, or cannot be compared.
    """
    organisation, _ = desk.organisation()
    assert organisation is not None
    if not position.version:
        text = desk.issued(position.policy, position.latest)
        if text.resolver is None or text.errors:
            raise ComplaintsError(text.path, text.diagnostics)
        own = text.resolver.of(Reach(organisation, position.audience, request.day)).text
        fields = field_values(organisation, find_audience(organisation, position.audience), front)
        whole = tuple(_lines(own, fields))
        return replace(paper, kind=Kind.NEW, fingerprint=fingerprint(own), text=whole), ()
    compared = compare_versions(
        desk, CompareRequest(position.policy, "", "", position.audience, None, False, request.day)
    )
    report = compared.report
    kind = Kind.UNCHANGED if report.no_amendments else Kind.CHANGED
    changed = replace(paper, kind=kind, report=report, fingerprint=report.new.fingerprint)
    return changed, compared.diagnostics


def _lines(text: Policy, fields: Mapping[str, str]) -> Iterator[TextLine]:
    """Yield a text line by line, its fields filled in as far as they can be."""

    def filled(inline: Inline) -> Inline:
        if isinstance(inline, Field) and inline.name in fields:
            return Text(fields[inline.name])
        return inline

    for entry in entries(replace(text, children=map_blocks(text.children, filled))):
        heading = entry.kind == "section"
        number = "" if entry.kind in ("paragraph", "table") else entry.address
        for row in entry.text.split("\n"):
            yield TextLine(number, row.replace("\t", " | "), heading)


def _elsewhere(organisation: Organisation, position: Position) -> str:
    if position.owner == position.audience:
        return ""
    owner = organisation.audience(position.owner)
    name = owner.name if owner else position.owner
    return f"{position.body} for {name}" if position.body else name


# the files


def _files(
    desk: Desk, organisation: Organisation, pack: Pack, stem: str
) -> tuple[tuple[str, bytes], ...]:
    from minuted.writers.docx.letterhead import Letterhead
    from minuted.writers.pack.paper import pack_pdf
    from minuted.writers.pack.word import pack_docx

    templates = desk.workspace.templates()
    copy = _letter(desk, organisation, pack)
    head = Letterhead(templates.get("policy.docx", b""), copy)
    return (
        (f"{stem}.docx", pack_docx(pack, head)),
        (f"{stem}.pdf", pack_pdf(pack, templates, copy)),
        (pack.sheet, _sheet(desk, organisation, pack)),
    )


def _letter(desk: Desk, organisation: Organisation, pack: Pack) -> Letter:
    audience = find_audience(organisation, pack.audience)
    brand, problems = brand_of(desk, organisation, audience)
    return letter(
        pack.title,
        pack.line,
        audience=pack.audience,
        audience_name=pack.name,
        trust=organisation.trust.name,
        brand=PLAIN_BRAND if any(d.is_error for d in problems) else brand,
        when=pack.day,
    )


def _sheet(desk: Desk, organisation: Organisation, pack: Pack) -> bytes:
    """Return the sheet that `record --from` takes, with all that is known filled in."""
    from minuted.writers.record_sheet import workbook_template

    choices = {
        "policy": desk.slugs(),
        "for": organisation.codes(),
        "body": list(organisation.bodies),
        "decision": list(KINDS),
        "minutes": ["draft"],
    }
    rows = [
        {
            "policy": paper.item.policy,
            "for": pack.audience,
            "date": in_full(pack.day),
            "body": pack.body,
            "version": paper.item.latest,
            "review_date": paper.next_review.in_full() if paper.next_review else "",
        }
        for paper in pack.papers
        if paper.kind is not Kind.MATTER or paper.trouble
    ]
    return workbook_template(HEADINGS, choices, NOTES, rows)
