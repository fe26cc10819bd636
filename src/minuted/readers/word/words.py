"""A paragraph's words on their way from runs to inlines.

Run "You must " ── Run "not" bold ── LineBreak ── Run …      flat, with their looks
Text "You must " ── Strong(Text "not") ── LineBreak ── …     as the model has them
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from minuted.model.policy import (
    Code,
    Emphasis,
    Field,
    Footnote,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Text,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look.

    Attributes:
        bold: as seen; `strong` only where more than the paragraph's own style says so.
        raised: `superscript`, `subscript` or empty.
        caps: whether small letters are shown as capitals.
        size: in points.
    """

    text: str
    bold: bool = False
    strong: bool = False
    italic: bool = False
    raised: str = ""
    caps: bool = False
    size: float = 0.0
    underlined: bool = False


Atom: TypeAlias = Run | Inline
Atoms: TypeAlias = tuple[Atom, ...]


def inlines_of(atoms: Iterable[Atom]) -> Inlines:
    """Return runs and inlines as the model has them, white space at either end dropped."""
    runs = _settled(trimmed(tuple(atoms)))
    done: list[Inline] = []
    for strong, group in groupby(runs, key=lambda atom: isinstance(atom, Run) and atom.strong):
        inner = _slanted(group)
        done += [Strong(inner)] if strong else inner
    return tuple(done)


def plain(atoms: Iterable[Atom]) -> str:
    """Return the words alone, a line break as a line feed, without notes and pictures."""
    return "".join(_plain(atom) for atom in atoms)


def trimmed(atoms: Atoms) -> Atoms:
    """Return the atoms without white space and line breaks at either end."""
    kept = list(atoms)
    for end in (0, -1):
        while kept:
            atom = kept[end]
            if isinstance(atom, LineBreak):
                del kept[end]
                continue
            if isinstance(atom, Run):
                text = atom.text.lstrip() if end == 0 else atom.text.rstrip()
                if not text:
                    del kept[end]
                    continue
                kept[end] = replace(atom, text=text)
            break
    return tuple(kept)


def without_beginning(atoms: Atoms, count: int) -> Atoms:
    """Return the atoms without their first characters; links among them lose theirs too."""
    kept: list[Atom] = []
    for atom in atoms:
        length = len(_plain(atom))
        if count <= 0 or isinstance(atom, Footnote | Image):
            kept.append(atom)
        elif length > count and isinstance(atom, Run):
            kept.append(replace(atom, text=atom.text[count:]))
        elif length > count and not isinstance(atom, Run):
            kept.append(_shortened(atom, count))
        count -= length
    return tuple(kept)


def lines(atoms: Atoms) -> list[Atoms]:
    """Return the atoms as the lines that line breaks make of them."""
    done: list[list[Atom]] = [[]]
    for atom in atoms:
        if isinstance(atom, LineBreak):
            done.append([])
        else:
            done[-1].append(atom)
    return [tuple(line) for line in done]


def runs_of(atoms: Iterable[Atom]) -> list[Run]:
    """Return the runs that have something to see in them."""
    return [atom for atom in atoms if isinstance(atom, Run) and atom.text.strip()]


def _settled(atoms: Atoms) -> list[Atom]:
    """Let white space take the look of what it follows, and join what looks alike."""
    done: list[Atom] = []
    for atom in atoms:
        if not isinstance(atom, Run):
            done.append(atom)
            continue
        last = done[-1] if done else None
        text = " ".join(atom.text.replace("\xa0", "\x00").split("\t")).replace("\x00", "\xa0")
        run = Run(text, False, atom.strong, atom.italic, atom.raised)
        if isinstance(last, Run):
            # raised ones side by side are one, or nobody could tell where the first ends
            alike = _look(last) == _look(run) or (run.raised and run.raised == last.raised)
            if not text.strip() or alike:
                done[-1] = replace(last, text=last.text + text)
                continue
        elif not text.strip():
            run = Run(text)
        done.append(run)
    return [atom for atom in _spaces_outside(done) if not isinstance(atom, Run) or atom.text]


def _spaces_outside(atoms: list[Atom]) -> list[Atom]:
    """Let no bold or raised words begin or end with a space: it belongs to the plain ones."""
    done: list[Atom] = []
    for atom in atoms:
        if isinstance(atom, Run) and (atom.strong or atom.italic or atom.raised):
            body = atom.text.strip()
            if not body:
                done.append(Run(atom.text))
                continue
            start = atom.text.index(body[0])
            before, after = atom.text[:start], atom.text[start + len(body) :]
            done += [Run(before)] if before else []
            done.append(replace(atom, text=body))
            done += [Run(after)] if after else []
        else:
            done.append(atom)
    joined: list[Atom] = []
    for atom in done:
        last = joined[-1] if joined else None
        if isinstance(atom, Run) and isinstance(last, Run) and _look(atom) == _look(last):
            joined[-1] = replace(last, text=last.text + atom.text)
        else:
            joined.append(atom)
    return joined


def _look(run: Run) -> tuple[bool, bool, str]:
    return run.strong, run.italic, run.raised


def _slanted(atoms: Iterable[Atom]) -> Inlines:
    done: list[Inline] = []
    for italic, group in groupby(atoms, key=lambda atom: isinstance(atom, Run) and atom.italic):
        inner = tuple(_raised(atom) for atom in group)
        done += [Emphasis(inner)] if italic else inner
    return tuple(done)


def _raised(atom: Atom) -> Inline:
    if not isinstance(atom, Run):
        return atom
    text = Text(atom.text)
    if atom.raised == "superscript":
        return Superscript((text,))
    return Subscript((text,)) if atom.raised == "subscript" else text


def _plain(atom: Atom) -> str:
    match atom:
        case Run() | Text() | Code():
            return atom.text
        case LineBreak():
            return "\n"
        case Reference():
            return "".join(map(_plain, atom.children)) or atom.number
        case Emphasis() | Strong() | Superscript() | Subscript() | Link():
            return "".join(map(_plain, atom.children))
        case Field() | Footnote() | Image():
            return ""


def _shortened(atom: Inline, count: int) -> Inline:
    match atom:
        case Text() | Code():
            return replace(atom, text=atom.text[count:])
        case Reference() if not atom.children:
            return replace(atom, number=atom.number[count:])
        case Emphasis() | Strong() | Superscript() | Subscript() | Link() | Reference():
            inner: Sequence[Atom] = without_beginning(atom.children, count)
            children = tuple(one for one in inner if not isinstance(one, Run))
            return replace(atom, children=children)
        case _:
            return atom
