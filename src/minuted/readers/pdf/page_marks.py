"""What a PDF's pages hold that is no text of theirs: hidden words, notes, things laid over them."""

from collections.abc import Sequence

from minuted.model.document import Omitted, OmittedKind, Place, Remark
from minuted.readers.excerpts import short
from minuted.readers.pdf.geometry import (
    COVERED,
    INVISIBLE,
    PALE,
    TURNED,
    UNDRAWN,
    Page,
    Word,
    joined,
)
from minuted.readers.pdf.grids import inside, real_boxes

_TINY = 3.0
"""Points; smaller letters are not meant to be read."""


class PageMarks:
    """Which words of a document's pages are no text.

    Attributes:
        hidden, turned: by page; turned ones stand across the page, as a watermark does.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        everything = [word for page in pages for word in page.words]
        unseen = sum(bool(word.style & INVISIBLE) for word in everything)
        self.scanned = bool(everything) and unseen > 0.8 * len(everything)
        bits = PALE | COVERED | UNDRAWN | (0 if self.scanned else INVISIBLE)
        self.hidden: dict[int, list[Word]] = {}
        self.turned: dict[int, list[Word]] = {}
        self._pages = pages
        for page in pages:
            boxes = real_boxes(page) if any(w.style & TURNED for w in page.words) else []
            for word in page.words:
                if word.style & bits or word.size < _TINY:
                    self.hidden.setdefault(page.number, []).append(word)
                elif word.style & TURNED and not any(inside(box, word) for box in boxes):
                    self.turned.setdefault(page.number, []).append(word)

    def take_out(self) -> None:
        """Take these words out of the pages."""
        for page in self._pages:
            gone = {
                id(word)
                for held in (self.hidden, self.turned)
                for word in held.get(page.number, ())
            }
            page.words = [word for word in page.words if id(word) not in gone]

    def omitted(self) -> list[Omitted]:
        """Return them, and the words of notes, as what was left out."""
        done: list[Omitted] = []
        kinds: tuple[tuple[OmittedKind, dict[int, list[Word]]], ...] = (
            ("header", self.turned),
            ("hidden text", self.hidden),
        )
        for kind, held in kinds:
            done += [Omitted(kind, joined(words), _on(number)) for number, words in held.items()]
        done += [
            Omitted("comment", said, _on(page.number))
            for page in self._pages
            for _, said in page.notes
            if said
        ]
        return done

    def remarks(self) -> list[Remark]:
        """Return what a human eye should look at."""
        done: list[Remark] = []
        if self.scanned:
            message = "It is a scan, and its words were recognised by a machine."
            done.append(Remark("scanned", message, "Read every line against the scan.", _on(1)))
        for number, words in self.hidden.items():
            message = f"There are words that nobody sees: “{short(joined(words))}”."
            hint = "Find out how they came there; they are left out."
            done.append(Remark("hidden-text", message, hint, _on(number)))
        for page in self._pages:
            struck = [word for word in page.words if _is_struck(word, page.rules)]
            if struck:
                message = f"Words are struck out: “{short(joined(struck))}”."
                hint = "They stand in the draft all the same; take out what should go."
                done.append(Remark("struck-out", message, hint, _on(page.number)))
            for kind, said in page.notes:
                message = f"There is a {kind} on it"
                message += f": “{short(said)}”." if said else "."
                hint = "Look at the page; it is left out."
                done.append(Remark("laid-over", message, hint, _on(page.number)))
        return done


def _is_struck(word: Word, rules: Sequence[tuple[float, float, float, float]]) -> bool:
    """Whether a line goes through the middle of a word."""
    upper, lower = word.baseline - 0.45 * word.size, word.baseline - 0.12 * word.size
    return any(
        upper < (top + bottom) / 2 < lower
        and min(x1, word.x1) - max(x0, word.x0) > 0.7 * (word.x1 - word.x0)
        for x0, top, x1, bottom in rules
        if bottom - top < 0.2 * word.size
    )


def _on(page: int) -> Place:
    return Place(page, 0, f"page {page}")
