"""What the styles of a Word file say: looks, outline levels, numbering, each along `basedOn`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from minuted.readers.word.names import VAL, Element, number, switch, value, w

_MOST_STEPS = 50
"""The longest chain of styles that is followed; Word itself allows ten or so."""

_TOGGLES = ("b", "i", "caps", "vanish")


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look, as far as it matters here.

    Attributes:
        size: in points.
        raised: `superscript`, `subscript` or empty.
    """

    bold: bool = False
    italic: bool = False
    caps: bool = False
    hidden: bool = False
    size: float = 10.0
    underlined: bool = False
    raised: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a style or paragraph says of its number.

    Attributes:
        number: the list's `numId`; `0` switches numbering off.
        level: counted from 0; None where it is not said.
    """

    number: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with all that it takes from those it is based on.

    Attributes:
        chain: the ids of the style and of those below it, nearest first.
        names: their names in small letters, in the same order.
        outline: 1 to 9 for a heading; 0 for none.
        lists: what each style of the chain says of numbers, nearest first.
        indent: of the left edge, in points.
    """

    chain: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    outline: int = 0
    lists: tuple[tuple[str, Numbered], ...] = ()
    look: Look = Look()
    indent: float | None = None

    @property
    def name(self) -> str:
        """The style's own name, in small letters."""
        return self.names[0] if self.names else ""


@dataclass(frozen=True, slots=True)
class _CharacterStyle:
    """What a character style switches on or off, and what it says of size and line."""

    toggles: Mapping[str, bool]
    sized: tuple[Element, ...]


