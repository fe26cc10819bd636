"""What a draft changes in the version before it: to be looked at before it is issued."""

from dataclasses import dataclass

from minuted.compare.compare import compare
from minuted.compare.proof import confirm, prove
from minuted.model.change import Comparison
from minuted.model.change_narrative import narrative
from minuted.model.front_matter import Version
from minuted.model.policy import Policy
from minuted.tasks.reading import Desk


@dataclass(frozen=True, slots=True)
class Since:
    """The changes since the version before.

    Attributes:
        comparison: None for a first version, or where the text before cannot be read.
        obstacle: why it cannot, as a sentence; empty otherwise.
    """

    comparison: Comparison | None = None
    obstacle: str = ""

    @property
    def narrative(self) -> str:
        """A narrative made of the changes; empty where there is nothing to make it of."""
        return narrative(self.comparison) if self.comparison else ""


def changes_since(desk: Desk, slug: str, before: Version | None, draft: Policy) -> Since:
    """Compare a draft with the version before it.

    Raises:
        EngineError: the comparison and the fingerprints disagree.
    """
    if before is None:
        return Since()
    text = desk.issued(slug, before.name)
    if text.policy is None or text.errors:
        return Since(obstacle=text.errors[0].message if text.errors else "It cannot be read.")
    comparison = compare(text.policy, draft)
    confirm(prove(text.policy, draft), comparison)
    return Since(comparison)
