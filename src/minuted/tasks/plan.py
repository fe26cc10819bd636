"""What a plan of copies says: which there should be, who gets none, and what stops which."""

from dataclasses import dataclass, field
from datetime import date

from minuted.model.copy import Copy
from minuted.model.diagnostic import Diagnostic
from minuted.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Wanted:
    """A copy that there should be.

    Attributes:
        key: of the text: two copies with equal keys have equal texts.
    """

    key: str
    text: Policy
    images: dict[str, bytes]
    copy: Copy


@dataclass(frozen=True, slots=True)
class NotAdopted:
    """An audience that gets no copy of a policy, and why, as a sentence."""

    policy: str
    audience: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A copy that an error stops.

    Attributes:
        policy: empty where all of them are stopped.
        audience: empty where all of the policy's copies are stopped.
        path: of the one file that is stopped; empty where it is those of every format.
    """

    policy: str
    audience: str
    reason: str
    path: str = ""


@dataclass(slots=True)
class Plan:
    """What a build is to do, and what stands in its way.

    Attributes:
        policy: the slug of the one that it is about; empty for a plan of several.
    """

    policy: str = ""
    wanted: list[Wanted] = field(default_factory=list)
    not_adopted: list[NotAdopted] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, part: "Plan") -> None:
        """Take in what is planned besides."""
        self.wanted += part.wanted
        self.not_adopted += part.not_adopted
        self.failed += part.failed
        self.diagnostics += part.diagnostics


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for.

    Attributes:
        policies, audiences: slugs and codes; empty for all.
        day: the day whose copies are wanted.
        today: the day on which this is asked.
        draft: whether drafts are wanted rather than what is in force.
    """

    policies: tuple[str, ...]
    audiences: tuple[str, ...]
    day: date
    today: date
    draft: bool = False
