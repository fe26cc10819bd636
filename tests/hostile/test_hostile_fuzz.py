"""Files that nobody would write: minuted answers all of them, in time and with whole files.

The ordinary tests try the same inputs each time. `make stress` tries others for
MINUTED_STRESS_SECONDS a target (120 if not set), and says at the end how many. What it finds comes
with the seed of its round, and becomes a test of its own.
"""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import hostile_inputs as inputs
import pytest
from hostile_answers import answer
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from workspaces import LOGO, TestWorkspace, make_workspace

Try = Callable[[TestWorkspace, bytes], None]

SECONDS = float(os.environ.get("MINUTED_STRESS_SECONDS", "120"))


def try_policy(workspace: TestWorkspace, data: bytes) -> None:
    workspace.write("policy_src/logo.svg", LOGO.format(colour="#123456"))
    workspace.write("policy_src/hostile.md", data)
    outcome = answer(workspace, "build", "--draft", "--for", "ASH", "hostile", "phones")
    assert workspace.path("build/ASH/phones.pdf").exists(), outcome.said
    answer(workspace, "show", "hostile", "--json")
    answer(workspace, "check")


def try_trust(workspace: TestWorkspace, data: bytes) -> None:
    workspace.write("governance/trust.yaml", data)
    answer(workspace, "build", "--draft", "--format", "html")
    answer(workspace, "check")


def try_ledger(workspace: TestWorkspace, data: bytes) -> None:
    workspace.write("governance/minutes/phones.csv", data)
    answer(workspace, "build", "--format", "html")
    answer(workspace, "log", "phones")
    answer(workspace, "log", "phones", "--for", "DALE", "--json")
    answer(workspace, "check")


def try_template(name: str, formats: str) -> Try:
    def attempt(workspace: TestWorkspace, data: bytes) -> None:
        workspace.write(f"templates/{name}", data)
        answer(workspace, "build", "--draft", "--for", "ASH", "--format", formats)
        answer(workspace, "check")

    return attempt


TARGETS: dict[str, tuple[st.SearchStrategy[bytes], Try, int]] = {
    "a policy": (inputs.policies, try_policy, 12),
    "trust.yaml": (inputs.trusts, try_trust, 18),
    "a ledger": (inputs.ledgers, try_ledger, 18),
    "the Word template": (inputs.word_templates(), try_template("policy.docx", "docx"), 9),
    "the page template": (
        inputs.page_templates("policy.html"),
        try_template("policy.html", "html"),
        8,
    ),
    "the list's template": (
        inputs.page_templates("index.html"),
        try_template("index.html", "html"),
        8,
    ),
    "the Typst template": (
        inputs.page_templates("policy.typ"),
        try_template("policy.typ", "pdf"),
        8,
    ),
}
"""What is made hostile, how it is tried, and how often in the ordinary tests."""

everywhere = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def prepared(folder: Path, target: str) -> TestWorkspace:
    workspace = make_workspace(folder)
    if target == "a ledger":
        workspace.issue_by_hand("phones")
    return workspace


@pytest.mark.parametrize("target", TARGETS)
def test_whatever_a_file_holds_there_is_an_answer(tmp_path: Path, target: str) -> None:
    strategy, attempt, examples = TARGETS[target]
    workspace = prepared(tmp_path / "trust", target)

    @settings(everywhere, max_examples=examples, derandomize=True)
    @given(strategy)
    def always(data: bytes) -> None:
        attempt(workspace, data)

    always()


@pytest.mark.stress
@pytest.mark.parametrize("target", TARGETS)
def test_whatever_a_file_holds_there_is_an_answer_for_a_long_time(
    tmp_path: Path, target: str, say_at_the_end: Callable[[str], None]
) -> None:
    strategy, attempt, _ = TARGETS[target]
    workspace = prepared(tmp_path / "trust", target)
    tried = 0
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        number = random.SystemRandom().randrange(2**32)

        @seed(number)
        @settings(everywhere, max_examples=200, phases=[Phase.generate, Phase.shrink])
        @given(strategy)
        def always(data: bytes) -> None:
            nonlocal tried
            if time.monotonic() < ends:
                tried += 1
                attempt(workspace, data)

        try:
            always()
        except BaseException as error:
            error.add_note(f"{target}: seed {number}, {tried} inputs tried")
            raise
    say_at_the_end(f"{target}: {tried} inputs, nothing found")
