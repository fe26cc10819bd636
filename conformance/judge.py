"""Judge every copy below a folder by validators that share no code with minuted.

    python conformance/judge.py FOLDER --expect FILE

Leaves with 0 when every judge accepted every copy, with 1 when one rejected a copy or could not
work, with 2 when it was called wrongly. Nothing passes in silence: a judge that cannot work fails,
unless the environment variable CONFORMANCE_ALLOW_SKIP names it (several with commas between).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from contract import ROOT, Copy, Verdict, read_verdicts, write_job
from expectation import Expectation, read_expectations
from install import ALLOW_SKIP, allowed_to_skip, venv_python
from judges import JUDGES, Judge
from report import Hearing, lines

HERE = Path(__file__).resolve().parent


def main(arguments: Sequence[str]) -> int:
    """Judge, report, and return the exit code."""
    given = _arguments(arguments)
    asked = [judge for judge in JUDGES if not given.judge or judge.name in given.judge]
    try:
        allowed = allowed_to_skip(os.environ.get(ALLOW_SKIP, ""))
        expected = read_expectations(given.expect) if given.expect else None
    except (OSError, ValueError) as error:
        _complain(f"{given.expect or ALLOW_SKIP}: {error}")
        return 2
    suffixes = {judge.suffix for judge in asked}
    copies = _copies(given.folder, suffixes, expected)
    absent = sorted(
        name
        for name in set(expected or ()) - {copy.name for copy in copies}
        if Path(name).suffix.lower() in suffixes
    )
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        hearings = list(pool.map(lambda judge: hear(judge, copies, given.tools, allowed), asked))
    passed = bool(copies) and not absent and all(h.passed for h in hearings)
    if given.json:
        _say(json.dumps(_as_json(hearings, absent, passed=passed), ensure_ascii=False, indent=1))
        return 0 if passed else 1
    for line in lines([copy.name for copy in copies], hearings, notes=given.notes):
        _say(line)
    for name in absent:
        _say(f"{name} is expected and not there.")
    alone = [copy.name for copy in copies if copy.expected is None]
    if alone:
        which = "of any copy" if expected is None else f"of {', '.join(alone)}"
        _say(f"The words and numbers {which} were not compared with a text.")
    _say("Every judge accepts every copy." if passed else "NOT ACCEPTED.")
    return 0 if passed else 1


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument(
        "--expect",
        type=Path,
        metavar="FILE",
        help="JSON: each copy's path below FOLDER to its [label, text, kind, depth] in order, "
        "or to null for a file that is judged by the rules alone",
    )
    wanted.add_argument(
        "--no-expect", action="store_true", help="do not compare the copies with their text"
    )
    parser.add_argument(
        "--judge",
        action="append",
        choices=[judge.name for judge in JUDGES],
        help="ask only this one (may be repeated)",
    )
    parser.add_argument("--tools", type=Path, default=ROOT / ".conformance", metavar="DIR")
    parser.add_argument("--notes", action="store_true", help="tell also what rejects nothing")
    parser.add_argument("--json", action="store_true", help="tell it to a program")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        parser.error(f"{given.folder} is no folder")
    given.tools = given.tools.resolve()
    return given


def _copies(
    folder: Path, suffixes: set[str], expected: Mapping[str, Expectation] | None
) -> list[Copy]:
    top = folder.resolve()
    paths = sorted(p for p in top.rglob("*") if p.suffix.lower() in suffixes and p.is_file())
    copies: list[Copy] = []
    for path in paths:
        name = path.relative_to(top).as_posix()
        # No entries are kept apart from none asked for: the copy is one that nobody expects.
        one = Expectation(None) if expected is None else expected.get(name, Expectation(()))
        served = None if one.served_from is None else top / one.served_from
        copies.append(Copy(name, path, one.entries, served))
    return copies


def hear(judge: Judge, copies: Sequence[Copy], tools: Path, allowed: frozenset[str]) -> Hearing:
    """Let one judge work, in a process of its own, and see that it judged every copy."""
    start = time.monotonic()
    mine = [copy for copy in copies if copy.path.suffix.lower() == judge.suffix]
    if not mine:
        return Hearing(judge, {}, failed=f"there is no {judge.suffix} file to judge")
    known = [copy for copy in mine if copy.expected != ()]
    verdicts, why = _ask(judge, known, tools) if known else ([], "")
    hearing = Hearing(
        judge, {(v.copy, v.column): v for v in verdicts}, seconds=time.monotonic() - start
    )
    if why:
        if judge.name in allowed:
            return replace(hearing, skipped=why)
        return replace(hearing, failed=why)
    unexpected = {
        (copy.name, column): Verdict(
            copy.name, column, ("The file of expectations says nothing of it.",)
        )
        for copy in mine
        if copy.expected == ()
        for column in judge.columns
    }
    hearing = replace(hearing, verdicts={**hearing.verdicts, **unexpected})
    missing = [
        f"{copy.name} ({column})"
        for copy in mine
        for column in judge.columns
        if (copy.name, column) not in hearing.verdicts
    ]
    if missing:
        return replace(hearing, failed=f"it gave no verdict on {', '.join(missing[:5])}")
    return hearing


def _ask(judge: Judge, copies: Sequence[Copy], tools: Path) -> tuple[list[Verdict], str]:
    """Return a judge's verdicts, and why it gave none where it could not work."""
    python = venv_python(tools)
    if not python.exists():
        return [], f"{tools} has no validators in it: run `make conformance`"
    seconds = judge.seconds[0] + judge.seconds[1] * len(copies)
    with tempfile.TemporaryDirectory() as folder:
        job, told = Path(folder) / "job.json", Path(folder) / "verdicts.json"
        write_job(job, copies, tools)
        command = [str(python), "-X", "utf8", "-m", f"judges.{judge.name}", str(job), str(told)]
        try:
            run = subprocess.run(
                command,
                cwd=HERE,
                capture_output=True,
                check=False,
                timeout=seconds,
                encoding="utf-8",
                errors="replace",
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            )
        except subprocess.TimeoutExpired:
            return [], f"it did not end within {seconds} seconds"
        if not told.exists():
            return [], f"it broke off with {run.returncode}: {run.stderr.strip()[-600:]}"
        verdicts, cannot, _ = read_verdicts(told)
        return verdicts, cannot


def _as_json(hearings: Sequence[Hearing], absent: Sequence[str], *, passed: bool) -> object:
    return {
        "format": 1,
        "passed": passed,
        "absent": list(absent),
        "judges": [
            {
                "judge": h.judge.name,
                "failed": h.failed,
                "skipped": h.skipped,
                "seconds": round(h.seconds, 2),
                "verdicts": [
                    {
                        "copy": v.copy,
                        "column": v.column,
                        "accepted": v.accepted,
                        "findings": list(v.findings),
                        "notes": list(v.notes),
                    }
                    for v in h.verdicts.values()
                ],
            }
            for h in hearings
        ],
    }


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _complain(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
