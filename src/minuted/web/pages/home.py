"""Home: policies against schools."""

from flask import Blueprint, render_template

from minuted.web.setting import desk, organisation, today

pages = Blueprint("home", __name__)


@pages.get("/")
def page() -> str:
    return render_template(
        "home.html", slugs=desk().slugs(), audiences=list(organisation().audiences(today()))
    )
