"""A PDF that minuted made, read by its tags: its words, numbers and order exactly.

L ─ LI ─ Lbl "4.3", LBody ─ P      ▶ Piece "numbered" 4.3
H2 "4 PROHIBITED USE"              ▶ Piece "heading"
Table ─ THead, TBody ─ TR ─ TD     ▶ Grid
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from minuted.model.document import Document, Grid, Numbering, Omitted, Part, Piece, Place, Remark
from minuted.model.policy import (
    Emphasis,
    Footnote,
    Image,
    Inline,
    Inlines,
    Link,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from minuted.readers.excerpts import short
from minuted.readers.pdf import process
from minuted.readers.pdf.drawn import NOTES, not_as_drawn, unmarked_notes
from minuted.readers.pdf.geometry import pages_of
from minuted.readers.pdf.page_marks import PageMarks
from minuted.readers.pdf.refusal import refusal

_NUMBER = re.compile(
    r"((?:\d+[A-Z]?|[A-Z])(?:\.\d+[A-Z]?)*(?:\([a-z]+\))*)\s+(?=\S)(.*)", re.DOTALL
)
_BLOCKS = frozenset(
    ("P", "L", "Table", "Figure", "H1", "H2", "H3", "H4", "H5", "H6", "Div", "Sect")
)
_BREAKERS = "-/\u2010\u2011\u2013\u2014"
_BULLETS = ("•", "–", "◦", "▪")
_HEADINGS = {f"H{level}": level for level in range(1, 7)}


def is_ours(facts: object) -> bool:
    """Whether a file's own facts say that minuted made it; never more than a hint."""
    if not isinstance(facts, dict):
        return False
    made_by = str(facts.get("Creator", facts.get("Producer", "")))
    return made_by.startswith("Typst") and "m1-" in str(facts.get("Keywords", ""))


def read_by_tags(data: bytes, name: str) -> Document | None:
    """Read a tagged PDF of ours; None where its tags do not tell all of it.

    Raises:
        RefusedError: it is encrypted, broken or too large.
    """
    try:
        answer = process.ask("tags", data)
    except process.ChildDiedError as error:
        raise refusal(str(error), name) from None
    if "refused" in answer:
        raise refusal(str(answer["refused"]), name)
    if answer.get("untagged") or not is_ours(answer.get("facts")):
        return None
    document = _Reading(answer).document()
    try:
        shown = process.ask("pages", data)
    except process.ChildDiedError as error:
        raise refusal(str(error), name) from None
    if "refused" in shown:
        raise refusal(str(shown["refused"]), name)
    pages = pages_of(shown)
    marks = PageMarks(pages)
    hidden = [one for one in marks.omitted() if one.kind != "header"]
    return replace(
        document,
        omitted=(*document.omitted, *hidden),
        remarks=(
            *document.remarks,
            *marks.remarks(),
            *unmarked_notes(answer["tags"]),
            *not_as_drawn(answer["said"], pages),
        ),
    )


