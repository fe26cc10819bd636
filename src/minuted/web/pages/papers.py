"""The papers of a meeting: what is on them, to be looked at first, then fetched."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from minuted.errors import MinutedError
from minuted.model.dates import parse_british
from minuted.tasks.pack import PackReport, PackRequest, make_pack
from minuted.web.addresses import with_query
from minuted.web.forms import Errors, typed_day
from minuted.web.sending import RENDERING, TYPES, as_file
from minuted.web.setting import desk, organisation, today

pages = Blueprint("papers", __name__, url_prefix="/papers")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; `day` is None where it names none that can be read."""

    audience: str
    body: str
    day: date | None
    errors: Errors


@pages.get("/")
def page() -> str | tuple[str, int]:
    """Ask which meeting; with one, show what its papers hold."""
    asked = _asked()
    report: PackReport | None = None
    errors = list(asked.errors)
    hint = ""
    if asked.day is not None and asked.audience and asked.body:
        try:
            report = _pack(asked.audience, asked.body, asked.day)
        except MinutedError as error:
            errors = [{"text": error.message, "href": "#for"}]
            hint = error.hint
    register = organisation()
    names = {} if report is None else {name.rpartition(".")[2]: name for name, _ in report.files}
    meeting = {"for": asked.audience, "body": asked.body, "date": asked.day or ""}
    page = render_template(
        "papers.html",
        asked=asked,
        form=_shown(asked),
        report=report,
        names=names,
        errors=errors,
        hint=hint,
        links={kind: with_query("papers.fetch", meeting, kind=kind) for kind in names},
        audiences=[*register.audiences(today())],
        bodies=register.bodies.values(),
    )
    return (page, 400) if errors else page


@pages.get("/papers.<kind>")
def fetch(kind: str) -> Response:
    """Send one of the papers' files."""
    asked = _asked()
    if asked.day is None or kind not in TYPES:
        raise NotFound("Choose the meeting first.")
    report = _pack(asked.audience, asked.body, asked.day)
    for name, data in report.files:
        if name.endswith(f".{kind}"):
            return as_file(data, name, TYPES[kind])
    raise NotFound("There is no such file.")


def _shown(asked: Asked) -> dict[str, str]:
    """Return what the form shows: what was typed, or the day that the address names."""
    form = dict(request.args.items())
    if asked.day is not None:
        day = asked.day
        parts = {"date-day": day.day, "date-month": day.month, "date-year": day.year}
        form.update({name: str(number) for name, number in parts.items()})
    return form


def _pack(audience: str, body: str, day: date) -> PackReport:
    with RENDERING:
        return make_pack(desk(), PackRequest(audience, body, day))


def _asked() -> Asked:
    code, body = request.args.get("for", ""), request.args.get("body", "")
    said = request.args.get("date", "") or typed_day(request.args, "date")
    read = parse_british(said) if said else None
    day = read.first_day() if read is not None and read.day else None
    errors: Errors = []
    wanted = any(name.startswith("date") for name in request.args)
    register = organisation()
    if wanted and register.audience(code) is None:
        errors.append({"text": "Choose whose meeting it is", "href": "#for"})
    if wanted and body not in register.bodies:
        errors.append({"text": "Choose which body meets", "href": "#body"})
    if wanted and day is None:
        errors.append({"text": "Enter a real day, such as 10 9 2024", "href": "#date-day"})
    return Asked(code, body, None if errors else day, errors)