class Styles:
    """The styles of one file, looked up by id."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._characters: dict[str, _CharacterStyle] = {}
        self._styled: dict[tuple[Look, str], Look] = {}
        self._default = ""
        self._root = root
        for element in () if root is None else root.iterfind(w("style")):
            identity = element.get(w("styleId"), "")
            self._elements.setdefault(identity, element)
            if element.get(w("type")) == "paragraph" and element.get(w("default"), "0") in _ON:
                self._default = identity

    @cached_property
    def base(self) -> Look:
        """How characters look that no style says anything of."""
        path = f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"
        properties = None if self._root is None else self._root.find(path)
        return changed(Look(), properties)

    def list_style_number(self, identity: str) -> str:
        """Return the `numId` that a list style names; empty for none."""
        element = self._elements.get(identity)
        path = f"{w('pPr')}/{w('numPr')}"
        return "" if element is None else value(element.find(path), "numId")

    def paragraph(self, identity: str) -> Style:
        """Return a paragraph style; an unknown id stands for the default, as it does in Word."""
        if identity not in self._elements:
            identity = self._default
        known = self._known.get(identity)
        if known is None:
            known = self._known[identity] = self._paragraph(identity)
        return known

    def run(self, style: Style, properties: Element | None) -> Look:
        """Return how a run looks in a paragraph of that style."""
        look = style.look
        if properties is None:
            return look
        named = value(properties, "rStyle")
        if named:
            known = self._styled.get((look, named))
            if known is None:
                known = self._styled[look, named] = self._with_character_style(look, named)
            look = known
        return changed(look, properties)

    def _with_character_style(self, base: Look, named: str) -> Look:
        own = self._character(named)
        look = base
        for name, on in own.toggles.items():
            # a switch that both styles throw is off again: that is Word's rule
            field = _FIELDS[name]
            look = replace(look, **{field: on != getattr(base, field)}) if on else look
        for step in own.sized:
            look = _sized(look, step)
        return look

    def _paragraph(self, identity: str) -> Style:
        steps = list(self._chain(identity))
        look = self.base
        outline, indent = 0, None
        lists: list[tuple[str, Numbered]] = []
        for step in reversed(steps):
            look = changed(look, step.find(w("rPr")))
            properties = step.find(w("pPr"))
            said = value(properties, "outlineLvl")
            outline = _outline(said) if said else _by_name(_name(step)) or outline
            indent = indent_of(properties, indent)
        for step in steps:
            said_number = numbered(step.find(w("pPr")))
            if said_number:
                lists.append((step.get(w("styleId"), ""), said_number))
        chain = tuple(step.get(w("styleId"), "") for step in steps)
        return Style(chain, tuple(map(_name, steps)), outline, tuple(lists), look, indent)

    def _chain(self, identity: str) -> Iterator[Element]:
        seen: set[str] = set()
        while identity in self._elements and identity not in seen and len(seen) < _MOST_STEPS:
            seen.add(identity)
            element = self._elements[identity]
            yield element
            identity = value(element, "basedOn")

    def _character(self, identity: str) -> _CharacterStyle:
        known = self._characters.get(identity)
        if known is None:
            toggles: dict[str, bool] = {}
            sized: list[Element] = []
            for step in self._chain(identity):
                properties = step.find(w("rPr"))
                if properties is None:
                    continue
                if any(properties.find(w(name)) is not None for name in ("sz", "vertAlign", "u")):
                    sized.insert(0, properties)
                for name in _TOGGLES:
                    said = switch(properties, name)
                    if said is not None:
                        toggles.setdefault(name, said)
            known = self._characters[identity] = _CharacterStyle(toggles, tuple(sized))
        return known


_ON = ("1", "true", "on")
_FIELDS = {"b": "bold", "i": "italic", "caps": "caps", "vanish": "hidden"}


def changed(look: Look, properties: Element | None) -> Look:
    """Return a look with what run properties say outright."""
    if properties is None:
        return look
    said = {name: switch(properties, name) for name in _TOGGLES}
    if any(on is not None for on in said.values()):
        bold, italic, caps, hidden = (said[name] for name in _TOGGLES)
        look = replace(
            look,
            bold=look.bold if bold is None else bold,
            italic=look.italic if italic is None else italic,
            caps=look.caps if caps is None else caps,
            hidden=look.hidden if hidden is None else hidden,
        )
    return _sized(look, properties)


def _sized(look: Look, properties: Element | None) -> Look:
    if properties is None:
        return look
    size = value(properties, "sz")
    raised = properties.find(w("vertAlign"))
    line = value(properties, "u")
    if line:
        look = replace(look, underlined=line != "none")
    if size:
        look = replace(look, size=number(size, 20) / 2)
    if raised is not None:
        how = raised.get(VAL, "")
        look = replace(look, raised=how if how in ("superscript", "subscript") else "")
    return look


def numbered(properties: Element | None) -> Numbered | None:
    """Return what paragraph properties say of a number; None where they say nothing."""
    element = None if properties is None else properties.find(w("numPr"))
    if element is None:
        return None
    level = value(element, "ilvl")
    return Numbered(
        value(element, "numId").strip(), max(0, min(8, number(level, 0))) if level else None
    )


def indent_of(properties: Element | None, otherwise: float | None) -> float | None:
    """Return where the paragraph's lines begin, in points; `otherwise` where it is not said."""
    element = None if properties is None else properties.find(w("ind"))
    if element is None:
        return otherwise
    said = element.get(w("left")) or element.get(w("start"))
    return number(said, 0, 100_000) / 20 if said else otherwise


def outline_of(properties: Element | None) -> int | None:
    """Return a paragraph's own outline level, 1 to 9, 0 for body text; None where it has none."""
    said = value(properties, "outlineLvl")
    return _outline(said) if said else None


def _outline(said: str) -> int:
    level = number(said, 9)
    return level + 1 if 0 <= level < 9 else 0


def _by_name(name: str) -> int:
    """Return the level of Word's own heading styles, which some files leave unsaid."""
    head, _, tail = name.rpartition(" ")
    return int(tail) if head == "heading" and tail.isdigit() and 0 < int(tail) < 10 else 0


def _name(element: Element) -> str:
    return value(element, "name").strip().lower()
