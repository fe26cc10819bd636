"""The door: who is let in, from where, and what a page may load."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_faces import TOKEN, let_in, make_app

from workspaces import TestWorkspace

PAGE = "/policies/mobile-phones"


def test_without_the_link_nobody_is_let_in(app: Flask) -> None:
    answer = app.test_client().get(PAGE)
    assert answer.status_code == 401
    assert "Open the link that minuted printed" in answer.text
    assert "Mobile phones" not in answer.text


@pytest.mark.parametrize("token", ["", "another", TOKEN + "x", "é", "\0"])
def test_another_link_lets_nobody_in(app: Flask, token: str) -> None:
    client = app.test_client()
    assert client.get(PAGE, query_string={"token": token}).status_code == 401
    assert client.get(PAGE).status_code == 401


def test_the_link_lets_a_browser_in_and_goes_out_of_the_address(app: Flask) -> None:
    client = app.test_client()
    answer = client.get(f"{PAGE}?token={TOKEN}&on=2024-01-01")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{PAGE}?on=2024-01-01"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert TOKEN not in cookie
    assert client.get(PAGE).status_code == 200


def test_a_server_that_was_started_again_wants_its_own_link(
    app: Flask, example: TestWorkspace
) -> None:
    cookie = app.test_client().get(f"/?token={TOKEN}").headers["Set-Cookie"].partition(";")[0]
    again = make_app(example.root).test_client()
    assert again.get(PAGE, headers={"Cookie": cookie}).status_code == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "[::2]", "a b"]
)
def test_a_forged_host_is_refused(browser: FlaskClient, host: str) -> None:
    answer = browser.get(PAGE, headers={"Host": host})
    assert answer.status_code == 400
    assert "Mobile phones" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8090", "127.0.0.1:8090", "[::1]:8090"])
def test_this_machine_s_own_names_are_answered(app: Flask, host: str) -> None:
    assert app.test_client().get("/", headers={"Host": host}).status_code == 401


def test_named_hosts_are_the_only_ones(example: TestWorkspace) -> None:
    from web_faces import TODAY

    from minuted.web import create_app
    from minuted.web.person import Person

    app = create_app(
        example.root,
        today=lambda: TODAY,
        person=lambda: Person(""),
        hosts=("127.0.0.1:8090",),
    )
    client = app.test_client()
    assert client.get("/", headers={"Host": "127.0.0.1:8090"}).status_code == 401
    assert client.get("/", headers={"Host": "127.0.0.1:8091"}).status_code == 400


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
        ("Origin", "http://localhost:1"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ],
)
def test_another_site_s_form_is_refused(browser: FlaskClient, header: str, value: str) -> None:
    answer = browser.post(PAGE, headers={header: value})
    assert answer.status_code == 403


def test_a_page_may_load_our_own_files_and_nothing_else(browser: FlaskClient) -> None:
    answer = browser.get(PAGE)
    rules = dict(
        rule.strip().partition(" ")[::2]
        for rule in answer.headers["Content-Security-Policy"].split(";")
    )
    assert rules["default-src"] == "'none'"
    assert rules["form-action"] == rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    nonce = rules["script-src"].partition("'nonce-")[2].rstrip("'")
    assert f'<script nonce="{nonce}">' in answer.text
    assert nonce not in browser.get(PAGE).headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    for outside in ("http://", "https://", "//cdn"):
        assert f'src="{outside}' not in answer.text
        assert f'href="{outside}' not in answer.text


@pytest.mark.parametrize("name", ["govuk.css", "minuted.css", "govuk.js", "minuted.js", "icon.svg"])
def test_the_style_is_there_before_anybody_is_let_in(app: Flask, name: str) -> None:
    with app.test_client().get(f"/static/{name}") as answer:
        assert answer.status_code == 200
        assert answer.data


def test_the_typeface_comes_from_the_package(app: Flask) -> None:
    with app.test_client().get("/font/regular") as answer:
        assert answer.mimetype == "font/ttf"
        assert answer.data[:4] == b"\0\1\0\0"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/README.md",
        "/font/../../x",
        "/copies/../../etc/passwd",
        "/copies/ASH/..%2f..%2fgovernance%2ftrust.yaml",
        "/policies/..%2f..%2fetc%2fpasswd",
        "/policies/%00",
        "/schools/..",
        "/policies/mobile-phones/for/..%2f..",
        "/policies/mobile-phones/text?version=../../1",
        "/policies/mobile-phones/text?for=%00",
    ],
)
def test_no_path_from_outside_reaches_the_disk(browser: FlaskClient, path: str) -> None:
    answer = browser.get(path)
    assert 400 <= answer.status_code < 500
    assert "root:" not in answer.text
    assert "short_name" not in answer.text
    assert "govuk-heading-l" in answer.text, "what is refused is refused with a readable page"


@pytest.mark.parametrize("method", ["put", "delete", "patch", "post", "options"])
def test_a_page_to_read_takes_no_other_method(browser: FlaskClient, method: str) -> None:
    answer = getattr(browser, method)(PAGE)
    assert answer.status_code in (400, 405) if method != "options" else 200


def test_a_fault_of_our_own_is_a_page_without_a_traceback(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    browser = let_in(app)

    def fault(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("minuted.web.pages.policy.register_of", fault)
    answer = browser.get(PAGE)
    assert answer.status_code == 500
    assert "Something went wrong in minuted itself" in answer.text
    assert "secret" not in answer.text
    assert "ZeroDivisionError" in caplog.text
