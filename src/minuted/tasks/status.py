"""Every policy against every school: which version is in force, and what is overdue."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from minuted.errors import NotFoundError
from minuted.model.diagnostic import Diagnostic, in_file_order
from minuted.model.front_matter import FrontMatter
from minuted.model.nearest import did_you_mean
from minuted.model.organisation import Organisation
from minuted.model.position import Position, State
from minuted.model.positions import positions
from minuted.tasks.audiences import find_audience
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.reading import Desk


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """Whose positions are wanted, on which day.

    Attributes:
        policies: slugs; audiences, bodies: codes; states: all empty for everything.
            A group, or the trust, stands for itself and its schools of that day.
    """

    day: date
    policies: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    states: tuple[State, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A policy whose position cannot be told, because a file of it has errors."""

    policy: str
    reason: str


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Where things stand.

    Attributes:
        organisation: of the trust.
        positions: what was asked for; by policy, and for each in the order of the register.
        quiet: how many positions with nothing to do were left out, because no state was named.
        fronts: what each policy that was looked at says of itself, by slug.
        unread: policies of which nothing can be said.
        diagnostics: what is wrong with the files that were read.
    """

    day: date
    organisation: Organisation
    positions: tuple[Position, ...]
    quiet: int
    fronts: Mapping[str, FrontMatter]
    unread: tuple[Unread, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def totals(self) -> dict[State, int]:
        """How many positions are in each state that occurs; one may be in several."""
        found = Counter(state for position in self.positions for state in position.states)
        return {state: found[state] for state in State if found[state]}


@dataclass(frozen=True, slots=True)
class Everything:
    """All positions of some policies, nobody left out.

    Attributes:
        audiences: the codes that were asked for with their groups' schools; empty for everybody.
    """

    organisation: Organisation
    positions: tuple[Position, ...]
    audiences: frozenset[str]
    fronts: Mapping[str, FrontMatter]
    unread: tuple[Unread, ...]
    diagnostics: tuple[Diagnostic, ...]


def status(desk: Desk, request: StatusRequest) -> StatusReport:
    """Return where every policy stands for every school, of those that were asked for.

    Raises:
        NotFoundError: a policy, an audience or a body that was asked for is not there.
        ComplaintsError: trust.yaml has errors.
    """
    found = everything(desk, request.day, request.policies, request.audiences, request.bodies)
    chosen = [
        position
        for position in found.positions
        if (not found.audiences or position.audience in found.audiences)
        and (not request.bodies or position.body in request.bodies)
        and (not request.states or any(state in request.states for state in position.states))
    ]
    quiet = [] if request.states else [position for position in chosen if position.quiet]
    shown = chosen if request.states else [p for p in chosen if not p.quiet]
    return StatusReport(
        request.day,
        found.organisation,
        tuple(shown),
        len(quiet),
        found.fronts,
        found.unread,
        found.diagnostics,
    )


def everything(
    desk: Desk,
    day: date,
    policies: tuple[str, ...],
    audiences: tuple[str, ...],
    bodies: tuple[str, ...],
) -> Everything:
    """Return all positions of the policies, after making sure that what was asked for is there.

    Raises:
        NotFoundError: a policy, an audience or a body is not there.
        ComplaintsError: trust.yaml has errors.
    """
    organisation, complaints = desk.organisation()
    if organisation is None or any(d.is_error for d in complaints):
        raise ComplaintsError("governance/trust.yaml", complaints)
    wanted = frozenset(
        code
        for asked in audiences
        for code in (find_audience(organisation, asked).code, *organisation.schools_of(asked, day))
    )
    for body in bodies:
        if body not in organisation.bodies:
            known = list(organisation.bodies)
            hint = did_you_mean(body, known, f"Known are: {', '.join(known)}.")
            raise NotFoundError(f"There is no body “{body}” in trust.yaml.", hint)
    found: list[Position] = []
    fronts: dict[str, FrontMatter] = {}
    unread: list[Unread] = []
    diagnostics = list(complaints)
    for slug in desk.slugs(policies):
        front, problems = desk.front(slug)
        ledger, more = desk.ledger(slug)
        problems = [*problems, *more]
        diagnostics += problems
        errors = [d for d in problems if d.is_error]
        if front is None or errors:
            reason = errors[0].message if errors else "Its front matter cannot be read."
            unread.append(Unread(slug, reason))
            continue
        fronts[slug] = front
        found += positions(slug, front, ledger, organisation, day)
    return Everything(
        organisation,
        tuple(found),
        wanted,
        fronts,
        tuple(unread),
        tuple(in_file_order(diagnostics)),
    )
