"""Texts and Markdown as people type them: each file of `typed-texts` comes to its `.expected`.

The expected file has the Markdown that an import writes, its numbers with the first words of each,
what became of the source's words, and what the report wants looked at.
"""

import json
from pathlib import Path

import pytest

from minuted.model.canonical import canonical
from minuted.readers.policy_markdown import read_policy
from workspaces import Run, TestWorkspace, make_workspace

CASES = Path(__file__).parent / "typed-texts"
NAMES = sorted(path.name for path in CASES.iterdir() if path.suffix != ".expected")
_WIDE = 60


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> TestWorkspace:
    workspace = make_workspace(tmp_path_factory.mktemp("typed") / "trust")
    workspace.path("policy_src/phones.md").unlink()
    return workspace


def told(trust: TestWorkspace, call: Run, name: str, data: bytes) -> str:
    """Return what an import of some bytes comes to."""
    path = trust.path("in") / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    outcome = call(trust, "import", str(path), "--dry-run", "--json")
    assert outcome.code == 0, outcome.said
    (policy,) = json.loads(outcome.out)["policies"]
    front, _, body = policy["markdown"].removeprefix("---\n").partition("\n---\n")
    read, _ = read_policy(policy["markdown"].encode())
    assert read is not None
    numbers = [
        f"{address}  {text if len(text) <= _WIDE else text[: _WIDE - 1] + '…'}"
        for address, _, text in (line.partition("\t") for line in canonical(read).split("\n")[2:-1])
    ]
    aside = ", ".join(f"{what}: {n}" for what, n in policy["words"]["accounted"].items())
    words = [f"words {policy['words']['count']}; besides, {aside}"]
    words += [
        f"{what}: {run}" for what in ("lost", "gained", "moved") for run in policy["words"][what]
    ]
    remarks = [
        f"{remark['code']} {remark['line']}: {remark['message']}" for remark in policy["remarks"]
    ]
    return "\n".join([front, body, *numbers, "", *words, *remarks]) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_typed_text_comes_to(
    name: str, trust: TestWorkspace, call: Run, request: pytest.FixtureRequest
) -> None:
    expected = CASES / f"{name}.expected"
    came_to = told(trust, call, name, (CASES / name).read_bytes())
    if request.config.getoption("--accept"):
        expected.write_text(came_to, encoding="utf-8")
    assert came_to == expected.read_text(encoding="utf-8")
    assert not any(
        line.startswith(("lost: ", "gained: ", "moved: ")) for line in came_to.splitlines()
    )


ODD = (
    "Phones policy\n\n1 PURPOSE\n\n1.1 It costs £5 – “no more”.\n\n"
    "\t(a) at home;\n\t(b) at school.\n\n1.2\u00a0Café.\n"
)
PLAIN = ODD.replace("\u00a0", " ")
SAVED = {
    "as UTF-8": ODD.encode(),
    "with a mark": b"\xef\xbb\xbf" + ODD.encode(),
    "as UTF-16": ODD.encode("utf-16"),
    "as UTF-16, the other way about": b"\xfe\xff" + ODD.encode("utf-16-be"),
    "as old Windows saved it": ODD.encode("cp1252"),
    "with Windows's line ends": ODD.replace("\n", "\r\n").encode(),
    "with an old Mac's": ODD.replace("\n", "\r").encode(),
    "without no-break spaces": PLAIN.encode(),
    "with soft hyphens": PLAIN.replace("school", "sch\u00adool").encode(),
}


@pytest.mark.parametrize("how", SAVED)
def test_however_a_text_was_saved_it_is_the_same(how: str, trust: TestWorkspace, call: Run) -> None:
    wanted = told(trust, call, "odd.txt", ODD.encode())
    assert "1.1  It costs £5 – “no more”." in wanted
    assert "1.1.2  at school." in wanted
    assert told(trust, call, "odd.txt", SAVED[how]) == wanted


def test_policy_markdown_of_ours_is_told_where_to_go(trust: TestWorkspace, call: Run) -> None:
    trust.write("in/ours.md", "---\ntitle: Phones policy\n---\n\n## Purpose\n\n1. Bags.\n")
    outcome = call(trust, "import", "in/ours.md", "--dry-run")
    assert outcome.code == 1
    assert "is policy Markdown already, so there is nothing to import" in outcome.err
    assert "Copy it into policy_src" in outcome.err
