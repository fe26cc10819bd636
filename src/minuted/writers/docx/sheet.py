"""What a text brings into the file besides its body: links, pictures, notes, and their numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from minuted.errors import RenderError
from minuted.model.opc import Relationship
from minuted.writers.docx import ooxml

_ALLOWED = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"
)
_SCHEMES = ("https:", "http:", "mailto:")


@dataclass
class Links:
    """The relationships that one part gets from the text.

    Attributes:
        prefix: what their ids begin with; none of the part's own does.
        made: in the order they were asked for.
    """

    prefix: str
    made: list[Relationship] = field(default_factory=list)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def to(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a relationship, making it when it is first asked for."""
        known = self._known.get((kind, target))
        if known is None:
            known = f"{self.prefix}{len(self.made) + 1}"
            self._known[kind, target] = known
            self.made.append(Relationship(known, kind, target, external))
        return known

    def to_address(self, address: str, where: str) -> str:
        """Return the id of a link out of the document.

        Raises:
            RenderError: Word would call the file damaged for this address.
        """
        return self.to(ooxml.REL_HYPERLINK, safe_address(address, where), external=True)


@dataclass
class Sheet:
    """What is gathered while a text's body is written.

    Attributes:
        images: the text's pictures, by the SHA-256 of their bytes.
        document, footnotes: the links of each part.
        notes: the footnotes' XML.
        media: picture parts by name.
        height: of the page's text, in twips.
        bookmarks: names of the places that something refers to, by their number in the text.
    """

    images: Mapping[str, bytes]
    bookmarks: Mapping[str, str]
    height: int
    next_bookmark: int
    next_drawing: int
    next_note: int
    document: Links
    footnotes: Links
    notes: list[str] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)

    def drawing_number(self) -> int:
        """Return a number that no other drawing has."""
        self.next_drawing += 1
        return self.next_drawing - 1

    def bookmark_number(self) -> int:
        """Return a number that no other bookmark has."""
        self.next_bookmark += 1
        return self.next_bookmark - 1

    def add_note(self, xml: str) -> int:
        """Take in a footnote's paragraphs and return its number in the file."""
        number = self.next_note
        self.next_note += 1
        self.notes.append(f'<w:footnote w:id="{number}">{xml}</w:footnote>')
        return number


def safe_address(address: str, where: str) -> str:
    """Return a link's address with every character that may not stand in one percent-encoded.

    Raises:
        RenderError: it is no https:, http: or mailto: address with something behind.
    """
    safe = "".join(
        c if c in _ALLOWED else "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace"))
        for c in address.strip()
    )
    scheme = next((s for s in _SCHEMES if safe.lower().startswith(s)), "")
    rest = safe[len(scheme) :].lstrip("/")
    host = rest.partition("/")[0]
    if not scheme or not rest or "[" in host or "]" in host:
        raise RenderError(
            f"The link to “{address}” is no address that Word accepts.",
            "Write it as https://… or mailto:….",
            where,
        )
    return safe
