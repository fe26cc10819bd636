"""Status says what a build makes: the same version, for the same audiences, on any day."""

from datetime import date
from pathlib import Path

import pytest

from minuted.tasks.desk import open_desk
from minuted.tasks.plan import Scope
from minuted.tasks.planner import make_plan
from minuted.tasks.status import everything
from workspaces import TestWorkspace, real_workspace


def built(workspace: TestWorkspace, day: date) -> dict[tuple[str, str], str]:
    desk = open_desk(workspace.root)
    organisation, _ = desk.organisation()
    assert organisation is not None
    plan = make_plan(desk, organisation, Scope((), (), day, date(2026, 1, 1)))
    assert not plan.failed
    return {(w.copy.policy, w.copy.audience): w.copy.version for w in plan.wanted}


def told(workspace: TestWorkspace, day: date) -> dict[tuple[str, str], str]:
    found = everything(open_desk(workspace.root), day, (), (), ())
    return {(p.policy, p.audience): p.version for p in found.positions if p.version}


DAYS = ("2022-09-05", "2022-09-06", "2022-10-05", "2023-08-29", "2024-02-12", "2025-01-01")


@pytest.mark.parametrize("day", DAYS)
def test_the_real_schools_have_copies_of_the_versions_that_status_tells(
    tmp_path: Path, day: str
) -> None:
    workspace = real_workspace(tmp_path / "trust")
    on = date.fromisoformat(day)
    copies = told(workspace, on)
    assert copies == built(workspace, on)
    assert bool(copies) == (day >= "2022-09-06")


@pytest.mark.parametrize("day", ["2023-09-05", "2024-03-05", "2024-07-01", "2024-10-01"])
def test_a_trust_with_decisions_of_many_kinds_has_them_too(
    decided: TestWorkspace, day: str
) -> None:
    on = date.fromisoformat(day)
    assert told(decided, on) == built(decided, on)
