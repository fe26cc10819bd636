"""What a paragraph of a web page begins with, and whether it is a heading in bold."""

import re

from lxml import etree

from minuted.model.canonical import text_of
from minuted.model.policy import Inline, Inlines, Strong, Text
from minuted.readers.webpage.parts import words_of

_MSO_LEVEL = re.compile(r"mso-list\s*:\s*[^;]*?level(\d)", re.IGNORECASE)
_MSO_IGNORE = re.compile(r"mso-list\s*:\s*Ignore", re.IGNORECASE)


def inside(element: etree._Element) -> list[str | etree._Element]:
    """Return an element's text and elements in order."""
    items: list[str | etree._Element] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            items.append(child)
        items.append(child.tail or "")
    return items


def word_number(
    element: etree._Element, run: list[str | etree._Element]
) -> tuple[str, int, list[str | etree._Element]]:
    """Return the list number that Word wrote into a paragraph, its level, and the rest."""
    found = _MSO_LEVEL.search(element.get("style") or "")
    if not found:
        return "", 0, run
    for span in element.iter("span"):
        if _MSO_IGNORE.search(span.get("style") or ""):
            label = " ".join("".join(str(t) for t in span.itertext()).split())
            tail = span.tail or ""
            parent = span.getparent()
            if parent is not None:
                previous = span.getprevious()
                if previous is not None:
                    previous.tail = (previous.tail or "") + tail
                else:
                    parent.text = (parent.text or "") + tail
                parent.remove(span)
            return label, int(found[1]), inside(element)
    return "", int(found[1]), run


def split(inlines: Inlines, pattern: re.Pattern[str]) -> tuple[str, Inlines]:
    """Return a number that was typed at the start, and the words after it."""
    if not inlines:
        return "", inlines
    first = inlines[0]
    if isinstance(first, Strong) and first.children and isinstance(first.children[0], Text):
        label, rest = split(first.children, pattern)
        if label:
            bold = (Strong(rest),) if rest else ()
            return label, (*bold, *inlines[1:])
        whole = text_of(first.children)
        alone = re.fullmatch(pattern.pattern.partition("(?:\\s+")[0] + r"\s*", whole)
        if alone and len(inlines) > 1:
            return alone[1], _left_trimmed(inlines[1:])
        return "", inlines
    if not isinstance(first, Text):
        return "", inlines
    head = first.text if len(inlines) == 1 else first.text + "x"
    found = pattern.match(head)
    if not found or found.end() > len(first.text):
        return "", inlines
    rest_text = first.text[found.end() :]
    rest = (Text(rest_text), *inlines[1:]) if rest_text else inlines[1:]
    return found[1], rest


def marked(element: etree._Element, inlines: Inlines) -> tuple[str, Inlines] | None:
    """Return a number that the page marks as one, as ours do, and the words after it."""
    first = next(iter(element), None)
    if first is None or (element.text or "").strip() or first.tag not in ("a", "span"):
        return None
    if "number" not in (first.get("class") or "").split():
        return None
    label = words_of(first)
    if not label or not inlines or not isinstance(inlines[0], Text):
        return None
    if inlines[0].text.strip() == label and len(inlines) == 1:
        return label, ()
    if not inlines[0].text.startswith(f"{label} "):
        return None
    rest = inlines[0].text[len(label) + 1 :].lstrip()
    return label, ((Text(rest), *inlines[1:]) if rest else inlines[1:])


def _left_trimmed(inlines: Inlines) -> Inlines:
    if inlines and isinstance(inlines[0], Text):
        words = inlines[0].text.lstrip()
        return (Text(words), *inlines[1:]) if words else inlines[1:]
    return inlines


def is_bold(inlines: Inlines) -> bool:
    """Whether all words are in bold."""
    shown = [i for i in inlines if not (isinstance(i, Text) and not i.text.strip())]
    return bool(shown) and all(isinstance(i, Strong) for i in shown)


def is_short(inlines: Inlines) -> bool:
    """Whether they are as few as a heading's, and no sentence."""
    words = text_of(inlines)
    return len(words.split()) <= 15 and not words.endswith((".", ";", ","))


def plain_bold(inlines: Inlines) -> Inlines:
    """Return a heading's words without the bold that all of them are in."""
    done: list[Inline] = []
    for inline in inlines:
        done += inline.children if isinstance(inline, Strong) else (inline,)
    return tuple(done)
