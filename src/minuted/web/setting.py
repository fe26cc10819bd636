"""What a request finds about itself: the workspace, the day, the person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from flask import current_app, g

from minuted.model.organisation import Organisation
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.desk import open_desk
from minuted.tasks.reading import Desk
from minuted.web.jobs import Jobs
from minuted.web.kept import Kept
from minuted.web.person import Person


@dataclass(frozen=True, slots=True)
class Setting:
    """What an app is about.

    Attributes:
        today, person: asked for each request.
        waiting: what was sent and waits for a yes: sheets, documents.
    """

    root: Path
    today: Callable[[], date]
    person: Callable[[], Person]
    jobs: Jobs
    waiting: Kept[Any]


def setting() -> Setting:
    """Return what this app is about."""
    return cast("Setting", current_app.extensions["minuted"])


def desk() -> Desk:
    """Return the workspace as this request reads it: afresh, so that no page is stale."""
    if "desk" not in g:
        g.desk = open_desk(setting().root)
    return cast("Desk", g.desk)


def today() -> date:
    """Return the day of this request."""
    if "today" not in g:
        g.today = setting().today()
    return cast("date", g.today)


def person() -> Person:
    """Return who is asking, and what they may do."""
    if "person" not in g:
        g.person = setting().person()
    return cast("Person", g.person)


def organisation() -> Organisation:
    """Return the trust's register.

    Raises:
        ComplaintsError: trust.yaml has errors.
    """
    found, complaints = desk().organisation()
    if found is None or any(d.is_error for d in complaints):
        raise ComplaintsError("governance/trust.yaml", tuple(complaints))
    return found
