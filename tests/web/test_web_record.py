"""A meeting recorded through pages: checked as the command checks it, looked at, saved."""

import pytest
from flask.testing import FlaskClient
from web_faces import fill

from workspaces import TestWorkspace

LEDGER = "governance/minutes/mobile-phones.csv"
MEETING = "/record/meeting?for=ELM&body=FGB&date=2024-09-03"


def test_a_meeting_is_recorded_from_its_first_page_to_a_commit(
    clerk: FlaskClient, trust: TestWorkspace
) -> None:
    page = clerk.get("/record/?for=ELM")
    named = {"for": "ELM", "body": "FGB"}
    day = {"date-day": "3", "date-month": "9", "date-year": "2024"}
    answer = clerk.post("/record/", data=fill(page.text, **named, **day))
    assert answer.status_code == 303
    address = answer.headers["Location"]
    items = clerk.get(address)
    assert "What was on the agenda?" in items.text
    looked = clerk.post(
        address, data=fill(items.text, **{"item-mobile-phones": "7", "do": "preview"})
    )
    assert looked.status_code == 200
    assert "FGB/2425/030924/7" in looked.text
    assert "Adopted as issued" in looked.text
    before = trust.read(LEDGER)
    assert trust.git("status", "--porcelain") == "", "a look writes nothing"
    saved = clerk.post(address, data=fill(looked.text, do="save"))
    assert saved.status_code == 200
    assert "1 line added to the ledger" in saved.text
    assert trust.read(LEDGER).startswith(before)
    assert "2024-09-03,FGB,ELM,FGB/2425/030924/7,2,adopted" in trust.read(LEDGER)
    assert trust.git("status", "--porcelain") == ""
    assert "FGB/2425/030924/7" in clerk.get("/policies/mobile-phones/for/ELM").text


def test_the_number_of_a_meeting_tells_its_body_and_day(clerk: FlaskClient) -> None:
    page = clerk.get("/record/").text
    answer = clerk.post("/record/", data=fill(page, **{"for": "ELM", "number": "FGB/2425/030924"}))
    assert answer.status_code == 303
    assert "body=FGB" in answer.headers["Location"]
    assert "date=2024-09-03" in answer.headers["Location"]


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({}, "for", "Choose whose meeting it was"),
        ({"for": "ELM"}, "body", "Choose which body met"),
        ({"for": "ELM", "body": "FGB"}, "date-day", "Enter the day of the meeting"),
        (
            {"for": "ELM", "body": "FGB", "date-day": "31", "date-month": "2", "date-year": "2024"},
            "date-day",
            "Enter a real day",
        ),
        (
            {"for": "ELM", "body": "FGB", "date-day": "1", "date-month": "1", "date-year": "2031"},
            "date-day",
            "still to come",
        ),
        ({"for": "ELM", "number": "nonsense"}, "number", "is no meeting’s number"),
        ({"for": "NOBODY", "body": "FGB"}, "for", "Choose whose meeting it was"),
    ],
)
def test_what_is_wrong_is_said_at_the_top_and_beside_the_field(
    clerk: FlaskClient, given: dict[str, str], field: str, message: str
) -> None:
    answer = clerk.post("/record/", data=fill(clerk.get("/record/").text, **given))
    assert answer.status_code == 400
    assert answer.text.count(message) >= 2
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    for name, value in given.items():
        if not (name == "for" and value == "NOBODY"):  # nobody can choose what is not in the list
            assert value in answer.text, "nothing that was typed is lost"


def test_a_refused_item_keeps_what_was_typed(clerk: FlaskClient, trust: TestWorkspace) -> None:
    items = clerk.get(MEETING).text
    typed = {
        "item-mobile-phones": "7",
        "narrative-mobile-phones": "No amendments & <b>more</b>",
        "version-mobile-phones": "1",
        "review-mobile-phones-month": "8",
        "review-mobile-phones-year": "2023",
        "do": "preview",
    }
    answer = clerk.post(MEETING, data=fill(items, **typed))
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert 'href="#review-mobile-phones-day"' in answer.text
    assert 'value="No amendments &amp; &lt;b&gt;more&lt;/b&gt;"' in answer.text
    assert 'value="2023"' in answer.text
    assert trust.git("status", "--porcelain") == ""


def test_an_agenda_without_any_item_is_refused(clerk: FlaskClient) -> None:
    answer = clerk.post(MEETING, data=fill(clerk.get(MEETING).text, do="preview"))
    assert answer.status_code == 400
    assert "Enter the item number of each policy" in answer.text


def test_a_narrative_without_an_item_is_not_passed_over(clerk: FlaskClient) -> None:
    typed = {"narrative-mobile-phones": "Agreed", "do": "preview"}
    answer = clerk.post(MEETING, data=fill(clerk.get(MEETING).text, **typed))
    assert answer.status_code == 400
    assert "Enter the item number of Mobile phones policy" in answer.text


