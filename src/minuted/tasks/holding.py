"""One policy at one audience: what is in force there, its version table, and every decision."""

from dataclasses import dataclass
from datetime import date

from minuted.model.copy import VersionRow
from minuted.model.diagnostic import Diagnostic
from minuted.model.force import InForce, covers, in_force
from minuted.model.front_matter import FrontMatter
from minuted.model.ledger import Decision, Ledger
from minuted.model.organisation import Audience, Organisation
from minuted.model.version_table import LogRow, log_rows, version_table
from minuted.tasks.audiences import find_audience
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.reading import Desk


@dataclass(frozen=True, slots=True)
class Register:
    """A policy's record: its front matter, its decisions, and the trust.

    Attributes:
        diagnostics: warnings about the ledger.
    """

    slug: str
    front: FrontMatter
    ledger: Ledger
    organisation: Organisation
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """What an audience has of a policy on a day.

    Attributes:
        sentence: what is in force, or why nothing is.
        table: the version table of its copy.
        history: every decision that covers it, voided ones and those after the day too, each
            with its row as it is printed.
    """

    register: Register
    audience: Audience
    day: date
    standing: InForce
    sentence: str
    table: tuple[VersionRow, ...]
    history: tuple[LogRow, ...]

    @property
    def decision(self) -> Decision | None:
        """The decision that what is in force rests on."""
        return self.standing.decision


def register_of(desk: Desk, policy: str) -> Register:
    """Return a policy's record.

    Raises:
        NotFoundError: there is no such policy.
        ComplaintsError: trust.yaml, the front matter or the ledger has errors.
    """
    (slug,) = desk.slugs((policy,))
    front, about_front = desk.front(slug)
    organisation, complaints = desk.organisation()
    ledger, more = desk.ledger(slug)
    errors = tuple(d for d in (*about_front, *complaints, *more) if d.is_error)
    if front is None or organisation is None or errors:
        raise ComplaintsError(slug, errors)
    warnings = tuple(d for d in more if not d.is_error)
    return Register(slug, front, ledger, organisation, warnings)


def holding(desk: Desk, policy: str, code: str, day: date) -> Holding:
    """Return what an audience has of a policy on a day.

    Raises:
        NotFoundError: there is no such policy or audience.
        ComplaintsError: trust.yaml, the front matter or the ledger has errors.
    """
    register = register_of(desk, policy)
    front, ledger, organisation = register.front, register.ledger, register.organisation
    audience = find_audience(organisation, code)
    standing = in_force(front, ledger, organisation, audience.code, day)
    table = version_table(front, ledger, organisation, audience.code, day)
    members = organisation.schools_of(audience.code, day)
    history = tuple(
        row
        for row in log_rows(ledger)
        if covers(front, organisation, audience.code, row.decision) or row.audience in members
    )
    return Holding(
        register, audience, day, standing, standing.in_words(audience.name), table, history
    )
