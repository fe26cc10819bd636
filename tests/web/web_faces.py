"""The web face of an invented trust, for tests: through Flask's own client, without a network."""

import html
import re
from datetime import date
from pathlib import Path
from types import CodeType

from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache

from minuted.web import create_app
from minuted.web.person import Person

TOKEN = "a-token"
TODAY = date(2024, 10, 15)


class Compiled(BytecodeCache):
    """The pages' templates, compiled once for all the applications of one process."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


def make_app(root: Path, name: str = "A Clerk", today: date = TODAY) -> Flask:
    app = create_app(root, today=lambda: today, person=lambda: Person(name), token=TOKEN)
    app.jinja_env.bytecode_cache = COMPILED
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
