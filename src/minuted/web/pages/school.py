"""A school's, a group's or the trust's page: where every policy stands there."""

from flask import Blueprint, render_template

from minuted.tasks.audiences import find_audience
from minuted.tasks.status import StatusRequest, status
from minuted.web.setting import desk, organisation, today

pages = Blueprint("school", __name__)


@pages.get("/schools/<code>")
def page(code: str) -> str:
    """Show an audience's policies, its groups or members, and what to do next."""
    register = organisation()
    audience = find_audience(register, code)
    day = today()
    report = status(desk(), StatusRequest(day, audiences=(code,)))
    return render_template(
        "school.html",
        audience=audience,
        report=report,
        positions=[p for p in report.positions if p.audience == code],
        groups=register.groups_of(code, day),
        members=[register.schools[c] for c in register.schools if c in _members(code)],
    )


def _members(code: str) -> frozenset[str]:
    register = organisation()
    found = register.schools_of(code, today())
    return found - {code}
