"""Looking: clauses, version tables, problems."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import samples
from workspaces import REPOSITORY, Outcome, TestWorkspace, real_workspace

Call = Callable[..., Outcome]


@pytest.fixture
def real(tmp_path: Path) -> TestWorkspace:
    return real_workspace(tmp_path / "real")


def test_show_prints_the_real_policy_for_programs(real: TestWorkspace, call: Call) -> None:
    data = json.loads(call(real, "show", "social-media", "--json").out)
    assert data["format"] == 1
    assert data["title"] == "Social Media policy"
    kinds = [clause["kind"] for clause in data["clauses"]]
    assert (kinds.count("section"), kinds.count("clause"), len(kinds)) == (8, 40, 48)
    by_number = {clause["number"]: clause for clause in data["clauses"]}
    assert by_number["2.1.8"] == {
        "number": "2.1.8",
        "depth": 3,
        "kind": "clause",
        "id": None,
        "text": "breach the Data Protection Policy (for example, never disclose personal"
        " information about a colleague online); or",
    }
    assert by_number["4.3"]["id"] == "own-views"
    assert "in paragraphs 4.3 or 5)" in by_number["6.3"]["text"]
    assert "with paragraph 5 of this policy" in by_number["4.3"]["text"]


def test_show_tells_draft_version_and_what_is_in_force_apart(
    real: TestWorkspace, call: Call
) -> None:
    real.edit("policy_src/social-media.md", "Anti-bullying", "Antibullying")
    assert "2.1.3\tbreach the Antibullying" in call(real, "show", "social-media").out
    for asked in (("--version", "1"), ("--for", "AS")):
        assert "2.1.3\tbreach the Anti-bullying" in call(real, "show", "social-media", *asked).out


def test_show_says_why_nothing_is_in_force(real: TestWorkspace, call: Call) -> None:
    outcome = call(real, "show", "social-media", "--for", "BAK", "--on", "11.2.24")
    assert outcome.code == 1
    assert "Bakewell Infants" in outcome.err
    assert call(real, "show", "social-media", "--for", "BAK", "--on", "12.2.24").code == 0


def test_show_reads_a_file_outside_any_workspace(tmp_path: Path, call: Call) -> None:
    path = tmp_path / "alone.md"
    path.write_text("---\ntitle: Alone\n---\n\n1. Words.\n", encoding="utf-8")
    outcome = call(TestWorkspace(tmp_path), "show", str(path), "--json")
    assert json.loads(outcome.out)["clauses"][0]["text"] == "Words."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "social-medai"), "Known are: social-media."),
        (("show", "social-media", "--version", "7"), "Version 7 of social-media was never issued."),
        (("show", "social-media", "--for", "ASS"), "Did you mean “AS”"),
        (("show", "social-media", "--on", "2024-01-01"), "Name the school too"),
        (("log", "nothing"), "There is no policy “nothing”"),
        (("log", "social-media", "--for", "as"), "Did you mean “AS”"),
    ],
)
def test_a_wrong_question_is_answered_plainly(
    real: TestWorkspace, call: Call, arguments: tuple[str, ...], said: str
) -> None:
    outcome = call(real, *arguments)
    assert outcome.code == 1
    assert said in outcome.err
    assert outcome.out == ""


def test_log_prints_the_sources_own_table_for_the_group(real: TestWorkspace, call: Call) -> None:
    assert call(real, "log", "social-media", "--for", "MDPP").out.splitlines() == [
        "1\tAS: 6.9.22 DCT: 5.10.22 STG: 13.9.22\tDDAT policy. No amendments\t"
        "AS: FGB/2223/060922/15 DCT: FGB/2223/051022/15 STG: FGB/2223/130922/15\tAugust 2023",
        "1\t29 August 2023 Bakewell: 12.2.24\tSummer policy review. No amendments.\t"
        "RMC/2223/290823/1 Bakewell: FGB/2324/120224/13\tAugust 2024",
    ]


def test_log_prints_every_decision_that_covers_a_school(real: TestWorkspace, call: Call) -> None:
    data = json.loads(call(real, "log", "social-media", "--for", "DCT", "--json").out)
    assert [row["minute"] for row in data["rows"]] == ["FGB/2223/051022/15", "RMC/2223/290823/1"]
    assert [row["date"] for row in data["rows"]] == ["5 October 2022", "29 August 2023"]
    assert len(call(real, "log", "social-media", "--for", "BAK").out.splitlines()) == 1
    assert len(call(real, "log", "social-media").out.splitlines()) == 5


def test_log_answers_while_somebody_is_at_the_draft(real: TestWorkspace, call: Call) -> None:
    real.edit("policy_src/social-media.md", "[](#own-views)", "[](#owm-views)")
    outcome = call(real, "log", "social-media", "--for", "DCT")
    assert (outcome.code, outcome.err) == (0, "")
    assert len(outcome.out.splitlines()) == 2


def test_a_log_asked_for_again_loads_neither_texts_nor_readers(real: TestWorkspace) -> None:
    program = (
        "import sys; from minuted.cli.app import app;"
        f"app(['-C', {str(real.root)!r}, 'log', 'social-media'], standalone_mode=False);"
        "print(*sys.modules, file=sys.stderr)"
    )
    for _ in range(2):
        outcome = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
    loaded = set(outcome.stderr.split())
    assert "minuted.model.ledger" in loaded
    heavy = {"minuted.model.policy", "minuted.resolve", "yaml", "pypandoc", "git", "lxml", "docx"}
    assert not loaded & heavy


def test_check_finds_nothing_in_the_real_workspace(call: Call) -> None:
    outcome = call(TestWorkspace(REPOSITORY), "check")
    assert (outcome.code, outcome.out) == (0, "")
    assert "1 policy, 1 issued version, 5 decisions looked at: 0 errors, 0 warnings." in outcome.err


def test_check_reports_everything_at_once(real: TestWorkspace, call: Call) -> None:
    real.edit("policy_src/social-media.md", "[](#own-views)", "[](#owm-views)")
    real.edit("governance/trust.yaml", '"#7a1f3d"', '"#ffd24a"')
    real.edit("governance/minutes/social-media.csv", "2022-09-13,FGB,STG", "2022-09-14,FGB,STG")
    real.write("governance/minutes/e-safety.csv", "date\n")
    real.write("governance/issued/social-media/2/social-media.md", "what is this")
    real.write("templates/policy.docx", b"no Word file")
    outcome = call(real, "check")
    assert outcome.code == 1
    for code in (
        "unknown-reference",
        "low-contrast",
        "stray-ledger",
        "version-not-listed",
    ):
        assert f"[{code}]" in outcome.out
    assert "templates/policy.docx" in outcome.out
    assert "governance/minutes/social-media.csv:3" in outcome.out
    problems = json.loads(call(real, "check", "--json").out)["problems"]
    assert problems == sorted(problems, key=lambda p: (p["file"], p["line"] or 0))
    assert {p["severity"] for p in problems} == {"error", "warning"}


def test_what_is_wrong_with_a_brand_that_many_share_is_told_once(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.path("templates/brands/QDLT/logo.svg").unlink()
    for command, stream in ((("check",), "out"), (("build", "--draft"), "err")):
        outcome = call(workspace, *command)
        assert outcome.code == 1
        complaint = "governance/trust.yaml:4: error: The logo templates/brands/QDLT/logo.svg"
        assert getattr(outcome, stream).count(complaint) == 1


def test_a_logo_of_a_large_file_is_told_once_for_all_who_share_it(
    workspace: TestWorkspace, call: Call
) -> None:
    path = "templates/brands/QDLT/logo"
    for kind, times in (("svg", 1), ("png", 0)):
        large = workspace.path(f"{path}.svg").read_bytes() if kind == "svg" else samples.png(30, 20)
        large = large.replace(b"</svg>", b"<g>%s</g></svg>" % (b" " * 350_000))
        workspace.write(f"{path}.{kind}", large if kind == "svg" else large + b"." * 350_000)
        workspace.edit("governance/trust.yaml", "logo.svg", f"logo.{kind}")
        outcome = call(workspace, "check")
        assert outcome.code == 0
        assert outcome.out.count("[heavy-logo]") == times
    assert call(workspace, "build", "--draft").code == 0


def test_a_decision_on_a_version_that_is_not_there_is_told_at_its_own_line_only(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.issue_by_hand("phones")
    workspace.add_line("phones", "2023-09-05,FGB,ASH,FGB/2324/050923/7,2,adopted,Fine,2025-09,,,,")
    outcome = call(workspace, "check")
    assert outcome.code == 1
    assert outcome.out.count("[unknown-version]") == 1
    assert "governance/minutes/phones.csv:2:5: error:" in outcome.out
    assert "governance/issued" not in outcome.out
