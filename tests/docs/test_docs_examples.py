"""The examples in the documents are true: each is read by its reader, and prints what it says."""

import csv
import os
import re
import shlex
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from docs_pages import Example, examples

from minuted.checks.ledger import check_ledger
from minuted.model.canonical import entries
from minuted.model.front_matter import Version
from minuted.model.policy import Policy
from minuted.readers.front_matter import read_front_matter
from minuted.readers.ledger_csv import HEADING, read_ledger
from minuted.readers.policy_markdown import read_policy
from minuted.readers.trust_yaml import read_trust
from workspaces import Run, real_workspace

FORMATS = "docs/policy-format.md"
FRONT = "---\ntitle: Example policy\n---\n\n"
TRUST = "trust: {name: Wold Valley Schools Trust, short_name: WVST}\n"
SCHOOLS = "schools: {ASH: {name: Ash}, QLI: {name: Quarry Lane}, ELM: {name: Elm}}\n"
ADDRESS = re.compile(r"(?:p\d+|[A-Z]|\d+)[A-Z0-9./()a-z]*$")

policies = pytest.mark.parametrize("example", examples("markdown"), ids=str)


def read(example: Example) -> Policy:
    source = example.text if example.text.startswith("---\n") else FRONT + example.text
    policy, complaints = read_policy(source.encode())
    assert complaints == []
    assert policy is not None
    return policy


@policies
def test_a_policy_of_the_documents_is_read_without_a_complaint(example: Example) -> None:
    assert read(example).children


def printed() -> list[tuple[Example, Example]]:
    """Return each policy that is followed by what copies print of it."""
    both = examples(page=FORMATS)
    return [
        (policy, shown)
        for policy, shown in pairwise(both)
        if policy.kind == "markdown" and shown.kind == "text"
    ]


@pytest.mark.parametrize(("policy", "shown"), printed(), ids=str)
def test_a_policy_of_the_documents_prints_what_they_say(policy: Example, shown: Example) -> None:
    found = []
    for entry in entries(read(policy)):
        rows = entry.text.split("\n") if entry.kind == "table" else [entry.text]
        for number, row in enumerate(rows, 1):
            address = f"{entry.address}/r{number}" if entry.kind == "table" else entry.address
            found.append(f"{address} {' '.join(row.split())}")
    told = [" ".join(line.split()) for line in shown.text.splitlines()]
    assert all(ADDRESS.match(line.split()[0]) for line in told)
    assert found == told


def test_the_documents_show_what_several_policies_print() -> None:
    assert len(printed()) >= 5


def ledger_of(example: Example) -> str:
    heading = "" if example.text.startswith("date,") else HEADING
    return heading + example.text


@pytest.mark.parametrize("example", examples("csv"), ids=str)
def test_a_ledger_of_the_documents_is_read_without_a_complaint(example: Example) -> None:
    ledger, complaints = read_ledger(ledger_of(example).encode(), "social-media", "ledger")
    assert complaints == []
    assert len(ledger.lines) == len(list(csv.reader(ledger_of(example).splitlines()))) - 1


def test_the_ledgers_of_the_documents_hold_together_with_their_trust() -> None:
    """One trust, one ledger: the first example of trust-file.md, and all of ledger-format.md."""
    trust, complaints = read_trust(examples("yaml", "docs/trust-file.md")[0].text, "trust.yaml")
    assert trust is not None
    assert complaints == []
    lines = [e.text.removeprefix(HEADING) for e in examples("csv", "docs/ledger-format.md")]
    ledger, complaints = read_ledger((HEADING + "".join(lines)).encode(), "photographs", "ledger")
    assert complaints == []
    mark = "m1-" + "0" * 64
    versions = (Version("1", fingerprint=mark), Version("2", fingerprint=mark))
    policy = read(examples("markdown", FORMATS)[0])
    front = type(policy.front)("Photographs", versions=versions)
    assert check_ledger(ledger, front, trust, date(2025, 1, 1)) == []


def test_the_decision_of_the_readme_can_be_recorded(
    tmp_path: Path, call: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the README has it: a clause changed, version 2 issued, and adopted by AS."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    commands = [
        shlex.split(line)[1:]
        for example in examples("sh", "README.md")
        for line in example.text.splitlines()
        if line.startswith(("minuted issue", "minuted record"))
    ]
    assert [command[0] for command in commands] == ["issue", "record"]
    workspace = real_workspace(tmp_path / "clone")
    workspace.begin_git()
    workspace.edit("policy_src/social-media.md", "on a regular basis", "once a term")
    for command in commands:
        outcome = call(workspace, *command, "--yes")
        assert outcome.code == 0, outcome.said
    ledger = workspace.read("governance/minutes/social-media.csv").splitlines()
    assert ledger[-1].startswith("2024-09-10,FGB,AS,FGB/2425/100924/7,2,adopted,")


@pytest.mark.parametrize("example", examples("yaml"), ids=str)
def test_yaml_of_the_documents_is_read_without_a_complaint(example: Example) -> None:
    if example.page == FORMATS:
        lines = ["---", "title: Example", *example.text.splitlines(), "---"]
        _, complaints = read_front_matter(lines)
    else:
        text = example.text
        text = text if re.search("^trust:", text, re.MULTILINE) else TRUST + text
        text = text if re.search("^schools:", text, re.MULTILINE) else text + SCHOOLS
        _, complaints = read_trust(text, "trust.yaml")
    assert complaints == []


def test_the_documents_have_examples_of_every_kind() -> None:
    assert {"markdown", "csv", "yaml", "text", "sh"} <= {e.kind for e in examples()}
