"""An invented trust with a web face: the example that `minuted init` makes, in git."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_faces import let_in, make_app

from minuted.cli import run
from workspaces import TestWorkspace


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> TestWorkspace:
    """The example, made once; whoever changes it takes a copy."""
    folder = tmp_path_factory.mktemp("example") / "my-trust"
    with pytest.MonkeyPatch.context() as patch:
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "A Clerk")
            patch.setenv(f"GIT_{role}_EMAIL", "clerk@quarry.example")
        assert run(["init", str(folder)]) == 0
    return TestWorkspace(folder)


@pytest.fixture(scope="session")
def app(example: TestWorkspace) -> Flask:
    return make_app(Path(example.root))


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    """A browser that has followed the link."""
    return let_in(app)


@pytest.fixture
def trust(example: TestWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestWorkspace:
    """A copy of the example to change, kept in git by an identity of its own."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A Clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@quarry.example")
    shutil.copytree(example.root, tmp_path / "trust")
    return TestWorkspace(tmp_path / "trust")


@pytest.fixture
def clerk(trust: TestWorkspace) -> FlaskClient:
    """A browser at a trust that may be changed."""
    return let_in(make_app(trust.root))
