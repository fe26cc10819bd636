"""A comparison's text for Word, with tracked changes, in the look of the office's template.

Stretch ──▶ <w:p> words in <w:ins> and <w:del>, its end in <w:rPr>     clauses, headings, paragraphs
        └─▶ <w:tbl> rows in <w:trPr>, words in cells                   tables

Numbers are written out, not counted by Word: its own would count struck paragraphs too. What merely
renumbers, follows renumbering or moved has an author of its own, which says so in Word's margin and
can be hidden there (Review, Show Markup, Specific People). Comments would say more; LibreOffice 7
falls over files that hold both them and tracked changes.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from minuted.model.change import Change, Comparison, Note, Op
from minuted.model.change_lines import Row, Run, tables
from minuted.model.change_summary import is_worth_showing
from minuted.writers.docx import look as names
from minuted.writers.docx.look import Look
from minuted.writers.docx.pieces import escape
from minuted.writers.redline.paragraphs import Tracked, paragraphs, printed
from minuted.writers.redline.running import Stretch, running

RENUMBERING = "Renumbering"
"""The author of numbers that change by themselves."""

MOVED = "Moved"
"""The author of what is struck where it was and added where it is."""

CONSEQUENTIAL = "Consequential"
"""The author of cross-references that follow renumbering."""

_APART = timedelta(minutes=10)
_TIMES = 3
"""LibreOffice joins neighbouring changes of one author and minute into one, and then paragraphs."""


@dataclass
class Ids:
    """Numbers for marks of every kind, each given out once in a document."""

    next: int

    def take(self) -> int:
        """Return a number that no other mark has."""
        self.next += 1
        return self.next - 1


@dataclass(frozen=True, slots=True)
class Marked:
    """What a text comes to in Word.

    Attributes:
        body: paragraphs and tables.
        places: bookmarks of the changes, by their index in the comparison.
    """

    body: str
    places: dict[int, str]


def tracked_text(
    comparison: Comparison, look: Look, ids: Ids, *, author: str, when: date
) -> Marked:
    """Return both texts as one, with tracked changes.

    Args:
        ids: numbers that the rest of the document does not use.
        author: who makes the changes, as Word shows it.
        when: their day.
    """
    return _Writer(comparison, look, ids, author, when).run()


@dataclass
class _Writer:
    comparison: Comparison
    look: Look
    ids: Ids
    author: str
    when: date
    _done: list[str] = field(default_factory=list)
    _author: str = ""
    _paragraphs: int = 0
    _after_table: bool = False

    def run(self) -> Marked:
        changes = self.comparison.changes
        places = {at: f"change_{at}" for at, c in enumerate(changes) if is_worth_showing(c)}
        waiting = {id(changes[at]): name for at, name in places.items()}
        for stretch in running(self.comparison):
            # what moved is found where it is now
            named = stretch.op != "-" or not stretch.whole.new
            place = waiting.pop(id(stretch.whole), "") if named else ""
            self._author = self._author_of(stretch)
            if stretch.change.kind == "table":
                self._table(stretch, place)
            else:
                self._text(stretch, place)
        if self._after_table:
            self._done.append(self._empty())
        return Marked("".join(self._done), places)

    # paragraphs

    def _text(self, stretch: Stretch, place: str) -> None:
        change = stretch.change
        for count, tracked in enumerate(paragraphs(change)):
            if tracked.bullet:
                style = names.BULLETS[_holder(change)]
                extra = _UNCOUNTED + self._bullet_indent(change, tracked)
            elif not tracked.first and change.kind == "clause":
                style, extra = names.CONTINUATIONS[_holder(change)], ""
            else:
                style, extra = self._style(change)
            self._paragraphs += 1
            if self._after_table and change.kind not in ("section", "title") and not count:
                extra = extra.replace("<w:ind", f"{_AFTER_TABLE}<w:ind") if extra else _AFTER_TABLE
            words = "".join(self._run(run, tracked.op) for run in tracked.runs)
            if not count:
                words = self._marked(words, place)
            self._done.append(self._paragraph(style, extra, words, tracked.op))
        self._after_table = False

    def _style(self, change: Change) -> tuple[str, str]:
        """Return the name of a paragraph's style, and what of it is set aside: its own number."""
        address = (change.new or change.old)[0]
        depth = min(max(change.depth, 1), len(names.DEPTHS))
        number = printed(address, change.kind)
        if change.kind == "title":
            return names.UNNUMBERED[0], ""
        if change.kind == "section" and not number:
            return names.UNNUMBERED[depth - 1], ""
        if change.kind == "section":
            appendix = depth == 1 and not number[:1].isdecimal()
            style = names.APPENDIX if appendix else names.HEADINGS[depth - 1]
        elif change.kind == "clause":
            style = names.CLAUSES[depth - 1]
        else:
            return names.CONTINUATIONS[_holder(change)], ""
        num = self.look.appendix_list if style == names.APPENDIX else self.look.clause_list
        level = self.look.levels[num][depth - 1]
        at = (0, 0) if level is None else (level.left, level.hanging)
        left, hanging = self.look.own_indent.get(style, at)
        way = f'w:hanging="{hanging}"' if hanging >= 0 else f'w:firstLine="{-hanging}"'
        return style, f'{_UNCOUNTED}<w:ind w:left="{left}" {way}/>'

    def _bullet_indent(self, change: Change, tracked: Tracked) -> str:
        levels = self.look.levels[self.look.bullet_lists[_holder(change)]]
        level = levels[min(abs(tracked.bullet) - 1, 8)]
        left, hanging = (720, 360) if level is None else (level.left, max(level.hanging, 0))
        return f'<w:ind w:left="{left}" w:hanging="{hanging if tracked.bullet > 0 else 0}"/>'

    def _paragraph(self, style: str, extra: str, words: str, mark: Op) -> str:
        end = f"<w:rPr>{self._opening(mark)[:-1]}/></w:rPr>" if mark != "=" else ""
        ident = escape(self.look.styles[style])
        return f'<w:p><w:pPr><w:pStyle w:val="{ident}"/>{extra}{end}</w:pPr>{words}</w:p>'

    def _empty(self) -> str:
        return self._paragraph(names.CONTINUATIONS[0], "", "", "=")

    # tables

    def _table(self, stretch: Stretch, place: str) -> None:
        for rows in tables(stretch.change):
            if self._after_table or not self._done:
                self._done.append(self._empty())  # two tables with nothing between become one
            self._done.append(self._rows(stretch, rows, place))
            self._after_table = True
            place = ""

    def _rows(self, stretch: Stretch, rows: list[Row], place: str) -> str:
        holder = _holder(stretch.change)
        left = self.look.text_at[holder] if holder else 0
        columns = max(len(row.cells) for row in rows)
        width = (self.look.column.width - left) // columns
        done = [
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{escape(self.look.styles[names.TABLE])}"/>'
            f'<w:tblW w:w="{width * columns}" w:type="dxa"/>'
            f'<w:tblInd w:w="{left}" w:type="dxa"/>'
            '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
            ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            "</w:tblPr><w:tblGrid>",
            f'<w:gridCol w:w="{width}"/>' * columns,
            "</w:tblGrid>",
        ]
        for row in rows:
            self._paragraphs += 1
            change = f"{self._opening(row.op)[:-1]}/>" if row.op != "=" else ""
            heading = "<w:tblHeader/>" if row.heading else ""
            done.append(f"<w:tr><w:trPr><w:cantSplit/>{heading}{change}</w:trPr>")
            style = names.TABLE_HEADING if row.heading else names.TABLE_TEXT
            for cell in row.cells:
                words = "".join(self._run(run, row.op) for run in cell)
                if place:
                    words = self._marked(words, place)
                    place = ""
                done.append(
                    f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                    f"{self._paragraph(style, '', words, row.op)}</w:tc>"
                )
            done.append("</w:tr>")
        return "".join([*done, "</w:tbl>"])

    # words

    def _run(self, run: Run, line: Op) -> str:
        form = ("<w:b/><w:bCs/>" if run.bold else "") + ("<w:i/><w:iCs/>" if run.italic else "")
        properties = f"<w:rPr>{form}</w:rPr>" if form else ""
        if run.number and run.text == "\t":
            inner = "<w:tab/>"
        else:
            tag = "w:delText" if run.op == "-" else "w:t"
            inner = f'<{tag} xml:space="preserve">{escape(run.text)}</{tag}>'
        words = f"<w:r>{properties}{inner}</w:r>"
        if run.op == "=":
            return words
        author = RENUMBERING if run.number and line == "=" else ""
        opening = self._opening(run.op, author)
        return f"{opening}{words}</{opening[1:6]}>"

    def _opening(self, op: Op, author: str = "") -> str:
        tag = "w:ins" if op == "+" else "w:del"
        midnight = datetime.combine(self.when, time())
        moment = midnight + (self._paragraphs % _TIMES) * _APART
        who = escape(author or self._author)
        return f'<{tag} w:id="{self.ids.take()}" w:author="{who}" w:date="{moment.isoformat()}Z">'

    def _marked(self, words: str, place: str) -> str:
        """Return words with a bookmark around them."""
        if not place:
            return words
        number = self.ids.take()
        start = f'<w:bookmarkStart w:id="{number}" w:name="{place}"/>'
        return f'{start}{words}<w:bookmarkEnd w:id="{number}"/>'

    def _author_of(self, stretch: Stretch) -> str:
        whole = stretch.whole
        if stretch.op != "=" and whole.old and whole.new:
            return MOVED
        return CONSEQUENTIAL if Note.CONSEQUENTIAL in whole.notes else self.author


_AFTER_TABLE = '<w:spacing w:before="180"/>'
_UNCOUNTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'


def _holder(change: Change) -> int:
    """Return the depth of what holds a change's paragraphs: itself, or what it stands under."""
    numbered = change.kind in ("section", "clause")
    return min(change.depth if numbered else max(change.depth - 1, 0), len(names.DEPTHS))
