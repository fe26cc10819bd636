"""Whatever is changed, a build on top of earlier ones gives the bytes that a clean one gives."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from clerk_at_random import Clerk

from workspaces import Outcome, TestWorkspace

Call = Callable[..., Outcome]
PAGES = ("--format", "html")
EVERYTHING = ("--format", "docx,pdf,html")


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    clerk = Clerk(TestWorkspace(tmp_path / "trust"), Random(0))
    clerk.begin()
    return clerk


class Days:
    """A clerk's days: changes, builds, and now and then a clean build beside them."""

    def __init__(self, clerk: Clerk, call: Call, formats: tuple[str, ...]) -> None:
        self._clerk = clerk
        self._call = call
        self._formats = formats
        self._done: list[str] = []

    def pass_by(self, count: int) -> None:
        for _ in range(count):
            self._done.append(self._clerk.act())
            self._some_build()

    def _some_build(self) -> None:
        """Build, though not always everything, and not always what is in force."""
        pick = self._clerk.pick
        also: tuple[str, ...] = ()
        if pick.random() < 0.4:
            also = pick.choice(
                [("phones",), ("--for", "ASH"), ("--draft",), ("--on", "2023-10-01")]
            )
        self._build(*also)

    def _build(self, *also: str, code: int = 0) -> Outcome:
        outcome = self._call(self._clerk.workspace, "build", *also, *self._formats)
        assert outcome.code == code, f"{self._done}\n{outcome.said}"
        self._done.append(" ".join(("build", *also)))
        return outcome

    def go_wrong(self) -> None:
        """Make a mistake, build, and undo it."""
        what, undo = self._clerk.spoil()
        self._done.append(what)
        self._build(code=1)
        undo()
        self._done.append("undo it")

    def compare_drafts(self, name: str) -> None:
        """Compare builds of drafts, after their picture has changed since the last one."""
        self._build("--draft")
        self._done += [self._clerk.replace_picture(), self._clerk.act()]
        self.compare(name, "--draft")

    def compare(self, name: str, *also: str) -> None:
        workspace = self._clerk.workspace
        self._build(*also)
        clean = ("--output", str(workspace.path(name)))
        outcome = self._call(workspace, "build", *also, *self._formats, *clean)
        assert outcome.code == 0, f"{self._done}\n{outcome.said}"
        ours, theirs = workspace.files(), workspace.files(name)
        assert set(theirs) <= set(ours), self._done
        assert set(ours) - set(theirs) <= self._clerk.orphans, self._done
        differing = [path for path in theirs if ours[path] != theirs[path]]
        assert not differing, f"{differing}\n{self._done}"
        assert len(ours) > 2, self._done
        again = self._build(*also)
        assert again.out.startswith("0 built"), f"{self._done}\n{again.out}"


@pytest.mark.parametrize(
    "seed", [0, 1, 2, *(pytest.param(seed, marks=pytest.mark.stress) for seed in range(3, 12))]
)
def test_pages_are_those_of_a_clean_build_after_every_few_changes(
    seed: int, clerk: Clerk, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.pick.seed(seed)
    days = Days(clerk, call, PAGES)
    for round_ in range(3):
        days.pass_by(4)
        if round_ == 1:
            days.go_wrong()
        days.compare(f"clean-{round_}")
    days.compare_drafts("clean-drafts")
    checked = call(clerk.workspace, "check")
    monkeypatch.setenv("MINUTED_CACHE", str(tmp_path / "a-new-cache"))
    days.compare("clean-without-a-cache")
    assert call(clerk.workspace, "check") == checked


def test_every_format_is_that_of_a_clean_build(clerk: Clerk, call: Call) -> None:
    clerk.pick.seed(100)
    days = Days(clerk, call, EVERYTHING)
    days.pass_by(5)
    days.compare("clean")


@pytest.mark.stress
@pytest.mark.parametrize("seed", range(200, 224))
@pytest.mark.parametrize("formats", [PAGES, EVERYTHING], ids=["pages", "every format"])
def test_long_runs_of_changes_end_like_a_clean_build(
    seed: int,
    formats: tuple[str, ...],
    clerk: Clerk,
    call: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clerk.pick.seed(seed)
    days = Days(clerk, call, formats)
    for round_ in range(6):
        days.pass_by(6)
        days.go_wrong()
        days.compare(f"clean-{round_}")
        days.compare_drafts(f"clean-drafts-{round_}")
    checked = call(clerk.workspace, "check")
    monkeypatch.setenv("MINUTED_CACHE", str(tmp_path / "a-new-cache"))
    days.compare("clean-without-a-cache")
    assert call(clerk.workspace, "check") == checked
