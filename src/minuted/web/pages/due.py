"""What to put on the next agendas, as a list, a workbook or a calendar."""

from datetime import date

from flask import Blueprint, Response, render_template, request

from minuted.tasks.due import DueReport, DueRequest, due
from minuted.tasks.exports import due_calendar, due_workbook
from minuted.web.asked import asked_day
from minuted.web.sending import ICS, XLSX, as_file
from minuted.web.setting import desk, organisation, today

pages = Blueprint("due", __name__, url_prefix="/due")


@pages.get("/")
def page() -> str:
    """Show what is due, by the body that takes it up."""
    asked = asked_day("before")
    register = organisation()
    return render_template(
        "due.html",
        report=_report(asked.day),
        asked=asked,
        errors=asked.errors,
        audiences=[*register.audiences(today())],
        bodies=register.bodies.values(),
        code=request.args.get("for", ""),
        body=request.args.get("body", ""),
        named=dict(request.args.items()),
    )


@pages.get("/due.xlsx")
def workbook() -> Response:
    """Send the list as a workbook."""
    return as_file(due_workbook(_report(asked_day("before").day)), "due.xlsx", XLSX)


@pages.get("/due.ics")
def calendar() -> Response:
    """Send the reviews of the list as a calendar."""
    return as_file(due_calendar(_report(asked_day("before").day)), "due.ics", ICS)


def _report(before: date | None) -> DueReport:
    register = organisation()
    code, body = request.args.get("for", ""), request.args.get("body", "")
    wanted = DueRequest(
        today(),
        before,
        (code,) if register.audience(code) else (),
        (body,) if body in register.bodies else (),
    )
    return due(desk(), wanted)
