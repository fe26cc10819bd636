"""What a comparison of two texts says: a closed vocabulary of changes, clause by clause.

Report ── old: Side   which text it was: policy, version, fingerprint, decision
  │  └─── new: Side
  └ Comparison
      └ Change "amended" 4.1 ▶ 4.2, moved, renumbered, notes
          └ Segment "=" kept, "-" struck, "+" added
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Literal

from minuted.model.policy import Policy

ChangeKind = Literal["title", "section", "clause", "paragraph", "table"]
Op = Literal["=", "-", "+"]

TITLE = "title"
"""The title's address."""


class Status(Enum):
    """What became of a clause; it may be moved or renumbered besides."""

    UNCHANGED = "unchanged"
    AMENDED = "amended"
    ADDED = "added"
    REMOVED = "removed"
    MERGED = "merged"
    SPLIT = "split"


class Note(Enum):
    """What kind of amendment it is, where that can be said; in the order of printing.

    `CONSEQUENTIAL`: nothing but cross-references that follow the renumbering of their targets.
    `CHECK_NUMBER`: a cross-reference does not lead to what it led to, so somebody should look.
    """

    PUNCTUATION = "punctuation"
    CASE = "case"
    HEADING = "heading"
    CONSEQUENTIAL = "consequential"
    CHECK_NUMBER = "check-number"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters: `=` in both texts, `-` in the old one only, `+` in the new one only."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set, by the places of its characters; nothing of it is compared.

    Attributes:
        begins: where a paragraph begins after a space or at the start, and how deep its bullet
            is: 0 for none, -1 for what goes on after a bullet of depth 1.
        stressed: start and end of what is bold, or italic.
    """

    begins: tuple[tuple[int, int], ...] = ()
    stressed: tuple[tuple[int, int, bool, bool], ...] = ()

    def followed_by(self, other: "Setting", place: int) -> "Setting":
        """Return this setting with that of a further text, which begins at a place."""
        if other == PLAIN:
            return self
        begins = ((at + place, bullet) for at, bullet in other.begins)
        stressed = ((a + place, b + place, bold, it) for a, b, bold, it in other.stressed)
        return Setting((*self.begins, *begins), (*self.stressed, *stressed))

    def part(self, start: int, end: int) -> "Setting":
        """Return how a part of the text is set."""
        begins = ((at - start, bullet) for at, bullet in self.begins if start <= at < end)
        stressed = (
            (max(a, start) - start, min(b, end) - start, bold, italic)
            for a, b, bold, italic in self.stressed
            if a < end and b > start
        )
        return Setting(tuple(begins), tuple(stressed))


PLAIN = Setting()
"""One paragraph, nothing stressed."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one clause, section, paragraph or table, or of the title.

    Attributes:
        old, new: addresses; several for what was merged or split, none where it is absent.
        depth: how far below the text itself it stands, from 1; 0 for the title.
        words: `=` and `-` joined give the old text to the character, `=` and `+` the new one;
            several texts are joined by LF.
        stays: whether it stands in the same order in both texts, among all others that do; what
            does not has to be taken out in one place and put in at another.
        old_setting, new_setting: how the two texts are set.
        heading: the words of the nearest heading above it; empty where there is none.
    """

    status: Status
    kind: ChangeKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    words: tuple[Segment, ...]
    depth: int = 1
    moved: bool = False
    renumbered: bool = False
    notes: tuple[Note, ...] = ()
    stays: bool = True
    old_setting: Setting = PLAIN
    new_setting: Setting = PLAIN
    heading: str = ""

    @property
    def is_quiet(self) -> bool:
        """Whether nothing at all happened to it."""
        plain = self.status is Status.UNCHANGED and not self.notes
        return plain and not self.moved and not self.renumbered

    @property
    def old_text(self) -> str:
        """The old text."""
        return "".join(s.text for s in self.words if s.op != "+")

    @property
    def new_text(self) -> str:
        """The new text."""
        return "".join(s.text for s in self.words if s.op != "-")


@dataclass(frozen=True)  # without slots, so that what it comes to can be kept
class Comparison:
    """Everything that two texts have, in reading order: each address of either exactly once.

    What was removed stands after what it stood after. Tables are neither merged nor split, so that
    a line feed within a text parts either rows or what was joined.

    Attributes:
        old_order, new_order: the addresses of each text, in its own order.
    """

    changes: tuple[Change, ...]
    old_order: tuple[str, ...] = ()
    new_order: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> Mapping[Status, int]:
        """How many changes there are of each status, in the order of `Status`; noughts too."""
        found = Counter(change.status for change in self.changes)
        return {status: found[status] for status in Status}

    @cached_property
    def is_quiet(self) -> bool:
        """Whether there is no change, move, renumbering or note at all."""
        return all(change.is_quiet for change in self.changes)

    @cached_property
    def renumbered_only(self) -> bool:
        """Whether some numbers changed, and nothing else."""
        return not self.is_quiet and all(
            c.status is Status.UNCHANGED and not c.moved and not c.notes for c in self.changes
        )

    @cached_property
    def renumbered(self) -> tuple[tuple[str, str], ...]:
        """Old and new addresses of what was renumbered, in the order of the new text."""
        return tuple(
            (old, new)
            for change in self.changes
            if change.renumbered
            for old in change.old
            for new in change.new
            if old != new
        )

    @cached_property
    def unrelated(self) -> bool:
        """Whether the two seem to be different documents: next to nothing was kept.

        Too little text proves nothing: 40 words at least must be there on either side.
        """
        lengths = {"=": 0, "-": 0, "+": 0}
        for change in self.changes:
            for segment in change.words:
                lengths[segment.op] += len(segment.text.split())
        smaller = lengths["="] + min(lengths["-"], lengths["+"])
        return smaller >= 40 and lengths["="] < smaller / 8


@dataclass(frozen=True, slots=True)
class DecisionMark:
    """The decision that a text rests on: by whom, for whom, when, under which minute number."""

    audience: str
    body: str
    day: date
    minute: str
    kind: str


@dataclass(frozen=True, slots=True)
class Side:
    """Which text was compared.

    Attributes:
        policy: the slug, or a file's name.
        version: its name; empty for a draft or a file.
        name: what to call it in a sentence, such as `version 1, in force for AS`.
        decision: None where no decision is known.
    """

    policy: str
    version: str
    name: str
    title: str
    fingerprint: str
    decision: DecisionMark | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A comparison with the two texts' identities.

    Attributes:
        no_amendments: whether the fingerprints were proved equal.
        old_text, new_text: what was compared.
    """

    old: Side
    new: Side
    no_amendments: bool
    comparison: Comparison
    old_text: Policy
    new_text: Policy
