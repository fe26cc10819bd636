"""Record a meeting: whose, by which body, on which day; its items; a look; saved.

start ──▶ meeting ──preview──▶ what would be recorded ──save──▶ what was recorded
             ▲ └── errors beside the fields ┘   │
             └────────────── change ────────────┘
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from minuted.errors import MinutedError
from minuted.model.dates import parse_british
from minuted.model.meeting import read_minute
from minuted.model.recording import Entry, Preview, Recorded
from minuted.tasks.audiences import find_audience
from minuted.tasks.meeting_agenda import Choice, choices
from minuted.tasks.record import RecordRequest, carry_out, prepare
from minuted.tasks.record_meeting import Item, entries_of
from minuted.web.addresses import with_query
from minuted.web.allowed import allowed
from minuted.web.forms import Errors, Seen, as_error, typed_day
from minuted.web.setting import desk, organisation, today

pages = Blueprint("record", __name__, url_prefix="/record")

DECISIONS = (
    ("", "Adopted, or reviewed if unchanged"),
    ("noted", "Noted"),
    ("deferred", "Put off"),
    ("subject-to-changes", "Approved subject to changes"),
    ("chairs-action", "Chair’s action"),
    ("withdrawn", "Withdrawn"),
)
"""What may have been decided on an item; the first is what usually was."""

Page = str | tuple[str, int] | Response


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it was named: with its number, or by body and day."""

    audience: str
    body: str
    number: str
    day: date
    draft: bool

    @property
    def address(self) -> str:
        """The address of its page."""
        query = {
            "for": self.audience,
            "body": self.body,
            "number": self.number,
            "date": self.day.isoformat(),
            "draft": "yes" if self.draft else "",
        }
        return with_query("record.meeting", query)


@pages.get("/")
def start() -> str:
    """Ask whose meeting it was, of which body, and when."""
    return _start(dict(request.args.items()), [])


@pages.post("/")
def go_on() -> Page:
    """Check which meeting it was, and go on to its items."""
    form = {name: value.strip() for name, value in request.form.items()}
    read, errors = _read_meeting(form)
    if read is None:
        return _start(form, errors), 400
    return redirect(read.address, 303)


@pages.get("/meeting")
def meeting() -> Page:
    """Ask which policies were on the agenda, and what was decided."""
    found = _meeting()
    if found is None:
        return redirect(with_query("record.start", dict(request.args.items())), 303)
    return _items(found, {}, [], None)


@pages.post("/meeting")
def decide() -> Page:
    """Show what would be recorded, record it, or go back to the items."""
    allowed("record")
    found = _meeting()
    if found is None:
        return redirect(url_for("record.start"), 303)
    form = request.form
    if form.get("do") == "change":
        return _items(found, form, [], None)
    entries, names, errors = _entries(found, form)
    if errors:
        return _items(found, form, errors, None), 400
    wanted = RecordRequest(entries, " ".join(form.get("force", "").split()))
    preview = prepare(desk(), wanted, today())
    if not preview.ok:
        return _items(found, form, _beside(preview, names), preview), 400
    seen = Seen.parse(form.get("seen", ""))
    now = Seen.of(desk(), preview)
    if form.get("do") != "save" or seen is None:
        return _preview(found, form, preview, now, [])
    if seen != now:
        return _preview(found, form, preview, now, seen.since(desk()), stale=True), 409
    recorded = carry_out(desk(), wanted, preview, today())
    return recorded_page(recorded, found.audience)


def recorded_page(recorded: Recorded, audience: str) -> str:
    """Return the page that says what was recorded."""
    return render_template("recorded.html", recorded=recorded, audience=audience)


def _start(form: Mapping[str, str], errors: Errors) -> str:
    register = organisation()
    return render_template(
        "record_start.html",
        form=form,
        errors=errors,
        audiences=[*register.audiences(today())],
        bodies=register.bodies.values(),
    )


def _read_meeting(form: Mapping[str, str]) -> tuple[Meeting | None, Errors]:
    """Return the meeting that the first page names, or what is wrong with it."""
    register = organisation()
    errors: Errors = []
    code, body, number = form.get("for", ""), form.get("body", ""), form.get("number", "")
    if register.audience(code) is None:
        errors.append({"text": "Choose whose meeting it was", "href": "#for"})
    read = read_minute(f"{number}/1", register, body) if number else None
    known = read.parts if read else None
    if number and (read is None or known is None):
        message = f"“{number}” is no meeting’s number of any body: a minute number without its item"
        errors.append({"text": message, "href": "#number"})
    if read and known and not body:
        body = read.body
    if body not in register.bodies:
        errors.append({"text": "Choose which body met", "href": "#body"})
    said = typed_day(form, "date")
    day = parse_british(said) if said else None
    met = day.first_day() if day is not None and day.day else known.date if known else None
    if said and (day is None or not day.day):
        errors.append({"text": "Enter a real day, such as 6 9 2022", "href": "#date-day"})
    elif met is None and not (number and known is None):
        errors.append({"text": "Enter the day of the meeting", "href": "#date-day"})
    elif met is not None and met > today():
        errors.append({"text": "The day of the meeting is still to come", "href": "#date-day"})
    if errors or met is None:
        return None, errors
    return Meeting(code, body, number, met, form.get("draft") == "yes"), []


