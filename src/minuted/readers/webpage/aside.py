"""What is said of a page besides its text: what is left out, and what an eye should look at."""

from lxml import etree

from minuted.model.document import Omitted, OmittedKind, Place, Remark
from minuted.readers.excerpts import short
from minuted.readers.webpage.parts import words_of
from minuted.readers.webpage.phrases import SKIPPED
from minuted.readers.webpage.style import Style


class Aside:
    """Remembers what is left out of one page, each thing once, with where it stands.

    Attributes:
        count: how many paragraphs were read so far, which is what a place is told by.
    """

    def __init__(self, style: Style) -> None:
        self.omitted: list[Omitted] = []
        self.remarks: list[Remark] = []
        self.count = 0
        self._style = style
        self._hidden: dict[etree._Element, bool] = {}

    def hides(self, element: etree._Element) -> bool:
        """Whether an element's words are not shown; what it hides is noted once."""
        known = self._hidden.get(element)
        if known is not None:
            return known
        hidden = isinstance(element.tag, str) and self._style.hides(element)
        if element.tag == "del" or "msoDel" in (element.get("class") or ""):
            hidden = True
            self.remark(
                "tracked-change",
                f"Words are struck out: “{short(words_of(element))}”.",
                "They are left out; find out whether the change was agreed.",
            )
        self._hidden[element] = hidden
        if hidden and words_of(element):
            self.omit("hidden text", element)
            if not self._style.is_spoken_only(element) and element.tag != "del":
                self.remark(
                    "hidden-text",
                    f"There are words that nobody sees: “{short(words_of(element))}”.",
                    "Find out how they came there; they are left out.",
                )
        return hidden

    def omit(self, kind: OmittedKind, element: etree._Element) -> None:
        """Note an element that is left out, if it has words."""
        said = words_of(element)
        if said and element.tag not in SKIPPED:
            self.omit_words(kind, said)

    def omit_words(self, kind: OmittedKind, said: str) -> None:
        """Note some words that are left out."""
        self.omitted.append(Omitted(kind, said, self.place()))

    def remark(self, code: str, message: str, hint: str) -> None:
        """Note what a human eye should look at."""
        self.remarks.append(Remark(code, message, hint, self.place()))

    def place(self) -> Place:
        """Return the place of the last paragraph."""
        at = max(self.count, 1)
        return Place(0, at, f"paragraph {at}")
