"""Footnotes: small lines at a page's foot, taken to the marks that they belong to."""

from collections.abc import Sequence
from dataclasses import replace

from minuted.model.document import Grid, Omitted, Part, Piece, Place
from minuted.model.policy import Footnote, Inline, Inlines, Superscript, Text
from minuted.model.walking import map_inlines
from minuted.readers.pdf.geometry import Line, Page
from minuted.readers.pdf.labels import start_of
from minuted.readers.pdf.paragraphs import Measure
from minuted.readers.pdf.phrases import Phrases

_SMALL = 0.93


class Notes:
    """The footnotes of one document, by page and mark.

    Attributes:
        marks: the numbers of those that were put at their places; the notes have none there.
    """

    def __init__(self) -> None:
        self.marks: list[Omitted] = []
        self.found: dict[tuple[int, str], list[Line]] = {}

    def take(self, pages: Sequence[Page], usual: Measure) -> None:
        """Take footnotes out of the pages' lines."""
        for page in pages:
            begin = len(page.lines)
            while begin and page.lines[begin - 1].size < _SMALL * usual.size:
                begin -= 1
            small = page.lines[begin:]
            while small and not _mark_of(small[0]):
                small = small[1:]
            if not small or small[0].top < 0.4 * page.height:
                continue
            marks = {_mark_of(line) for line in small} - {""}
            body = page.lines[: len(page.lines) - len(small)]
            if not any(_is_raised(line, marks) for line in body):
                continue
            page.lines = body
            mark = ""
            for line in small:
                mark = _mark_of(line) or mark
                self.found.setdefault((page.number, mark), []).append(line)

    def put(self, parts: Sequence[Part], phrases: Phrases) -> list[Part]:
        """Put each footnote at its mark; one whose mark is not found becomes a paragraph."""
        used: set[tuple[int, str]] = set()
        done: list[Part] = []
        for part in parts:
            if isinstance(part, Grid):
                done.append(part)
                continue

            def noted(inline: Inline, page: int = part.place.page) -> Inline:
                mark = _raised_words(inline)
                near = ((at, mark) for at in (page, page + 1, page - 1))
                key = next((k for k in near if k in self.found and k not in used), None)
                if not mark or key is None:
                    return inline
                used.add(key)
                at = Place(page, 0, f"page {page}")  # the mark stands in the text, and at the note
                self.marks += [Omitted("comment", mark, at), Omitted("comment", mark, at)]
                return Footnote((self._words(key, phrases),))

            done.append(replace(part, inlines=map_inlines(part.inlines, noted)))
        for key, lines in self.found.items():
            if key not in used:
                from minuted.readers.pdf.furniture import place_of

                done.append(Piece("words", phrases.inlines(lines), place_of(lines[0])))
        return done

    def _words(self, key: tuple[int, str], phrases: Phrases) -> Inlines:
        lines = self.found[key]
        first = lines[0]
        rest = Line(first.words[1:], first.page, first.number)
        held = [rest.settle()] if rest.words else []
        return phrases.inlines([*held, *lines[1:]])


def _mark_of(line: Line) -> str:
    first = line.words[0]
    text = first.text.strip("[]().")
    if not (text.isdecimal() and len(text) < 4) and text not in ("*", "†", "‡"):
        return ""
    raised = first.size < 0.85 * line.size or line.baseline - first.baseline > 0.1 * line.size
    return text if raised or start_of(line).kind == "number" else ""


def _is_raised(line: Line, marks: set[str]) -> bool:
    return any(
        word.text.strip("[]") in marks
        and word.size < 0.85 * line.size
        and line.baseline - word.baseline > 0.12 * line.size
        for word in line.words
    )


def _raised_words(inline: Inline) -> str:
    if isinstance(inline, Superscript) and all(isinstance(c, Text) for c in inline.children):
        return "".join(c.text for c in inline.children if isinstance(c, Text)).strip("[] ")
    return ""
