"""Numbers that a style sheet prints before the items of a list, as Google Docs and others have it.

    .lst-kix_a-1>li:before{content:"(" counter(lst-ctn-kix_a-1,lower-latin) ") "}

The list's class names a counter, and lists of all levels stand side by side.
"""

import re
from collections.abc import Mapping

from lxml import etree

from minuted.readers.webpage.lists import Counter, printed
from minuted.readers.webpage.style import Style

_RULE = re.compile(r"\.([\w-]{1,80})\s*>\s*li::?before\s*\{\s*content\s*:\s*([^{}]{1,400})\}")
_PIECE = re.compile(r"\"([^\"]*)\"|counter\(\s*([\w-]+)\s*(?:,\s*([\w-]+)\s*)?\)")
_LEVEL = re.compile(r"-(\d)$")


class Counters:
    """The counters of a page, while its lists are walked through."""

    def __init__(self, source: str) -> None:
        self._rules: Mapping[str, str] = dict(_RULE.findall(source))
        self._values: dict[str, int] = {}

    def of(self, element: etree._Element) -> str:
        """Return the content that is printed before each item of a list; empty for none."""
        for name in (element.get("class") or "").split():
            if "counter(" in self._rules.get(name, ""):
                return self._rules[name]
        return ""

    def begin(self, element: etree._Element, content: str) -> int:
        """Note that a list begins, or goes on; return its level."""
        own = self._own(content)
        start = element.get("start") or "1"
        if "start" in (element.get("class") or "").split() or own not in self._values:
            self._values[own] = int(start) - 1 if re.fullmatch(r"\d{1,6}", start) else 0
        level = _LEVEL.search(own)
        return int(level[1]) + 1 if level else 1

    def next(self, content: str, style: Style) -> str:
        """Return the number of the next item."""
        own = self._own(content)
        self._values[own] += 1
        done = ""
        for words, name, manner in _PIECE.findall(content):
            if name:
                latin = (manner or "decimal").replace("latin", "alpha")
                value = max(self._values.get(name, 1), 1)
                done += printed(Counter(latin, value, 1), value, style).removesuffix(".")
            else:
                done += words
        return done.strip()

    def _own(self, content: str) -> str:
        return next((name for _, name, _ in reversed(_PIECE.findall(content)) if name), "")
