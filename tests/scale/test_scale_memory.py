"""A process that makes thousands of copies needs no more memory than one that makes a few."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="the system does not tell a process's peak memory")

_SCRIPT = Path(__file__).with_name("stamping_process.py")
_TESTS = _SCRIPT.parents[1]
_MOST = 250
_GROWTH = 1.10


def peaks(name: str, kind: str, copies: int) -> tuple[float, float]:
    """Return a process's peak in MB after a tenth of its copies, and after all of them."""
    done = subprocess.run(
        [sys.executable, str(_SCRIPT), name, kind, str(copies)],
        env={**os.environ, "PYTHONPATH": str(_TESTS)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    early, late = map(float, done.stdout.split())
    return early, late


@pytest.mark.parametrize("name", ["docx", "html", "pdf"])
def test_a_process_says_how_much_memory_it_had(name: str) -> None:
    early, late = peaks(name, "many", 30)
    assert 20 < early <= late < _MOST


def test_a_process_does_not_count_the_memory_of_whoever_started_it() -> None:
    ballast = b"." * (_MOST * 1_000_000)
    _, late = peaks("html", "many", 30)
    assert late < _MOST <= len(ballast) / 1e6


@pytest.mark.stress
@pytest.mark.parametrize("kind", ["kept", "many"])
@pytest.mark.parametrize("name", ["docx", "html", "pdf"])
def test_memory_is_flat_over_five_thousand_copies(name: str, kind: str) -> None:
    early, late = peaks(name, kind, 5_000)
    assert late < _MOST
    assert late <= early * _GROWTH, f"{early:.0f} MB after 500 copies, {late:.0f} after 5,000"