def _meeting() -> Meeting | None:
    """Return the meeting that an address names."""
    register = organisation()
    day = parse_british(request.args.get("date", ""))
    body = request.args.get("body", "")
    if day is None or not day.day or body not in register.bodies:
        return None
    code = find_audience(register, request.args.get("for", "")).code
    number = request.args.get("number", "")
    return Meeting(code, body, number, day.first_day(), request.args.get("draft") == "yes")


def _entries(
    found: Meeting, form: Mapping[str, str]
) -> tuple[tuple[Entry, ...], list[str], Errors]:
    """Return an entry for each policy that was on the agenda, and their slugs beside them."""
    entries: list[Entry] = []
    names: list[str] = []
    errors: Errors = []
    for choice in _choices(found):
        slug = choice.policy
        item = form.get(f"item-{slug}", "").strip()
        decision = form.get(f"decision-{slug}", "")
        if not item:
            others = (
                decision,
                form.get(f"narrative-{slug}", ""),
                typed_day(form, f"review-{slug}"),
            )
            if any(other.strip() for other in others):
                message = f"Enter the item number of {choice.title}, or clear its other fields"
                errors.append({"text": message, "href": f"#item-{slug}"})
            continue
        common = Entry(
            "",
            found.audience,
            date=found.day.isoformat(),
            body=found.body,
            version=form.get(f"version-{slug}", ""),
            narrative=form.get(f"narrative-{slug}", ""),
            review_date="none"
            if form.get(f"no-review-{slug}")
            else typed_day(form, f"review-{slug}"),
            minutes="draft" if found.draft else "",
        )
        try:
            entries += entries_of(desk(), found.number, [Item(slug, item, decision)], common)
            names.append(slug)
        except MinutedError as error:
            message = f"{error.message} {error.hint}"
            errors.append({"text": message, "href": f"#item-{slug}"})
    if not entries and not errors:
        first = next((c.policy for c in _choices(found)), "")
        message = "Enter the item number of each policy that was on the agenda"
        errors.append({"text": message, "href": f"#item-{first}"})
    return tuple(entries), names, errors


_FIELDS = {
    "minute": "item",
    "date": "item",
    "body": "item",
    "for": "item",
    "policy": "item",
    "effective": "item",
    "minutes": "item",
    "review_date": "review",
}
"""Under which field of the page a complaint about an entry's field stands."""


def _beside(preview: Preview, names: list[str]) -> Errors:
    errors = []
    for finding in preview.findings:
        if finding.diagnostic.is_error:
            name = _FIELDS.get(finding.field, finding.field)
            place = f"{name}-{names[finding.entry]}"
            errors.append(
                as_error(finding.diagnostic, f"{place}-day" if name == "review" else place)
            )
    return errors


def _choices(found: Meeting) -> list[Choice]:
    return choices(desk(), found.audience, found.body, found.day)


def _shared(found: Meeting) -> dict[str, Any]:
    register = organisation()
    return {
        "meeting": found,
        "audience": find_audience(register, found.audience),
        "body": register.bodies[found.body],
    }


def _items(found: Meeting, form: Mapping[str, str], errors: Errors, preview: Preview | None) -> str:
    return render_template(
        "record_meeting.html",
        form=form,
        errors=errors,
        preview=preview,
        choices=_choices(found),
        decisions=DECISIONS,
        **_shared(found),
    )


def _preview(
    found: Meeting,
    form: Mapping[str, str],
    preview: Preview,
    now: Seen,
    since: list[Any],
    *,
    stale: bool = False,
) -> str:
    errors: Errors = []
    if stale:
        message = "Something changed after you looked: look again at what would be recorded"
        errors = [{"text": message, "href": "#would"}]
    kept = [
        (name, value)
        for name, value in form.items(multi=True)  # type: ignore[call-arg]
        if name not in ("csrf_token", "seen", "do")
    ]
    return render_template(
        "record_preview.html",
        preview=preview,
        kept=kept,
        seen=now.dump(),
        since=since,
        errors=errors,
        action=found.address,
        **_shared(found),
    )
