"""Claims of "No amendments" in old version tables, held against the texts that there are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from minuted.model.canonical import fingerprint
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.ledger import Line
from minuted.model.organisation import Organisation
from minuted.model.policy import Policy
from minuted.tasks.record_basis import difference, says_no_amendments

TextOf = Callable[[str, Line], Policy | None]
"""A version's text as it stood for the audience of a line; None where it is not held."""


@dataclass(frozen=True, slots=True)
class FalseClaim:
    """A decision that says it, the one before it, and what differs."""

    line: Line
    before: Line
    differs: str


def false_claims(
    lines: Sequence[Line], text_of: TextOf, organisation: Organisation
) -> Iterator[FalseClaim]:
    """Yield every claim that the texts contradict; lines are in the order of their dates."""
    for at, line in enumerate(lines):
        if not says_no_amendments(line.narrative):
            continue
        codes = {
            line.audience,
            organisation.trust.code,
            *(group.code for group in organisation.groups_of(line.audience, line.date)),
            *organisation.schools_of(line.audience, line.date),
        }
        before = next((b for b in reversed(lines[:at]) if b.audience in codes), None)
        if before is None or before.version == line.version:
            continue
        old, new = text_of(before.version, line), text_of(line.version, line)
        if old is not None and new is not None and fingerprint(old) != fingerprint(new):
            yield FalseClaim(line, before, difference(old, new))


def contradicted(claim: FalseClaim, path: str, whose: str = "") -> Diagnostic:
    """Return what is said of a false claim.

    Args:
        whose: whose copy has the older text, such as ` as the copy of OAK has it`.
    """
    line, before = claim.line, claim.before
    return Diagnostic(
        Severity.WARNING,
        "claim-contradicted",
        f"The table says “{line.narrative}” of version {line.version} for {line.audience} on"
        f" {line.date.isoformat()}, and it differs from version {before.version}{whose}:"
        f" {claim.differs}.",
        "The decision is kept as it was minuted; tell the body.",
        path,
    )
