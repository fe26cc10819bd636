"""Is this the approved copy? A file from anywhere, held against the approved texts."""

from flask import Blueprint, render_template, request

from minuted.model.change_rows import rows
from minuted.model.change_summary import summary
from minuted.model.verification import Verdict
from minuted.tasks.verify import Verifier
from minuted.web.pages.compare import View
from minuted.web.setting import desk, today

pages = Blueprint("verify", __name__, url_prefix="/verify")

SAID = {
    Verdict.APPROVED: "Approved, unaltered and in force",
    Verdict.SUPERSEDED: "Approved and unaltered, and no longer in force",
    Verdict.DRAFT: "A draft, which no body has adopted",
    Verdict.NOT_ADOPTED: "Not adopted",
    Verdict.ALTERED: "Not the approved text",
    Verdict.UNKNOWN: "No policy of this trust",
    Verdict.UNREADABLE: "It cannot be read",
}


@pages.get("/")
def ask() -> str:
    """Ask for a file."""
    return render_template("verify.html", errors=[])


@pages.post("/")
def answer() -> str | tuple[str, int]:
    """Say what the file is; nothing of it is kept."""
    sent = request.files.get("copy")
    if sent is None or not sent.filename:
        errors = [{"text": "Choose a file", "href": "#copy"}]
        return render_template("verify.html", errors=errors), 400
    name = sent.filename.replace("\\", "/").rpartition("/")[2][:80] or "the file"
    found = Verifier(desk(), today()).data(sent.read(), name)
    comparison = found.comparison
    return render_template(
        "verified.html",
        found=found,
        said=SAID[found.verdict],
        rows=list(rows(comparison)) if comparison else [],
        summary=summary(comparison) if comparison else "",
        view=View("changes", "inline"),
    )
