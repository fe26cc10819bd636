"""What a judge is given and what it gives back.

    judge.py ──job.json──▶ python -m judges.NAME ──verdicts.json──▶ judge.py

A judge is a process of its own: a Java machine or a browser that dies takes no verdict of another
judge with it, and its absence is noticed.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from expectation import Entry

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to be judged.

    Attributes:
        name: its path below the folder of copies, with forward slashes.
        path: where it is.
        expected: what it has to say, in order; None where nobody said.
        served_from: a folder with what a page asks of its server; None for a copy, which has
            everything in it.
    """

    name: str
    path: Path
    expected: tuple[Entry, ...] | None = None
    served_from: Path | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One column's word about one copy.

    Attributes:
        copy: the copy's name.
        column: such as `veraPDF UA-1`; one judge may have several.
        findings: why the copy is rejected, a sentence each; none means that it is accepted.
        notes: what a maintainer should know and that rejects nothing.
    """

    copy: str
    column: str
    findings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether there is nothing against the copy."""
        return not self.findings


class CannotJudgeError(Exception):
    """The judge itself cannot work; the message says why and what to install."""


JudgeFunction = Callable[[Sequence[Copy], Path], Iterable[Verdict]]
"""Takes the copies and the folder of installed tools."""


def write_job(path: Path, copies: Sequence[Copy], tools: Path) -> None:
    """Write what a judge's process reads."""
    job = {
        "tools": str(tools),
        "copies": [
            {
                "name": copy.name,
                "path": str(copy.path),
                "expected": None
                if copy.expected is None
                else [entry.as_json() for entry in copy.expected],
                "served_from": None if copy.served_from is None else str(copy.served_from),
            }
            for copy in copies
        ],
    }
    path.write_text(json.dumps(job), encoding="utf-8")


def read_job(path: Path) -> tuple[list[Copy], Path]:
    """Read what `write_job` wrote."""
    job = json.loads(path.read_text(encoding="utf-8"))
    copies = [
        Copy(
            c["name"],
            Path(c["path"]),
            None if c["expected"] is None else tuple(Entry.of(e) for e in c["expected"]),
            None if c["served_from"] is None else Path(c["served_from"]),
        )
        for c in job["copies"]
    ]
    return copies, Path(job["tools"])


def read_verdicts(path: Path) -> tuple[list[Verdict], str, float]:
    """Return the verdicts, why the judge could not work (or nothing), and its seconds."""
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    verdicts = [
        Verdict(v["copy"], v["column"], tuple(v["findings"]), tuple(v["notes"]))
        for v in told["verdicts"]
    ]
    return verdicts, told["cannot"], told["seconds"]


def serve(judge: JudgeFunction) -> None:
    """Be a judge's process: read the job named first, write the verdicts named second."""
    start = time.monotonic()
    copies, tools = read_job(Path(sys.argv[1]))
    verdicts: list[Verdict] = []
    cannot = ""
    try:
        verdicts = list(judge(copies, tools))
    except CannotJudgeError as why:
        cannot = str(why)
    told = {
        "cannot": cannot,
        "seconds": time.monotonic() - start,
        "verdicts": [
            {
                "copy": v.copy,
                "column": v.column,
                "findings": list(v.findings),
                "notes": list(v.notes),
            }
            for v in verdicts
        ],
    }
    Path(sys.argv[2]).write_text(json.dumps(told), encoding="utf-8")
