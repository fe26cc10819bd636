"""Measure minuted on this machine: whole commands on the real policy, and each further school.

Every figure is a median of several runs, printed with the lowest and the highest. Run by
`make bench`; takes under a minute.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from minuted.model.copy import Brand, Copy
from minuted.readers.policy_markdown import read_policy
from minuted.store.workspace import packaged_templates
from minuted.tasks.desk import open_desk
from minuted.tasks.plan import Scope, make_plan
from minuted.writers import WRITERS, writer
from minuted.writers.base import Assets

ROOT = Path(__file__).resolve().parents[1]
SCHOOLS = 25
RUNS = 5

Row = tuple[str, list[float]]


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def commands(scratch: Path) -> list[Row]:
    """Time whole commands on the real workspace, each in a process of its own."""
    build = scratch / "build"
    cache = scratch / "cache"
    environment = {**os.environ, "MINUTED_CACHE": str(cache)}

    def call(*arguments: str) -> float:
        command = [sys.executable, "-m", "minuted", "-C", str(ROOT), *arguments]
        return timed(
            lambda: subprocess.run(command, check=True, capture_output=True, env=environment)
        )

    def forget() -> None:
        shutil.rmtree(build, ignore_errors=True)
        shutil.rmtree(cache, ignore_errors=True)

    call("--help")
    cold, again, nothing, check = [], [], [], []
    for _ in range(RUNS):
        forget()
        cold.append(call("build", "--output", str(build)))
        nothing.append(call("build", "--output", str(build)))
        shutil.rmtree(build)
        again.append(call("build", "--output", str(build)))
        check.append(call("check"))
    return [
        ("build, 15 copies, nothing known before", cold),
        ("build, 15 copies, texts read before", again),
        ("build, nothing to do", nothing),
        ("check", check),
        ("log", [call("log", "social-media") for _ in range(RUNS)]),
        ("--help", [call("--help") for _ in range(RUNS)]),
    ]


def schools() -> list[Copy]:
    """Return copies for invented schools with long and short names and colours of their own."""
    desk = open_desk(ROOT)
    organisation, _ = desk.organisation()
    if organisation is None:
        sys.exit("governance/trust.yaml cannot be read.")
    today = date(2026, 1, 1)
    (one, *_) = make_plan(desk, organisation, Scope((), ("AS",), today, today)).wanted
    made = []
    for number in range(SCHOOLS):
        name = f"School {number} " + "of the Long and Winding Name " * (number % 3)
        brand = Brand(f"#{40 + number:02x}2040", "", one.copy.brand.logo, "svg", f"Logo {number}")
        made.append(
            replace(one.copy, audience=f"S{number}", audience_name=name.strip(), brand=brand)
        )
    return made


def further_schools() -> list[Row]:
    """Time compiling the real policy, and each school after the first, format by format."""
    policy, _ = read_policy((ROOT / "policy_src/social-media.md").read_bytes())
    if policy is None:
        sys.exit("The real policy cannot be read.")
    assets = Assets({name: path.read_bytes() for name, path in packaged_templates().items()})
    copies = schools()
    rows: list[Row] = []
    for name in WRITERS:
        first, further = [], []
        for _ in range(RUNS):
            begun = time.perf_counter()
            template = writer(name).compile(policy, assets)
            template.stamp(copies[0])
            first.append((time.perf_counter() - begun) * 1000)
            begun = time.perf_counter()
            for copy in copies[1:]:
                template.stamp(copy)
            further.append((time.perf_counter() - begun) * 1000 / (SCHOOLS - 1))
        rows.append((f"{name}: compile and first school", first))
        rows.append((f"{name}: each further school of {SCHOOLS}", further))
    return rows


def main() -> None:
    """Measure, print a table, and keep it as build/bench.json."""
    with tempfile.TemporaryDirectory() as scratch:
        rows = [*commands(Path(scratch)), *further_schools()]
    print(f"{platform.python_implementation()} {platform.python_version()},", end=" ")
    print(f"{platform.machine()}, {os.cpu_count()} cores, {RUNS} runs each; milliseconds\n")
    print(f"{'':44}{'median':>9}{'lowest':>9}{'highest':>9}")
    for what, times in rows:
        figures = (statistics.median(times), min(times), max(times))
        print(f"{what:44}" + "".join(f"{figure:9.2f}" for figure in figures))
    kept = ROOT / "build" / "bench.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps({"milliseconds": dict(rows)}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
