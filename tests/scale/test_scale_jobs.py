"""How many processes share a build changes nothing but the time that it takes."""

from collections.abc import Callable
from random import Random

import pytest
from clerk_at_random import AUDIENCES, SLUGS, Clerk

from minuted.tasks import crews, schedule
from minuted.tasks.schedule import Crew
from workspaces import Outcome, TestWorkspace

Call = Callable[..., Outcome]


@pytest.fixture
def busy(tmp_path_factory: pytest.TempPathFactory) -> TestWorkspace:
    """A workspace in which everybody has adopted everything."""
    clerk = Clerk(TestWorkspace(tmp_path_factory.mktemp("busy") / "trust"), Random(5))
    clerk.begin()
    for slug in SLUGS:
        clerk.issue(slug)
        for code in AUDIENCES:
            clerk.decide(slug, code, "adopted")
    return clerk.workspace


def test_one_process_and_two_give_the_same_bytes(
    busy: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[Crew | None] = []
    run = schedule.run

    def watched(work: object, todo: object, crew: Crew | None, lost: object) -> object:
        used.append(crew)
        return run(work, todo, crew, lost)  # type: ignore[type-var,arg-type]

    monkeypatch.setattr(crews, "POOL_FROM", 2)
    monkeypatch.setattr(schedule, "run", watched)
    for jobs in ("1", "2"):
        outcome = call(busy, "build", "--jobs", jobs, "--output", str(busy.path(f"by-{jobs}")))
        assert outcome.code == 0, outcome.said
    alone, shared = used
    assert alone is None
    assert shared is not None
    assert busy.files("by-1") == busy.files("by-2")
    assert len([name for name in busy.files("by-1") if name.endswith(".pdf")]) == 12
