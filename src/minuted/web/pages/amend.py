"""What is recorded about an earlier decision: confirmed, ratified, corrected, void."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request
from werkzeug.exceptions import NotFound

from minuted.model.ledger import Decision
from minuted.model.recording import About, FollowUp, Preview
from minuted.tasks.audiences import find_audience
from minuted.tasks.holding import Register, register_of
from minuted.tasks.record import RecordRequest, carry_out, prepare
from minuted.web.allowed import allowed
from minuted.web.forms import Errors, Seen, as_error, three_fields, typed_day
from minuted.web.pages.record import Page, recorded_page
from minuted.web.setting import desk, today

pages = Blueprint("amend", __name__, url_prefix="/amend")

TITLES = {
    About.CONFIRMED: "Confirm the minutes",
    About.RATIFIED: "Ratify the chair’s action",
    About.CORRECTED: "Correct the decision",
    About.VOID: "Declare the decision void",
}


@pages.get("/<kind>/<slug>/<code>")
def ask(kind: str, slug: str, code: str) -> str:
    """Ask what is to be recorded about a decision."""
    act, register, decision = _found(kind, slug, code)
    return _form(act, register, decision, _as_stated(act, decision), [])


@pages.post("/<kind>/<slug>/<code>")
def decide(kind: str, slug: str, code: str) -> Page:
    """Show what would be recorded, record it, or go back to the form."""
    allowed("record")
    act, register, decision = _found(kind, slug, code)
    form = {name: value.strip() for name, value in request.form.items()}
    if form.get("do") == "change":
        return _form(act, register, decision, form, [])
    wanted = RecordRequest((_entry(act, slug, decision, form),), form.get("force", ""))
    preview = prepare(desk(), wanted, today())
    if not preview.ok:
        return _form(act, register, decision, form, _beside(preview)), 400
    seen, now = Seen.parse(form.get("seen", "")), Seen.of(desk(), preview)
    if form.get("do") != "save" or seen is None:
        return _preview(act, register, decision, form, preview, now)
    if seen != now:
        since = seen.since(desk())
        return _preview(act, register, decision, form, preview, now, since), 409
    return recorded_page(carry_out(desk(), wanted, preview, today()), code)


def _found(kind: str, slug: str, code: str) -> tuple[About, Register, Decision]:
    act = next((about for about in About if about.value == kind), None)
    register = register_of(desk(), slug)
    audience = find_audience(register.organisation, code).code
    about = request.args.get("about", "")
    decision = next(
        (
            d
            for d in register.ledger.standing()
            if d.stated.audience == audience and d.stated.matches(about)
        ),
        None,
    )
    if act is None or decision is None:
        raise NotFound("There is no such decision.")
    return act, register, decision


def _as_stated(act: About, decision: Decision) -> dict[str, str]:
    """Return what the form shows at first: for a correction what was recorded, else nothing."""
    if act is not About.CORRECTED:
        return {}
    stated = decision.stated
    form = {
        "minute": stated.minute,
        "body": stated.body,
        "version": stated.version,
        "narrative": stated.narrative,
    }
    for part, value in zip(("day", "month", "year"), three_fields(stated.review_date), strict=True):
        form[f"review-{part}"] = value
    days = (stated.date.day, stated.date.month, stated.date.year)
    for part, number in zip(("day", "month", "year"), days, strict=True):
        form[f"date-{part}"] = str(number)
    return form


def _entry(act: About, slug: str, decision: Decision, form: Mapping[str, str]) -> FollowUp:
    stated = decision.stated
    corrected = act is About.CORRECTED
    review = typed_day(form, "review") or ("none" if corrected else "")
    return FollowUp(
        act,
        slug,
        stated.audience,
        stated.minute or stated.date.isoformat(),
        minute=form.get("minute", ""),
        date=typed_day(form, "date"),
        body=form.get("body", ""),
        version=form.get("version", "") if corrected else "",
        narrative=form.get("narrative", "") if corrected else "",
        review_date=review if corrected else "",
        reason=form.get("reason", ""),
    )


def _beside(preview: Preview) -> Errors:
    places = {"date": "date-day", "review_date": "review-day"}
    return [
        as_error(f.diagnostic, places.get(f.field, f.field))
        for f in preview.findings
        if f.diagnostic.is_error
    ]


def _form(
    act: About, register: Register, decision: Decision, form: Mapping[str, str], errors: Errors
) -> str:
    return render_template(
        "amend.html",
        act=act,
        title=TITLES[act],
        register=register,
        decision=decision,
        form=form,
        errors=errors,
        bodies=register.organisation.bodies.values(),
        versions=[v.name for v in register.front.versions if v.issued],
    )


def _preview(
    act: About,
    register: Register,
    decision: Decision,
    form: Mapping[str, str],
    preview: Preview,
    now: Seen,
    since: object = (),
) -> str:
    errors: Errors = []
    if since:
        message = "Something changed after you looked: look again at what would be recorded"
        errors = [{"text": message, "href": "#would"}]
    return render_template(
        "amend_preview.html",
        act=act,
        title=TITLES[act],
        register=register,
        decision=decision,
        preview=preview,
        kept=[(n, v) for n, v in form.items() if n not in ("csrf_token", "seen", "do")],
        seen=now.dump(),
        since=since,
        errors=errors,
    )
