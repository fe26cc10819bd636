"""`minuted due`: what belongs on the next agendas, whose, and why."""

import json

import pytest

from workspaces import Run, TestWorkspace


def items(out: str) -> list[tuple[str, str, str, str, str]]:
    return [tuple(row.split("\t")[:5]) for row in out.splitlines()]  # type: ignore[misc]


def test_what_is_overdue_comes_first_and_a_partnership_has_one_item(
    decided: TestWorkspace, call: Run
) -> None:
    done = call(decided, "due")
    assert done.code == 0
    assert items(done.out) == [
        ("2024-08", "OAK", "FGB", "phones", "overdue,newer-version"),
        ("", "ELM", "FGB", "phones", "first-adoption"),
        ("2025-07", "ELM", "FGB", "visits", "review,ratify,confirm-minutes"),
        ("2024-11-05", "DALE", "JC", "visits", "review"),
    ]
    assert "By 31 December 2024, 4 items for 3 meetings; 1 overdue." in done.err
    assert "1 item falls due after that" in done.err


def test_a_review_in_a_month_counts_from_its_first_day(decided: TestWorkspace, call: Run) -> None:
    decided.add_line("visits", "2024-09-17,JC,DALE,JC/2425/170924/2,1,reviewed,Again,2025-03,,,,")
    policies = [row[1] for row in items(call(decided, "due", "--before", "28.2.25").out)]
    assert "DALE" not in policies
    policies = [row[1] for row in items(call(decided, "due", "--before", "1.3.25").out)]
    assert "DALE" in policies


@pytest.mark.parametrize(
    ("options", "owners"),
    [
        (("--for", "OAK"), ["OAK", "DALE"]),
        (("--for", "DALE"), ["OAK", "DALE"]),
        (("--for", "ELM"), ["ELM", "ELM"]),
        (("--body", "JC"), ["DALE"]),
        (("visits",), ["ELM", "DALE"]),
    ],
)
def test_filters_choose_items(
    decided: TestWorkspace, call: Run, options: tuple[str, ...], owners: list[str]
) -> None:
    assert [row[1] for row in items(call(decided, "due", *options).out)] == owners


def test_each_reason_is_a_sentence(decided: TestWorkspace, call: Run) -> None:
    lines = {
        row.split("\t")[1]: row.split("\t")[5]
        for row in call(decided, "due", "visits").out.splitlines()
    }
    assert lines["ELM"] == (
        "Its review is due in July 2025. The chair's action of 1 July 2024 is to be ratified."
        " The minutes of 1 July 2024 are to be confirmed."
    )


def test_what_was_put_off_to_a_date_waits_for_it(decided: TestWorkspace, call: Run) -> None:
    decided.add_line("phones", "2024-09-17,FGB,OAK,FGB/2425/170924/2,2,deferred,,2025-05,,,,")
    assert "OAK" not in [row[1] for row in items(call(decided, "due", "phones").out)]
    later = items(call(decided, "due", "phones", "--before", "2025-06-01").out)
    assert ("2025-05", "OAK", "FGB", "phones", "review") in later


def test_data_for_programs_is_gathered_by_meeting(decided: TestWorkspace, call: Run) -> None:
    data = json.loads(call(decided, "due", "--json").out)
    assert data["format"] == 1
    assert [(m["for"], m["body"]) for m in data["meetings"]] == [
        ("OAK", "FGB"), ("ELM", "FGB"), ("DALE", "JC"),
    ]  # fmt: skip
    dale = data["meetings"][2]
    assert dale["body_name"] == "Joint Committee"
    assert dale["items"][0]["schools"] == ["ASH", "OAK"]
    assert not dale["items"][0]["at_next_meeting"]
    assert data["later"] == 1
