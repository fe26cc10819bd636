"""The office's part: every problem with its place, the next version, all copies."""

from flask import Blueprint, abort, flash, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from minuted.errors import RefusedError
from minuted.model.change_rows import rows
from minuted.model.change_summary import summary
from minuted.tasks.build import MAKING, BuildRequest, build
from minuted.tasks.build_report import BuildReport
from minuted.tasks.check import check
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.desk import open_desk
from minuted.tasks.issue import Issue, IssueRequest, carry_out, prepare
from minuted.tasks.plan import Scope
from minuted.tasks.sources import source_lines
from minuted.web.allowed import allowed
from minuted.web.jobs import Job
from minuted.web.pages.compare import View
from minuted.web.setting import desk, setting, today

pages = Blueprint("office", __name__, url_prefix="/office")


@pages.get("/")
def page() -> str:
    """Show what the office can do."""
    found = desk()
    drafts = []
    for slug in found.slugs():
        text = found.draft(slug)
        drafts.append((slug, text.policy.title if text.policy else slug, len(text.errors)))
    return render_template("office.html", drafts=drafts)


@pages.get("/check")
def problems() -> str:
    """Show every problem of the workspace, each with a link to its place."""
    return render_template("check.html", report=check(desk(), today()))


@pages.get("/file")
def source() -> str:
    """Show a file of the workspace with its lines counted."""
    path = request.args.get("path", "")
    lines = source_lines(desk(), path)
    if lines is None:
        abort(404)
    return render_template("source.html", path=path, lines=lines)


@pages.get("/issue/<slug>")
def issue(slug: str) -> str:
    """Show what changed since the latest version, and ask whether it is the next one."""
    allowed("issue")
    try:
        asked = _issue(slug, "", "")
    except (RefusedError, ComplaintsError) as error:
        return render_template("issue_refused.html", slug=slug, error=error)
    return _issue_page(slug, asked, asked.version.narrative, [])


@pages.post("/issue/<slug>")
def do_issue(slug: str) -> str | Response | tuple[str, int]:
    """Issue the draft, if it is still the text that the page showed."""
    allowed("issue")
    narrative = " ".join(request.form.get("narrative", "").split())
    version = request.form.get("version", "").strip()
    if not narrative:
        wrong = {"text": "Say in a few words what the version brings", "href": "#narrative"}
        return _issue_page(slug, _issue(slug, "", version), "", [wrong]), 400
    try:
        asked = _issue(slug, narrative, version)
    except RefusedError as error:
        wrong = {"text": f"{error.message} {error.hint}", "href": "#version"}
        return _issue_page(slug, _issue(slug, narrative, ""), narrative, [wrong]), 409
    if request.form.get("seen") != asked.version.fingerprint:
        message = "The draft was changed after this page was opened. Look at the changes again."
        wrong = {"text": message, "href": "#changes-head"}
        return _issue_page(slug, asked, narrative, [wrong]), 409
    carry_out(desk().workspace, asked)
    flash(
        f"Version {asked.version.name} of {asked.title} is issued. Copies change when a body has"
        " adopted it."
    )
    return redirect(url_for("policy.page", slug=slug), 303)


@pages.post("/build")
def start_build() -> Response:
    """Start making all copies, and go to the page that says how far it is."""
    allowed("build")
    root, day = setting().root, today()

    def work(job: Job) -> BuildReport:
        at = open_desk(root)
        wanted = BuildRequest(Scope((), (), day, day), at.workspace.build_folder(), (), 0)

        def tell(what: str, done: int, total: int) -> None:
            if what == MAKING:
                job.tell(done, total)

        return build(at, wanted, tell)

    job = setting().jobs.start("build", work)
    return redirect(url_for("office.job", key=job.key), 303)


@pages.get("/jobs/<key>")
def job(key: str) -> str:
    """Show how far some work is, or what it came to."""
    found = setting().jobs.find(key)
    if found is None:
        abort(404)
    return render_template("job.html", job=found)


@pages.get("/jobs/<key>.json")
def job_data(key: str) -> dict[str, object]:
    """Say how far some work is, to the page's script."""
    found = setting().jobs.find(key)
    if found is None:
        abort(404)
    return {"done": found.done, "total": found.total, "ended": found.ended}


def _issue(slug: str, narrative: str, version: str) -> Issue:
    day = today()
    return prepare(desk(), IssueRequest(slug, narrative, version, day.isoformat()), day)


def _issue_page(slug: str, asked: Issue, narrative: str, errors: list[dict[str, str]]) -> str:
    comparison = asked.since.comparison
    return render_template(
        "issue.html",
        slug=slug,
        issue=asked,
        narrative=narrative,
        errors=errors,
        view=View.asked(request.args),
        rows=list(rows(comparison)) if comparison else [],
        summary=summary(comparison) if comparison else "",
    )
