"""Who is asking, and what they may do: the one place that routes ask.

On a person's own machine it is whoever git says they are, and they may do all that the command line
lets them do. A server that several people share would hand `create_app` something that reads a
sign-in instead; no page would change.
"""

from dataclasses import dataclass
from typing import Literal

Act = Literal["read", "record", "issue", "import", "build"]

ALL: frozenset[Act] = frozenset(("read", "record", "issue", "import", "build"))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the pages.

    Attributes:
        name: as git records it; empty where git does not know.
    """

    name: str
    acts: frozenset[Act] = ALL

    def may(self, act: Act) -> bool:
        """Whether they may do it."""
        return act in self.acts
