"""What of a page is its text and what is the site around it: menus, mastheads, footers."""

import re
from collections.abc import Iterator

from lxml import etree

from minuted.model.document import OmittedKind

_ROLES: dict[str, OmittedKind] = {
    "navigation": "contents list",
    "banner": "header",
    "search": "header",
    "contentinfo": "footer",
    "complementary": "footer",
}
_AROUND = re.compile(
    r"(?<![a-z])(?:cookie|breadcrumb|side-?bar|menu|navbar|nav|site-?header|site-?footer|masthead"
    r"|share|social-(?:links|icons)|pagination|skip|back-to-top|related)(?![a-z])",
    re.IGNORECASE,
)
_TOC = re.compile(r"(?<![a-z])(?:toc|table-of-contents|MsoToc\d?)(?![a-z])", re.IGNORECASE)
_TEXT = re.compile(
    r"(?<![a-z])(?:main-?content|page-?content|entry-content|post-content|article-body|content|WordSection1)(?![a-z])",
    re.IGNORECASE,
)


def words_of(element: etree._Element) -> str:
    """Return all words of an element, one space between them, without scripts and styles.

    Those of its pictures stand at the end.
    """
    parts = [
        str(text)
        for text in element.itertext()
        if text and _parent_tag(text) not in ("script", "style", "noscript", "template")
    ]
    parts += [picture.get("alt") or "" for picture in element.iter("img")]
    return " ".join(" ".join(parts).split())


def _parent_tag(text: object) -> str:
    parent = getattr(text, "getparent", lambda: None)()
    if parent is not None and getattr(text, "is_tail", False):
        parent = parent.getparent()
    tag = getattr(parent, "tag", "")
    return tag if isinstance(tag, str) else ""


def text_root(body: etree._Element) -> etree._Element:
    """Return the element that holds the page's own text."""
    mains = list(body.iter("main")) or [e for e in body.iter() if e.get("role") == "main"]
    if len(mains) == 1 and _weight(mains[0]) > 0.2 * _weight(body):
        return mains[0]
    articles = list(body.iter("article"))
    if len(articles) == 1 and _weight(articles[0]) > 0.3 * _weight(body):
        return articles[0]
    named = [
        e
        for e in body.iter("div", "section")
        if _TEXT.search(f"{e.get('class') or ''} {e.get('id') or ''}")
        and _weight(e) > 0.5 * _weight(body)
    ]
    return named[-1] if named else body


def _weight(element: etree._Element) -> int:
    return len(words_of(element))


def around(
    body: etree._Element, root: etree._Element
) -> Iterator[tuple[OmittedKind, etree._Element]]:
    """Yield what stands before and after the text's root, in the order of the page."""
    path = {id(e) for e in (root, *root.iterancestors())}
    upper = True

    def walk(element: etree._Element) -> Iterator[tuple[OmittedKind, etree._Element]]:
        nonlocal upper
        for child in element:
            if child is root:
                upper = False
            elif id(child) in path:
                yield from walk(child)
            elif isinstance(child.tag, str):
                yield ("header" if upper else "footer"), child

    if root is not body:
        yield from walk(body)


def furniture(element: etree._Element) -> OmittedKind | None:
    """Return what of a page's furniture an element inside the text is; None for text."""
    role = element.get("role") or ""
    if role in _ROLES:
        return _ROLES[role]
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    match element.tag:
        case "nav":
            return "contents list"
        case "footer" | "aside":
            return "footer"
        case "header":
            return None if element.find(".//h1") is not None else "header"
        case "p" | "li" | "div" | "ul" | "ol" | "section" | "table":
            if _TOC.search(names):
                return "contents list"
            if re.search(r"\bMsoHeader\b", names):
                return "header"
            if re.search(r"\bMsoFooter\b", names):
                return "footer"
            style = element.get("style") or ""
            if "mso-element:header" in style.replace(" ", ""):
                return "header"
            if "mso-element:footer" in style.replace(" ", ""):
                return "footer"
            if element.tag != "p" and _AROUND.search(names) and element.find(".//h1") is None:
                return "header"
    return None
