"""Files made to break something, in all four commands: one clear answer, soon, nothing written."""

import socket
import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from arriving_files import CASES, SECRET, Case, outside, outside_parts

from workspaces import Run, TestWorkspace, make_workspace

SLOWEST = 90.0
"""Seconds, on a machine with other things to do; most take a tenth of one."""

COMMANDS = {
    "show": ("show", "FILE"),
    "import": ("import", "--yes", "FILE"),
    "verify": ("verify", "FILE"),
    "compare": ("compare", "FILE", "FILE"),
}


@cache
def made(name: str) -> bytes:
    return next(case for case in CASES if case.name == name).make()


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> TestWorkspace:
    """A workspace that no test here may change."""
    workspace = make_workspace(tmp_path_factory.mktemp("arriving") / "trust")
    workspace.issue_by_hand("phones")
    return workspace


def everything(workspace: TestWorkspace) -> dict[str, bytes]:
    return {
        path.relative_to(workspace.root).as_posix(): path.read_bytes()
        for path in workspace.root.rglob("*")
        if path.is_file()
    }


def trials() -> Iterator[object]:
    """Yield each file with each command; what takes long is for the long tests."""
    for case in CASES:
        for command in COMMANDS:
            long = case.stress or (case.dear and command != "import")
            marks = pytest.mark.stress if long else ()
            yield pytest.param(case, command, marks=marks, id=f"{case.name}-{command}")


@pytest.mark.parametrize(("case", "command"), list(trials()))
def test_a_hostile_file_gets_one_clear_answer_and_nothing_is_written(
    trust: TestWorkspace, tmp_path: Path, call: Run, case: Case, command: str
) -> None:
    path = tmp_path / case.name
    path.write_bytes(made(case.name))
    before = everything(trust)
    arguments = [str(path) if a == "FILE" else a for a in COMMANDS[command]]
    if case.read and command == "import":
        arguments.insert(1, "--dry-run")
    began = time.monotonic()
    outcome = call(trust, *arguments)
    assert time.monotonic() - began < SLOWEST
    assert "Traceback" not in outcome.said
    assert everything(trust) == before
    if command == "verify":
        assert outcome.code == 1
        assert (case.verify or ("" if case.read else case.said)) in outcome.out
        assert case.name in outcome.out
    elif case.read:
        assert outcome.code == 0, outcome.said
        assert case.said in outcome.said
    else:
        assert outcome.code == 1, outcome.said
        assert case.said in outcome.err
        assert case.name in outcome.err
        assert "→" in outcome.err, "it does not say what to do"
        assert outcome.out == ""


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """Somebody at an address, who notes everybody that comes."""
    came: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    guest, _ = server.accept()
                except TimeoutError:
                    continue
                came.append("somebody")
                guest.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", came
        done.set()
        thread.join()


PAGE = (
    '<!DOCTYPE html SYSTEM "{0}a.dtd"><html><head><base href="{0}"><link rel="stylesheet"'
    ' href="{0}b.css"></head><body><h1>Visitors</h1><p>Sign in.</p><img src="{0}c.png" alt="A map">'
    '<iframe src="{0}d"></iframe><object data="{0}e"></object></body></html>'
)


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_fetched_and_no_other_file_is_read(
    trust: TestWorkspace,
    tmp_path: Path,
    call: Run,
    command: str,
    listener: tuple[str, list[str]],
) -> None:
    address, came = listener
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    for where in (address, secret.as_uri(), str(secret), "secret.txt"):
        files = {
            "a.docx": outside(where)(),
            "b.docx": outside_parts(where)(),
            "c.html": PAGE.format(where).encode(),
        }
        for name, data in files.items():
            path = tmp_path / name
            path.write_bytes(data)
            arguments = [str(path) if a == "FILE" else a for a in COMMANDS[command]]
            if command == "import":
                arguments.insert(1, "--dry-run")
            assert SECRET not in call(trust, *arguments).said
    assert came == []
