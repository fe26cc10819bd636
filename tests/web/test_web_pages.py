"""Pages to read: home, schools, what is due, copies, comparisons, the office's part."""

import io
import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_faces import fill, let_in, make_app

from workspaces import TestWorkspace, minuted


def test_home_has_every_policy_against_every_school(browser: FlaskClient) -> None:
    page = browser.get("/").text
    for name in ("Ash Primary School", "Oakfield Infants", "Elm Tree Junior School"):
        assert name in page
    assert "Mobile phones policy" in page
    assert "to look at:" in page


def test_home_is_filtered_and_sorted(browser: FlaskClient) -> None:
    only = browser.get("/?for=ASH&sort=review").text
    assert "/for/ASH" in only
    assert "/for/OAK" not in only
    late = browser.get("/?status=overdue").text
    assert "Current" not in late.partition("</form>")[2]
    assert 'aria-sort="ascending"' in browser.get("/?sort=school").text


@pytest.mark.parametrize(
    "query",
    [
        "for=NOBODY&body=x&status=y&sort=z&view=w",
        "_external=1&_scheme=javascript&_anchor=x&_method=POST&endpoint=home.page",
        "on-day=99&on-month=x&on-year=",
        "on=%00",
        "for=%F0%9F%98%80",
        "for=ASH&for=OAK",
        "on-year=99999999999999999999999",
    ],
)
def test_odd_addresses_give_a_page(browser: FlaskClient, query: str) -> None:
    for path in ("/", "/due/", "/policies/mobile-phones/for/ASH", "/compare/mobile-phones"):
        answer = browser.get(f"{path}?{query}")
        assert answer.status_code in (200, 404, 409), path
        assert "javascript:" not in answer.text


