"""Measure minuted beside what a user would otherwise run, with the same content.

    make bench                                        everything, some six minutes on two cores
    make bench SHORT=1                                a quarter of it, and no LibreOffice
    .venv/bin/python bench/run.py --write-docs        and put the figures into the documents

Prints a table, and writes build/bench.json.
"""

import argparse
import compileall
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import other_routes
from comparing import comparing, in_words
from figures import (
    DOCXTPL,
    LOOP,
    PANDOC,
    Change,
    Dask,
    Figures,
    Growth,
    Way,
    after_a_start,
    each_alike,
    whole,
)
from measure import Cost, call, psutil
from minuted_runs import Rounds, Trust, built
from other_content import documents, spread
from other_routes import Office
from report import in_full
from speed_page import write_docs
from synthetic import make_trust, take

from minuted.store.workspace import Workspace
from minuted.tasks.render import MOST_ORDERS

ROOT = Path(__file__).resolve().parents[1]
SCHOOLS = 25


@dataclass(frozen=True)
class Size:
    """How much is measured.

    Attributes:
        policies: of the trust that is compared.
        growth: policies of the trusts whose cold build is timed as well.
        times: how often what is short is measured, in each of three rounds.
        loop: how many documents the loop makes.
        few, many: how many each batch makes in its two samples.
        stubs: how many copies of nothing a cluster is handed.
    """

    policies: int
    growth: tuple[int, ...]
    times: int
    loop: int
    few: int
    many: int
    stubs: int


FULL = Size(40, (10, 160), 3, 10, 20, 120, 960_000)
SHORT = Size(10, (4,), 3, 10, 10, 40, 24_000)


def main(arguments: Sequence[str]) -> None:
    """Measure, print, and keep."""
    asked = _asked(arguments)
    soffice = "" if asked.short else shutil.which("soffice") or ""
    size = FULL if soffice else SHORT
    skipped = _skipped(short=asked.short, soffice=soffice)
    _announce(size, soffice, skipped)
    compileall.compile_dir(ROOT / "src", quiet=1)  # as it is wherever minuted was installed
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="minuted-bench-") as name:
        os.environ["MINUTED_CACHE"] = f"{name}/own-cache"  # of this process, not of what it times
        figures = measure(Path(name), size, soffice, skipped)
    print("\n" + in_full(figures) + "\n\n" + in_words(comparing()))
    kept = ROOT / "build" / "bench.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(figures.as_json(), indent=1) + "\n", encoding="utf-8")
    if asked.write_docs:
        write_docs(ROOT, figures)
    print(f"\nTook {time.perf_counter() - begun:.0f} s; kept as {kept.relative_to(ROOT)}.")


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument(
        "--short", action="store_true", help="a smaller trust, fewer runs, no LibreOffice"
    )
    parser.add_argument(
        "--write-docs",
        action="store_true",
        help="put the figures into docs/speed.md and docs/cluster.md",
    )
    asked = parser.parse_args(arguments)
    if asked.short and asked.write_docs:
        parser.error("the figures of a short run do not go into the documents")
    return asked


def _skipped(*, short: bool, soffice: str) -> list[str]:
    found = []
    if short:
        found.append("PDFs by the other ways: the short form runs without LibreOffice.")
    elif not soffice:
        found.append(
            "PDFs by the other ways: LibreOffice (soffice) is not installed."
            " Debian and Ubuntu: apt-get install libreoffice-writer-nogui"
        )
    if not other_routes.docxtpl_is_there():
        found.append('docxtpl: it is not installed. Install it: pip install "minuted[bench]"')
    if find_spec("distributed") is None:
        found.append('a cluster: Dask is not installed. Install it: pip install "minuted[cluster]"')
    if psutil is None:
        found.append('memory: psutil is not installed. Install it: pip install "minuted[bench]"')
    return found


def _announce(size: Size, soffice: str, skipped: list[str]) -> None:
    most = max(size.policies, *size.growth) * SCHOOLS
    minutes = "six minutes" if soffice else "one minute"
    program = other_routes.version_of_soffice(soffice) if soffice else "no LibreOffice"
    print(
        f"Makes a trust of {size.policies} policies and {SCHOOLS} schools from the real policy, and"
        " times minuted and\nwhat one would run otherwise."
        f" Takes about {minutes} on two cores, and up to {most * 0.4 / 1000:.1f} GB in"
        f" {tempfile.gettempdir()}.\nNeeds git; finds {program}. Close other programs first: only a"
        " quiet machine gives figures to keep."
    )
    for reason in skipped:
        print(f"Not measured: {reason}")
    print(flush=True)


