"""Measure `minuted status`, `minuted due` and the home page on ten years of decisions.

    .venv/bin/python bench/standing.py                40 policies, 25 schools: 10,000 decisions
    .venv/bin/python bench/standing.py --keep FOLDER  and leave the workspace there

Every policy is issued anew every other year, and every school reviews it every year. A decision in
ten is a chair's action; the minutes of the last year are draft, and half of them confirmed.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from measure import run
from synthetic import policy_source, school, slug_of, topic

from minuted.model.dates import academic_year
from minuted.model.ledger import COLUMNS

ROOT = Path(__file__).resolve().parents[1]
POLICIES, SCHOOLS, YEARS = 40, 25, 10
FIRST = 2016
TIMES = 9


def main() -> None:
    """Make the trust, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--keep", type=Path, default=None, help="where to leave the workspace")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="minuted-bench-") as name:
        folder = asked.keep or Path(name) / "trust"
        decisions = make_decided_trust(folder)
        print(f"{POLICIES} policies, {SCHOOLS} schools, {YEARS} years: {decisions:,} decisions")
        for command, seconds in standing(folder, Path(name) / "cache").items():
            print(f"  {command:30} {1000 * seconds:6.0f} ms")
        seconds = home_page(folder, Path(name) / "cache")
        print(f"  {'the home page of serve':30} {1000 * seconds:6.0f} ms")


def standing(folder: Path, cache: Path) -> dict[str, float]:
    """Return the seconds that each command takes: the first time, then with everything known."""
    environment = {"MINUTED_CACHE": str(cache)}

    def took(*arguments: str) -> float:
        command = [sys.executable, "-m", "minuted", "-C", str(folder), *arguments]
        return run(command, folder, {**os.environ, **environment}).seconds

    found = {"status, nothing known before": took("status")}
    for arguments in (("status",), ("due",), ("status", "--json"), ("status", "--for", "S000")):
        found[" ".join(arguments)] = statistics.median(took(*arguments) for _ in range(TIMES))
    with tempfile.TemporaryDirectory() as name:
        for suffix in ("xlsx", "ics"):
            option = (f"--{suffix}", str(Path(name) / f"out.{suffix}"))
            found[f"status --{suffix}"] = statistics.median(
                took("status", *option) for _ in range(TIMES // 3)
            )
    return found


def home_page(folder: Path, cache: Path) -> float:
    """Return the seconds that the pages' home takes, every file read and nothing kept from before.

    It runs in this process, as it does in that of `minuted serve`; with what the cache knows.
    """
    from minuted.web import create_app
    from minuted.web.person import Person

    os.environ["MINUTED_CACHE"] = str(cache)
    day = date(FIRST + YEARS, 1, 15)
    app = create_app(folder, today=lambda: day, person=lambda: Person(""), token="bench")
    browser = app.test_client()
    browser.get("/?token=bench")
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        answer = browser.get("/")
        took.append(time.perf_counter() - begun)
        if answer.status_code != 200:
            sys.exit(f"The home page answered {answer.status}.")
    return statistics.median(took)


def make_decided_trust(folder: Path) -> int:
    """Write a trust with ten years of decisions; return how many there are."""
    schools = [school(number) for number in range(SCHOOLS)]
    register = "".join(f"  {one.code}: {{name: {one.name}}}\n" for one in schools)
    trust = "trust: {name: Synthetic Trust, short_name: SYN}\nbodies:\n  FGB: {name: Full Governing"
    _write(folder / "governance/trust.yaml", f"{trust} Body}}\nschools:\n{register}")
    count = 0
    for number in range(POLICIES):
        slug = slug_of(number)
        source = policy_source(ROOT, number)
        listed = "".join(
            f"  - version: {version}\n    dated: {FIRST + 2 * (version - 1)}-06\n"
            "    fingerprint: not held\n"
            for version in range(1, YEARS // 2 + 1)
        )
        source = source.replace("\n---\n", f"\nversions:\n{listed}---\n", 1)
        _write(folder / f"policy_src/{slug}.md", source)
        lines = list(_decisions(number))
        count += sum(",confirmed," not in line for line in lines)
        ledger = "\n".join([",".join(COLUMNS), *lines]) + "\n"
        _write(folder / f"governance/minutes/{slug}.csv", ledger)
    return count


def _decisions(number: int) -> Iterator[str]:
    for year in range(FIRST, FIRST + YEARS):
        version = (year - FIRST) // 2 + 1
        for place in range(SCHOOLS):
            if year == FIRST + YEARS - 2 and (place + number) % 10 == 0:
                version -= 1  # some are a version behind
            day = date(year, 9, 2 + (place + number) % 28)
            minute = f"FGB/{academic_year(day)}/{day:%d%m%y}/{number + 1}"
            kind = "chairs-action" if (place + number + year) % 10 == 0 else "adopted"
            last = year == FIRST + YEARS - 1
            draft = "draft" if last else ""
            code = school(place).code
            decided = f"{day},FGB,{code},{minute},{version},{kind},{topic(number)}"
            yield f"{decided},{year + 1}-09,{draft},,,"
            if last and place % 2:
                later = date(year, 11, 4)
                about = f"FGB/{academic_year(later)}/{later:%d%m%y}/1"
                yield f"{later},FGB,{code},{about},,confirmed,,,,,{minute},"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
