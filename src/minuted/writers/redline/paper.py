"""A comparison for paper: an accessible PDF on the office's template, the summary first."""

import importlib.resources
from collections.abc import Mapping, Sequence
from itertools import groupby

import typst

from minuted.model.change import Change, Comparison, Report
from minuted.model.change_lines import Run, tables, told
from minuted.model.change_rows import headings_of_changes
from minuted.model.change_summary import (
    heading_words,
    is_worth_showing,
    new_numbers,
    numbers,
    readable,
    what_happened,
)
from minuted.model.letter import Letter
from minuted.writers.pdf.complaints import complaints
from minuted.writers.pdf.faults import about_template
from minuted.writers.pdf.fonts import typefaces
from minuted.writers.pdf.inlines import Place, Record, literal
from minuted.writers.pdf.office_files import office_files
from minuted.writers.pdf.press import OURS, Press
from minuted.writers.pdf.source import Source
from minuted.writers.pdf.writer import PdfTemplate
from minuted.writers.redline.front import Front, front, number_rows
from minuted.writers.redline.paragraphs import paragraphs

_FILES = ("comparison.typ", "paper.typ")


def comparison_pdf(report: Report, templates: Mapping[str, bytes], copy: Letter) -> bytes:
    """Return a comparison as a PDF (PDF/UA-1): the summary, the changes, the new numbers.

    Raises:
        RenderError: the office's template or fonts cannot be used, or have no shape for a
            character.
    """
    return pressed(comparison_source(report), templates, copy)


def pressed(source: Source, templates: Mapping[str, bytes], copy: Letter) -> bytes:
    """Return the PDF of source that a `PaperWriter` wrote, on the office's template.

    Raises:
        RenderError: the office's template or fonts cannot be used, or have no shape for a
            character.
    """
    faces = typefaces(templates)
    ours = importlib.resources.files(__package__)
    files = {f"{OURS}/{name}": ours.joinpath(name).read_bytes() for name in _FILES}
    press = Press(faces, {**office_files(templates), **files}, "comparison.typ")
    try:
        press.check_entry_points()
    except typst.TypstError as error:
        raise about_template(complaints(error)[0]) from error
    press.hold(f"{OURS}/body.typ", source.typst.encode())
    return PdfTemplate(source, press, faces).stamp(copy)


def comparison_source(report: Report) -> Source:
    """Return a comparison as Typst source that defines `body`, with the functions of paper.typ."""
    writer = PaperWriter()
    writer.front(front(report))
    writer.changes(report.comparison)
    writer.renumbered(new_numbers(report.comparison))
    return writer.source()


class PaperWriter:
    """Writes Typst source with the functions of paper.typ, and keeps what stands where."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.owners: list[Place] = []
        self.record = Record()
        self._place = Place("the summary")
        self.line('#import "/minuted/paper.typ": *')
        self.line("#let body = {")

    def source(self) -> Source:
        """Return all that was written, at its end."""
        self.line("}")
        return Source("\n".join(self.lines) + "\n", tuple(self.owners), self.record)

    def line(self, typst: str) -> None:
        """Add a line of source."""
        self.lines.append(typst)
        self.owners.append(self._place)

    def said(self, text: str) -> str:
        """Return words as a literal, noted with their place."""
        self.record.words.append((self._place, text))
        return literal(text)

    def front(self, words: Front, heading: str = "") -> None:
        """Write the summary under a heading."""
        self.line(f"title({self.said(heading or f'What changed: {words.title}')})")
        self.line(f"summary({self.said(words.summary)})")
        for sentence in words.said:
            self.line(f"paragraph({self.said(sentence)})")
        self.rows(
            "(auto, 1fr, 1.3fr, 1fr)",
            ("", "Which text", "Decision", "Fingerprint"),
            [tuple(self.said(cell) for cell in side) for side in words.sides],
        )

    def changes(self, comparison: Comparison) -> None:
        """Write the changes that are worth showing, each under its headings."""
        headings = headings_of_changes(comparison)
        if not any(map(is_worth_showing, comparison.changes)):
            return
        self.line('part("Changes")')
        self.line("legend")
        level = 3
        for at, change in enumerate(comparison.changes):
            self._place = Place("the change of", numbers(change))
            if is_worth_showing(change):
                said = f"{numbers(change)}: {what_happened(change)}"
                self.line(f"place({level}, {self.said(said[:1].upper() + said[1:])})")
                self._change(change)
            elif at in headings:
                self.line(f"place(3, {self.said(heading_words(change))})")
                level = 4
        self._place = Place("the new numbers")

    def _change(self, change: Change) -> None:
        if change.kind == "table":
            for rows in tables(change):
                header = [self._words(cell) for cell in rows[0].cells] if rows[0].heading else []
                cells = [[self._words(c) for c in row.cells] for row in rows[bool(header) :]]
                self.rows(f"{len(rows[0].cells)}", header, cells, said=True)
            return
        if len(change.old) > 1 or len(change.new) > 1:
            for line in told(change):
                runs = [Run(s.op, s.text) for s in line if s.text != "\n"]
                self.line(f"paragraph({self._words(runs)})")
            return
        for tracked in paragraphs(change):
            words = self._words([run for run in tracked.runs if not run.number])
            function = f"bullet({abs(tracked.bullet)}, " if tracked.bullet else "paragraph("
            self.line(f"{function}{words})")

    def _words(self, runs: Sequence[Run]) -> str:
        done = []
        for op, group in groupby(runs, key=lambda run: run.op):
            alike = list(group)
            if op == "=":
                done += [self._run(run, run.text) for run in alike]
                continue
            # white space at the ends would stand between the words and their brackets
            whole = "".join(run.text for run in alike)
            texts = [run.text for run in alike]
            texts[0], texts[-1] = texts[0].lstrip(" "), texts[-1].rstrip(" ")
            texts = [whole.strip(" ")] if len(alike) == 1 else texts
            inner = "; ".join(map(self._run, alike, texts))
            function = "struck" if op == "-" else "added"
            before, after = whole[:1] == " ", whole[-1:] == " " and bool(whole.strip(" "))
            done += ['" "'] * before + [f"{function}({{ {inner} }})"] * bool(whole.strip(" "))
            done += ['" "'] * after
        return "{ " + "; ".join(done or ['""']) + " }"

    def _run(self, run: Run, text: str) -> str:
        words = self.said(readable(text))
        words = f"strong({words})" if run.bold else words
        return f"emph({words})" if run.italic else words

    def renumbered(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Write old and new numbers."""
        if not pairs:
            return
        self.line('part("Old and new numbers")')
        self.line('paragraph("A new number by itself is no amendment.")')
        headings, rows = number_rows(pairs)
        cells = [tuple(self.said(cell) if cell else '""' for cell in row) for row in rows]
        self.rows(f"({'auto, ' * len(headings)})", headings, cells)

    def rows(
        self,
        columns: str,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        said: bool = False,
    ) -> None:
        """Write a table of literals; its heading is words, or where `said` literals too."""
        heads = [cell if said else self.said(cell) for cell in header]
        cells = [cell for row in rows for cell in row]
        self.line(f"rows({columns}, ({_listed(heads)}), ({_listed(cells)}))")


def _listed(parts: Sequence[str]) -> str:
    return "".join(f"{part}, " for part in parts)
