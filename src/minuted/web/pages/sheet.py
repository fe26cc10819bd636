"""Many decisions from a sheet: looked at as a whole, recorded as a whole or not at all."""

import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound

from minuted.errors import MinutedError, RefusedError
from minuted.model.recording import Entry
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.record import RecordRequest, carry_out, prepare
from minuted.tasks.record_sheet import read_entries, write_template
from minuted.web.allowed import allowed
from minuted.web.forms import Seen
from minuted.web.pages.record import Page, recorded_page
from minuted.web.sending import XLSX, as_file
from minuted.web.setting import desk, setting, today

pages = Blueprint("sheet", __name__, url_prefix="/record/sheet")

KINDS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was sent and waits for a yes."""

    name: str
    entries: tuple[Entry, ...]


@pages.get("/")
def ask() -> str:
    """Ask for a sheet."""
    return render_template("sheet.html", errors=[])


@pages.get("/empty.<kind>")
def empty(kind: str) -> Response:
    """Send an empty sheet with the trust's own lists in it."""
    if kind not in KINDS:
        raise NotFound("There are empty sheets as .xlsx and as .csv only.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"decisions.{kind}"
        write_template(desk(), path)
        return as_file(path.read_bytes(), path.name, KINDS[kind])


@pages.post("/")
def look() -> Page:
    """Show what a sheet would record, or what is wrong with it."""
    allowed("record")
    sent = request.files.get("sheet")
    if sent is None or not sent.filename:
        errors = [{"text": "Choose a sheet", "href": "#sheet"}]
        return render_template("sheet.html", errors=errors), 400
    try:
        sheet = _read(sent)
    except MinutedError as error:
        complaints = error.diagnostics if isinstance(error, ComplaintsError) else ()
        errors = [{"text": f"{error.message} {error.hint}", "href": "#sheet"}]
        return render_template("sheet.html", errors=errors, complaints=complaints), 400
    return _preview(setting().waiting.keep(sheet), sheet, None)


@pages.post("/<key>")
def save(key: str) -> Page:
    """Record a sheet that was looked at, if it still comes to what was shown."""
    allowed("record")
    sheet = setting().waiting.find(key)
    if not isinstance(sheet, Sheet):
        raise NotFound("This sheet was sent too long ago. Send it again.")
    return _preview(key, sheet, Seen.parse(request.form.get("seen", "")))


def _preview(key: str, sheet: Sheet, seen: Seen | None) -> Page:
    wanted = RecordRequest(sheet.entries)
    preview = prepare(desk(), wanted, today())
    if not preview.ok:
        count = sum(f.diagnostic.is_error for f in preview.findings)
        message = (
            f"Nothing was recorded: {count} {'thing is' if count == 1 else 'things are'} wrong"
        )
        errors = [{"text": message, "href": "#sheet"}]
        return render_template("sheet.html", errors=errors, preview=preview), 400
    now = Seen.of(desk(), preview)
    if seen == now:
        setting().waiting.drop(key)
        return recorded_page(carry_out(desk(), wanted, preview, today()), "")
    errors = []
    if seen is not None:
        message = "Something changed after you looked: look again at what would be recorded"
        errors = [{"text": message, "href": "#would"}]
    page = render_template(
        "sheet_preview.html",
        key=key,
        name=sheet.name,
        preview=preview,
        seen=now.dump(),
        since=seen.since(desk()) if seen else [],
        errors=errors,
    )
    return (page, 409) if seen is not None else page


def _read(sent: FileStorage) -> Sheet:
    """Read what was sent, from a folder of its own and under a name of ours."""
    name = PurePosixPath((sent.filename or "").replace("\\", "/")).name
    suffix = PurePosixPath(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sheet{suffix if suffix in ('.csv', '.xlsx') else ''}"
        sent.save(path)
        entries = read_entries(path)
    if not entries:
        raise RefusedError("The sheet holds no decision.", "Fill in a row for each, and save it.")
    return Sheet(name[:80], entries)
