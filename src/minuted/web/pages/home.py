"""Home: policies against schools, filtered and sorted, with the totals in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template, request

from minuted.model.position import Position, State
from minuted.tasks.exports import status_calendar, status_workbook
from minuted.tasks.status import StatusReport, StatusRequest, status
from minuted.web.asked import asked_day
from minuted.web.sending import ICS, XLSX, as_file
from minuted.web.setting import desk, organisation, today

pages = Blueprint("home", __name__)

SORTS: dict[str, Callable[[Position], Any]] = {
    "policy": lambda p: (p.title.casefold(), p.policy),
    "school": lambda p: p.name.casefold(),
    "review": lambda p: p.review.first_day() if p.review else date.max,
    "status": lambda p: list(State).index(p.states[0]),
}
"""What a list can be sorted by; what is equal stays in the order of the register."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address asks for; what is not known is passed over, as if nobody had asked."""

    audience: str
    body: str
    state: State | None
    sort: str
    as_list: bool


@pages.get("/")
def page() -> str:
    """Show where every policy stands for everybody."""
    filters = _filters()
    asked = asked_day("on")
    report = _report(filters, asked.day)
    shown = sorted(report.positions, key=SORTS[filters.sort])
    register = organisation()
    return render_template(
        "home.html",
        report=report,
        positions=shown,
        matrix=None if filters.as_list else _matrix(report.positions),
        audiences=[*register.audiences(report.day)],
        bodies=register.bodies.values(),
        states=list(State),
        filters=filters,
        asked=asked,
        errors=asked.errors,
        named=dict(request.args.items()),
    )


@pages.get("/status.xlsx")
def workbook() -> Response:
    """Send what the page shows as a workbook."""
    return as_file(status_workbook(_report(_filters(), asked_day("on").day)), "status.xlsx", XLSX)


@pages.get("/status.ics")
def calendar() -> Response:
    """Send the reviews that the page shows as a calendar."""
    return as_file(status_calendar(_report(_filters(), asked_day("on").day)), "reviews.ics", ICS)


def _filters() -> Filters:
    register = organisation()
    code, body = request.args.get("for", ""), request.args.get("body", "")
    code = code if register.audience(code) else ""
    body = body if body in register.bodies else ""
    state = next((s for s in State if s.value == request.args.get("status")), None)
    sort = request.args.get("sort", "")
    narrowed = bool(code or body or state)
    as_list = narrowed or sort in SORTS or request.args.get("view") == "list"
    return Filters(code, body, state, sort if sort in SORTS else "policy", as_list)


def _report(filters: Filters, day: date | None) -> StatusReport:
    wanted = StatusRequest(
        day or today(),
        audiences=(filters.audience,) if filters.audience else (),
        bodies=(filters.body,) if filters.body else (),
        states=(filters.state,) if filters.state else (),
    )
    return status(desk(), wanted)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Policies against audiences.

    Attributes:
        columns: the audiences that have any position, by code and name.
        rows: each a policy's slug and title, and its positions by audience.
    """

    columns: list[tuple[str, str]]
    rows: list[tuple[str, str, dict[str, Position]]]


def _matrix(positions: Iterable[Position]) -> Matrix:
    columns: dict[str, str] = {}
    rows: dict[str, tuple[str, dict[str, Position]]] = {}
    for position in positions:
        columns.setdefault(position.audience, position.name)
        rows.setdefault(position.policy, (position.title, {}))[1][position.audience] = position
    order = {code: at for at, code in enumerate(organisation().codes())}
    return Matrix(
        sorted(columns.items(), key=lambda c: order.get(c[0], 0)),
        [(slug, title, cells) for slug, (title, cells) in rows.items()],
    )
