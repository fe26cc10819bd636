"""What every test gets: a cache of its own, so that nothing reads or writes the user's."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from copy import copy
from datetime import date
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from decided_trust import decided_workspace
from minuted.readers import pandoc
from recording_world import make_issued
from workspaces import Run, TestWorkspace, make_workspace, minuted


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite the golden examples (tests/golden) with what minuted says now",
    )


def pytest_collection_finish() -> None:
    """Have the garbage collector leave alone what lasts to the end: thousands of tests, modules.

    It also comes by less often, which costs memory that tests have.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture
def say_at_the_end(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Print a line after all tests, from whichever process: figures of the long ones."""
    return partial(record_property, "said")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.getreports("passed"):
        for name, said in report.user_properties:
            if name == "said":
                terminalreporter.write_line(str(said))


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep one cache for the tests of one process: pandoc is slow, and texts repeat."""
    folder = tmp_path_factory.getbasetemp() / "minuted-cache"
    os.environ["MINUTED_CACHE"] = str(folder)
    return folder


@pytest.fixture(scope="session", autouse=True)
def kept_trees() -> Iterator[None]:
    """Let pandoc read a text once in a process: much is read again and again, to the same tree."""
    run = pandoc._run
    kept: dict[object, CompletedProcess[bytes]] = {}

    def run_once(arguments: list[str], given: bytes) -> CompletedProcess[bytes]:
        asked = (pandoc.executable(), pandoc.MEGABYTES, pandoc.SECONDS, *arguments, given)
        done = kept.get(asked) or run(arguments, given)
        if len(done.stdout) < 1_000_000:
            kept[asked] = done
        return copy(done)

    pandoc._run = run_once
    yield
    pandoc._run = run


@pytest.fixture
def workspace(tmp_path: Path) -> TestWorkspace:
    """A small invented trust, outside git."""
    return make_workspace(tmp_path / "trust")


@pytest.fixture
def decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestWorkspace:
    """A trust with decisions of many kinds, on 1 October 2024 for `status` and `due`."""
    for command in ("status", "due"):
        monkeypatch.setattr(f"minuted.cli.{command}.today", lambda: date(2024, 10, 1))
    return decided_workspace(tmp_path / "trust")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a workspace: `call(workspace, "build", "--draft")`."""
    return partial(minuted, capsys=capsys)


@pytest.fixture(scope="session")
def issued(tmp_path_factory: pytest.TempPathFactory) -> TestWorkspace:
    """A trust under git with two policies issued, not to be changed."""
    return make_issued(tmp_path_factory.mktemp("issued") / "trust")


@pytest.fixture
def kept(issued: TestWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestWorkspace:
    """A copy of it: phones is at version 2, visitors at 1, and nobody has decided on anything."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    shutil.copytree(issued.root, tmp_path / "kept")
    return TestWorkspace(tmp_path / "kept")
