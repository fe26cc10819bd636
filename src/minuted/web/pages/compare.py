"""What changed between two versions, or since a school last approved; by a link to mail."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as Redirect

from minuted.errors import NotFoundError
from minuted.model.change_rows import rows
from minuted.model.change_summary import decided, summary
from minuted.model.front_matter import FrontMatter
from minuted.tasks.compare import CompareRequest, compare_versions
from minuted.tasks.compare_files import FILES
from minuted.tasks.holding import register_of
from minuted.web.sending import RENDERING, TYPES, as_file
from minuted.web.setting import desk, organisation, today

pages = Blueprint("compare", __name__)

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class View:
    """How a comparison is looked at: `changes` or `whole`, `inline` or `beside`."""

    show: str
    layout: str

    @classmethod
    def asked(cls, arguments: Mapping[str, str]) -> "View":
        """Return what an address asks for; anything unknown is the usual view."""
        return cls(
            "whole" if arguments.get("show") == "whole" else "changes",
            "beside" if arguments.get("layout") == "beside" else "inline",
        )


@pages.get("/compare")
def choose() -> str | Redirect:
    """Ask which policy, and go to its page."""
    slug = request.args.get("policy", "")
    slugs = desk().slugs()
    if slug in slugs:
        return redirect(url_for("compare.page", slug=slug), 303)
    titles = [(one, _title(one)) for one in slugs]
    return render_template("compare_choose.html", policies=titles)


@pages.get("/compare/<slug>")
def page(slug: str) -> str:
    """Show what changed, or ask between which texts where the address does not say."""
    register = register_of(desk(), slug)
    wanted = _request(slug)
    choices = {
        "register": register,
        "asked": wanted,
        "versions": _versions(register.front),
        "audiences": list(organisation().audiences(today())),
        "draft": DRAFT,
    }
    if wanted is None:
        return render_template("compare_ask.html", **choices)
    compared = compare_versions(desk(), wanted)
    report = compared.report
    return render_template(
        "compare.html",
        report=report,
        rows=list(rows(report.comparison)),
        summary=summary(report.comparison),
        decided=decided,
        view=View.asked(request.args),
        same={k: v for k, v in request.args.items() if k not in ("show", "layout")},
        formats=tuple(FILES),
        warnings=compared.diagnostics,
        **choices,
    )


@pages.get("/compare/<slug>/file.<kind>")
def fetch(slug: str, kind: str) -> Response:
    """Send the comparison as a file."""
    wanted = _request(slug)
    if kind not in FILES or wanted is None:
        raise NotFoundError("There is no such file.", "Choose the two texts first.")
    with RENDERING:
        data = FILES[kind](compare_versions(desk(), wanted))
    return as_file(data, f"{slug}-what-changed.{kind}", TYPES[kind])


def _request(slug: str) -> CompareRequest | None:
    """Return what the address asks for; None where it names no texts."""
    old, new = request.args.get("old", ""), request.args.get("new", "")
    code = request.args.get("for", "")
    if not old and not new and not code:
        return None
    draft = new == DRAFT
    between = None
    if request.args.get("and"):
        between, code = (code, request.args["and"]), ""
    return CompareRequest(slug, old, "" if draft else new, code, between, draft, today())


def _versions(front: FrontMatter) -> list[str]:
    return [version.name for version in front.versions if version.held]


def _title(slug: str) -> str:
    policy = desk().draft(slug).policy
    return policy.title if policy else slug
