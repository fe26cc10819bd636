"""Words inside a paragraph, heading or cell as Typst source, and a record of where each stands.

Nothing of an author's is ever markup or code: words, addresses and names all pass through
`literal`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from minuted.errors import RenderError
from minuted.model.policy import (
    Code,
    Emphasis,
    Field,
    Footnote,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Policy,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from minuted.model.walking import numbered, walk_inlines, words_in


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the text, or of a copy, that a complaint may name; a copy's has no address."""

    kind: str
    address: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.address}".strip()


@dataclass(slots=True)
class Record:
    """What a text shows, each with its place: what a fault is looked up in.

    Attributes:
        words: each run of words, in reading order.
        fields: the first place of each field, by its name.
        pictures: each picture's first place and the picture, by its path in the compiler's folder.
    """

    words: list[tuple[Place, str]] = field(default_factory=list)
    fields: dict[str, Place] = field(default_factory=dict)
    pictures: dict[str, tuple[Place, Image]] = field(default_factory=dict)


def literal(words: str) -> str:
    """Return a Typst string literal that means exactly these characters."""
    if words.isprintable() and '"' not in words and "\\" not in words:  # nearly always
        return f'"{words}"'
    return '"' + "".join(_escaped(character) for character in words) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    return f"\\u{{{ord(character):x}}}"


class InlineWriter:
    """Writes inlines of one text; knows its references and its pictures."""

    def __init__(self, text: Policy, pictures: dict[str, str]) -> None:
        """Read the text; `pictures` are paths by the SHA-256 of their bytes."""
        self.record = Record()
        self._pictures = pictures
        parts = list(numbered(text.children))
        self._anchors = {part.anchor: part.number for part in parts if part.anchor}
        self._numbers = {part.number for part in parts}
        self._targets = set(self._targets_in(text))

    def label_of(self, number: str) -> str:
        """Return the label, as a literal, of a place that a reference means; empty if none does."""
        return literal(_label(number)) if number in self._targets else ""

    def write(self, inlines: Inlines, place: Place, *, in_heading: bool = False) -> str:
        """Return a Typst code block of the words, and note what is in them.

        Raises:
            RenderError: a picture is missing or has no alternative text.
        """
        self.record.words.append((place, plain(inlines)))
        for inline in walk_inlines(inlines):
            if isinstance(inline, Field):
                self.record.fields.setdefault(inline.name, place)
        return self._joined(inlines, place, in_heading=in_heading)

    def picture(self, function: str, image: Image, place: Place) -> str:
        """Return a call that shows a picture.

        Raises:
            RenderError: it is missing or has no alternative text.
        """
        path = self._pictures.get(image.sha256)
        if path is None:
            message = f"The picture {image.path} in {place} is missing."
            raise RenderError(message, "Put it beside the policy's file.", place.address)
        if not image.alt.strip():
            message = f"The picture {image.path} in {place} has no alternative text."
            raise RenderError(message, "Say in words what it shows: ![…](…).", place.address)
        self.record.pictures.setdefault(path, (place, image))
        width = f"{image.width:g}mm" if image.width else "auto"
        return f"{function}({literal(path)}, {literal(image.alt)}, {width})"

    def _joined(self, inlines: Inlines, place: Place, *, in_heading: bool) -> str:
        parts = [self._inline(inline, place, in_heading=in_heading) for inline in inlines]
        # Typst takes `{ }` for no value at all, which is not the same as no words.
        return "{ " + "; ".join(parts or ['""']) + " }"

    def _inline(self, inline: Inline, place: Place, *, in_heading: bool) -> str:
        def inner(children: Inlines) -> str:
            return self._joined(children, place, in_heading=in_heading)

        match inline:
            case Text():
                return literal(inline.text)
            case LineBreak():
                return "linebreak()"
            case Emphasis():
                return f"emph({inner(inline.children)})"
            case Strong():
                return f"strong({inner(inline.children)})"
            case Superscript():
                return f"super({inner(inline.children)})"
            case Subscript():
                return f"sub({inner(inline.children)})"
            case Code():
                return f"typewriter({literal(inline.text)})"
            case Link():
                words = inner(inline.children or (Text(inline.target),))
                return f"web({literal(inline.target)}, {words})"
            case Reference():
                words = inner(inline.children or (Text(inline.number),))
                number = self._target_of(inline)
                return words if number is None else f"go({literal(_label(number))}, {words})"
            case Field():
                # A heading is made inside `context` as a whole, and its bookmark is its plain
                # words: a value that arrived by a `context` of its own would be missing there.
                return f"{'value' if in_heading else 'field'}({literal(inline.name)})"
            case Footnote():
                notes = [inner(paragraph) for paragraph in inline.paragraphs]
                return "footnote({ " + "; parbreak(); ".join(notes or ['""']) + " })"
            case Image():
                return self.picture("picture-in-line", inline, place)

    def _target_of(self, reference: Reference) -> str | None:
        """Return the number of the place meant; None where this text does not have it."""
        if reference.anchor in self._anchors:
            return self._anchors[reference.anchor]
        return reference.number if reference.number in self._numbers else None

    def _targets_in(self, text: Policy) -> Iterator[str]:
        for _, inline in words_in(text.children):
            number = self._target_of(inline) if isinstance(inline, Reference) else None
            if number is not None:
                yield number


def _label(number: str) -> str:
    return f"at {number}"


def plain(inlines: Inlines) -> str:
    """Return the words alone, alternative texts included, as far as a font must have them."""
    parts = []
    for inline in walk_inlines(inlines):
        match inline:
            case Text() | Code():
                parts.append(inline.text)
            case Reference(children=()):
                parts.append(inline.number)
            case Link(children=()):
                parts.append(inline.target)
            case Image():
                parts.append(inline.alt)
            case _:
                pass
    return "".join(parts)
