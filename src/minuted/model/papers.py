"""The papers of a meeting: what a body is asked to decide, with everything that it needs for that.

Pack ── Paper unchanged  ┐ approved together, with the proof that no word differs
     ├─ Paper unchanged  ┘
     ├─ Paper changed      what changed, and the text with its changes
     ├─ Paper new          adopted for the first time
     └─ Paper matter       a chair's action, draft minutes: nothing to read
"""

import datetime
from dataclasses import dataclass
from enum import Enum

from minuted.model.agenda import Item
from minuted.model.change import Report
from minuted.model.dates import MonthOrDay, in_full


class Kind(Enum):
    """What is asked of the body."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    MATTER = "matter"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text that is new as a whole: its number, if it has one, and its words."""

    number: str
    words: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One policy on the agenda.

    Attributes:
        report: what differs between the text in force and the newest; None where nothing is in
            force, or where nothing has to be read.
        fingerprint: of the newest text as this audience gets it; empty where it is not known.
        next_review: as the policy's cycle has it; None where it has none.
        minute: its minute number, with a blank for the item.
        elsewhere: who decided on it last, where that was not this audience.
        text: the whole of a text that is new to the body.
        trouble: why its texts could not be read or compared; it is then a matter to settle.
    """

    item: Item
    kind: Kind
    report: Report | None
    fingerprint: str
    next_review: MonthOrDay | None
    minute: str
    elsewhere: str = ""
    text: tuple[TextLine, ...] = ()
    trouble: str = ""

    @property
    def reasons(self) -> str:
        """Why it is on the agenda, in sentences."""
        words = self.item.in_words()
        if self.elsewhere:
            words += (
                f" It was decided last by {self.elsewhere}; what is decided here holds for"
                f" {self.item.name} alone."
            )
        if self.trouble:
            words += f" What changed cannot be shown: {self.trouble}"
        return words.strip()

    def resolution(self, day: datetime.date) -> str:
        """Return what is proposed, as a sentence; empty for a matter."""
        item = self.item
        review = f", to be reviewed in {self.next_review.in_full()}" if self.next_review else ""
        match self.kind:
            case Kind.UNCHANGED:
                return f"That version {item.latest} of the {item.title} is approved again{review}."
            case Kind.CHANGED:
                return (
                    f"That version {item.latest} of the {item.title} is adopted in place of version"
                    f" {item.version}, from {in_full(day)}{review}."
                )
            case Kind.NEW:
                return (
                    f"That version {item.latest} of the {item.title} is adopted, from"
                    f" {in_full(day)}{review}."
                )
            case _:
                return ""


@dataclass(frozen=True, slots=True)
class Pack:
    """The papers of one body's meeting for one audience.

    Attributes:
        sheet: the name of the file that takes the decisions back.
        left: policies that are due for the audience, and are another body's or the trust's.
    """

    audience: str
    name: str
    body: str
    body_name: str
    day: datetime.date
    papers: tuple[Paper, ...]
    sheet: str
    left: tuple[str, ...] = ()

    def of(self, kind: Kind) -> list[tuple[int, Paper]]:
        """Return the papers of a kind with their numbers, from 1."""
        return [(at, paper) for at, paper in enumerate(self.papers, 1) if paper.kind is kind]

    @property
    def title(self) -> str:
        """What stands at the top."""
        return "Policies for the agenda"

    @property
    def line(self) -> str:
        """Which meeting it is for."""
        return f"{self.body_name}, {self.name}, {in_full(self.day)}"

    @property
    def summary(self) -> str:
        """How much there is of each kind, in a sentence."""
        counts = [(len(self.of(kind)), words) for kind, words in _COUNTED.items()]
        said = [f"{number} {words}" for number, words in counts if number]
        if not said:
            return "Nothing is due."
        many = "1 policy" if len(self.papers) == 1 else f"{len(self.papers)} policies"
        return f"{many}: {', '.join(said)}."


_COUNTED = {
    Kind.UNCHANGED: "unchanged, to be approved together",
    Kind.CHANGED: "changed",
    Kind.NEW: "to be adopted for the first time",
    Kind.MATTER: "with something else to settle",
}
ASKED = {
    Kind.UNCHANGED: "Approve again, unchanged",
    Kind.CHANGED: "Adopt the new version",
    Kind.NEW: "Adopt for the first time",
    Kind.MATTER: "Settle",
}
"""What is asked, in the table at the top."""

CONSENT = "Unchanged: approved together"
CONSENT_WORDS = (
    "These policies are due and their texts have not changed. They can be approved in one"
    " resolution, unless somebody wishes to speak about one of them."
)
PROOF_WORDS = (
    "The proof: the fingerprint is worked out from every word, number and mark of a text. It was"
    " worked out anew, for this paper, from the text in force and from the newest; where the two"
    " are equal, so are the texts."
)
CONSENT_RESOLUTION = "Proposed: that the policies listed here are approved again without amendment."
NEW_HEADING = "To be adopted for the first time"
NEW_WORDS = "Nothing is in force yet, so each of these texts is new as a whole. They stand below."
MATTERS = "Other matters"
AFTERWARDS = "After the meeting"


def afterwards(pack: Pack) -> str:
    """Return how the decisions are recorded."""
    return (
        f"The clerk fills in the sheet {pack.sheet}: the minute number of each policy, and what"
        " was decided where that was something else. A row whose policy was not taken is deleted."
        f" Then: minuted record --from {pack.sheet}"
    )
