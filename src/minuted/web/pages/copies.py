"""Copies to fetch: exactly the bytes that a build writes."""

from flask import Blueprint, Response, request

from minuted.errors import RefusedError
from minuted.tasks.one_copy import one_copy
from minuted.tasks.plan import Scope
from minuted.web.asked import asked_day
from minuted.web.sending import RENDERING, TYPES, as_file
from minuted.web.setting import desk, today

pages = Blueprint("copies", __name__)


@pages.get("/copies/<code>/<slug>.<kind>")
def fetch(code: str, slug: str, kind: str) -> Response:
    """Send a copy: of the text in force today, on another day (`on`), or of the draft."""
    draft = request.args.get("text") == "draft"
    asked = asked_day("on")
    if asked.errors:
        raise RefusedError(asked.errors[0]["text"], "Go back, and write the day another way.")
    scope = Scope((slug,), (code,), asked.day or today(), today(), draft)
    with RENDERING:
        copy = one_copy(desk(), scope, kind)
    name = f"{slug}-{code}{'-draft' if draft else ''}.{kind}"
    return as_file(copy.data, name, TYPES[kind], inline=kind == "pdf")