def test_a_copy_is_the_bytes_that_a_build_writes(
    trust: TestWorkspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert minuted(trust, "build", "--on", "2024-10-15", capsys=capsys).code == 0
    browser = let_in(make_app(trust.root))
    for path, data in trust.files().items():
        if path.count("/") == 1 and not path.endswith("index.html"):
            answer = browser.get(f"/copies/{path}")
            assert answer.data == data, path


def test_what_is_not_adopted_has_no_copy(browser: FlaskClient) -> None:
    answer = browser.get("/copies/ELM/mobile-phones.pdf?on=2023-01-01")
    assert answer.status_code == 409
    assert "Elm Tree Junior School" in answer.text


def test_an_unknown_format_or_policy_is_not_found(browser: FlaskClient) -> None:
    assert browser.get("/copies/ASH/mobile-phones.odt").status_code == 404
    assert browser.get("/copies/ASH/nothing.pdf").status_code == 404
    assert browser.get("/copies/NOBODY/mobile-phones.pdf").status_code == 404


def test_another_day_is_asked_for_in_three_fields(browser: FlaskClient) -> None:
    held = "/policies/mobile-phones/for/ASH"
    assert "Version 1 is in force" in browser.get(f"{held}?on=2024-01-01").text
    then = browser.get(f"{held}?on-day=1&on-month=1&on-year=2024").text
    assert "On 1 January 2024" in then
    wrong = browser.get(f"{held}?on-day=30&on-month=2&on-year=2024").text
    assert "Enter a real day" in wrong
    assert 'value="30"' in wrong


@pytest.mark.parametrize("kind", ["xlsx", "ics"])
def test_lists_come_as_files(browser: FlaskClient, kind: str) -> None:
    for path in (f"/status.{kind}", f"/due/due.{kind}"):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert answer.data[:2] == b"PK" if kind == "xlsx" else b"BEGIN:VCALENDAR" in answer.data


def test_a_comparison_says_what_changed_in_every_view(browser: FlaskClient) -> None:
    for layout in ("inline", "beside"):
        for show in ("changes", "whole"):
            address = f"/compare/mobile-phones?old=1&new=2&layout={layout}&show={show}"
            page = browser.get(address).text
            assert "2 clauses added, 2 amended" in page
            assert "earphones" in page
            assert ("Pupils hand in their phones" in page) == (show == "whole")
    same = browser.get("/compare/mobile-phones?old=2&new=2").text
    assert "the two fingerprints, worked out anew from both texts, are equal" in same


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_a_comparison_can_be_kept(browser: FlaskClient, kind: str) -> None:
    answer = browser.get(f"/compare/mobile-phones/file.{kind}?old=1&new=2")
    assert answer.status_code == 200
    starts = {"docx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE html>"}
    assert answer.data.lstrip().startswith(starts[kind])


def test_since_a_school_last_approved(browser: FlaskClient) -> None:
    page = browser.get("/compare/mobile-phones?for=OAK")
    assert page.status_code == 200
    assert "in force at OAK" in page.text


def test_a_version_that_is_not_there_is_said(browser: FlaskClient) -> None:
    answer = browser.get("/compare/mobile-phones?old=9&new=2")
    assert answer.status_code == 404
    assert "Version 9 of mobile-phones was never issued" in answer.text


def test_the_office_issues_after_seeing_what_changed(
    clerk: FlaskClient, trust: TestWorkspace
) -> None:
    refused = clerk.get("/office/issue/mobile-phones").text
    assert "cannot be issued now" in refused
    trust.edit("policy_src/mobile-phones.md", "smart watches", "smart watches, tablets")
    page = clerk.get("/office/issue/mobile-phones").text
    assert "tablets" in page
    empty = clerk.post("/office/issue/mobile-phones", data=fill(page, narrative=" "))
    assert empty.status_code == 400
    issued = clerk.post(
        "/office/issue/mobile-phones", data=fill(page, narrative="Tablets too", version="3")
    )
    assert issued.status_code == 303
    assert "Version 3 of Mobile phones policy is issued" in clerk.get(issued.location).text
    assert trust.path("governance/issued/mobile-phones/3/mobile-phones.md").is_file()


def test_a_draft_changed_meanwhile_is_not_issued(clerk: FlaskClient, trust: TestWorkspace) -> None:
    trust.edit("policy_src/mobile-phones.md", "smart watches", "smart watches, tablets")
    page = clerk.get("/office/issue/mobile-phones").text
    trust.edit("policy_src/mobile-phones.md", "tablets", "anything at all")
    answer = clerk.post("/office/issue/mobile-phones", data=fill(page, narrative="N", version="3"))
    assert answer.status_code == 409
    assert "The draft was changed after this page was opened" in answer.text
    assert not trust.path("governance/issued/mobile-phones/3").exists()


def test_a_build_runs_beside_and_says_what_came_of_it(
    clerk: FlaskClient, trust: TestWorkspace
) -> None:
    answer = clerk.post("/office/build", data=fill(clerk.get("/office/").text))
    assert answer.status_code == 303
    data = answer.location + ".json"
    end = time.monotonic() + 60
    while not clerk.get(data).json["ended"]:
        assert time.monotonic() < end
        time.sleep(0.1)
    page = clerk.get(answer.location).text
    assert "The copies are made" in page
    assert trust.path("build/ASH/mobile-phones.pdf").is_file()
    assert clerk.get("/office/jobs/nothing").status_code == 404


def test_problems_lead_to_their_place(clerk: FlaskClient, trust: TestWorkspace) -> None:
    assert "No problems" in clerk.get("/office/check").text
    trust.edit("policy_src/mobile-phones.md", "{{ school.name }}", "{{ school.nam }}")
    page = clerk.get("/office/check").text
    assert "/office/file?path=policy_src/mobile-phones.md#L" in page
    assert "school.nam" in clerk.get("/office/file?path=policy_src/mobile-phones.md").text


@pytest.mark.parametrize(
    "path", ["../secret", "/etc/passwd", "templates/policy.html", "policy_src/..", "README.md", ""]
)
def test_only_an_author_s_files_are_shown(browser: FlaskClient, path: str) -> None:
    assert browser.get("/office/file", query_string={"path": path}).status_code == 404


def test_a_sheet_is_recorded_as_a_whole(clerk: FlaskClient, trust: TestWorkspace) -> None:
    empty = clerk.get("/record/sheet/empty.csv").text
    heading = empty.splitlines()[0]
    names = heading.lstrip("\ufeff").split(",")
    rows = [
        {"Policy": "mobile-phones", "For": "ELM", "Minute number": "FGB/2425/030924/7"},
        {"Policy": "mobile-phones", "For": "NOBODY", "Minute number": "FGB/2425/030924/8"},
    ]

    def sheet(count: int) -> dict[str, object]:
        lines = [",".join(row.get(name, "") for name in names) for row in rows[:count]]
        text = "\n".join([heading, *lines]) + "\n"
        page = fill(clerk.get("/record/sheet/").text)
        return {**page, "sheet": (io.BytesIO(text.encode()), "meeting.csv")}

    assert "holds no decision" in clerk.post("/record/sheet/", data=sheet(0)).text
    wrong = clerk.post("/record/sheet/", data=sheet(2))
    assert wrong.status_code == 400
    assert "Nothing was recorded" in wrong.text
    assert trust.git("status", "--porcelain") == ""
    looked = clerk.post("/record/sheet/", data=sheet(1))
    assert looked.status_code == 200
    assert "1 line would be recorded" in looked.text
    action = looked.text.partition('action="/record/sheet/')[2].partition('"')[0]
    saved = clerk.post(f"/record/sheet/{action}", data=fill(looked.text))
    assert "1 line added to the ledger" in saved.text
    assert clerk.post(f"/record/sheet/{action}", data=fill(looked.text)).status_code == 404


@pytest.mark.parametrize("name", ["meeting.pdf", "x.xlsx", "../../x.csv", "x", ".csv"])
def test_what_is_no_sheet_is_refused(clerk: FlaskClient, name: str, app: Flask) -> None:
    page = fill(clerk.get("/record/sheet/").text)
    data = {**page, "sheet": (io.BytesIO(b"\x00\xffnonsense"), name)}
    assert clerk.post("/record/sheet/", data=data).status_code == 400


def test_an_upload_beyond_the_limit_is_refused(
    clerk: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.application.config["MAX_CONTENT_LENGTH"] = 2000
    data = {"sheet": (io.BytesIO(b"x" * 5000), "x.csv")}
    answer = clerk.post("/record/sheet/", data=data)
    assert answer.status_code == 413
    assert "That file is too large" in answer.text


def test_papers_are_looked_at_and_fetched(browser: FlaskClient) -> None:
    assert "Papers for a meeting" in browser.get("/papers/").text
    page = browser.get("/papers/?for=ASH&body=FGB&date=2025-07-08")
    assert page.status_code == 200, page.text
    assert "On the agenda" in page.text
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")):
        answer = browser.get(f"/papers/papers.{kind}?for=ASH&body=FGB&date=2025-07-08")
        assert answer.status_code == 200
        assert answer.data.startswith(start)
    wrong = browser.get("/papers/?for=ASH&body=FGB&date-day=31&date-month=2&date-year=2025")
    assert wrong.status_code == 400
    assert "Enter a real day" in wrong.text
    nothing = browser.get("/papers/?for=ASH&body=FGB&date=2024-10-16")
    assert nothing.status_code in (200, 400)
    assert browser.get("/papers/papers.exe?for=ASH&body=FGB&date=2025-07-08").status_code == 404


def test_a_copy_is_checked_by_its_own_words(browser: FlaskClient, app: Flask) -> None:
    copy = browser.get("/copies/ASH/mobile-phones.html").data

    def check(data: bytes, name: str = "copy.html") -> str:
        page = fill(browser.get("/verify/").text)
        sent = {**page, "copy": (io.BytesIO(data), name)}
        answer = browser.post("/verify/", data=sent)
        assert answer.status_code == 200
        return answer.text

    assert "Approved, unaltered and in force" in check(copy)
    altered = check(copy.replace(b"smart watches", b"smart toasters"))
    assert "Not the approved text" in altered
    assert "toasters" in altered
    assert "No policy of this trust" in check(b"<html><body><p>Something else.</p></body></html>")
    assert "It cannot be read" in check(b"\0\1\2", "x.pdf")
    empty = browser.post("/verify/", data=fill(browser.get("/verify/").text))
    assert empty.status_code == 400
