"""Nothing passes in silence: no judge, no copy and no expectation can be missing unnoticed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import contract
import install
import judge as program
import pytest
from contract import Copy, Verdict
from expectation import Entry
from judges import JUDGES
from sets import SETS

ROOT = Path(__file__).resolve().parents[2]
PDF = next(judge for judge in JUDGES if judge.name == "verapdf")
SAID = (Entry("1", "One", "clause"),)


@pytest.fixture
def copies(tmp_path):
    paths = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for path in paths:
        path.write_bytes(b"")
    return [Copy(path.name, path, SAID) for path in paths]


@pytest.fixture
def judged(monkeypatch):
    """Let a judge say what the test wants."""

    def say(verdicts, why=""):
        monkeypatch.setattr(program, "_ask", lambda *given: (list(verdicts), why))

    return say


def every_verdict(copies, **more):
    return [Verdict(copy.name, column, **more) for copy in copies for column in PDF.columns]


def test_a_judge_that_accepts_every_copy_passes(copies, judged, tmp_path):
    judged(every_verdict(copies))
    assert program.hear(PDF, copies, tmp_path, frozenset()).passed


def test_one_finding_is_enough_to_reject(copies, judged, tmp_path):
    judged([*every_verdict(copies[:1]), *every_verdict(copies[1:], findings=("No title.",))])
    assert not program.hear(PDF, copies, tmp_path, frozenset()).passed


def test_a_note_rejects_nothing(copies, judged, tmp_path):
    judged(every_verdict(copies, notes=("Look at it.",)))
    assert program.hear(PDF, copies, tmp_path, frozenset()).passed


def test_a_copy_without_a_verdict_fails_the_judge(copies, judged, tmp_path):
    judged(every_verdict(copies)[:-1])
    hearing = program.hear(PDF, copies, tmp_path, frozenset())
    assert not hearing.passed
    assert "two.pdf (veraPDF A-2a)" in hearing.failed


def test_a_judge_that_cannot_work_fails_and_says_why(copies, judged, tmp_path):
    judged([], "Java did not start")
    hearing = program.hear(PDF, copies, tmp_path, frozenset({"axe"}))
    assert not hearing.passed
    assert hearing.failed == "Java did not start"


def test_a_judge_that_cannot_work_is_skipped_only_by_leave(copies, judged, tmp_path):
    judged([], "Java did not start")
    hearing = program.hear(PDF, copies, tmp_path, frozenset({"verapdf"}))
    assert hearing.passed
    assert hearing.skipped == "Java did not start"


def test_leave_to_skip_does_not_hide_a_rejection(copies, judged, tmp_path):
    judged(every_verdict(copies, findings=("No title.",)))
    assert not program.hear(PDF, copies, tmp_path, frozenset({"verapdf"})).passed


def test_a_judge_without_files_fails(tmp_path):
    hearing = program.hear(PDF, [], tmp_path, frozenset())
    assert not hearing.passed
    assert ".pdf" in hearing.failed


def test_a_copy_that_nobody_expects_is_rejected(copies, judged, tmp_path):
    stray = Copy("stray.pdf", copies[0].path, ())
    judged(every_verdict(copies))
    hearing = program.hear(PDF, [*copies, stray], tmp_path, frozenset())
    assert not hearing.passed
    assert not hearing.verdicts["stray.pdf", "veraPDF UA-1"].accepted


def test_a_judge_that_breaks_off_fails_with_its_last_words(copies, tmp_path, monkeypatch):
    monkeypatch.setattr(program, "venv_python", lambda tools: Path(sys.executable))
    monkeypatch.setattr(program, "HERE", tmp_path)  # there are no judges there to be run
    hearing = program.hear(PDF, copies, tmp_path, frozenset())
    assert "it broke off with 1" in hearing.failed
    assert "judges" in hearing.failed


def test_a_job_and_its_verdicts_survive_the_way_to_the_judge(copies, tmp_path):
    job = tmp_path / "job.json"
    served = Copy("page.html", tmp_path / "page.html", None, tmp_path / "web")
    contract.write_job(job, [*copies, served], tmp_path)
    assert contract.read_job(job) == ([*copies, served], tmp_path)


def run(*arguments, **environment):
    command = [sys.executable, ROOT / "conformance" / "judge.py", *arguments]
    inherited = {name: value for name, value in os.environ.items() if name != install.ALLOW_SKIP}
    return subprocess.run(
        command,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**inherited, "PYTHONUTF8": "1", **environment},
    )


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "copies"
    made.mkdir()
    (made / "one.html").write_text("<!DOCTYPE html>", encoding="utf-8")
    return made


def test_without_validators_every_judge_fails_and_names_the_cure(folder, tmp_path):
    run_ = run(folder, "--no-expect", "--judge", "nu", "--tools", tmp_path / "none")
    assert run_.returncode == 1
    assert "NO VERDICT" in run_.stdout
    assert "nu FAILED" in run_.stdout
    assert "make conformance" in run_.stdout
    assert "of any copy were not compared" in run_.stdout


def test_a_page_of_no_text_is_judged_and_named_as_not_compared(folder, tmp_path):
    file = tmp_path / "expect.json"
    file.write_text('{"one.html": null}', encoding="utf-8")
    given = ("--expect", file, "--judge", "nu", "--tools", tmp_path / "none")
    run_ = run(folder, *given, CONFORMANCE_ALLOW_SKIP="nu")
    assert run_.returncode == 0
    assert "of one.html were not compared" in run_.stdout


def test_a_skipped_judge_is_named_with_its_reason(folder, tmp_path):
    given = ("--no-expect", "--judge", "nu", "--tools", tmp_path / "none")
    run_ = run(folder, *given, CONFORMANCE_ALLOW_SKIP="nu")
    assert run_.returncode == 0
    assert "nu skipped:" in run_.stdout


def test_leave_for_a_judge_that_does_not_exist_is_refused(folder):
    run_ = run(folder, "--no-expect", CONFORMANCE_ALLOW_SKIP="vera-pdf")
    assert run_.returncode == 2
    assert "vera-pdf" in run_.stderr


def test_saying_nothing_about_the_text_is_no_way_to_call_it(folder):
    assert run(folder).returncode == 2


def test_an_empty_folder_does_not_pass(tmp_path):
    assert run(tmp_path, "--no-expect").returncode == 1


def test_an_expected_copy_that_is_not_there_does_not_pass(folder, tmp_path):
    file = tmp_path / "expect.json"
    file.write_text(json.dumps({"gone.html": [["1", "One"]]}), encoding="utf-8")
    given = ("--expect", file, "--judge", "nu", "--tools", tmp_path / "none")
    run_ = run(folder, *given, CONFORMANCE_ALLOW_SKIP="nu")
    assert run_.returncode == 1
    assert "gone.html is expected and not there" in run_.stdout


@pytest.mark.parametrize(
    "name", ["requirements.txt", "package-lock.json", "package.json", ".npmrc"]
)
def test_no_pin_names_a_registry(name):
    assert "://" not in (ROOT / "conformance" / name).read_text(encoding="utf-8")


def test_every_pypi_package_is_pinned_to_one_version():
    lines = (ROOT / "conformance" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert all("==" in pin for pin in pins)


def test_a_change_of_a_pin_asks_for_a_new_installation(tmp_path, monkeypatch):
    python = install.venv_python(tmp_path)
    python.parent.mkdir(parents=True)
    python.write_bytes(b"")
    install._mark(tmp_path, "venv")
    assert install._made(tmp_path, "venv")
    changed = tmp_path / "pins"
    changed.mkdir()
    (changed / "requirements.txt").write_text("pikepdf==1\n", encoding="utf-8")
    monkeypatch.setattr(install, "HERE", changed)
    assert not install._made(tmp_path, "venv")


def test_without_leave_to_install_the_command_to_type_is_given(monkeypatch):
    monkeypatch.setattr(install.shutil, "which", lambda name: None)
    absent = [need for need in install.NEEDS if need.package == "chromium"]
    with pytest.raises(install.InstallError, match=r"sudo apt-get install .*chromium"):
        install._install_debian(absent)


def test_each_set_of_the_table_is_a_module_and_no_module_is_left_out():
    modules = {path.stem for path in (ROOT / "conformance" / "sets").glob("[a-z]*.py")}
    assert modules == set(SETS)


def test_each_judge_of_the_table_is_a_module_and_no_module_is_left_out():
    modules = {path.stem for path in (ROOT / "conformance" / "judges").glob("[a-z]*.py")}
    assert modules == {judge.name for judge in JUDGES}
