"""A policy's version table: one audience's, or every decision of all."""

from dataclasses import dataclass
from datetime import date

from minuted.model.copy import VersionRow
from minuted.model.diagnostic import Diagnostic
from minuted.model.version_table import log_rows, version_table
from minuted.tasks.audiences import find_audience
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.reading import Desk


@dataclass(frozen=True, slots=True)
class Logged:
    """The rows of a log; `audience` of each is empty where one audience was asked for."""

    title: str
    rows: tuple[tuple[str, VersionRow], ...]
    diagnostics: tuple[Diagnostic, ...]


def log(desk: Desk, policy: str, audience: str, day: date) -> Logged:
    """Return the version table of an audience's copy, or all decisions where none is named.

    Raises:
        NotFoundError: there is no such policy or audience.
        ComplaintsError: trust.yaml, the front matter or the ledger has errors.
    """
    (slug,) = desk.slugs((policy,))
    draft = desk.draft(slug)
    organisation, complaints = desk.organisation()
    ledger, more = desk.ledger(slug)
    errors = tuple(d for d in (*complaints, *more) if d.is_error)
    if draft.policy is None or organisation is None or errors:
        raise ComplaintsError(slug, (*draft.errors, *errors))
    warnings = tuple(d for d in more if not d.is_error)
    front = draft.policy.front
    if not audience:
        rows = tuple((row.audience, row.row) for row in log_rows(ledger))
        return Logged(front.title, rows, warnings)
    code = find_audience(organisation, audience).code
    table = version_table(front, ledger, organisation, code, day)
    return Logged(front.title, tuple(("", row) for row in table), warnings)
