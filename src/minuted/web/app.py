"""The app factory: one workspace, one guard, one page a task.

browser ──▶ guard.py    is it this machine, this page's own form, a person with the link?
              │
            pages/      a form or an address in, a task called, a page out
              │
            tasks       the same that the command line calls
"""

import secrets
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from minuted.tasks.desk import open_desk
from minuted.web import faults, words
from minuted.web.guard import Guard
from minuted.web.jobs import Jobs
from minuted.web.kept import Kept
from minuted.web.person import Person
from minuted.web.setting import Setting

PAGES = (
    "amend",
    "assets",
    "compare",
    "copies",
    "due",
    "home",
    "importing",
    "office",
    "papers",
    "policy",
    "record",
    "school",
    "sheet",
    "verify",
)
"""The modules of `pages`, each with a blueprint of the same name."""

LARGEST_UPLOAD = 25_000_000
"""Bytes of one request: a policy as Word file with its pictures fits many times."""

LONGEST_FORM = 1_000_000
MOST_PARTS = 2_000


def create_app(
    workspace: Path,
    *,
    today: Callable[[], date],
    person: Callable[[], Person],
    token: str = "",
    hosts: tuple[str, ...] = (),
) -> Flask:
    """Return the web face of one workspace, as a WSGI application.

    Args:
        workspace: a folder in the workspace.
        today: what day it is; asked for each request.
        person: who is asking; the one place that knows, and that a shared server would replace.
        token: what a browser must show once to be let in; a new one is made where it is empty.
        hosts: the values of the Host header that are answered, such as `127.0.0.1:8090`; with
            none, `localhost` and `127.0.0.1` at any port.

    Raises:
        WorkspaceError: there is no workspace there.
    """
    root = open_desk(workspace).workspace.root
    app = Flask(__name__, static_folder=None)
    app.secret_key = secrets.token_bytes(32)
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=LONGEST_FORM,
        MAX_FORM_PARTS=MOST_PARTS,
        SESSION_COOKIE_NAME="minuted",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        WTF_CSRF_TIME_LIMIT=None,  # a form may lie open for as long as the meeting
    )
    app.extensions["minuted"] = Setting(root, today, person, Jobs(), Kept())
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("minuted.web"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    Guard(token or secrets.token_urlsafe(24), hosts).protect(app)
    words.teach(app)
    faults.handle(app)
    for name in PAGES:
        app.register_blueprint(import_module(f"minuted.web.pages.{name}").pages)
    return app
