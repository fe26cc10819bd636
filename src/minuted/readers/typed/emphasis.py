"""Runs of asterisks and underscores, made emphasis where they belong together.

**must** not *ever*      Strong, Emphasis
5 * 3, file_name, ____   words
"""

import re
from dataclasses import dataclass

from minuted.model.policy import Emphasis, Inline, Inlines, Strong, Text


@dataclass(slots=True)
class Run:
    """A run of asterisks or underscores that may begin or end emphasis."""

    sign: str
    count: int
    opens: bool
    closes: bool


def run_of(text: str, match: re.Match[str]) -> Run | Text:
    """Return a run of signs as what it may do, by what stands on either side of it."""
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    opens = not after.isspace() and (after.isalnum() or not before.isalnum())
    closes = not before.isspace() and (before.isalnum() or not after.isalnum())
    inside = _is_word(before) and _is_word(after)
    if inside and "_" in (before, after):  # DEB_*_TYPE
        return Text(match[0])
    if match[0][0] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    if len(match[0]) > 3 or not (opens or closes):
        return Text(match[0])
    return Run(match[0][0], len(match[0]), opens, closes)


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def emphasised(items: list[Inline | Run]) -> Inlines:
    """Return items with the runs that belong together made emphasis, the others words."""
    done: list[Inline | Run] = []
    openers: list[int] = []
    for item in items:
        if not isinstance(item, Run):
            done.append(item)
            continue
        while item.closes and item.count:
            start = next((p for p in reversed(openers) if _pairs(done[p], item)), None)
            if start is None:
                break
            opener = done[start]
            assert isinstance(opener, Run)
            taken = 2 if opener.count >= 2 and item.count >= 2 else 1
            inner = tuple(_as_word(i) for i in done[start + 1 :])
            openers = [p for p in openers if p < start]
            opener.count -= taken
            item.count -= taken
            wrapped: Inline = Strong(inner) if taken == 2 else Emphasis(inner)
            del done[start + 1 :]
            if opener.count:
                openers.append(start)
            else:
                del done[start]
            done.append(wrapped)
        if item.count:
            if item.opens:
                openers = [*openers[-30:], len(done)]
            done.append(item)
    return tuple(_as_word(item) for item in done)


def _pairs(opener: Inline | Run, closer: Run) -> bool:
    if not isinstance(opener, Run) or opener.sign != closer.sign:
        return False
    return not (
        (opener.closes or closer.opens)
        and (opener.count + closer.count) % 3 == 0
        and (opener.count % 3 or closer.count % 3)
    )


def _as_word(item: Inline | Run) -> Inline:
    return Text(item.sign * item.count) if isinstance(item, Run) else item
