"""Bold and italics placed where Markdown can see that they begin and end.

**Note:**see          a star between a colon and a letter ends nothing
**Note**:see          so the colon is left plain
*a*****b*c**          where bold italics touch italics nobody can tell the stars apart
*a*b**c**             so they are left plain

Only looks change: no sign is lost, added or moved past another.
"""

import unicodedata
from dataclasses import replace

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

_EDGE = " "
"""What stands before and after a block, as far as stars are concerned."""


def flanked(inlines: Inlines) -> Inlines:
    """Return inlines whose bold and italic ones each begin and end where Markdown sees it."""
    return _between(inlines, _EDGE, _EDGE)


def _between(inlines: Inlines, before: str, after: str) -> Inlines:
    following = [after]
    for inline in reversed(inlines):
        following.append(_first(inline) or following[-1])
    done: list[Inline] = []
    for at, inline in enumerate(inlines, 2):
        if isinstance(inline, Emphasis | Strong):
            left = next(filter(None, map(_last, reversed(done))), before)
            for one in _settled(inline, left, following[-at]):
                done += _apart(one, done[-1] if done else None)
        else:
            done.append(inline)
    return tuple(done)


def _settled(inline: Emphasis | Strong, before: str, after: str) -> Inlines:
    """Return a bold or italic run, the signs at its ends that would hide its stars left plain."""
    children = inline.children
    head: list[Inline] = []
    while children and not _can_face(_first_of(children), before):
        sign, rest = _parted(children, front=True)
        if sign is None:
            return (*head, *_between(children, before, after))
        head.append(sign)
        before = _last(sign) or before
        children = rest
    tail: list[Inline] = []
    while children and not _can_face(_last_of(children), after):
        sign, rest = _parted(children, front=False)
        if sign is None:
            return (*head, *_between(children, before, after), *tail)
        tail.insert(0, sign)
        after = _first(sign) or after
        children = rest
    if not children:
        return (*head, *tail)
    inner = _between(children, before, after)
    if len(inner) > 1 and isinstance(inner[0], Emphasis | Strong):
        inner = (*inner[:-1], *_plain_at_end(inner[-1]))
    return (*head, replace(inline, children=inner), *tail)


def _plain_at_end(inline: Inline) -> Inlines:
    """Return the last part of a run that begins with stars within stars: it may not end so too."""
    if not isinstance(inline, Emphasis | Strong):
        return (inline,)
    return (*inline.children[:-1], *_plain_at_end(inline.children[-1]))


def _apart(inline: Inline, last: Inline | None) -> Inlines:
    """Return what follows another run without stars that would touch that one's in a heap."""
    if not (isinstance(inline, Emphasis | Strong) and isinstance(last, Emphasis | Strong)):
        return (inline,)
    if type(inline) is not type(last) and not (_is_double(last, -1) or _is_double(inline, 0)):
        return (inline,)
    done: list[Inline] = []
    for child in inline.children:
        before = done[-1] if done else last
        done += _apart(child, before)
    return tuple(done)


def _is_double(inline: Inline, end: int) -> bool:
    """Whether stars stand within stars at one end of it."""
    children = inline.children if isinstance(inline, Emphasis | Strong) else ()
    return bool(children) and isinstance(children[end], Emphasis | Strong)


def _can_face(inner: str, outer: str) -> bool:
    """Whether stars between the two are seen: `inner` is the sign that is bold or italic."""
    if inner.isspace():
        return False
    return _is_letter(inner) or outer.isspace() or unicodedata.category(outer)[0] == "P"


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM"


def _first_of(inlines: Inlines) -> str:
    return next(filter(None, map(_first, inlines)), _EDGE)


def _last_of(inlines: Inlines) -> str:
    return next(filter(None, map(_last, reversed(inlines))), _EDGE)


def _first(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text[:1]
        case LineBreak():
            return "\n"
        case Emphasis() | Strong():
            return next(filter(None, map(_first, inline.children)), "")
        case Superscript():
            return "^"
        case Subscript():
            return "~"
        case _:
            return "["


def _last(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text[-1:]
        case Emphasis() | Strong():
            return next(filter(None, map(_last, reversed(inline.children))), "")
        case LineBreak() | Superscript() | Subscript():
            return _first(inline)
        case _:
            return ")"


def _parted(inlines: Inlines, *, front: bool) -> tuple[Inline | None, Inlines]:
    """Take the first or last sign off some inlines; none where it is no plain one."""
    at = 0 if front else len(inlines) - 1
    one = inlines[at]
    rest: Inlines
    match one:
        case Text(text) if len(text) > 1:
            sign: Inline | None = Text(text[:1] if front else text[-1:])
            rest = (Text(text[1:] if front else text[:-1]),)
        case Text() | LineBreak():
            sign, rest = one, ()
        case Emphasis() | Strong():
            sign, inner = _parted(one.children, front=front) if one.children else (Text(""), ())
            rest = (replace(one, children=inner),) if inner else ()
        case _:
            return None, inlines
    return sign, (*inlines[:at], *rest, *inlines[at + 1 :])
