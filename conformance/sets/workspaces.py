"""Every copy of the real policy and of the example, in force and as drafts."""

import tempfile
from datetime import date
from pathlib import Path

from said import Expected, lines

from minuted.tasks.build import BuildRequest, build
from minuted.tasks.desk import open_desk
from minuted.tasks.init import init
from minuted.tasks.plan import Scope
from minuted.tasks.planner import make_plan
from minuted.tasks.render import FORMATS

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 1, 1)


def make(folder: Path) -> Expected:
    """Build both workspaces twice."""
    with tempfile.TemporaryDirectory() as scratch:
        example = Path(scratch) / "example"
        init(example)
        return {
            **_build(ROOT, folder, "real", draft=False),
            **_build(ROOT, folder, "real-draft", draft=True),
            **_build(example, folder, "example", draft=False),
            **_build(example, folder, "example-draft", draft=True),
        }


def _build(workspace: Path, folder: Path, name: str, *, draft: bool) -> Expected:
    desk = open_desk(workspace)
    scope = Scope((), (), TODAY, TODAY, draft)
    report = build(desk, BuildRequest(scope, folder / name))
    organisation, _ = desk.organisation()
    if not report.ok or not report.built or organisation is None:
        why = report.failed or report.diagnostics
        message = f"The copies of {workspace} could not be built: {why}"
        raise RuntimeError(message)
    expected: Expected = {f"{name}/index.html": None}
    for want in make_plan(desk, organisation, scope).wanted:
        code = want.copy.audience
        expected[f"{name}/{code}/index.html"] = None
        for form in FORMATS:
            path = f"{name}/{code}/{want.copy.policy}.{form}"
            expected[path] = lines(want.text, want.copy.fields)
    return expected
