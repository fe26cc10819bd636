"""The proof of "No amendments": equal fingerprints of canonical forms, and nothing else.

It shares no code with the aligner, whose reading of a text is in `flatten`; so that a fault in
either shows as a disagreement of the two.
"""

from dataclasses import dataclass

from minuted.errors import EngineError
from minuted.model.canonical import fingerprint
from minuted.model.change import Comparison
from minuted.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Proof:
    """Two texts' fingerprints, worked out anew."""

    old: str
    new: str

    @property
    def no_amendments(self) -> bool:
        """Whether the texts are the same."""
        return self.old == self.new


def prove(old: Policy, new: Policy) -> Proof:
    """Work out both texts' fingerprints."""
    return Proof(fingerprint(old), fingerprint(new))


def confirm(proof: Proof, comparison: Comparison) -> None:
    """Hold the proof against the comparison.

    Raises:
        EngineError: one says that nothing changed and the other that something did.
    """
    if proof.no_amendments == comparison.is_quiet:
        return
    found = "found nothing" if comparison.is_quiet else "found changes"
    equal = "are equal" if proof.no_amendments else "differ"
    raise EngineError(
        f"Internal error: the texts' fingerprints {equal}, and the comparison {found}.",
        "No report was made, because one of the two is wrong. Please report it with both texts.",
    )
