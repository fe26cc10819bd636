"""Make every set of files, write down what each must say, and have the judges judge them.

    .venv/bin/python conformance/run.py           # every set
    .venv/bin/python conformance/run.py sample    # this one

Run by `make conformance` with minuted's own Python.
"""

import argparse
import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from judges import JUDGES  # noqa: E402
from said import Said, Served  # noqa: E402
from sets import SETS  # noqa: E402

FOLDER = ROOT / ".conformance" / "copies"
EXPECT = ROOT / ".conformance" / "expect.json"


def make(name: str) -> dict[str, object]:
    """Make a set's files; return what each must say as JSON, by its path below `FOLDER`."""
    folder = FOLDER / name
    folder.mkdir(parents=True)
    expected = importlib.import_module(f"sets.{name}").make(folder)
    for hidden in folder.rglob(".minuted*"):
        hidden.unlink()
    return {f"{name}/{path}": _as_json(name, said) for path, said in expected.items()}


def _as_json(name: str, said: Said) -> object:
    if isinstance(said, Served):
        return {"served_from": f"{name}/{said.folder}".rstrip("/")}
    return said


def main() -> int:
    """Make, write the expectation, judge; return the judges' exit code."""
    parser = argparse.ArgumentParser(description="Make the sets of files and judge them.")
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], metavar="SET")
    parser.add_argument("--notes", action="store_true", help="tell also what rejects nothing")
    given = parser.parse_args()
    shutil.rmtree(FOLDER, ignore_errors=True)
    expected: dict[str, object] = {}
    for name in given.sets or SETS:
        expected |= make(name)
    EXPECT.parent.mkdir(parents=True, exist_ok=True)
    EXPECT.write_text(json.dumps(expected, ensure_ascii=False, indent=1), encoding="utf-8")
    judge = [sys.executable, str(Path(__file__).with_name("judge.py")), str(FOLDER)]
    judge += ["--expect", str(EXPECT), *(["--notes"] if given.notes else [])]
    if given.sets:  # which may hold no file of some kind; all of them together hold every kind
        kinds = {Path(path).suffix for path in expected}
        for one in JUDGES:
            judge += ["--judge", one.name] if one.suffix in kinds else []
    return subprocess.run(judge, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
