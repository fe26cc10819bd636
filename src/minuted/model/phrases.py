"""Phrases as readers put them together: pieces of plain words joined, white space in order."""

import re

from minuted.model.policy import (
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Strong,
    Subscript,
    Superscript,
    Text,
)


def merged(inlines: Inlines) -> Inlines:
    """Return inlines with neighbouring pieces of plain words as one."""
    done: list[Inline] = []
    for inline in inlines:
        last = done[-1] if done else None
        if isinstance(inline, Text) and isinstance(last, Text):
            done[-1] = Text(last.text + inline.text)
        else:
            done.append(inline)
    return tuple(done)


def tidy(inlines: Inlines, white: re.Pattern[str]) -> Inlines:
    """Return a phrase with one space for each run of white space, and none at either end.

    Args:
        white: a run of what is white space where the phrase comes from.
    """
    done = [Text(white.sub(" ", i.text)) if isinstance(i, Text) else i for i in merged(inlines)]
    while done and _is_blank(done[0]):
        done.pop(0)
    while done and _is_blank(done[-1]):
        done.pop()
    if done and isinstance(done[0], Text):
        done[0] = Text(done[0].text.lstrip())
    if done and isinstance(done[-1], Text):
        done[-1] = Text(done[-1].text.rstrip())
    return tuple(i for i in done if not (isinstance(i, Text) and not i.text))


def _is_blank(inline: Inline) -> bool:
    """Whether an inline at an end shows nothing: bold white space does not either."""
    match inline:
        case Text():
            return not inline.text.strip()
        case Emphasis() | Strong() | Superscript() | Subscript():
            return all(map(_is_blank, inline.children))
        case _:
            return isinstance(inline, LineBreak)
