"""Build copies, write down what each must say, and have the judges judge them.

Three sets: the real policy and the example that `minuted init` writes, both in force and as drafts,
and the sample text of the tests, which uses all that a policy may hold. Run by `make conformance`
with minuted's own Python.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import samples  # noqa: E402
from minuted.model.canonical import entries  # noqa: E402
from minuted.model.policy import (  # noqa: E402
    Field,
    Image,
    Inline,
    Numbering,
    Policy,
    Section,
    Text,
    label,
    map_blocks,
    numbered,
)
from minuted.store.workspace import packaged_templates  # noqa: E402
from minuted.tasks.build import BuildRequest, build  # noqa: E402
from minuted.tasks.desk import open_desk  # noqa: E402
from minuted.tasks.init import init  # noqa: E402
from minuted.tasks.plan import Scope, make_plan  # noqa: E402
from minuted.tasks.render import FORMATS  # noqa: E402
from minuted.writers import writer  # noqa: E402
from minuted.writers.base import Assets  # noqa: E402

FOLDER = ROOT / ".conformance" / "copies"
EXAMPLE = ROOT / ".conformance" / "example"
EXPECT = ROOT / ".conformance" / "expect.json"
TODAY = date(2026, 1, 1)

Line = list[str | int]
Expected = dict[str, list[Line] | None]


def lines(text: Policy, fields: Mapping[str, str]) -> list[Line]:
    """Return label, words, kind and depth of everything in a copy, in the judges' form."""

    def fill(inline: Inline) -> Inline:
        match inline:
            case Field():
                return Text(fields[inline.name])
            case Image():
                return Text("")
            case _:
                return inline

    filled = replace(text, children=map_blocks(text.children, fill))
    unnumbered = {
        block.number
        for block in numbered(text.children)
        if isinstance(block, Section) and block.numbering is Numbering.UNNUMBERED
    }
    done: list[Line] = []
    for entry in entries(filled):
        bare = entry.kind in ("paragraph", "table") or entry.address in unnumbered
        shown = "" if bare else label(entry.address, entry.depth)
        if shown or entry.text:
            done.append([shown, entry.text, entry.kind, entry.depth])
    return done


def build_workspace(root: Path, name: str, *, draft: bool) -> Expected:
    """Build a workspace's policies into a folder; return what each copy must say."""
    desk = open_desk(root)
    scope = Scope((), (), TODAY, TODAY, draft)
    report = build(desk, BuildRequest(scope, FOLDER / name))
    organisation, _ = desk.organisation()
    if not report.ok or not report.built or organisation is None:
        sys.exit(f"The copies could not be built: {report.failed or report.diagnostics}")
    expected: Expected = {f"{name}/index.html": None}
    for want in make_plan(desk, organisation, scope).wanted:
        code = want.copy.audience
        expected[f"{name}/{code}/index.html"] = None
        for form in FORMATS:
            path = f"{name}/{code}/{want.copy.policy}.{form}"
            expected[path] = lines(want.text, want.copy.fields)
    return expected


def build_samples() -> Expected:
    """Write the tests' sample text in every format, for two schools and as a draft."""
    templates = {name: path.read_bytes() for name, path in packaged_templates().items()}
    assets = Assets(templates, samples.IMAGES)
    text = samples.rich_policy()
    expected: Expected = {}
    copies = {"one": samples.COPY, "other": samples.OTHER_COPY, "draft": samples.DRAFT}
    for form in FORMATS:
        template = writer(form).compile(text, assets)
        for name, copy in copies.items():
            path = f"sample/{name}/rich.{form}"
            (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
            (FOLDER / path).write_bytes(template.stamp(copy))
            expected[path] = lines(text, copy.fields)
    return expected


def main() -> int:
    """Build, write the expectation, judge; return the judges' exit code."""
    for folder in (FOLDER, EXAMPLE):
        shutil.rmtree(folder, ignore_errors=True)
    init(EXAMPLE)
    expected = {
        **build_workspace(ROOT, "real", draft=False),
        **build_workspace(ROOT, "real-draft", draft=True),
        **build_workspace(EXAMPLE, "example", draft=False),
        **build_workspace(EXAMPLE, "example-draft", draft=True),
        **build_samples(),
    }
    for hidden in FOLDER.rglob(".minuted*"):
        hidden.unlink()
    EXPECT.write_text(json.dumps(expected, ensure_ascii=False, indent=1), encoding="utf-8")
    judge = [sys.executable, str(Path(__file__).with_name("judge.py"))]
    return subprocess.run([*judge, str(FOLDER), "--expect", str(EXPECT)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
