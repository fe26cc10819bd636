"""Which paragraphs are headings, by size, weight, capitals and number; and how deep they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minuted.model.document import Part, Piece
from minuted.model.policy import Text
from minuted.readers.pdf.labels import depth_of
from minuted.readers.pdf.paragraphs import Draft, Measure

_MOST_WORDS = 24
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Look:
    """What a heading's style is, for telling levels apart."""

    size: float
    bold: bool
    capitals: bool


class Headings:
    """The headings of one document."""

    def __init__(self, drafts: Sequence[Draft], usual: Measure) -> None:
        self._usual = usual
        self._levels: dict[Look, int] = {}
        found = [draft for draft in drafts if self.why(draft)]
        for draft in found:
            depth = depth_of(draft.label)
            if depth:
                look = self._look(draft)
                self._levels[look] = min(depth, self._levels.get(look, depth))
        free = {self._look(d) for d in found if not depth_of(d.label)} - set(self._levels)
        ranked = sorted(free, key=lambda k: (-k.size, -k.bold, -k.capitals))
        for look in ranked:
            larger = [lv for k, lv in self._levels.items() if k.size > look.size + 0.4]
            same = [lv for k, lv in self._levels.items() if abs(k.size - look.size) <= 0.4]
            level = max(larger) + 1 if larger else min(same) if same else 1
            self._levels[look] = min(level, _DEEPEST)

    def why(self, draft: Draft) -> str:
        """Say why a paragraph is a heading; empty where it is none."""
        if draft.kind not in ("number", "words") or not draft.lines:
            return ""
        text = draft.text
        count = len(text.split())
        letters = [c for c in text if c.isalpha()]
        if count > _MOST_WORDS or len(letters) < 2 or text.endswith((";", ",")):
            return ""
        if (
            draft.label
            and not depth_of(draft.label)
            and re.fullmatch(r"\(?[a-z]+[.)]", draft.label)
        ):
            return ""
        ended = text.endswith(".")
        big = draft.size > 1.1 * self._usual.size
        bold = all(line.bold for line in draft.lines) and not self._usual.bold
        capitals = len(letters) > 3 and all(c.isupper() for c in letters)
        if ended and count > 10:
            return ""
        if big and not (ended and not bold):
            return "large line"
        if bold and not (ended and not draft.label):
            return "bold line"
        if capitals and not ended and count < 15 and (draft.label or self._is_apart(draft)):
            return "line in capitals"
        return ""

    def level(self, draft: Draft) -> int:
        """Return a heading's level, from 1."""
        return depth_of(draft.label) or self._levels.get(self._look(draft), 1)

    def _is_apart(self, draft: Draft) -> bool:
        return draft.gap_before > 1.2 * self._usual.distance(draft.size)

    def _look(self, draft: Draft) -> Look:
        letters = [c for c in draft.text if c.isalpha()]
        capitals = bool(letters) and all(c.isupper() for c in letters)
        return Look(round(draft.size), all(line.bold for line in draft.lines), capitals)


def with_letters(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with an appendix's letter told from its words: `A The form`, then `A.1`."""
    done = list(parts)
    after = ""  # the next label
    for at in range(len(done) - 1, -1, -1):
        part = done[at]
        if not isinstance(part, Piece):
            continue
        first = part.inlines[0] if part.inlines else None
        if part.kind == "heading" and not part.label and isinstance(first, Text):
            letter, space, words = first.text.partition(" ")
            if space and re.fullmatch("[A-Z]", letter) and after.startswith(f"{letter}."):
                inlines = (Text(words), *part.inlines[1:])
                done[at] = part = replace(part, inlines=inlines, label=letter, numbering="typed")
        after = part.label or after
    return done
