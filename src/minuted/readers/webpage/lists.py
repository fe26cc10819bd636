"""The numbers before the items of a list: those that a browser prints, and those typed."""

import re
from dataclasses import dataclass

from lxml import etree

from minuted.readers.webpage.style import Style

_TYPES = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "1": "decimal",
}
_NUMBER = (
    r"\(?\d{1,3}(?:\.\d{1,3}){1,5}[A-Z]?(?:\([a-z]{1,4}\))*[.):]?"
    r"|\d{1,3}[.):]|\(\d{1,3}\)|\([a-zA-Z]{1,4}\)|[a-zA-Z][.)]|[ivx]{2,5}[.)]|[IVX]{2,5}[.)]"
    r"|[A-Z](?:\.\d{1,3})+\.?"
    r"|\d{1,3}[A-Z]?(?:\.\d{1,3}[A-Z]?)+(?:\([a-z]{1,4}\))*"
    r"|(?i:section|article|appendix|annex|schedule|part|clause|rule|chapter)\s+(?:\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVX]{1,5})[.:)–-]?"
)
TYPED = re.compile(rf"\s*({_NUMBER})(?:\s+|(?=[A-Z][a-z]))(?=\S)")
HEADING_TYPED = re.compile(rf"\s*({_NUMBER}|\d{{1,3}})\s+(?=\S)")


@dataclass(slots=True)
class Counter:
    """An ordered list that is being walked through."""

    manner: str
    value: int
    step: int
    above: tuple[int, ...] = ()

    def next(self, item: etree._Element) -> int:
        """Return the number of an item."""
        own = item.get("value")
        if own is not None and re.fullmatch(r"-?\d{1,6}", own.strip()):
            self.value = int(own)
        taken = self.value
        self.value += self.step
        return taken


def counter_of(element: etree._Element, style: Style, above: tuple[int, ...]) -> Counter | None:
    """Return how an `<ol>` counts; None where its items have no numbers of their own."""
    listed = style.list_type(element)
    if "none" in listed.split() and not style.counters:
        return None
    manner = _TYPES.get((element.get("type") or "").strip(), "")
    for name in (
        "lower-alpha",
        "upper-alpha",
        "lower-latin",
        "upper-latin",
        "lower-roman",
        "upper-roman",
    ):
        if name in listed:
            manner = name.replace("latin", "alpha")
    start = (element.get("start") or "").strip()
    items = sum(1 for child in element if child.tag == "li")
    backwards = element.get("reversed") is not None
    begin = int(start) if re.fullmatch(r"-?\d{1,6}", start) else items if backwards else 1
    return Counter(manner or "decimal", begin, -1 if backwards else 1, above)


def printed(counter: Counter, value: int, style: Style) -> str:
    """Return a number as the browser prints it."""
    if style.counters and counter.manner == "decimal":
        return ".".join(str(part) for part in (*counter.above, value))
    match counter.manner:
        case "lower-alpha" | "upper-alpha" if 0 < value < 703:
            letters = _letters(value)
            return (letters if counter.manner.startswith("lower") else letters.upper()) + "."
        case "lower-roman" | "upper-roman" if 0 < value < 4000:
            numeral = _roman(value)
            return (numeral if counter.manner.startswith("lower") else numeral.upper()) + "."
        case _:
            return f"{value}."


def _letters(value: int) -> str:
    letters = ""
    while value:
        value, rest = divmod(value - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def _roman(value: int) -> str:
    pairs = (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
        (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    )  # fmt: skip
    done = ""
    for worth, numeral in pairs:
        while value >= worth:
            done += numeral
            value -= worth
    return done
