"""Microsoft's Open XML SDK: would Word find the file's XML in order?

The validator takes one file a run and leaves with 0 whatever it found, so its JSON is read.
"""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from contract import CannotJudgeError, Copy, Verdict, serve

COLUMN = "Open XML SDK"
MAX_FINDINGS = 10
SECONDS = 60


def judge(copies: Sequence[Copy], tools: Path) -> Iterator[Verdict]:
    """Judge each Word file, as many at a time as there are cores."""
    program = _program(tools)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(lambda copy: _verdict(program, copy), copies)


def _program(tools: Path) -> Path:
    scope = tools / "node_modules" / "@xarsh"
    programs = sorted(scope.glob("ooxml-validator-*/ooxml-validator*"))
    if not programs:
        message = "the Open XML SDK validator is not installed: run `make conformance`"
        raise CannotJudgeError(message)
    return programs[0]


def _verdict(program: Path, copy: Copy) -> Verdict:
    try:
        run = subprocess.run(
            [program, copy.path], capture_output=True, check=False, timeout=SECONDS
        )
        told = json.loads(run.stdout.decode("utf-8-sig"))
        valid, errors = told["ok"], told["errors"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError) as error:
        message = f"the Open XML SDK validator gave no verdict on {copy.name}: {error}"
        raise CannotJudgeError(message) from error
    if valid is True and not errors:
        return Verdict(copy.name, COLUMN)
    findings = [
        f"{e.get('path') or 'the package'} {e.get('xPath') or ''}: {e.get('description')}"
        for e in errors
    ]
    return Verdict(copy.name, COLUMN, tuple(findings[:MAX_FINDINGS]) or ("It is not valid.",))


if __name__ == "__main__":
    serve(judge)
