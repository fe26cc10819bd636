"""The pages that `minuted serve` shows of the example, with what they ask of the server."""

import importlib.resources
import io
import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from flask.testing import FlaskClient
from said import Expected, Served

from minuted.tasks.init import init
from minuted.web import create_app
from minuted.web.person import Person

TODAY = date(2024, 10, 15)
TOKEN = "a-token"
PAGES = {
    "home": "/",
    "due": "/due/",
    "school": "/schools/ASH",
    "policy": "/policies/mobile-phones",
    "policy-for-a-school": "/policies/mobile-phones/for/ASH",
    "text": "/policies/mobile-phones/text",
    "compare": "/compare",
    "compared": "/compare/mobile-phones?old=1&new=2",
    "record": "/record/",
    "meeting": "/record/meeting?for=ELM&body=FGB&date=2024-09-03",
    "sheet": "/record/sheet/",
    "correct": "/amend/corrected/mobile-phones/ASH?about=FGB/2324/020724/8",
    "papers": "/papers/?for=ASH&body=FGB&date=2025-07-08",
    "verify": "/verify/",
    "list": "/?view=list",
    "beside": "/compare/mobile-phones?old=1&new=2&layout=beside&show=whole",
    "a-wrong-day": "/policies/mobile-phones/for/ASH?on-day=40&on-month=1&on-year=1",
    "office": "/office/",
    "import": "/office/import/",
    "check": "/office/check",
    "issue": "/office/issue/mobile-phones",
    "not-there": "/policies/bikes",
}
STATIC = importlib.resources.files("minuted.web") / "static"
_FONT = re.compile(r"""url\(["']?(/font/[^"'?#)]+)""")


MEETING = PAGES["meeting"]


def _sent(browser: FlaskClient, address: str, want: int, **form: object) -> bytes:
    """Send the form of a page as a browser would, and return the answer."""
    page = browser.get(address).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token, f"{address} has no form"
    answer = browser.post(address, data={"csrf_token": token[1], **form})
    assert answer.status_code == want, f"{address}: {answer.status}"
    return answer.data


def _wrong_start(browser: FlaskClient) -> bytes:
    return _sent(browser, "/record/", 400, **{"for": "ELM", "date-day": "31", "date-month": "2"})


def _wrong_items(browser: FlaskClient) -> bytes:
    form = {"item-mobile-phones": "7", "review-mobile-phones-year": "1999", "do": "preview"}
    return _sent(browser, MEETING, 400, **form, **{"review-mobile-phones-month": "8"})


def _looked_at(browser: FlaskClient) -> bytes:
    return _sent(browser, MEETING, 200, **{"item-mobile-phones": "7", "do": "preview"})


def _report(browser: FlaskClient) -> bytes:
    text = b"# Bikes policy\n\n## 1. Purpose\n\n1.1 Bikes stay here.\n1.4 See section 9.\n"
    return _sent(browser, "/office/import/", 200, document=(io.BytesIO(text), "bikes.txt"))


def _altered(browser: FlaskClient) -> bytes:
    copy = browser.get("/copies/ASH/mobile-phones.html").data
    copy = copy.replace(b"smart watches", b"smart toasters")
    return _sent(browser, "/verify/", 200, copy=(io.BytesIO(copy), "copy.html"))


ANSWERS: dict[str, Callable[[FlaskClient], bytes]] = {
    "a-wrong-meeting": _wrong_start,
    "a-wrong-item": _wrong_items,
    "looked-at": _looked_at,
    "import-report": _report,
    "altered": _altered,
}
"""Pages that answer a form: what is wrong, what would be recorded, what a file is."""


def make(folder: Path) -> Expected:
    """Fetch each page, and all that the server has for them."""
    with tempfile.TemporaryDirectory() as scratch:
        example = Path(scratch) / "example"
        init(example)
        app = create_app(
            example, today=lambda: TODAY, person=lambda: Person("A Clerk"), token=TOKEN
        )
        browser = app.test_client()
        assert browser.get(f"/?token={TOKEN}").status_code == 303
        for name, address in PAGES.items():
            page = browser.get(address)
            wanted = 404 if name == "not-there" else 200
            assert page.status_code == wanted, f"{address}: {page.status}"
            (folder / f"{name}.html").write_bytes(page.data)
        answers = {name: ask(browser) for name, ask in ANSWERS.items()}
        for name, data in answers.items():
            (folder / f"{name}.html").write_bytes(data)
        for file in STATIC.iterdir():
            answer = browser.get(f"/static/{file.name}")
            if answer.status_code == 200:
                _write(folder, f"/static/{file.name}", answer.data)
                for address in _FONT.findall(answer.text) if file.name.endswith(".css") else ():
                    _write(folder, address, browser.get(address).data)
    return {f"{name}.html": Served() for name in (*PAGES, *ANSWERS)}


def _write(folder: Path, address: str, data: bytes) -> None:
    target = folder / address.lstrip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
