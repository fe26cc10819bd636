"""Whatever each school made of the policy, each gets of the result what its own file says."""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from copies_generator import Text, edited
from hypothesis import HealthCheck, assume, given, settings

from minuted.errors import RefusedError
from minuted.model.audience_fields import field_values
from minuted.model.canonical import entries
from minuted.model.policy import NOT_USED, Policy
from minuted.readers.policy_markdown import read_policy
from minuted.readers.trust_yaml import read_trust
from minuted.resolve import Reach, resolve
from minuted.store.cache import Cache
from minuted.store.workspace import Workspace
from minuted.tasks.importing_copies import prepare_copies
from minuted.tasks.importing_text import ImportRequest
from minuted.tasks.reading import Desk
from workspaces import make_workspace

SCHOOLS = ("ASH", "OAK", "ELM")
TODAY = date(2024, 10, 1)
VALUES = {
    "ASH": ("Ash Primary", "01629 555010", "office@ash.example", "the Headteacher of Ash"),
    "OAK": ("Oak <Infants> & Nursery", "01629 555020", "office@oak.example", "Mr Birch"),
    "ELM": ("Elm Junior", "01629 555030", "office@elm.example", "Ms Hazel"),
}


def values_of(school: str) -> dict[str, str]:
    return dict(zip(("name", "phone", "email", "head"), VALUES[school], strict=True))


def lines_of(policy: Policy, values: dict[str, str]) -> Iterator[str]:
    for entry in entries(policy):
        text = entry.text
        for name, value in values.items():
            text = text.replace(f"{{{{ {name} }}}}", value)
        loose = entry.kind in ("table", "paragraph")
        for row in text.split("\n"):
            if row != NOT_USED:
                yield f"{'' if loose else entry.address}\t{row}"


def check(copies: dict[str, Text], folder: Path) -> None:
    workspace = make_workspace(folder / "trust")
    files = {}
    for school, text in copies.items():
        files[school] = workspace.write(f"{school}.txt", text.typed(school, values_of(school)))
    desk = Desk(Workspace(workspace.root), Cache(folder / "cache"))
    try:
        brought = prepare_copies(desk, files, ImportRequest(), TODAY)
    except RefusedError as error:
        assume("polic" not in error.message)  # the edits left nothing of the policy
        raise
    assert [one.left_out for one in brought.standpoints if one.left_out] == []
    written = dict(brought.policy.files)
    policy, found = read_policy(written["policy_src/bicycle.md"])
    assert policy is not None
    assert [d for d in found if d.is_error] == []
    trust = written.get(
        "governance/trust.yaml", workspace.path("governance/trust.yaml").read_bytes()
    )
    organisation, complaints = read_trust(trust.decode(), "trust.yaml")
    assert organisation is not None
    assert not complaints
    for school, text in copies.items():
        audience = organisation.audience(school)
        assert audience is not None
        got = resolve(policy, Reach(organisation, school, TODAY))
        values = field_values(organisation, audience, policy.front)
        assert list(lines_of(got, values)) == text.said(values_of(school)), written[
            "policy_src/bicycle.md"
        ].decode()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(edited(SCHOOLS))
def test_every_school_gets_what_its_file_says(copies: dict[str, Text]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(copies, Path(folder))


@pytest.mark.stress
@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(edited(SCHOOLS))
def test_every_school_gets_what_its_file_says_at_length(copies: dict[str, Text]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(copies, Path(folder))
