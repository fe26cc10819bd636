"""What the elements of a page are: blocks, headings, items that only hold a further list."""

from lxml import etree

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WITHIN = frozenset(("a", "span", "font", "ins", "label", "u", "b", "i", "em", "strong", "small"))


def holds_blocks(element: etree._Element) -> bool:
    """Whether an element of the words within a paragraph holds paragraphs after all."""
    return element.tag in _WITHIN and any(c.tag in BLOCKS for c in element.iterdescendants())


def is_listing(item: etree._Element) -> bool:
    """Whether an item only holds a further list."""
    return any(child.tag in ("ol", "ul") for child in item) and not (item.text or "").strip()


def anchor_of(element: etree._Element) -> str:
    """Return the name that a block has as a place, or that what it begins has; empty for none."""
    named = element.get("id") or ""
    parent = element.getparent()
    if not named and parent is not None and parent.tag in ("li", "section"):
        return (parent.get("id") or "") if next(iter(parent), None) is element else ""
    return named
