"""The real policy's version table, replayed as commands, prints the source's table again."""

import shutil
from pathlib import Path

import pytest

from recording_world import Call
from workspaces import TestWorkspace, real_workspace

COMMANDS = (
    ("AS", "FGB/2223/060922/15", "DDAT policy. No amendments", "August 2023"),
    ("DCT", "F GB/2223/051022/15", "DDAT policy. No amendments", "August 2023"),
    ("STG", "FGB/2223/130922/15", "DDAT policy. No amendments", "August 2023"),
    ("MDPP", "RMC/2223/290823/1", "Summer policy review. No amendments.", "Aug-24"),
    ("BAK", "FGB/2324/120224/13", "Summer policy review. No amendments.", "2024-08"),
)
MEMBER = "1\t29 August 2023\tSummer policy review. No amendments.\tRMC/2223/290823/1\tAugust 2024\n"


@pytest.fixture
def empty(tmp_path: Path) -> TestWorkspace:
    """The real workspace without a decision."""
    workspace = real_workspace(tmp_path / "real")
    shutil.rmtree(workspace.path("governance/minutes"))
    workspace.begin_git()
    return workspace


def test_the_sources_version_table_replayed_is_the_sources_version_table(
    empty: TestWorkspace, call: Call
) -> None:
    for code, minute, narrative, review in COMMANDS:
        given = ("--minute", minute, "--narrative", narrative, "--review-date", review, "--yes")
        outcome = call(empty, "record", "social-media", "--for", code, *given)
        assert outcome.code == 0, outcome.said
    assert call(empty, "log", "social-media", "--for", "MDPP").out == (
        "1\tAS: 6.9.22 DCT: 5.10.22 STG: 13.9.22\tDDAT policy. No amendments\t"
        "AS: FGB/2223/060922/15 DCT: FGB/2223/051022/15 STG: FGB/2223/130922/15\tAugust 2023\n"
        "1\t29 August 2023 Bakewell: 12.2.24\tSummer policy review. No amendments.\t"
        "RMC/2223/290823/1 Bakewell: FGB/2324/120224/13\tAugust 2024\n"
    )
    for code, minute, day in (
        ("AS", "FGB/2223/060922/15", "6 September 2022"),
        ("DCT", "FGB/2223/051022/15", "5 October 2022"),
        ("STG", "FGB/2223/130922/15", "13 September 2022"),
    ):
        own = f"1\t{day}\tDDAT policy. No amendments\t{minute}\tAugust 2023\n"
        assert call(empty, "log", "social-media", "--for", code).out == own + MEMBER
    assert call(empty, "log", "social-media", "--for", "BAK").out == (
        "1\t12 February 2024\tSummer policy review. No amendments.\tFGB/2324/120224/13\t"
        "August 2024\n"
    )
    assert call(empty, "check").code == 0


def test_the_ledger_that_is_kept_here_is_what_the_commands_write(
    empty: TestWorkspace, call: Call, tmp_path: Path
) -> None:
    sheet = tmp_path / "years.csv"
    rows = "".join(f"social-media,{','.join(row)}\n" for row in COMMANDS)
    sheet.write_text("Policy,For,Minute,Narrative,Review date\n" + rows, encoding="utf-8")
    assert call(empty, "record", "--from", str(sheet), "--yes").code == 0
    kept = real_workspace(tmp_path / "kept").read("governance/minutes/social-media.csv")
    assert empty.read("governance/minutes/social-media.csv") == kept
