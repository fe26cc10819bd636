"""A policy's page, and what one audience has of it: version table, copies, history, any day."""

from flask import Blueprint, render_template, request

from minuted.errors import RefusedError
from minuted.model.force import in_force
from minuted.tasks.holding import holding, register_of
from minuted.tasks.render import FORMATS
from minuted.tasks.show import ShowRequest, show
from minuted.web.asked import Asked, asked_day
from minuted.web.setting import desk, today

pages = Blueprint("policy", __name__)


@pages.get("/policies/<slug>")
def page(slug: str) -> str:
    """Show a policy's versions, and who stands on which."""
    register = register_of(desk(), slug)
    day = today()
    standings = [
        (
            audience,
            in_force(register.front, register.ledger, register.organisation, audience.code, day),
        )
        for audience in register.organisation.audiences(day)
    ]
    return render_template("policy.html", register=register, standings=standings)


@pages.get("/policies/<slug>/for/<code>")
def held(slug: str, code: str) -> str:
    """Show what one audience has of a policy, today or on another day."""
    asked = asked_day("on")
    found = holding(desk(), slug, code, asked.day or today())
    return render_template(
        "holding.html", held=found, asked=asked, formats=FORMATS, errors=asked.errors
    )


@pages.get("/policies/<slug>/text")
def text(slug: str) -> str:
    """Show the clauses of a version, of the draft, or of what an audience has in force."""
    asked: Asked = asked_day("on")
    if asked.errors:
        raise RefusedError(asked.errors[0]["text"], "Go back, and write the day another way.")
    wanted = ShowRequest(
        slug,
        request.args.get("for", ""),
        request.args.get("version", ""),
        asked.day or today(),
        asked.day is not None,
    )
    return render_template("text.html", shown=show(desk(), wanted), slug=slug)
