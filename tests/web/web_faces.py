"""The web face of an invented trust, for tests: through Flask's own client, without a network."""

import html
import re
from datetime import date
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from minuted.web import create_app
from minuted.web.person import Person

TOKEN = "a-token"
TODAY = date(2024, 10, 15)


def make_app(root: Path, name: str = "A Clerk", today: date = TODAY) -> Flask:
    app = create_app(root, today=lambda: today, person=lambda: Person(name), token=TOKEN)
    app.testing = False  # faults become pages, as they do for people
    return app


def let_in(app: Flask) -> FlaskClient:
    """Return a browser that has followed the link."""
    client = app.test_client()
    assert client.get(f"/?token={TOKEN}").status_code == 303
    return client


def csrf_of(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "the page has no form that may be sent"
    return found[1]


def fill(page: str, **values: str) -> dict[str, str]:
    """Return the fields of a page's own form with the token, as a browser would send them."""
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return {**{k: html.unescape(v) for k, v in fields.items()}, **values}
