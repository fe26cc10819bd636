"""A pack for paper: an accessible PDF on the office's template."""

from collections.abc import Mapping

from minuted.model.change_summary import new_numbers
from minuted.model.letter import Letter
from minuted.model.papers import (
    AFTERWARDS,
    CONSENT,
    CONSENT_RESOLUTION,
    CONSENT_WORDS,
    MATTERS,
    NEW_HEADING,
    NEW_WORDS,
    PROOF_WORDS,
    Kind,
    Pack,
    Paper,
    afterwards,
)
from minuted.writers.pack.tables import Told, at_a_glance, new_ones, proofs
from minuted.writers.redline.front import front
from minuted.writers.redline.paper import PaperWriter, pressed


def pack_pdf(pack: Pack, templates: Mapping[str, bytes], copy: Letter) -> bytes:
    """Return a pack as a PDF (PDF/UA-1).

    Raises:
        RenderError: the office's template or fonts cannot be used, or have no shape for a
            character.
    """
    writer = PaperWriter()
    _title(writer, pack.title)
    _say(writer, pack.line)
    writer.line(f"summary({writer.said(pack.summary)})")
    if pack.papers:
        _table(writer, at_a_glance(pack))
    for words in pack.left:
        _say(writer, words)
    if pack.of(Kind.UNCHANGED):
        _title(writer, CONSENT)
        _say(writer, CONSENT_WORDS)
        _table(writer, proofs(pack))
        _say(writer, PROOF_WORDS)
        _reasons(writer, pack, Kind.UNCHANGED)
        writer.line(f"summary({writer.said(CONSENT_RESOLUTION)})")
    for at, paper in pack.of(Kind.CHANGED):
        _changed(writer, pack, at, paper)
    if pack.of(Kind.NEW):
        _title(writer, NEW_HEADING)
        _say(writer, NEW_WORDS)
        _table(writer, new_ones(pack))
        for at, paper in pack.of(Kind.NEW):
            writer.line(f"summary({writer.said(f'{at}. {paper.resolution(pack.day)}')})")
            _say(writer, f"{paper.reasons} Minute number: {paper.minute}")
        for at, paper in pack.of(Kind.NEW):
            _whole(writer, at, paper)
    if pack.of(Kind.MATTER):
        _title(writer, MATTERS)
        _reasons(writer, pack, Kind.MATTER)
    _title(writer, AFTERWARDS)
    _say(writer, afterwards(pack))
    return pressed(writer.source(), templates, copy)


def _changed(writer: PaperWriter, pack: Pack, at: int, paper: Paper) -> None:
    assert paper.report is not None
    comparison = paper.report.comparison
    writer.line("pagebreak(weak: true)")
    writer.front(front(paper.report), heading=f"{at}. {paper.item.title}")
    _say(writer, paper.reasons)
    writer.line(f"summary({writer.said(f'Proposed: {paper.resolution(pack.day)}')})")
    _say(writer, f"Minute number: {paper.minute}")
    writer.changes(comparison)
    writer.renumbered(new_numbers(comparison))


def _whole(writer: PaperWriter, at: int, paper: Paper) -> None:
    writer.line("pagebreak(weak: true)")
    _title(writer, f"{at}. {paper.item.title}")
    for line in paper.text:
        words = f"{line.number} {line.words}".strip()
        if line.heading:
            writer.line(f"part({writer.said(words)})")
        else:
            _say(writer, words)


def _reasons(writer: PaperWriter, pack: Pack, kind: Kind) -> None:
    for at, paper in pack.of(kind):
        _say(writer, f"{at}. {paper.item.title}: {paper.reasons} Minute number: {paper.minute}")


def _title(writer: PaperWriter, words: str) -> None:
    writer.line(f"title({writer.said(words)})")


def _say(writer: PaperWriter, words: str) -> None:
    writer.line(f"paragraph({writer.said(words)})")


def _table(writer: PaperWriter, told: Told) -> None:
    columns = ", ".join(f"{share}fr" for share in told.shares)
    rows = [[writer.said(cell) for cell in row] for row in told.rows]
    writer.rows(f"({columns})", told.headings, rows)
