"""Footnotes of a web page: marks that link to a note further down, and the notes themselves."""

import re

from lxml import etree

from minuted.model.policy import Footnote, Inlines, Text

_NAMED = re.compile(r"(?:^|[^a-z])(?:fn|ftn|note|footnote|endnote|edn|cite_note)", re.IGNORECASE)
_MARK = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[ivx]{1,5}|[*†‡§a-z])\s*[\])]?\s*")
_HOLDERS = frozenset(("li", "p", "div", "aside", "td", "dd"))


class Notes:
    """The notes of one page, by the address of their marks."""

    def __init__(self, root: etree._Element) -> None:
        self._places: dict[str, etree._Element] = {}
        for element in root.iter():
            if isinstance(element.tag, str):
                for name in (element.get("id"), element.get("name")):
                    if name:
                        self._places.setdefault(name, element)
        order = {element: at for at, element in enumerate(root.iter())}
        self.of_mark: dict[etree._Element, etree._Element] = {}
        self.holders: set[etree._Element] = set()
        for link in root.iter("a"):
            target = self._target(link)
            if target is not None and order[target] > order[link] and target not in self.holders:
                self.of_mark[link] = target
                self.holders.add(target)

    def _target(self, link: etree._Element) -> etree._Element | None:
        address = (link.get("href") or "").strip()
        if not address.startswith("#") or len(address) < 2:
            return None
        said = "".join(str(t) for t in link.itertext())
        if not _MARK.fullmatch(said) or link.get("role") == "doc-backlink":
            return None
        raised = any(e.tag == "sup" for e in (*link.iterancestors("sup"), *link.iter("sup")))
        named = _NAMED.search(address[1:]) is not None
        if not (link.get("role") == "doc-noteref" or (named and (raised or "[" in said)) or named):
            return None
        place = self._places.get(address[1:])
        while place is not None and place.tag not in _HOLDERS:
            place = place.getparent()
        return place if place is not None and link not in place.iter() else None

    def is_mark(self, element: etree._Element) -> etree._Element | None:
        """Return the note that an element is the mark of; the mark may stand in a `<sup>`."""
        if element.tag == "a":
            return self.of_mark.get(element)
        if element.tag in ("sup", "span"):
            links = list(element.iter("a"))
            alone = len(links) == 1 and _MARK.fullmatch("".join(str(t) for t in element.itertext()))
            return self.of_mark.get(links[0]) if alone else None
        return None

    def is_back_link(self, element: etree._Element) -> bool:
        """Whether an element leads from a note back to its mark."""
        if element.tag != "a":
            return False
        if element.get("role") == "doc-backlink":
            return True
        address = (element.get("href") or "").lstrip("#")
        place = self._places.get(address)
        if place is None:
            return False
        return any(mark in place.iter() or mark is place for mark in self.of_mark)


def footnote(paragraphs: list[Inlines]) -> Footnote:
    """Return a note of some paragraphs, without the way back to its mark."""
    return Footnote(tuple(p for p in map(_without_backs, paragraphs) if p))


def _without_backs(inlines: Inlines) -> Inlines:
    """Return a note's words without the place of the link back to its mark."""
    kept = tuple(i for i in inlines if not (isinstance(i, Footnote) and not i.paragraphs))
    if kept and isinstance(kept[-1], Text):
        kept = (*kept[:-1], Text(kept[-1].text.rstrip()))
    return kept
