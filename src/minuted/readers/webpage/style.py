"""The little of a page's style sheet that says what words are shown: hidden ones, list numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)")
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*0(?:\.0\d*)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)|font-size\s*:\s*[0-2](?:\.\d+)?(?:px|pt)"
    r"|opacity\s*:\s*0?(?:\.0\d*)?\s*(?:;|!|$)|(?:left|top|text-indent|margin-left|right)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*[01]?(?:px)?|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?:^|;|\s)color\s*:\s*(?:transparent|white|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255|rgba?\([^)]*,\s*0\s*\))"
    r"|(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)
_GROUND = re.compile(
    r"background(?:-color)?\s*:\s*(?!\s*(?:none|transparent|inherit|white|#fff))", re.I
)
_ADDED = re.compile(r"(?:(?<![\w-])content|--[\w-]+)\s*:\s*([^;{}]*)", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_LIST = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_SPOKEN_ONLY = re.compile(
    r"\b(?:sr-only|visually-?hidden|screen-reader(?:-text)?|skip(?:-link)?)\b", re.I
)


@dataclass(frozen=True, slots=True)
class _Rule:
    tag: str
    names: frozenset[str]
    style: str
    alone: bool


class Style:
    """A page's style sheets, as far as they are plain."""

    def __init__(self, root: etree._Element) -> None:
        sheets = [element.text or "" for element in root.iter("style")]
        source = (
            _COMMENT.sub("", "\n".join(sheets))[:2_000_000].replace("<!--", "").replace("-->", "")
        )
        self.source = source
        self.counters = "counters(" in source
        self.added_words = tuple(dict.fromkeys(_added(source)))
        self._rules = list(_rules(_without_other_media(source)))

    def hides(self, element: etree._Element) -> bool:
        """Whether an element's words are not shown to somebody who looks at the page."""
        if element.get("hidden") is not None:
            return True
        own = element.get("style") or ""
        if _hiding(own):
            return True
        if not self._rules:
            return False
        return any(
            rule.alone and _hiding(rule.style) for rule in self._rules if _fits(rule, element)
        )

    def is_spoken_only(self, element: etree._Element) -> bool:
        """Whether hidden words are meant for people who listen to the page."""
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        return bool(_SPOKEN_ONLY.search(names))

    def list_type(self, element: etree._Element) -> str:
        """Return a list's `list-style-type`; empty where nothing says."""
        found = _LIST.search(element.get("style") or "")
        if found:
            return found[1].strip().lower()
        said = ""
        for rule in self._rules:
            if _fits(rule, element) and (listed := _LIST.search(rule.style)):
                said = listed[1].strip().lower()
        return said


def _added(source: str) -> Iterator[str]:
    """Yield words that a style sheet prints of itself, or keeps to print."""
    for found in _ADDED.finditer(source):
        for one, other in _QUOTED.findall(found[1]):
            said = one or other
            if any(c.isalpha() for c in said) and not said.startswith("data:"):
                yield said


def _hiding(style: str) -> bool:
    found = _HIDING.search(style)
    if not found:
        return False
    pale = "color" in found[0].lower()
    return not (pale and _GROUND.search(style))


def _without_other_media(source: str) -> str:
    """Return a style sheet without what holds for print or narrow screens only."""
    done: list[str] = []
    at = 0
    for found in re.finditer(r"@[\w-]+[^{;]*[{;]", source):
        if found.start() < at:
            continue
        done.append(source[at : found.start()])
        at = found.end()
        if found[0].endswith("{"):
            depth = 1
            while at < len(source) and depth:
                depth += {"{": 1, "}": -1}.get(source[at], 0)
                at += 1
            if re.match(r"@media\s+(?:all|screen)\s*\{", found[0]):
                done.append(source[found.end() : at - 1])
    done.append(source[at:])
    return "".join(done)


def _rules(source: str) -> "list[_Rule]":
    rules: list[_Rule] = []
    for found in _RULE.finditer(source):
        style = found[2]
        if not (_HIDING.search(style) or _LIST.search(style)):
            continue
        for selector in found[1].split(","):
            parts = selector.split()
            if not parts or ":" in parts[-1] or "[" in selector:
                continue
            simple = _SIMPLE.fullmatch(parts[-1])
            if simple and len(rules) < 5_000:
                names = frozenset(re.findall(r"[.#][\w-]+", simple[2] or ""))
                tag = (simple[1] or "").lower().strip("*")
                if tag or names:
                    rules.append(_Rule(tag, names, style, len(parts) == 1))
    return rules


def _fits(rule: _Rule, element: etree._Element) -> bool:
    if rule.tag and rule.tag != element.tag:
        return False
    if not rule.names:
        return bool(rule.tag)
    own = {f".{name}" for name in (element.get("class") or "").split()}
    if element.get("id"):
        own.add(f"#{element.get('id')}")
    return rule.names <= own
