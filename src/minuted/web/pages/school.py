"""A school's page."""

from flask import Blueprint, render_template

from minuted.tasks.audiences import find_audience
from minuted.web.setting import organisation

pages = Blueprint("school", __name__)


@pages.get("/schools/<code>")
def page(code: str) -> str:
    return render_template("school.html", audience=find_audience(organisation(), code))
