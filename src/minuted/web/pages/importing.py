"""A document brought in through the browser: the report first, then, if it is wanted, saved."""

import dataclasses
import re
import tempfile
from pathlib import Path

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from minuted.errors import MinutedError
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.documents import Tracked
from minuted.tasks.importing import Import, carry_out, prepare
from minuted.tasks.importing_text import ImportRequest
from minuted.web.allowed import allowed
from minuted.web.setting import desk, setting, today

pages = Blueprint("importing", __name__, url_prefix="/office/import")

TRACKED: dict[str, Tracked] = {"accept": "accept", "reject": "reject"}


@pages.get("/")
def ask() -> str:
    """Ask for a document."""
    return render_template("import.html", errors=[], form={})


@pages.post("/")
def look() -> str | tuple[str, int]:
    """Show what would come of a document; nothing is saved."""
    allowed("import")
    sent = request.files.get("document")
    if sent is None or not sent.filename:
        errors = [{"text": "Choose a document", "href": "#document"}]
        return render_template("import.html", errors=errors, form=request.form), 400
    wanted = ImportRequest(
        request.form.get("policy", "").strip(),
        request.form.get("replace") == "yes",
        TRACKED.get(request.form.get("tracked", ""), "refuse"),
    )
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / _harmless(sent.filename)
            sent.save(path)
            found = prepare(desk(), path, wanted, today())
    except MinutedError as error:
        told = error.diagnostics if isinstance(error, ComplaintsError) else ()
        complaints = [dataclasses.replace(one, path="", line=0) for one in told]
        said = f"{_nameless(error.message, sent.filename)} {error.hint}".strip()
        errors = [{"text": said, "href": "#document"}]
        page = render_template(
            "import.html", errors=errors, complaints=complaints, form=request.form
        )
        return page, 400
    return render_template("import_report.html", found=found, key=setting().waiting.keep(found))


@pages.post("/<key>")
def save(key: str) -> Response:
    """Save what was looked at."""
    allowed("import")
    found = setting().waiting.find(key)
    if not isinstance(found, Import):
        raise NotFound("This document was sent too long ago. Send it again.")
    commit = carry_out(desk().workspace, [found])
    setting().waiting.drop(key)
    flash(f"{found.title} is brought in, in commit {commit}.")
    return redirect(url_for("policy.page", slug=found.slug), 303)


def _harmless(name: str) -> str:
    """Return the name that a file had, as one that every disk takes."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = re.sub(r"[^\w .()-]", "_", last).strip(" .")[-80:]
    return plain or "document"


def _nameless(message: str, name: str) -> str:
    """Return a message with the name that the file was sent under, not where it lay meanwhile."""
    return re.sub(r"\S*/[^/\s]*" + re.escape(_harmless(name)), _harmless(name), message)
