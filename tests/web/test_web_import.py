"""Documents brought in through the browser: a report first, and nothing saved before a yes."""

import io

import pytest
from flask.testing import FlaskClient
from web_faces import fill

from workspaces import TestWorkspace

BIKES = b"""# Bikes policy

## 1. Purpose

1.1 Bikes stay in the shed.
1.2 See paragraph 1.1.
"""


def send(clerk: FlaskClient, data: bytes, name: str = "bikes.txt", **more: str):  # type: ignore[no-untyped-def]
    page = fill(clerk.get("/office/import/").text, **more)
    return clerk.post("/office/import/", data={**page, "document": (io.BytesIO(data), name)})


def test_a_document_is_looked_at_and_brought_in(clerk: FlaskClient, trust: TestWorkspace) -> None:
    report = send(clerk, BIKES)
    assert report.status_code == 200, report.text
    assert "1 section, 2 clauses" in report.text
    assert "Every word of the document is there" in report.text
    assert trust.git("status", "--porcelain") == "", "a look saves nothing"
    action = report.text.partition('action="/office/import/')[2].partition('"')[0]
    saved = clerk.post(f"/office/import/{action}", data=fill(report.text))
    assert saved.status_code == 303
    assert "Bikes policy is brought in" in clerk.get(saved.location).text
    assert trust.path("policy_src/bikes.md").is_file()
    assert trust.git("status", "--porcelain") == ""
    again = clerk.post(f"/office/import/{action}", data=fill(report.text))
    assert again.status_code == 404


def test_a_policy_that_is_there_is_not_written_over(
    clerk: FlaskClient, trust: TestWorkspace
) -> None:
    before = trust.read("policy_src/mobile-phones.md")
    answer = send(clerk, BIKES, policy="mobile-phones")
    assert answer.status_code == 400
    assert "There is a policy mobile-phones already" in answer.text
    assert 'value="mobile-phones"' in answer.text
    assert trust.read("policy_src/mobile-phones.md") == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.docx", b"PK\x03\x04broken"),
        ("x.pdf", b"%PDF-1.7 broken"),
        ("x.txt", b""),
        ("../../../x.txt", b"\0\0"),
        ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("\u202etxt.exe", b"MZ\0\1"),
    ],
)
def test_what_is_no_document_is_told(
    clerk: FlaskClient, trust: TestWorkspace, name: str, data: bytes
) -> None:
    answer = send(clerk, data, name)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert "/tmp/" not in answer.text
    assert trust.git("status", "--porcelain") == ""


def test_no_document_at_all_is_said(clerk: FlaskClient) -> None:
    answer = clerk.post("/office/import/", data=fill(clerk.get("/office/import/").text))
    assert answer.status_code == 400
    assert "Choose a document" in answer.text
