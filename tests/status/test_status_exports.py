"""Workbooks and calendars, read back by openpyxl, icalendar and LibreOffice."""

import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import openpyxl
import pytest

from workspaces import Run, TestWorkspace


def events(path: Path) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    found = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT")), "no two events share a UID"
    return found


def test_a_calendar_has_one_event_a_review_with_an_alarm_four_weeks_ahead(
    decided: TestWorkspace, call: Run
) -> None:
    done = call(decided, "status", "--ics", "reviews.ics")
    assert (done.code, done.out) == (0, "")
    found = {key.split("@")[0]: event for key, event in events(decided.path("reviews.ics")).items()}
    assert {key: event["dtstart"].dt for key, event in found.items()} == {
        "phones.ASH.QDLT": date(2025, 9, 1),
        "phones.OAK.QDLT": date(2024, 8, 1),
        "visits.DALE.QDLT": date(2024, 11, 5),
        "visits.ELM.QDLT": date(2025, 7, 1),
    }
    dale = found["visits.DALE.QDLT"]
    assert dale["summary"] == "Review: Visits policy (JC DALE)"
    assert "ASH, OAK as well" in dale["description"]
    (alarm,) = dale.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(days=-28)


def test_an_event_keeps_its_uid_when_its_date_moves_and_says_that_it_is_newer(
    decided: TestWorkspace, call: Run
) -> None:
    call(decided, "status", "--ics", "first.ics")
    decided.add_line("visits", "2024-09-17,JC,DALE,JC/2425/170924/2,1,reviewed,Again,2025-11,,,,")
    call(decided, "status", "--ics", "second.ics")
    before, after = events(decided.path("first.ics")), events(decided.path("second.ics"))
    assert set(before) == set(after)
    (dale,) = (uid for uid in before if ".DALE." in uid)
    assert before[dale]["dtstart"].dt == date(2024, 11, 5)
    assert after[dale]["dtstart"].dt == date(2025, 11, 1)
    assert after[dale]["sequence"] > before[dale]["sequence"]
    assert after[dale]["dtstamp"].dt > before[dale]["dtstamp"].dt


def test_due_and_status_give_a_review_the_same_event(decided: TestWorkspace, call: Run) -> None:
    call(decided, "status", "--ics", "status.ics")
    call(decided, "due", "--ics", "due.ics", "--before", "2030-01-01")
    call(decided, "status", "--for", "ASH", "--ics", "ash.ics")
    everything = events(decided.path("status.ics"))
    assert set(events(decided.path("due.ics"))) == set(everything)
    assert set(events(decided.path("ash.ics"))) < set(everything)


def test_the_same_ledger_gives_the_same_bytes(decided: TestWorkspace, call: Run) -> None:
    for name in ("a", "b"):
        call(decided, "status", "--ics", f"{name}.ics", "--xlsx", f"{name}.xlsx")
        call(decided, "due", "--xlsx", f"due-{name}.xlsx")
    for name in ("{}.ics", "{}.xlsx", "due-{}.xlsx"):
        first, second = (decided.path(name.format(which)).read_bytes() for which in "ab")
        assert first == second, name


def test_a_name_with_commas_lines_and_markup_stays_one_event(
    decided: TestWorkspace, call: Run
) -> None:
    title = "Phones; tablets, and\\nBEGIN:VEVENT"
    decided.edit("policy_src/phones.md", "title: Phones policy", f"title: '{title}'")
    call(decided, "status", "phones", "--ics", "x.ics")
    found = events(decided.path("x.ics"))
    assert len(found) == 2
    assert all(title in str(event["summary"]) for event in found.values())


def sheet_of(path: Path) -> list[dict[str, openpyxl.cell.Cell]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heading, *lines = sheet.iter_rows()
    return [{str(h.value): cell for h, cell in zip(heading, row, strict=True)} for row in lines]


def test_a_workbook_has_real_dates_a_frozen_heading_and_a_filter(
    decided: TestWorkspace, call: Run
) -> None:
    call(decided, "status", "--xlsx", "status.xlsx")
    rows = {(r["Policy"].value, r["For"].value): r for r in sheet_of(decided.path("status.xlsx"))}
    oak, dale = rows["Phones policy", "OAK"], rows["Visits policy", "DALE"]
    assert oak["Decided on"].value.date() == date(2023, 9, 6)
    assert oak["Review date"].value.date() == date(2024, 8, 31), "a month is its last day"
    assert oak["Review date"].number_format == "mmmm yyyy"
    assert dale["Review date"].value.date() == date(2024, 11, 5)
    assert dale["Review date"].number_format == "d mmmm yyyy"
    assert oak["Review says"].value == "overdue"
    assert oak["Version says"].value == "behind"
    sheet = openpyxl.load_workbook(decided.path("status.xlsx")).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:O8"
    ranges = {str(rule.sqref) for rule in sheet.conditional_formatting}
    assert ranges == {"F2:F8", "H2:H8"}


FORMULAS = ('=HYPERLINK("http://x","y")', "+1+1", "-1", "@SUM(A1)", "{=1}", "https://x.example")


@pytest.mark.parametrize("title", FORMULAS)
def test_no_cell_is_a_formula_or_a_link_whatever_it_is_called(
    decided: TestWorkspace, call: Run, title: str
) -> None:
    decided.edit("policy_src/phones.md", "title: Phones policy", f"title: '{title}'")
    for command in ("status", "due"):
        call(decided, command, "phones", "--xlsx", "x.xlsx")
        cells = [row["Policy"] for row in sheet_of(decided.path("x.xlsx"))]
        assert {cell.value for cell in cells} == {title}
        assert {cell.data_type for cell in cells} == {"s"}
        assert not any(cell.hyperlink for cell in cells)
        if title[0] in "=+-@":
            assert all(cell.style is not None and cell.quotePrefix for cell in cells)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook_with_dates_as_dates(
    decided: TestWorkspace, call: Run, tmp_path: Path
) -> None:
    call(decided, "status", "--xlsx", "status.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path),
         str(decided.path("status.xlsx"))],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    tree = ElementTree.parse(tmp_path / "status.fods")
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    dates = {cell.get(f"{office}date-value") for cell in tree.iter() if is_date(cell, office)}
    decided_on = {"2023-09-06", "2024-03-05", "2024-07-01", "2024-09-10"}
    assert dates == decided_on | {"2024-08-31", "2024-11-05", "2025-07-31", "2025-09-30"}


def is_date(cell: ElementTree.Element, office: str) -> bool:
    return cell.get(f"{office}value-type") == "date"


def test_a_file_that_cannot_be_written_is_said(decided: TestWorkspace, call: Run) -> None:
    decided.path("taken").write_bytes(b"")
    done = call(decided, "status", "--xlsx", "taken/status.xlsx")
    assert done.code == 1
    assert "could not be written" in done.err
