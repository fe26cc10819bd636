"""Version tables and covers as schools have them, with what an import makes of each.

Every file of `version-tables` holds a cover, and below `-----` the ledger lines, the comment in
the front matter and the report's lines that it comes to: in every shape, Word to typed text.
"""

import json
from pathlib import Path

import pytest
from table_shapes import SHAPES, Cover

from workspaces import Run, TestWorkspace, make_workspace

CASES = Path(__file__).parent / "version-tables"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))
RULE = "-----\n"
REPORTED = ("versions", "decision", "put right", "guessed", "kept aside")
TRUST = """\
trust: {name: Quarry & Dale Learning Trust, short_name: QDLT}
bodies:
  FGB: {name: Full Governing Body}
  RMC: {name: Resources Management Committee, of: DALE}
  TB: {name: Trust Board, of: QDLT}
groups:
  DALE: {name: Dale Partnership, members: {ASH: {}, OAK: {}}}
schools:
  ASH: {name: Ash Primary}
  OAK: {name: Oak Infants}
  ELM: {name: Elm Junior, label: Elm}
"""


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> TestWorkspace:
    workspace = make_workspace(tmp_path_factory.mktemp("tables") / "trust")
    workspace.path("policy_src/phones.md").unlink()
    workspace.write("governance/trust.yaml", TRUST)
    return workspace


def told(trust: TestWorkspace, call: Run, case: str, shape: str) -> str:
    """Return what an import of a case in one shape comes to."""
    source = (CASES / f"{case}.txt").read_text(encoding="utf-8").partition(RULE)[0]
    path = trust.write(f"in/cover.{shape}", SHAPES[shape](Cover.parse(source)))
    outcome = call(trust, "import", str(path), "--dry-run", "--json")
    assert outcome.code == 0, outcome.said
    (policy,) = json.loads(outcome.out)["policies"]
    assert policy["clean"], (shape, policy["words"])
    assert policy["clauses"] == 2, (shape, policy["markdown"])
    columns = ("date", "body", "for", "minute", "version", "decision", "narrative", "review_date")
    lines = [" | ".join(line[column] for column in columns) for line in policy["decisions"]]
    front = policy["markdown"].split("---\n")[1].splitlines()
    kept = ("review:", "owner:", "adoption:", "#", "    dated:")
    comment = [line for line in front if line.startswith(kept)]
    said = "\n".join([*lines, "", *comment, ""]) + "\n"
    return said.replace(f"cover.{shape}", "cover")


def reported(trust: TestWorkspace, call: Run, shape: str) -> str:
    """Return what the report of the last import says of the history."""
    report = call(trust, "import", f"in/cover.{shape}", "--dry-run").out.splitlines()
    return "\n".join(line for line in report if line.strip().startswith(REPORTED)) + "\n"


SOME = (("docx",), ("html", "md"), ("pdf",), ("txt",))
"""Shapes for each case in turn; `make stress` has all shapes of all cases."""


@pytest.mark.parametrize(
    ("case", "shapes"), [(case, SOME[at % len(SOME)]) for at, case in enumerate(NAMES)]
)
def test_a_version_table_comes_to_what_it_should(
    case: str,
    shapes: tuple[str, ...],
    trust: TestWorkspace,
    call: Run,
    request: pytest.FixtureRequest,
) -> None:
    path = CASES / f"{case}.txt"
    source, _, wanted = path.read_text(encoding="utf-8").partition(RULE)
    if request.config.getoption("--accept"):
        wanted = told(trust, call, case, "docx") + reported(trust, call, "docx")
        path.write_text(source + RULE + wanted, encoding="utf-8")
    hold(trust, call, case, shapes, wanted)


@pytest.mark.stress
@pytest.mark.parametrize("case", NAMES)
def test_a_version_table_comes_to_the_same_in_every_shape(
    case: str, trust: TestWorkspace, call: Run
) -> None:
    wanted = (CASES / f"{case}.txt").read_text(encoding="utf-8").partition(RULE)[2]
    hold(trust, call, case, tuple(SHAPES), wanted)


def hold(trust: TestWorkspace, call: Run, case: str, shapes: tuple[str, ...], wanted: str) -> None:
    """Require a case to come to the same in some shapes."""
    for shape in shapes:
        came_to = told(trust, call, case, shape)
        assert wanted.startswith(came_to), (shape, came_to)
    assert came_to + reported(trust, call, shape) == wanted


def test_what_is_written_stands_up_to_every_check(workspace: TestWorkspace, call: Run) -> None:
    workspace.path("policy_src/phones.md").unlink()
    workspace.write("governance/trust.yaml", TRUST)
    workspace.begin_git()
    for number, case in enumerate(NAMES[::4]):
        source = (CASES / f"{case}.txt").read_text(encoding="utf-8").partition(RULE)[0]
        workspace.write(f"in/policy-{number}.md", SHAPES["md"](Cover.parse(source)))
        slug = f"policy-{number}"
        done = call(workspace, "import", f"in/policy-{number}.md", "--policy", slug, "--yes")
        assert done.code == 0, (case, done.said)
    checked = call(workspace, "check")
    assert "0 errors" in checked.err, checked.said
