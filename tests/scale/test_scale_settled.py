"""Policies that nothing was to be done about are not planned again, until anything changes."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from clerk_at_random import SLUGS, Clerk

from minuted.store.cache import Cache
from minuted.tasks import build, check
from minuted.tasks.plan import Plan
from workspaces import LOGO, Run, TestWorkspace

PAGES = ("build", "--format", "html")
DRAWING = LOGO.format(colour="#aa0000")
ISSUED = "governance/issued/phones/1"


@pytest.fixture
def trust(tmp_path: Path) -> TestWorkspace:
    """A trust of three policies with a picture each, one of them in force at two schools."""
    clerk = Clerk(TestWorkspace(tmp_path / "trust"), Random(7))
    clerk.begin()
    return clerk.workspace


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every policy that was planned."""
    slugs: list[str] = []

    def noting(plan_parts: Callable[..., Iterator[Plan]]) -> Callable[..., Iterator[Plan]]:
        def parts(*arguments: object, **named: object) -> Iterator[Plan]:
            for part in plan_parts(*arguments, **named):
                slugs.append(part.policy)
                yield part

        return parts

    for module in (build, check):
        monkeypatch.setattr(module, "plan_parts", noting(module.plan_parts))
    return slugs


@pytest.mark.parametrize("command", [PAGES, (*PAGES, "--draft"), ("check",)], ids=" ".join)
def test_what_nobody_touched_is_not_planned_again(
    trust: TestWorkspace, call: Run, planned: list[str], command: tuple[str, ...]
) -> None:
    first = call(trust, *command)
    assert first.code == 0, first.said
    assert planned == sorted(SLUGS)
    again = call(trust, *command)
    assert planned == sorted(SLUGS)
    assert again.err == first.err
    if command == ("check",):
        assert "3 policies, 1 issued version, 2 decisions" in again.err
    else:
        assert again.out.startswith("0 built")


def _edit_draft(trust: TestWorkspace) -> None:
    draft = trust.path("policy_src/phones.md")
    draft.write_bytes(draft.read_bytes() + b"\n1. See [](#nowhere).\n")


def _decide(trust: TestWorkspace) -> None:
    trust.add_line("phones", "2023-12-05,FGB,ELM,FGB/2324/051223/7,1,adopted,Round,2027-01,,,,")


def _decide_wrongly(trust: TestWorkspace) -> None:
    trust.add_line("phones", "2023-12-05,FGB,OAK,FGB/2324/051223/7,9,adopted,Round,2027-01,,,,")


def _decide_elsewhere(trust: TestWorkspace) -> None:
    trust.add_line("visits", "2023-12-05,FGB,OAK,FGB/2324/051223/7,1,adopted,Round,2027-01,,,,")


def _lock_the_ledger_of_another(trust: TestWorkspace) -> None:
    trust.path("governance/minutes/visits.csv").mkdir()


def _rename_a_school(trust: TestWorkspace) -> None:
    trust.edit("governance/trust.yaml", '"ASH"', '"Ash Primary"')


def _lose_the_drafts_picture(trust: TestWorkspace) -> None:
    trust.path("policy_src/drawing.svg").unlink()


def _redraw_the_issued_picture(trust: TestWorkspace) -> None:
    trust.write(f"{ISSUED}/drawing.svg", DRAWING)


def _touch_the_issued_text(trust: TestWorkspace) -> None:
    trust.write(f"{ISSUED}/phones.md", trust.read(f"{ISSUED}/phones.md") + "\n1. More.\n")


def _lose_the_issued_text(trust: TestWorkspace) -> None:
    trust.path(f"{ISSUED}/phones.md").unlink()


def _hold_a_version_that_is_not_listed(trust: TestWorkspace) -> None:
    trust.write("governance/issued/phones/2/phones.md", trust.read(f"{ISSUED}/phones.md"))


def _lose_a_copy(trust: TestWorkspace) -> None:
    trust.path("build/ASH/phones.html").unlink(missing_ok=True)


def _take_another_template(trust: TestWorkspace) -> None:
    own = (Path(__file__).parents[2] / "templates/policy.css").read_text(encoding="utf-8")
    trust.write("templates/policy.css", f"{own}\n/* ours */\n")


CHANGES = [
    _edit_draft,
    _decide,
    _decide_wrongly,
    _decide_elsewhere,
    _lock_the_ledger_of_another,
    _rename_a_school,
    _lose_the_drafts_picture,
    _redraw_the_issued_picture,
    _touch_the_issued_text,
    _lose_the_issued_text,
    _hold_a_version_that_is_not_listed,
    _lose_a_copy,
    _take_another_template,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
@pytest.mark.parametrize("command", [PAGES, ("check",)], ids=["build", "check"])
def test_after_a_change_all_is_as_if_nothing_were_remembered(
    trust: TestWorkspace,
    call: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    change: Callable[[TestWorkspace], None],
) -> None:
    assert call(trust, *command).code == 0
    change(trust)
    elsewhere = TestWorkspace(tmp_path / "elsewhere")
    shutil.copytree(trust.root, elsewhere.root)
    found = call(trust, *command), trust.files("."), call(trust, *command)
    monkeypatch.setenv("MINUTED_CACHE", str(tmp_path / "a-new-cache"))
    assert found == (
        call(elsewhere, *command),
        elsewhere.files("."),
        call(elsewhere, *command),
    )


def test_a_warning_is_told_again(trust: TestWorkspace, call: Run, planned: list[str]) -> None:
    trust.edit("policy_src/phones.md", "review: annually", "review: whenever it rains")
    first = call(trust, "check")
    assert first.code == 0
    assert "warning" in first.err
    assert call(trust, "check") == first
    assert planned == sorted(SLUGS)


def test_every_kind_of_build_is_remembered_by_itself(
    trust: TestWorkspace, call: Run, planned: list[str]
) -> None:
    kinds = [PAGES, (*PAGES, "--for", "ASH"), (*PAGES, "phones"), ("build", "--format", "docx")]
    for kind in kinds:
        assert call(trust, *kind).code == 0
    planned.clear()
    for kind in kinds:
        assert call(trust, *kind).out.startswith("0 built")
    assert planned == []


def test_another_day_has_other_decisions_in_force(trust: TestWorkspace, call: Run) -> None:
    assert call(trust, *PAGES).out.startswith("2 built")
    assert call(trust, *PAGES, "--on", "2023-01-01").out.startswith("0 built, 0 unchanged, 2 rem")
    assert call(trust, *PAGES).out.startswith("2 built")


@pytest.mark.parametrize("kept", ["", "[]", "[1]", '["",1,2]', '["",["Policy"]]', "{"])
def test_something_else_in_its_place_is_no_answer(
    trust: TestWorkspace, call: Run, own_cache: Path, kept: str
) -> None:
    first = call(trust, "check")
    for path in own_cache.glob("*/*.json"):
        _checksum, _, text = path.read_bytes().partition(b"\n")
        if b'"versions"' in text and b"governance/minutes/phones.csv" in text:
            Cache(own_cache).put(path.stem, kept)
    assert call(trust, "check") == first
