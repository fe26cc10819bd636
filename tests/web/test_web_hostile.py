"""Requests that no page of ours sends: a readable refusal, never a fault."""

import io
import random

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_faces import fill

from workspaces import TestWorkspace

_BITS = ["", "A", "\0", "é", "../", "%00", "<script>", "'", '"', "{{7*7}}", "\r\nX: y", "9" * 400]


@pytest.mark.parametrize("path", ["/record/", "/office/build", "/record/sheet/", "/verify/"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"\xff\xfe" * 50, "multipart/form-data; boundary=\xff"),
        (b"{}", "application/json"),
        (b"=&=&=&%ff%fe", "application/x-www-form-urlencoded"),
        (b"", "multipart/form-data"),
        (b"a" * 5000, "text/plain"),
    ],
)
def test_a_malformed_form_is_refused(
    browser: FlaskClient, path: str, data: bytes, kind: str
) -> None:
    answer = browser.post(path, data=data, content_type=kind)
    assert 400 <= answer.status_code < 500
    assert "govuk-heading-l" in answer.text


def test_a_form_of_very_many_fields_is_refused(browser: FlaskClient) -> None:
    body = "&".join(f"a{n}=1" for n in range(5000)).encode()
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=a"):
        answer = browser.post("/record/", data=body * 60, content_type=kind)
        assert 400 <= answer.status_code < 500


def test_nothing_typed_gets_into_a_header(browser: FlaskClient) -> None:
    for path in (
        "/?token=x%0d%0aSet-Cookie:%20a=b",
        "/record/meeting?for=ELM%0d%0aX:%20y&body=FGB&date=2024-09-03",
        "/compare?policy=a%0d%0aX:%20y",
        "/copies/ASH%0d%0aX:%20y/mobile-phones.pdf",
    ):
        answer = browser.get(path)
        assert answer.status_code < 500
        assert "X" not in answer.headers


def test_random_forms_never_end_in_a_fault(clerk: FlaskClient, trust: TestWorkspace) -> None:
    pick = random.Random(7)
    meeting = "/record/meeting?for=ELM&body=FGB&date=2024-09-03"
    amend = "/amend/corrected/mobile-phones/ASH?about=FGB/2324/020724/8"
    names = ["for", "body", "date-day", "date-month", "date-year", "number", "item-mobile-phones"]
    names += ["decision-mobile-phones", "version-mobile-phones", "narrative-mobile-phones"]
    names += ["review-mobile-phones-day", "review-mobile-phones-year", "do", "seen", "force"]
    names += ["minute", "version", "narrative", "review-year", "reason", "draft"]
    pages = {path: fill(clerk.get(path).text) for path in ("/record/", meeting, amend)}
    for _ in range(60):
        path = pick.choice(list(pages))
        form = {name: pick.choice(_BITS) for name in pick.sample(names, 8)}
        if pick.random() < 0.5:
            form["do"] = pick.choice(["preview", "save", "change"])
        answer = clerk.post(path, data={**form, "csrf_token": pages[path]["csrf_token"]})
        assert answer.status_code < 500, form
    assert trust.git("status", "--porcelain") == ""


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "FOO"])
def test_a_strange_method_is_refused(browser: FlaskClient, method: str) -> None:
    answer = browser.open("/policies/mobile-phones", method=method)
    assert answer.status_code in (400, 405, 501)


def test_a_name_of_a_file_reaches_no_disk(clerk: FlaskClient, app: Flask) -> None:
    page = fill(clerk.get("/record/sheet/").text)
    for name in ("../../x.csv", "C:\\x.csv", "a/b/c.csv", "x" * 5000 + ".csv", "\u202e.csv"):
        data = {**page, "sheet": (io.BytesIO(b"Policy,For\n"), name)}
        assert clerk.post("/record/sheet/", data=data).status_code == 400
