"""A changed clause as paragraphs, each with its number, bullet, and words kept, struck or added."""

import re
from dataclasses import dataclass

from minuted.model.change import Change, Op
from minuted.model.change_lines import Line, Run, lines
from minuted.model.policy import label

_BESIDE = re.compile(r" for .*$| \(\d+\)$")
"""What parts a school's own clause, or a repeated number, from another of the same number."""

_UNNUMBERED = re.compile(r"(?:^|/)p\d+$")


@dataclass(frozen=True, slots=True)
class Tracked:
    """A paragraph, kept or taken out or put in as a whole.

    Attributes:
        bullet: how deep its bullet is; 0 for none, -1 for what goes on after one of depth 1.
        first: whether it begins a clause.
    """

    op: Op
    runs: tuple[Run, ...]
    bullet: int
    first: bool


def printed(address: str, kind: str) -> str:
    """Return the number that a clause or section prints; empty for what has none."""
    if kind not in ("section", "clause") or _UNNUMBERED.search(address):
        return ""
    number = _BESIDE.sub("", address)
    return label(number, 1 + len(re.findall(r"[.(]", number)))


def paragraphs(change: Change) -> list[Tracked]:
    """Return the paragraphs of anything but a table, at least one."""
    old = _starts(change.old_text, dict(change.old_setting.begins), change.old, change.kind)
    new = _starts(change.new_text, dict(change.new_setting.begins), change.new, change.kind)
    done = []
    for line in lines(change):
        was = old[line.old] if line.old >= 0 else None
        now = new[line.new] if line.new >= 0 else None
        runs = (*_numbers(line, was, now), *line.cells[0])
        about = now or was
        assert about is not None  # a line is in one of the two texts
        done.append(Tracked(line.op, runs, about.bullet, about.first))
    return done


@dataclass(frozen=True, slots=True)
class _Start:
    """How a line begins: its bullet, and its number where it begins a clause."""

    bullet: int
    first: bool
    number: str


def _starts(
    text: str, begins: dict[int, int], addresses: tuple[str, ...], kind: str
) -> list[_Start]:
    """Return how each line of a text begins."""
    found: list[_Start] = []
    place, part = 0, 0
    while addresses:
        first = not found or text[place - 1] == "\n"
        number = printed(addresses[part], kind) if first else ""
        part += first
        found.append(_Start(begins.get(place, 0), first, number))
        while place < len(text):
            place += 1
            if text[place - 1] == "\n" or (text[place - 1] == " " and place in begins):
                break
        else:
            break
    return found


def _numbers(line: Line, was: _Start | None, now: _Start | None) -> list[Run]:
    old, new = was.number if was else "", now.number if now else ""
    if line.op == "=" and old != new:
        runs = [Run("-", old, number=True)] if old else []
        runs += [Run("+", new, number=True)] if new else []
        tab: Op = "=" if old and new else "-" if old else "+"
        return [*runs, Run(tab, "\t", number=True)]
    number = old or new
    tabbed = [Run(line.op, number, number=True), Run(line.op, "\t", number=True)]
    return tabbed if number else []
