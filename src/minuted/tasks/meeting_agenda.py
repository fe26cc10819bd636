"""Which policies a meeting may take up: for its audience, with what is due first."""

from dataclasses import dataclass
from datetime import date

from minuted.model.force import is_concerned
from minuted.model.position import Position
from minuted.tasks.audiences import find_audience
from minuted.tasks.reading import Desk
from minuted.tasks.status import everything


@dataclass(frozen=True, slots=True)
class Choice:
    """A policy that may be on an agenda.

    Attributes:
        versions: the names of those that are issued, the latest last.
        position: where it stands for the audience; None for a group that has not decided on it.
        lines: how many lines its ledger has.
    """

    policy: str
    title: str
    versions: tuple[str, ...]
    position: Position | None
    lines: int

    @property
    def pressing(self) -> bool:
        """Whether something is to be done about it."""
        return self.position is not None and any(
            state.value not in _RESTING for state in self.position.states
        )


_RESTING = ("current", "superseded", "not-issued", "withdrawn", "to-come", "corrected")


def choices(desk: Desk, code: str, body: str, day: date) -> list[Choice]:
    """Return the policies that a body may decide on for an audience, what is due first.

    Raises:
        NotFoundError: there is no such audience.
        ComplaintsError: trust.yaml has errors.
    """
    found = everything(desk, day, (), (), ())
    audience = find_audience(found.organisation, code).code
    positions = {p.policy: p for p in found.positions if p.audience == audience}
    made = []
    for slug, front in found.fronts.items():
        ledger, _ = desk.ledger(slug)
        versions = tuple(v.name for v in front.versions if v.issued)
        may = not front.approved_by or not body or body in front.approved_by
        if not versions or not may:
            continue
        if is_concerned(front, ledger, found.organisation, audience, day):
            lines = len(ledger.lines)
            made.append(Choice(slug, front.title, versions, positions.get(slug), lines))
    made.sort(key=lambda c: (not c.pressing, c.title.casefold()))
    return made
