"""The bench on which judges are tried: a folder of spoiled copies, judged once a test file."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Bench:
    """What the judges said: findings by copy and column."""

    findings: Mapping[tuple[str, str], Sequence[str]]

    def accepts(self, copy: str, column: str) -> bool:
        return not self.findings[copy, column]

    def why(self, copy: str, column: str) -> str:
        return "\n".join(self.findings[copy, column])


@pytest.fixture(scope="session")
def judge_copies() -> Callable[..., Bench]:
    """Return a function that judges copies by name, all with the same expectation."""

    def judge(folder: Path, copies: Mapping[str, bytes], expected: list, judges: list) -> Bench:
        from install import TOOLS, missing

        absent = missing(TOOLS)
        if absent:
            pytest.fail(f"Not installed: {', '.join(absent)}. Run `make conformance` first.")
        for name, content in copies.items():
            (folder / name).write_bytes(content)
        expectations = folder / "expect.json"
        expectations.write_text(json.dumps(dict.fromkeys(copies, expected)), encoding="utf-8")
        command = [sys.executable, ROOT / "conformance" / "judge.py", folder, "--json"]
        command += ["--expect", expectations]
        for name in judges:
            command += ["--judge", name]
        run = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
        assert run.stdout, run.stderr
        told = json.loads(run.stdout)
        for one in told["judges"]:
            assert not one["failed"], f"{one['judge']}: {one['failed']}"
        assert run.returncode == 1, "spoiled copies were among them"
        return Bench(
            {
                (v["copy"], v["column"]): v["findings"]
                for one in told["judges"]
                for v in one["verdicts"]
            }
        )

    return judge
