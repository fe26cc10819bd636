"""A pack as a Word file: what changed stands in it as tracked changes, each text checked."""

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
from minuted.writers.docx import look as names
from minuted.writers.docx.letterhead import Letterhead
from minuted.writers.docx.pieces import escape
from minuted.writers.pack.tables import Told, at_a_glance, new_ones, proofs
from minuted.writers.redline.check import check_redline
from minuted.writers.redline.document import (
    AUTHOR,
    front_xml,
    paragraph_xml,
    table_xml,
    words_xml,
)
from minuted.writers.redline.front import front
from minuted.writers.redline.word import Ids, tracked_text


def pack_docx(pack: Pack, letterhead: Letterhead) -> bytes:
    """Return a pack as a Word file.

    Raises:
        EngineError: a text with its changes failed its check, so that none of it must be used.
    """
    return _Writer(pack, letterhead).run()


class _Writer:
    def __init__(self, pack: Pack, letterhead: Letterhead) -> None:
        self._pack = pack
        self._letterhead = letterhead
        self._ids = Ids(letterhead.first_id)
        self._body: list[str] = []
        self._plain = escape(letterhead.look.styles[names.CONTINUATIONS[0]])

    def run(self) -> bytes:
        """Return the file."""
        self._top()
        if self._pack.of(Kind.UNCHANGED):
            self._consent()
        for at, paper in self._pack.of(Kind.CHANGED):
            self._changed(at, paper)
        if self._pack.of(Kind.NEW):
            self._new()
        if self._pack.of(Kind.MATTER):
            self._matters()
        self._heading(AFTERWARDS, f"{_ENDS}_after")
        self._say(afterwards(self._pack))
        made = self._letterhead.document("".join(self._body), tracked=True)
        for at, paper in self._pack.of(Kind.CHANGED):
            assert paper.report is not None
            texts = paper.report.old_text, paper.report.new_text
            check_redline(made, *texts, begins=f"{_BEGINS}_{at}", ends=self._end_of(at))
        return made

    def _top(self) -> None:
        pack, head = self._pack, self._letterhead
        over = head.style("Trust Name", names.CONTINUATIONS[0])
        title = head.style("Title", names.UNNUMBERED[0])
        self._body.append(paragraph_xml(over, words_xml(pack.line)))
        self._body.append(paragraph_xml(title, words_xml(pack.title)))
        self._say(pack.summary, bold=True)
        if pack.papers:
            self._table(at_a_glance(pack))
        for words in pack.left:
            self._say(words)

    def _consent(self) -> None:
        self._heading(CONSENT, f"{_ENDS}_consent")
        self._say(CONSENT_WORDS)
        self._table(proofs(self._pack))
        self._say(PROOF_WORDS)
        self._reasons(Kind.UNCHANGED)
        self._say(CONSENT_RESOLUTION, bold=True)

    def _changed(self, at: int, paper: Paper) -> None:
        assert paper.report is not None
        report, look = paper.report, self._letterhead.look
        text = tracked_text(report.comparison, look, self._ids, author=AUTHOR, when=self._pack.day)
        self._heading(f"{at}. {paper.item.title}", f"{_ENDS}_{at}", new_page=True)
        self._say(paper.reasons)
        self._say(f"Proposed: {_lower(paper.resolution(self._pack.day))}", bold=True)
        self._say(f"Minute number: {paper.minute}")
        self._body.append(front_xml(front(report), self._letterhead, text.places))
        self._heading("The text, with its changes", f"{_BEGINS}_{at}", level=1)
        self._body.append(text.body)

    def _new(self) -> None:
        self._heading(NEW_HEADING, f"{_ENDS}_new")
        self._say(NEW_WORDS)
        self._table(new_ones(self._pack))
        for at, paper in self._pack.of(Kind.NEW):
            self._say(f"{at}. Proposed: {_lower(paper.resolution(self._pack.day))}", bold=True)
            self._say(f"{paper.reasons} Minute number: {paper.minute}")
        for at, paper in self._pack.of(Kind.NEW):
            self._heading(f"{at}. {paper.item.title}", f"{_ENDS}_{at}", new_page=True)
            for line in paper.text:
                if line.heading:
                    self._heading(f"{line.number} {line.words}".strip(), "", level=1)
                else:
                    self._say(f"{line.number} {line.words}".strip())

    def _matters(self) -> None:
        self._heading(MATTERS, f"{_ENDS}_matters")
        self._reasons(Kind.MATTER)

    def _reasons(self, kind: Kind) -> None:
        for at, paper in self._pack.of(kind):
            self._say(f"{at}. {paper.item.title}: {paper.reasons} Minute number: {paper.minute}")

    def _end_of(self, at: int) -> str:
        """Return the bookmark of the heading that comes after a text."""
        later = [other for other, _ in self._pack.of(Kind.CHANGED) if other > at]
        if later:
            return f"{_ENDS}_{later[0]}"
        if self._pack.of(Kind.NEW):
            return f"{_ENDS}_new"
        return f"{_ENDS}_matters" if self._pack.of(Kind.MATTER) else f"{_ENDS}_after"

    def _heading(self, words: str, mark: str, *, level: int = 0, new_page: bool = False) -> None:
        style = escape(self._letterhead.look.styles[names.UNNUMBERED[level]])
        run = words_xml(words)
        if mark:
            number = self._ids.take()
            start = f'<w:bookmarkStart w:id="{number}" w:name="{mark}"/>'
            run = f'{start}{run}<w:bookmarkEnd w:id="{number}"/>'
        extra = "<w:pageBreakBefore/>" if new_page else ""
        self._body.append(paragraph_xml(style, run, extra))

    def _say(self, words: str, *, bold: bool = False) -> None:
        self._body.append(paragraph_xml(self._plain, words_xml(words, bold=bold)))

    def _table(self, told: Told) -> None:
        rows = [[words_xml(cell) for cell in row] for row in told.rows]
        look = self._letterhead.look
        self._body.append(table_xml(look, told.caption, told.headings, rows, told.shares))


_BEGINS, _ENDS = "minuted_text", "minuted_part"
"""How the bookmarks begin that tell where each text begins, and where another part does."""


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
