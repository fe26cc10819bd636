"""A build on a real Dask cluster, whose workers share no folder with it nor with each other."""

import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest
from dask_processes import DaskCluster, certificates, ended, wait_for

from workspaces import Outcome, TestWorkspace, make_workspace, real_workspace

pytestmark = pytest.mark.skipif(
    find_spec("distributed") is None, reason="the extra minuted[cluster] is not installed"
)

Call = Callable[..., Outcome]
POLICIES = 8
COPIES = POLICIES * 4 * 3


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """Two workers behind TLS, for tests that leave them alive."""
    folder = tmp_path_factory.mktemp("tls")
    cluster = DaskCluster(folder, certificates(folder / "certificates"))
    try:
        cluster.start("one", "two")
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[DaskCluster]:
    """Two workers that a test may kill."""
    cluster = DaskCluster(tmp_path / "cluster")
    try:
        cluster.start("one", "two")
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture
def many(tmp_path: Path) -> TestWorkspace:
    """A workspace with enough copies for a build to be caught in the middle."""
    workspace = make_workspace(tmp_path / "trust")
    good = workspace.read("policy_src/phones.md")
    for number in range(1, POLICIES):
        more = "".join(f"\n1. Rule {rule} of policy {number}.\n" for rule in range(60))
        workspace.write(f"policy_src/policy-{number}.md", good + more)
    return workspace


def test_a_cluster_gives_the_bytes_that_this_machine_gives(
    encrypted: DaskCluster, tmp_path: Path, call: Call
) -> None:
    workspace = real_workspace(tmp_path / "trust")
    outcome = encrypted.build(workspace, "--output", str(tmp_path / "there"))
    assert outcome.code == 0, outcome.said
    assert encrypted.address.startswith("tls://")
    assert call(workspace, "build", "--output", str(tmp_path / "here"), "--jobs", "1").code == 0
    elsewhere = TestWorkspace(tmp_path).files("there")
    assert elsewhere == TestWorkspace(tmp_path).files("here")
    assert len(elsewhere) > 15
    again = encrypted.build(workspace, "--output", str(tmp_path / "there"))
    assert again.out.startswith("0 built")


def test_a_worker_of_another_version_is_refused_by_name(
    encrypted: DaskCluster, many: TestWorkspace, tmp_path: Path
) -> None:
    about = tmp_path / "older" / "minuted-0.0.9.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: minuted\nVersion: 0.0.9\n")
    encrypted.add_worker("older", {"PYTHONPATH": str(about.parent)})
    try:
        encrypted.wait_for_worker("older")
        outcome = encrypted.build(many, "--draft")
    finally:
        encrypted.kill("older")
    assert outcome.code == 1
    assert "has minuted 0.0.9" in outcome.err
    assert f"this machine has minuted {version('minuted')}" in outcome.err
    assert "tls://127.0.0.1:" in outcome.err
    assert not many.files()


@pytest.mark.stress
def test_a_worker_that_is_killed_loses_nothing(mortal: DaskCluster, many: TestWorkspace) -> None:
    process = mortal.begin(many, "--draft")
    wait_for(lambda: process.poll() is not None or len(_made(many)) > 3)
    mortal.kill("one")
    outcome = ended(process)
    assert outcome.code == 0, outcome.said
    assert f"{COPIES} built" in outcome.out
    assert len(_made(many)) == COPIES


@pytest.mark.stress
def test_a_cluster_that_is_gone_is_told_and_this_machine_goes_on(
    mortal: DaskCluster, many: TestWorkspace, call: Call
) -> None:
    process = mortal.begin(many, "--draft", patience=2)
    wait_for(lambda: process.poll() is not None or len(_made(many)) > 3)
    mortal.kill("one", "two")
    begun = time.monotonic()
    outcome = ended(process)
    assert time.monotonic() - begun < 30
    assert outcome.code == 1, outcome.said
    assert f"The cluster at {mortal.address} is gone" in outcome.err
    assert "Traceback" not in outcome.said
    done = len(_made(many))
    assert 3 < done < COPIES
    here = call(many, "build", "--draft")
    assert here.code == 0
    assert f"{COPIES - done} built, {done} unchanged" in here.out


def _made(workspace: TestWorkspace) -> list[Path]:
    return list(workspace.path("build").glob("*/p*.*"))