class _Reading:
    """One document being read."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer
        self.parts: list[Part] = []
        self.title = ""
        self.count = 0

    def document(self) -> Document:
        for tag in self.answer["tags"]:
            self._block(tag, 0)
        self._doubt_letters()
        omitted = [
            Omitted("header", " ".join(said.split()), Place(page, 0, f"page {page}"))
            for page, said in self.answer["artifacts"]
        ]
        remarks: list[Remark] = []
        for key, words in (
            ("loose", "There are words on it that are no part of its text"),
            ("unseen", "There are words that nobody sees, or that are not what is drawn"),
        ):
            for page, said in self.answer[key]:
                place = Place(page, 0, f"page {page}")
                text = " ".join(said.split())
                omitted.append(Omitted("hidden text", text, place))
                hint = "Find out how they came there; they are left out."
                remarks.append(Remark("hidden-text", f"{words}: “{short(text)}”.", hint, place))
        facts = {str(k): str(v) for k, v in self.answer["facts"].items()}
        return Document(
            self.title, tuple(self.parts), tuple(omitted), tuple(remarks), properties=facts
        )

    def _doubt_letters(self) -> None:
        """Give a heading its first letter back where it is a word: "A note on …", no appendix."""
        for at, part in enumerate(self.parts):
            if not (isinstance(part, Piece) and part.kind == "heading" and part.label.isalpha()):
                continue
            after = [p.label for p in self.parts[at + 1 :] if isinstance(p, Piece) and p.label]
            letter = part.label
            goes_on = bool(after) and (
                after[0].startswith(f"{letter}.") or after[0] == chr(ord(letter) + 1)
            )
            last = not after
            if not goes_on and not (last and letter != "A"):
                words = (Text(f"{letter} "), *part.inlines)
                self.parts[at] = replace(part, inlines=words, label="", numbering="")

    def _place(self) -> Place:
        self.count += 1
        return Place(0, self.count, f"paragraph {self.count}")

    def _blocks(self, children: Sequence[Any], depth: int) -> None:
        for run, blocks in _runs(children):
            if run:
                self._words(_inlines(run), depth)
            for block in blocks:
                self._block(block, depth)

    def _block(self, tag: Any, depth: int) -> None:
        kind, alt, _, children = tag
        if kind in _HEADINGS:
            self._heading(_HEADINGS[kind], _inlines(children))
        elif kind == "P":
            self._words(_inlines(children), depth)
        elif kind == "L":
            for item in children:
                if isinstance(item, list) and item[0] == "LI":
                    self._item(item, depth + 1)
                elif isinstance(item, list):
                    self._block(item, depth)
        elif kind == "Table":
            self._table(tag)
        elif kind == "Figure":
            self._words((Image(alt, ""),), depth)
        else:
            self._blocks(children, depth)

    def _heading(self, level: int, inlines: Inlines) -> None:
        words = _plain(inlines)
        if level == 1 and not self.title:
            self.title = words
            return
        found = _NUMBER.fullmatch(words)
        label = found[1] if found else ""
        if found:
            inlines = _without(inlines, len(found[0]) - len(found[2]))
        typed: Numbering = "typed" if label else ""
        self.parts.append(Piece("heading", inlines, self._place(), label, typed, max(level - 1, 1)))

    def _words(self, inlines: Inlines, depth: int) -> None:
        if inlines:
            self.parts.append(Piece("words", inlines, self._place(), level=0, indent=18.0 * depth))

    def _item(self, item: Any, depth: int) -> None:
        label = ""
        body: list[Any] = []
        for child in item[3]:
            if isinstance(child, list) and child[0] == "Lbl":
                label = _plain(_inlines(child[3]))
            elif isinstance(child, list) and child[0] == "LBody":
                body += child[3]
            else:
                body.append(child)
        runs = list(_runs(body))
        first: Inlines = ()
        rest: list[Any] = body
        if runs and runs[0][0]:
            first, rest = _inlines(runs[0][0]), body[len(runs[0][0]) :]
        elif runs and runs[0][1][0][0] == "P":
            first, rest = _inlines(runs[0][1][0][3]), body[1:]
        bullet = label in _BULLETS
        self.parts.append(
            Piece(
                "bullet" if bullet else "numbered",
                first,
                self._place(),
                "" if bullet else label,
                "" if bullet else "typed",
                depth,
                18.0 * depth,
            )
        )
        self._blocks(rest, depth)

    def _table(self, tag: Any) -> None:
        rows: list[tuple[tuple[Inlines, ...], ...]] = []
        heads = 0
        for row, in_head in _rows(tag, in_head=False):
            cells = [cell for cell in row[3] if isinstance(cell, list)]
            heads += int(in_head)
            rows.append(tuple(_cell(cell) for cell in cells))
        self.parts.append(Grid(tuple(rows), self._place(), heads))


def _rows(tag: Any, *, in_head: bool) -> Iterator[tuple[Any, bool]]:
    for child in tag[3]:
        if isinstance(child, list):
            if child[0] == "TR":
                yield child, in_head
            else:
                yield from _rows(child, in_head=in_head or child[0] == "THead")


def _cell(cell: Any) -> tuple[Inlines, ...]:
    found: list[Inlines] = []
    for run, blocks in _runs(cell[3]):
        if run:
            found.append(_inlines(run))
        found += [_inlines(block[3]) for block in blocks]
    return tuple(inlines for inlines in found if inlines)


def _runs(children: Sequence[Any]) -> Iterator[tuple[list[Any], list[Any]]]:
    """Yield each unbroken run of words, then the blocks that follow it."""
    run: list[Any] = []
    blocks: list[Any] = []
    for child in children:
        is_block = isinstance(child, list) and child[0] in _BLOCKS
        if is_block:
            blocks.append(child)
        else:
            if blocks:
                yield run, blocks
                run, blocks = [], []
            run.append(child)
    if run or blocks:
        yield run, blocks


def _inlines(children: Sequence[Any]) -> Inlines:
    done: list[Inline] = []
    skip_mark = False
    for at, child in enumerate(children):
        if isinstance(child, str):
            said = _in_one_line(child, done)
            if said:
                done.append(Text(said))
            continue
        kind, alt, extra, inner = child
        if kind in NOTES:
            done.append(Footnote(_note(inner)))
        elif kind == "Lbl":
            following = children[at + 1] if at + 1 < len(children) else ""
            skip_mark = isinstance(following, list) and following[0] in NOTES
            if not skip_mark:
                done += _inlines(inner)
        elif kind == "Figure":
            done.append(Image(alt, ""))
        else:
            opening = inner[0] if inner and isinstance(inner[0], str) else ""
            if (
                kind != "Link"
                and opening.startswith("\n")
                and _in_one_line(opening, done)[:1] == " "
            ):
                done.append(Text(" "))
            elif kind == "Link":
                inner = [c.replace("\n", "") if isinstance(c, str) else c for c in inner]
            done += _wrapped(kind, extra, _inlines(inner))
    return tuple(done)


def _in_one_line(said: str, before: Sequence[Inline]) -> str:
    """Return words with a space where a new line began, and none within a broken word."""
    parts = said.split("\n")
    done = parts[0]
    for part in parts[1:]:
        last = (done or _plain_end(before))[-1:]
        needed = bool(last) and not last.isspace() and last not in _BREAKERS
        done += (" " if needed and part else "") + part
    return done


def _plain_end(inlines: Sequence[Inline]) -> str:
    last = inlines[-1] if inlines else None
    if isinstance(last, Text):
        return last.text
    return "" if last is None else "x"


def _note(children: Sequence[Any]) -> tuple[Inlines, ...]:
    words = [c for c in children if not (isinstance(c, list) and c[0] == "Lbl")]
    paragraphs: list[Inlines] = []
    for run, blocks in _runs(words):
        if run:
            paragraphs.append(_inlines(run))
        paragraphs += [_inlines(block[3]) for block in blocks]
    return tuple(p for p in paragraphs if p)


def _wrapped(kind: str, extra: str, inner: Inlines) -> Inlines:
    if not inner:
        return ()
    if extra == "sup":
        return (Superscript(inner),)
    if extra == "sub":
        return (Subscript(inner),)
    if kind == "Link" and extra:
        return (Link(inner, extra),)
    if kind == "Em":
        return (Emphasis(inner),)
    if kind == "Strong":
        return (Strong(inner),)
    return inner


def _plain(inlines: Inlines) -> str:
    from minuted.model.canonical import text_of

    return text_of(inlines)


def _without(inlines: Inlines, count: int) -> Inlines:
    """Return inlines without their first characters, which are plain text."""
    done = list(inlines)
    while done and count > 0:
        first = done[0]
        if not isinstance(first, Text):
            break
        taken = min(count, len(first.text))
        count -= taken
        rest = first.text[taken:]
        done[0:1] = [Text(rest)] if rest else []
    if done and isinstance(done[0], Text):
        done[0] = Text(done[0].text.lstrip())
    return tuple(done)
