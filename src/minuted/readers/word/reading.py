"""What all of one file's reading shares: its parts, where it stands, and what it has to tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from minuted.model.document import Omitted, OmittedKind, Place, Remark
from minuted.model.policy import Inlines
from minuted.readers.word.fields import Open, joined
from minuted.readers.word.names import Element
from minuted.readers.word.numbering import Numbering
from minuted.readers.word.package import Package
from minuted.readers.word.pictures import Pictures
from minuted.readers.word.styles import Styles

_MOST_ALIKE = 50
"""How many remarks of one code are kept; the last says how many more there were."""


@dataclass
class Reading:
    """The state of reading one file.

    Attributes:
        part: the part that is being read, whose pointers count.
        paragraph: how many paragraphs have begun, those of tables and text boxes too.
        fields: the fields that are open where the reading stands, outermost first.
        alone: field marks without a counterpart.
        silent: how many of them show nothing where the reading stands, as in their codes.
        paging: how many of them show the number of a page.
        contents: how many things are open that make words part of a contents list.
        notes: footnotes and endnotes, each by its kind and id.
        comments: who said what, by id.
        apart: where the reading stands if not in the body, such as `footnote 3`.
    """

    package: Package
    styles: Styles
    numbering: Numbering
    part: str
    pictures: Pictures
    notes: dict[tuple[str, str], tuple[Inlines, ...]] = field(default_factory=dict)
    comments: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    apart: str = ""
    paragraph: int = 0
    fields: list[Open] = field(default_factory=list)
    alone: set[Element] = field(default_factory=set)
    silent: int = 0
    paging: int = 0
    contents: int = 0
    omitted: list[Omitted] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where the reading stands."""
        if self.apart:
            return Place(0, 0, self.apart)
        at = max(1, self.paragraph)
        return Place(0, at, f"paragraph {at}")

    def omit(self, kind: OmittedKind, text: str) -> None:
        """Keep words that are no part of the text."""
        text = joined([text])
        if text:
            self.omitted.append(Omitted(kind, text, self.place))

    def tell(self, code: str, message: str, hint: str) -> None:
        """Remark on something at the place where the reading stands."""
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count <= _MOST_ALIKE:
            self.remarks.append(Remark(code, message, hint, self.place))

    def comment(self, identity: str) -> None:
        """Tell of a comment where it stands."""
        author, text = self.comments.get(identity, ("", ""))
        if not text:
            return
        self.omit("comment", text)
        who = f" by {author}" if author else ""
        self.tell(
            "comment",
            f"There is a comment{who} here: “{text[:300]}”.",
            "Settle it; the text is read without it.",
        )

    def uncounted(self) -> list[Remark]:
        """Return a remark for each code of which there were more than are told one by one."""
        return [
            Remark(
                code,
                f"There are {count - _MOST_ALIKE} more places like the last of these.",
                "Look at the document in Word.",
                Place(0, 0, ""),
            )
            for code, count in self._counts.items()
            if count > _MOST_ALIKE
        ]
