"""What is said where a cluster cannot be used; nothing is connected to in most of these."""

import socket
import subprocess
import sys
from collections.abc import Callable

import pytest

from minuted.errors import MinutedError
from minuted.tasks.cluster import require_safe
from minuted.tasks.kit import difference, kit
from workspaces import Outcome, TestWorkspace

Call = Callable[..., Outcome]


@pytest.mark.parametrize(
    "address",
    [
        "tls://scheduler:8786",
        "tls://10.0.0.7:8786",
        "tcp://127.0.0.1:8786",
        "tcp://localhost:8786",
        "tcp://[::1]:8786",
    ],
)
def test_an_encrypted_address_and_one_of_this_machine_will_do(address: str) -> None:
    require_safe(address)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("tcp://scheduler:8786", "is not encrypted"),
        ("tcp://10.0.0.7:8786", "is not encrypted"),
        ("tcp://127.0.0.1.example:8786", "is not encrypted"),
        ("tcp://localhost@10.0.0.7:8786", "is not encrypted"),
        ("ws://scheduler:8786", "is no address of a scheduler"),
        ("scheduler:8786", "is no address of a scheduler"),
        ("tls://scheduler", "is no address of a scheduler"),
        ("tls://:8786", "is no address of a scheduler"),
        ("tls://scheduler:port", "is no address of a scheduler"),
        ("", "is no address of a scheduler"),
    ],
)
def test_an_address_at_which_others_could_put_in_a_word_is_refused(
    address: str, message: str
) -> None:
    with pytest.raises(MinutedError, match=message) as caught:
        require_safe(address)
    assert "tls://" in caught.value.hint


def test_the_command_refuses_it_before_anything_is_made(
    workspace: TestWorkspace, call: Call
) -> None:
    outcome = call(workspace, "build", "--draft", "--cluster", "tcp://10.0.0.7:8786")
    assert outcome.code == 1
    assert "is not encrypted" in outcome.err
    assert "Use tls://10.0.0.7:8786" in outcome.err
    assert not workspace.files()


def test_processes_and_a_cluster_at_once_are_wrong_usage(
    workspace: TestWorkspace, call: Call
) -> None:
    outcome = call(workspace, "build", "--jobs", "2", "--cluster", "tcp://127.0.0.1:8786")
    assert outcome.code == 2
    assert "give one" in outcome.err


def test_without_the_extra_the_option_says_what_to_install(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    outcome = call(workspace, "build", "--draft", "--cluster", "tcp://127.0.0.1:8786")
    assert outcome.code == 1
    assert 'pip install "minuted[cluster]"' in outcome.err
    assert call(workspace, "build", "--draft").code == 0


def build_at(workspace: TestWorkspace, address: str, seconds: float = 2) -> Outcome:
    """Run a build in a process of its own, that Dask's threads may do there as they like."""
    program = (
        "import sys; from minuted.tasks import cluster; from minuted.cli import run;"
        f"cluster.TO_CONNECT = {seconds}; sys.exit(run(sys.argv[1:]))"
    )
    arguments = ["-C", str(workspace.root), "build", "--draft", "--cluster", address]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def test_a_scheduler_that_does_not_answer_is_told_and_this_machine_can_build(
    workspace: TestWorkspace, call: Call
) -> None:
    pytest.importorskip("distributed")
    with socket.socket() as nobody:  # bound, so that nobody else takes it, and never listened at
        nobody.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        outcome = build_at(workspace, address)
    assert outcome.code == 1
    assert f"No scheduler answers at {address}" in outcome.err
    assert "leave --cluster away" in outcome.err
    assert "Traceback" not in outcome.said
    assert call(workspace, "build", "--draft").code == 0


def test_encryption_without_a_certificate_is_told(
    workspace: TestWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setenv("DASK_CONFIG", str(workspace.path("no-settings")))
    outcome = build_at(workspace, "tls://127.0.0.1:9")
    assert outcome.code == 1
    assert "No certificate is named" in outcome.err
    assert "Traceback" not in outcome.said


def test_a_build_with_nothing_to_do_asks_no_cluster(workspace: TestWorkspace, call: Call) -> None:
    assert call(workspace, "build", "--draft").code == 0
    outcome = call(workspace, "build", "--draft", "--cluster", "tcp://127.0.0.1:9")
    assert outcome.code == 0
    assert outcome.out.startswith("0 built")


def test_what_differs_between_two_kits_is_named() -> None:
    ours = kit()
    assert difference(ours, dict(ours)) is None
    assert difference(ours, {**ours, "typst": "0.1"}) == ("typst", ours["typst"], "0.1")
    assert difference(ours, {}) == ("minuted", ours["minuted"], "none")
    older = {**ours, "minuted": "0.0.9", "minuted's code": "0", "zlib": "1"}
    assert difference(ours, older) == ("minuted", ours["minuted"], "0.0.9")
