"""What to put on the next agendas, soonest first, gathered by the body that decides."""

from dataclasses import dataclass
from datetime import date, timedelta

from minuted.model.agenda import Item, Meeting, agenda, meetings
from minuted.model.diagnostic import Diagnostic
from minuted.model.organisation import Organisation
from minuted.tasks.reading import Desk
from minuted.tasks.status import Unread, everything

AHEAD = timedelta(weeks=13)
"""How far to look where no day is named: a term."""


@dataclass(frozen=True, slots=True)
class DueRequest:
    """What is wanted.

    Attributes:
        day: the day on which this is asked.
        before: reviews that fall due by this day, it included; None for a term ahead. A month
            falls due on its first day, so that it is on an agenda within it.
        audiences, bodies: codes; policies: slugs; all empty for everything. A group, or the
            trust, stands for itself and its schools.
    """

    day: date
    before: date | None = None
    audiences: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DueReport:
    """What is due.

    Attributes:
        before: the day up to which reviews were looked for.
        items: soonest first; meetings: the same, gathered by body.
        later: how many items of those asked for fall due after `before`.
        unread: policies of which nothing can be said.
        diagnostics: what is wrong with the files that were read.
    """

    day: date
    before: date
    organisation: Organisation
    items: tuple[Item, ...]
    meetings: tuple[Meeting, ...]
    later: int
    unread: tuple[Unread, ...]
    diagnostics: tuple[Diagnostic, ...]


def due(desk: Desk, request: DueRequest) -> DueReport:
    """Return what the bodies have to take up by a day, soonest first.

    Raises:
        NotFoundError: a policy, an audience or a body that was asked for is not there.
        ComplaintsError: trust.yaml has errors.
    """
    before = request.before or request.day + AHEAD
    found = everything(desk, request.day, request.policies, request.audiences, request.bodies)
    items = [
        item
        for item in agenda(found.positions, found.organisation)
        if item.causes
        and (not request.bodies or item.body in request.bodies)
        and (not found.audiences or found.audiences & {item.owner, *item.schools})
    ]
    by_then = [item for item in items if item.due is not None and item.due <= before]
    return DueReport(
        request.day,
        before,
        found.organisation,
        tuple(by_then),
        tuple(meetings(by_then, found.organisation)),
        len(items) - len(by_then),
        found.unread,
        found.diagnostics,
    )
