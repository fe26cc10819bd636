"""The trust's own document, as it came out of its PDF, is imported without a touch."""

import shutil
from pathlib import Path

import pytest
from import_samples import SEED

from minuted.model.canonical import fingerprint
from minuted.readers.policy_markdown import read_policy
from workspaces import REPOSITORY, Run, TestWorkspace


@pytest.fixture
def trust(workspace: TestWorkspace) -> TestWorkspace:
    """The real trust, without its policy."""
    root = workspace.root
    shutil.rmtree(root / "policy_src")
    (root / "policy_src").mkdir()
    shutil.copy(REPOSITORY / "governance" / "trust.yaml", root / "governance" / "trust.yaml")
    shutil.copytree(REPOSITORY / "templates", root / "templates", dirs_exist_ok=True)
    workspace.begin_git()
    return workspace


def test_the_seed_gives_the_same_text_and_the_same_five_decisions(
    trust: TestWorkspace, call: Run
) -> None:
    outcome = call(trust, "import", str(SEED), "--yes")
    assert outcome.code == 0, outcome.err
    data = (trust.root / "policy_src" / "social-media.md").read_bytes()
    policy, found = read_policy(data)
    wanted, _ = read_policy((REPOSITORY / "policy_src" / "social-media.md").read_bytes())
    assert not found
    assert policy is not None
    assert wanted is not None
    assert fingerprint(policy) == fingerprint(wanted)
    ledger = Path("governance", "minutes", "social-media.csv")
    assert (trust.root / ledger).read_text() == (REPOSITORY / ledger).read_text()
    assert "all 1408 are there, in order" in outcome.out
    assert "“F GB/2223/051022/15” is FGB/2223/051022/15" in outcome.out
    assert "0 errors" in call(trust, "check").err


def test_nothing_is_overwritten_and_a_dry_run_writes_nothing(
    trust: TestWorkspace, call: Run
) -> None:
    dry = call(trust, "import", str(SEED), "--dry-run")
    assert dry.code == 0
    assert not list((trust.root / "policy_src").iterdir())
    assert call(trust, "import", str(SEED)).code == 0
    before = (trust.root / "policy_src" / "social-media.md").read_bytes()
    again = call(trust, "import", str(SEED))
    assert again.code == 1
    assert "There is a policy social-media already" in again.err
    assert (trust.root / "policy_src" / "social-media.md").read_bytes() == before