def measure(scratch: Path, size: Size, soffice: str, skipped: list[str]) -> Figures:
    """Measure everything of one size."""
    formats = "docx,pdf" if soffice else "docx"
    count = size.policies * SCHOOLS
    _say("making the trusts")
    largest = scratch / "largest"
    make_trust(ROOT, largest, max(size.policies, *size.growth), SCHOOLS)
    trust = Trust(_part(largest, scratch / "trust", size.policies), scratch, size.policies, SCHOOLS)

    _say("minuted")
    trust.minuted("--help")  # whoever runs it has compiled its modules already
    rounds = Rounds(trust, formats)
    rounds.measure(2, size.times)
    ways: list[Way] = []
    figures = Figures(
        date.today().isoformat(),  # noqa: DTZ011
        _machine(),
        f"{size.policies} policies for {SCHOOLS} schools: {count:,} documents",
        formats,
        ways,
        rounds.single,
        skipped=list(skipped),
    )
    everything = trust.cold("docx,pdf,html")
    figures.more = whole("minuted build, web pages too", everything, count)
    figures.changes = _changes(trust)

    _say("the other ways")
    others = other_ways(scratch, trust.workspace, size, soffice)
    _say("minuted again")
    rounds.measure(2, size.times)

    _say("minuted: smaller and larger trusts")
    for policies in size.growth:
        other = Trust(_part(largest, scratch / f"{policies}", policies), scratch, policies, SCHOOLS)
        cost = other.cold(formats)
        figures.growth.append(Growth(other.copies, cost.seconds, cost.worker or None))
        other.forget()
    _say("minuted a last time")
    rounds.measure(1, size.times)
    cold = rounds.cold
    ways += [whole(f"minuted build --format {formats}", cold, count), *others]
    figures.growth.append(Growth(count, cold.seconds, cold.worker or None))
    figures.growth.sort(key=lambda point: point.documents)
    figures.singles = rounds.single
    figures.nothing = rounds.nothing
    figures.commands = rounds.quick
    figures.imports = rounds.imports
    figures.check = rounds.check

    if find_spec("distributed") is not None:
        _say("a cluster, with work that is none")
        figures.dask = _dask(size)
    return figures


def _dask(size: Size) -> Dask:
    script = Path(__file__).with_name("cluster_stub.py")
    said = call([sys.executable, str(script), str(size.stubs), str(MOST_ORDERS)], ROOT)
    return Dask(**json.loads(said))


def _part(largest: Path, folder: Path, policies: int) -> Path:
    take(largest, folder, policies)
    return folder


def _changes(trust: Trust) -> list[Change]:
    """Build after each of some changes, in a workspace that is up to date before it."""
    formats = "docx,pdf,html"
    trust.build(formats)
    of = trust.copies * 3

    def change(what: str, cost: Cost) -> Change:
        return Change(what, cost.seconds, built(cost), of)

    return [
        change("one clause is issued and adopted everywhere", trust.after_a_clause(formats)),
        change("one school's name changed", trust.after_a_name(formats)),
        change("one school's logo changed", trust.after_a_logo(formats)),
    ]


def other_ways(scratch: Path, workspace: Path, size: Size, soffice: str) -> list[Way]:
    """Measure what a user would otherwise run, on samples."""
    copies = documents(workspace, date.today())  # noqa: DTZ011
    templates = Workspace(workspace).templates()
    office = Office.set_up(scratch / "office", soffice, templates)
    target = scratch / "others"
    looped = other_routes.loop(office, spread(copies, size.loop), target)
    ways = [each_alike(LOOP, looped, size.loop, len(copies))]
    batches = {PANDOC: other_routes.pandoc_batch}
    if other_routes.docxtpl_is_there():
        batches = {DOCXTPL: other_routes.docxtpl_batch, **batches}
    for name, batch in batches.items():
        few = batch(office, spread(copies, size.few), target)
        many = batch(office, spread(copies, size.many), target)
        ways.append(after_a_start(name, few, size.few, many, size.many, len(copies)))
    return ways


def _machine() -> str:
    parts = [
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}, Typst {version('typst')}",
        f"pypandoc_binary {version('pypandoc_binary')}",
    ]
    soffice = shutil.which("soffice")
    if soffice:
        parts.append(other_routes.version_of_soffice(soffice))
    if other_routes.docxtpl_is_there():
        parts.append(f"docxtpl {version('docxtpl')}")
    return ", ".join(parts)


def _say(what: str) -> None:
    print(f"… {what}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
