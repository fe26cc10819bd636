"""Whatever each school made of the policy, each gets of the result what its own file says."""

import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from copies_generator import Text, edited
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from policy_generator import Doc, Style, docs, type_out

from minuted.cli import run
from minuted.errors import RefusedError
from minuted.model.audience_fields import field_values
from minuted.model.canonical import entries
from minuted.model.policy import NOT_USED, Policy
from minuted.readers.policy_markdown import read_policy
from minuted.readers.trust_yaml import read_trust
from minuted.resolve import Reach, resolve
from minuted.store.cache import Cache
from minuted.store.workspace import Workspace
from minuted.tasks.importing_copies import Copies, prepare_copies
from minuted.tasks.importing_text import ImportRequest
from minuted.tasks.reading import Desk
from workspaces import make_workspace

SCHOOLS = ("ASH", "OAK", "ELM")
TODAY = date(2024, 10, 1)
VALUES = {
    "ASH": ("Ash Primary", "01632 960010", "office@ash.example", "the Headteacher of Ash"),
    "OAK": ("Oak <Infants> & Nursery", "01632 960020", "office@oak.example", "Mr Sample"),
    "ELM": ("Elm Junior", "01632 960030", "office@elm.example", "Ms Specimen"),
    "DALE": ("Dale Partnership", "01632 960040", "office@dale.example", "Mrs Instance"),
    "QDLT": ("Quarry & Dale Learning Trust", "01632 960050", "office@qdlt.example", "Dr Exemplar"),
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


def brought(copies: dict[str, Text], folder: Path) -> Copies:
    workspace = make_workspace(folder / "trust")
    files = {}
    for code, text in copies.items():
        files[code] = workspace.write(f"{code}.txt", text.typed(values_of(code)))
    desk = Desk(Workspace(workspace.root), Cache(folder / "cache"))
    try:
        return prepare_copies(desk, files, ImportRequest(), TODAY)
    except RefusedError as error:
        assume("polic" not in error.message)  # the edits left nothing of the policy
        raise


def check(copies: dict[str, Text], folder: Path) -> list[str]:
    """Hold what each audience gets against its file; return whose copies were left out."""
    done = brought(copies, folder)
    left_out = [one.audience for one in done.standpoints if one.left_out]
    written = dict(done.policy.files)
    draft = written["policy_src/bicycle.md"]
    policy, found = read_policy(draft)
    assert policy is not None
    assert [d for d in found if d.is_error] == []
    before = (folder / "trust/governance/trust.yaml").read_bytes()
    trust = written.get("governance/trust.yaml", before).decode()
    organisation, complaints = read_trust(trust, "trust.yaml")
    assert organisation is not None
    assert not complaints
    for code in set(copies) - set(left_out):
        audience = organisation.audience(code)
        assert audience is not None
        got = resolve(policy, Reach(organisation, code, TODAY))
        values = field_values(organisation, audience, policy.front)
        assert list(lines_of(got, values)) == copies[code].said(values_of(code)), draft.decode()
    for code in left_out:
        front = draft.decode().split("\n---\n")[0]
        assert f"#   {code}: " in front
    return left_out


LAW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(LAW, max_examples=1500)


@LAW
@given(edited(SCHOOLS))
def test_every_school_gets_what_its_file_says(copies: dict[str, Text]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert check(copies, Path(folder)) == []


@LAW
@given(st.one_of(edited(("DALE", "ASH", "ELM")), edited(("QDLT", "ASH", "OAK"))))
def test_a_group_or_the_trust_gets_what_its_file_says_or_the_report_says_why(
    copies: dict[str, Text],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(copies, Path(folder))


@pytest.mark.stress
@LONG
@given(st.one_of(*(edited(codes) for codes in (SCHOOLS, ("DALE", "ASH", "OAK", "ELM", "QDLT")))))
def test_every_audience_gets_what_its_file_says_at_length(copies: dict[str, Text]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        left_out = check(copies, Path(folder))
        assert not left_out or "DALE" in copies


FRONT = """---
title: Phones policy
---

## First of all

1. This is for everybody at {{ school.name }}, whoever they are.
2. The second clause says that phones are switched off all day.

"""


def check_built(doc: Doc, suffix: str, folder: Path) -> None:
    """Build each school's copy of a policy with passages; import them; each has what it had."""
    workspace = make_workspace(folder / "trust")
    source = FRONT + type_out(doc, Style(emphasis="")).decode().split("---\n", 2)[2]
    workspace.write("policy_src/phones.md", source)
    policy, found = read_policy(source.encode())
    assume(policy is not None and not any(d.is_error for d in found))
    workspace.issue_by_hand("phones")
    for item, code in enumerate(SCHOOLS, 7):
        minute = f"FGB/2324/050923/{item}"
        workspace.add_line("phones", f"2023-09-05,FGB,{code},{minute},1,adopted,Fine,2025-09,,,,")
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        assume(run(["-C", str(workspace.root), "build", "--format", suffix]) == 0)
    desk = Desk(Workspace(workspace.root), Cache(folder / "cache"))
    files = {code: workspace.path(f"build/{code}/phones.{suffix}") for code in SCHOOLS}
    done = prepare_copies(desk, files, ImportRequest("again"), TODAY)
    assert [one.left_out for one in done.standpoints] == [""] * len(SCHOOLS)
    again, _ = read_policy(dict(done.policy.files)["policy_src/again.md"])
    organisation, _ = desk.organisation()
    assert policy is not None
    assert again is not None
    assert organisation is not None
    for code in SCHOOLS:
        audience = organisation.audience(code)
        assert audience is not None
        values = field_values(organisation, audience, policy.front)
        reach = Reach(organisation, code, TODAY)
        was = list(lines_of(resolve(policy, reach), values))
        assert list(lines_of(resolve(again, reach), values)) == was


@settings(LAW, max_examples=3)
@given(docs(), st.sampled_from(["docx", "html"]))
def test_copies_that_were_built_of_passages_become_such_a_policy_again(
    doc: Doc, suffix: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_built(doc, suffix, Path(folder))


@pytest.mark.stress
@settings(LONG, max_examples=300)
@given(docs(), st.sampled_from(["docx", "html"]))
def test_copies_that_were_built_become_a_policy_again_at_length(doc: Doc, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_built(doc, suffix, Path(folder))
