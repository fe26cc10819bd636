"""Time single copies of a policy, format by format, in this one process.

python further_schools.py WORKSPACE

Prints JSON: for each format the milliseconds of a text's first school, compiling included, and of
each further one, and the bytes of a copy, all of them medians over schools and policies; and the
milliseconds that writing a file takes. They are of processor time, which other programs lengthen
less than time on the clock, and of one core where the system lets a process keep to one: Typst's
own thread would slow the other down where two cores are halves of one. The first policy is not
counted: it finds fonts unread and logos undrawn.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from minuted.store.output import BuildFolder
from minuted.tasks.desk import open_desk
from minuted.tasks.plan import Scope, Wanted
from minuted.tasks.planner import make_plan
from minuted.writers import WRITERS, writer
from minuted.writers.base import Assets

_POLICIES = 6
_UNDECIDED = date(2026, 1, 1)


@dataclass
class Taken:
    """What the copies of one text took: milliseconds, and the files."""

    first: float
    further: list[float]
    files: list[bytes]


def copies_of(wanted: list[Wanted], name: str, templates: dict[str, bytes]) -> Taken:
    """Compile a text and stamp a copy for each school."""
    begun = time.process_time()
    template = writer(name).compile(wanted[0].text, Assets(templates, wanted[0].images))
    files = [template.stamp(wanted[0].copy)]
    taken = Taken(_since(begun), [], files)
    for one in wanted[1:]:
        begun = time.process_time()
        files.append(template.stamp(one.copy))
        taken.further.append(_since(begun))
    return taken


def _since(begun: float) -> float:
    return (time.process_time() - begun) * 1000


def writing(files: list[bytes]) -> float:
    """Return the milliseconds that writing a file into a build folder takes, the median."""
    with tempfile.TemporaryDirectory(prefix="minuted-bench-") as name:
        folder = BuildFolder(Path(name))
        taken = []
        for number, data in enumerate(files):
            begun = time.process_time()
            folder.write(f"S{number}/policy.pdf", "key", data, {})
            taken.append(_since(begun))
    return statistics.median(taken)


def main(workspace: Path) -> None:
    """Measure, and print."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    desk = open_desk(workspace)
    organisation, _ = desk.organisation()
    if organisation is None:
        sys.exit("governance/trust.yaml cannot be read.")
    slugs = tuple(desk.slugs()[:_POLICIES])
    scope = Scope(slugs, (), _UNDECIDED, _UNDECIDED)
    texts: dict[str, list[Wanted]] = {}
    for wanted in make_plan(desk, organisation, scope).wanted:
        texts.setdefault(wanted.key, []).append(wanted)
    templates = desk.workspace.templates()
    found: dict[str, object] = {}
    files: list[bytes] = []
    for name in WRITERS:
        each = [copies_of(wanted, name, templates) for wanted in texts.values()][1:]
        made = [data for one in each for data in one.files]
        found[name] = {
            "first": statistics.median(one.first for one in each),
            "further": statistics.median(ms for one in each for ms in one.further),
            "size": statistics.median(map(len, made)),
        }
        files += made
    print(json.dumps({"formats": found, "write": writing(files)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
