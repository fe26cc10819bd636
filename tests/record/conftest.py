"""A trust to record in, made once and copied for each test."""

import os
import shutil
from pathlib import Path

import pytest
from recording_world import make_issued

from workspaces import TestWorkspace


@pytest.fixture(autouse=True)
def no_other_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's own git configuration out of it."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture(scope="session")
def issued(tmp_path_factory: pytest.TempPathFactory) -> TestWorkspace:
    return make_issued(tmp_path_factory.mktemp("issued") / "trust")


@pytest.fixture
def kept(issued: TestWorkspace, tmp_path: Path) -> TestWorkspace:
    """Phones is at version 2, visitors at version 1; nobody has decided on anything."""
    shutil.copytree(issued.root, tmp_path / "kept")
    return TestWorkspace(tmp_path / "kept")
