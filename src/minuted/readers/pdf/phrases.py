"""Words of lines joined to phrases: broken words made whole, bold, raised words and links told."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minuted.model.policy import (
    Emphasis,
    Inline,
    Inlines,
    Link,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from minuted.readers.pdf.geometry import BOLD, ITALIC, Line, Page, Word

_HYPHEN = "\u2010"
"""What programs that break words print at the end of a line; people type `-`."""

_ENDS_BROKEN = re.compile(rf"[^\W\d_][-{_HYPHEN}]$")
_RAISED = re.compile(r"[\W\d]{1,6}|[a-z]|[ivx]{1,4}|st|nd|rd|th|TM|SM")
"""What is raised in a text: a note's mark, the end of an ordinal, an exponent."""

_KEEP = frozenset(
    [
        "non",
        "self",
        "co",
        "re",
        "pre",
        "well",
        "semi",
        "anti",
        "ex",
        "sub",
        "multi",
        "cross",
        "full",
        "part",
        "high",
        "low",
        "long",
        "short",
        "e",
    ]
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of one manner; `raised` is 1 above the line, -1 below it, else 0."""

    text: str
    bold: bool
    italic: bool
    raised: int
    target: str


_SPACE = _Run(" ", bold=False, italic=False, raised=0, target="")


class Phrases:
    """Joins lines of one document, whose vocabulary tells broken words from hyphenated ones."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._links = {page.number: page.links for page in pages}
        self._known: set[str] = set()
        broken = whole = 0
        ends: list[tuple[str, str]] = []
        for page in pages:
            last = ""
            for line in page.lines:
                texts = [word.text for word in line.words]
                if _ENDS_BROKEN.search(last) and texts[0][:1].islower():
                    ends.append((last, texts[0]))
                self._known.update(_bare(text) for text in texts[: len(texts) - 1])
                self._known.add(_bare(texts[-1]))
                last = texts[-1]
        for one, other in ends:
            if _bare(one[:-1] + other) in self._known:
                broken += 1
            elif _bare(one + other) in self._known:
                whole += 1
        self._breaks_words = broken >= 3 and broken > 2 * whole

    def inlines(self, lines: Sequence[Line], *, plain: bool = False) -> Inlines:
        """Return the words of some lines as one phrase.

        Args:
            plain: whether bold is no emphasis here, as in a heading.
        """
        runs: list[_Run] = []
        for index, line in enumerate(lines):
            after = lines[index + 1].words[0].text if index + 1 < len(lines) else ""
            for at, word in enumerate(line.words):
                text = word.text
                last = at == len(line.words) - 1
                if at and not word.glued and not _closes(word, line.words[at - 1]):
                    runs.append(_SPACE)
                if last and after and _ENDS_BROKEN.search(text) and after[:1].islower():
                    text = self._mended(text, after)
                elif last and after and not _no_space(text, after):
                    runs += [
                        self._run(text, word, line, plain=plain),
                        _SPACE,
                    ]
                    continue
                runs.append(self._run(text, word, line, plain=plain))
        return _gathered(runs)

    def _mended(self, text: str, after: str) -> str:
        """Return the end of a line without its hyphen where that is safe, else as it is."""
        joined = _bare(text[:-1] + after)
        if joined in self._known:
            return text[:-1]
        if text.endswith(_HYPHEN):
            typed = {_bare(f"{text[:-1]}{hyphen}{after}") for hyphen in ("-", _HYPHEN)}
            return text if typed & self._known else text[:-1]
        if _bare(text + after) in self._known or _bare(text[:-1]) in _KEEP:
            return text
        return text[:-1] if self._breaks_words else text

    def _run(self, text: str, word: Word, line: Line, *, plain: bool) -> _Run:
        rise = line.baseline - word.baseline if word.size < 0.85 * line.size else 0.0
        raised = 0
        if rise > 0.12 * line.size and _RAISED.fullmatch(word.text):
            raised = 1
        elif rise < -0.08 * line.size and word.glued and word.text.isdecimal():
            raised = -1
        target = self._target(word, line.page)
        bold = bool(word.style & BOLD) and not plain
        return _Run(text, bold, bool(word.style & ITALIC) and not plain, raised, target)

    def _target(self, word: Word, page: int) -> str:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        for x0, top, x1, bottom, address in self._links.get(page, ()):
            if x0 <= x <= x1 and top - 1 <= y <= bottom + 1:
                known = address.lower().startswith(("https:", "http:", "mailto:"))
                return address if known else ""
        return ""


def _closes(word: Word, before: Word) -> bool:
    """Whether a mark belongs to the word before it, set in another style: a gap, and no space."""
    near = word.x0 - before.x1 < 0.3 * word.size
    return near and word.style != before.style and word.text[0] in ",.;:!?)"


def _no_space(text: str, after: str) -> bool:
    """Whether an address or a path was broken here, so that no space belongs between."""
    broken = re.search(r"(?:https?://|www\.)(?:\S*[/.=&?_-])?$", text)
    return broken is not None and not after[:1].isupper()


def _bare(text: str) -> str:
    return text.strip(".,;:!?()[]“”‘’\"'").casefold()


def _gathered(runs: Iterable[_Run]) -> Inlines:
    """Return runs as inlines, neighbours of one manner together and spaces outside of emphasis."""
    merged: list[_Run] = []
    pending = False
    for run in runs:
        if run.text == " ":
            pending = bool(merged)
            continue
        last = merged[-1] if merged else None
        same = last is not None and (
            (last.bold, last.italic, last.raised, last.target)
            == (run.bold, run.italic, run.raised, run.target)
        )
        space = " " if pending else ""
        pending = False
        if same and last is not None and not (space and run.raised):  # the marks of two notes
            merged[-1] = _Run(
                last.text + space + run.text, run.bold, run.italic, run.raised, run.target
            )
            continue
        if space:
            merged.append(_SPACE)
        merged.append(run)
    done: list[Inline] = []
    for run in merged:
        if done and isinstance(done[-1], Text) and _is_plain(run):
            done[-1] = Text(done[-1].text + run.text)
        else:
            done.append(_inline(run))
    return tuple(done)


def _is_plain(run: _Run) -> bool:
    return not (run.bold or run.italic or run.raised or run.target)


def _inline(run: _Run) -> Inline:
    inline: Inline = Text(run.text)
    if run.raised:
        inline = Superscript((inline,)) if run.raised > 0 else Subscript((inline,))
    if run.italic:
        inline = Emphasis((inline,))
    if run.bold:
        inline = Strong((inline,))
    if run.target:
        inline = Link((inline,), run.target)
    return inline
