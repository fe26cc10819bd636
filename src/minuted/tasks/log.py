"""A policy's version table: one audience's, or every decision of all."""

from dataclasses import dataclass
from datetime import date

from minuted.model.copy import VersionRow
from minuted.model.diagnostic import Diagnostic
from minuted.model.version_table import log_rows, version_table
from minuted.tasks.audiences import find_audience
from minuted.tasks.holding import register_of
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
    register = register_of(desk, policy)
    front, ledger, organisation = register.front, register.ledger, register.organisation
    warnings = register.diagnostics
    if not audience:
        rows = tuple((row.audience, row.row) for row in log_rows(ledger))
        return Logged(front.title, rows, warnings)
    code = find_audience(organisation, audience).code
    table = version_table(front, ledger, organisation, code, day)
    return Logged(front.title, tuple(("", row) for row in table), warnings)