def test_one_may_go_back_and_change_something(clerk: FlaskClient) -> None:
    items = clerk.get(MEETING).text
    looked = clerk.post(
        MEETING, data=fill(items, **{"item-mobile-phones": "7", "do": "preview"})
    ).text
    again = clerk.post(MEETING, data=fill(looked, do="change"))
    assert again.status_code == 200
    assert 'value="7"' in again.text


def test_a_page_gone_stale_refuses_and_shows_what_changed(
    clerk: FlaskClient, trust: TestWorkspace
) -> None:
    items = clerk.get(MEETING).text
    form = {"item-mobile-phones": "7", "do": "preview"}
    looked = clerk.post(MEETING, data=fill(items, **form)).text
    other = clerk.post(MEETING, data=fill(items, **{**form, "item-mobile-phones": "8"})).text
    assert clerk.post(MEETING, data=fill(other, do="save")).status_code == 200
    lines = trust.read(LEDGER)
    answer = clerk.post(MEETING, data=fill(looked, do="save"))
    assert answer.status_code in (400, 409)
    assert "FGB/2425/030924/8" in answer.text
    assert trust.read(LEDGER) == lines


def test_the_same_meeting_twice_adds_nothing(clerk: FlaskClient, trust: TestWorkspace) -> None:
    form = {"item-mobile-phones": "7", "do": "preview"}
    for _ in range(2):
        looked = clerk.post(MEETING, data=fill(clerk.get(MEETING).text, **form)).text
        saved = clerk.post(MEETING, data=fill(looked, do="save"))
        assert saved.status_code == 200
    assert "Nothing new" in saved.text
    assert trust.read(LEDGER).count("FGB/2425/030924/7") == 1


def test_without_the_token_nothing_is_recorded(clerk: FlaskClient, trust: TestWorkspace) -> None:
    answer = clerk.post(MEETING, data={"item-mobile-phones": "7", "do": "save", "seen": "{}"})
    assert answer.status_code == 400
    assert trust.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    "seen", ["", "{}", "[]", "x" * 500, '{"mark": 1, "lines": {"../x": 3}}', "[" * 5000, "\0"]
)
def test_what_is_made_up_as_seen_is_no_yes(
    clerk: FlaskClient, trust: TestWorkspace, seen: str
) -> None:
    typed = {"item-mobile-phones": "7", "do": "save", "seen": seen}
    answer = clerk.post(MEETING, data=fill(clerk.get(MEETING).text, **typed))
    assert answer.status_code in (200, 409)
    assert "Is this right?" in answer.text
    assert trust.git("status", "--porcelain") == ""


def test_a_decision_is_corrected_and_voided_with_a_reason(
    clerk: FlaskClient, trust: TestWorkspace
) -> None:
    address = "/amend/corrected/mobile-phones/ASH?about=FGB/2324/020724/8"
    form = clerk.get(address)
    assert 'value="FGB/2324/020724/8"' in form.text
    typed = {
        "minute": "FGB/2324/020724/9",
        "body": "FGB",
        "version": "2",
        "do": "preview",
        "narrative": "Adopted as issued",
        "review-month": "7",
        "review-year": "2025",
    }
    refused = clerk.post(address, data=fill(form.text, **typed))
    assert refused.status_code == 400
    assert "A decision is not corrected without a reason" in refused.text
    looked = clerk.post(address, data=fill(form.text, **typed, reason="The item was mistyped"))
    assert looked.status_code == 200, looked.text
    saved = clerk.post(address, data=fill(looked.text, do="save"))
    assert "1 line added" in saved.text
    assert "corrected" in trust.read(LEDGER)
    address = "/amend/void/mobile-phones/ASH?about=FGB/2324/020724/9"
    form = clerk.get(address)
    typed = {"date-day": "9", "date-month": "9", "date-year": "2024", "do": "preview"}
    looked = clerk.post(address, data=fill(form.text, **typed, reason="It was inquorate"))
    saved = clerk.post(address, data=fill(looked.text, do="save"))
    assert "1 line added" in saved.text
    assert "declared void" in clerk.get("/policies/mobile-phones/for/ASH").text


@pytest.mark.parametrize(
    "path",
    [
        "/amend/corrected/mobile-phones/ASH?about=nothing",
        "/amend/nonsense/mobile-phones/ASH?about=FGB/2324/020724/8",
        "/amend/void/nothing/ASH?about=1",
        "/amend/void/mobile-phones/NOBODY?about=1",
    ],
)
def test_what_is_not_there_cannot_be_amended(clerk: FlaskClient, path: str) -> None:
    assert clerk.get(path).status_code == 404
