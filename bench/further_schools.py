"""Time each further school of a policy, format by format, in this one process.

python further_schools.py WORKSPACE

Prints one line a format: its name and milliseconds, the median over schools and policies. The
first policy is not counted: it finds fonts unread and logos undrawn.
"""

import statistics
import sys
import time
from datetime import date
from pathlib import Path

from minuted.tasks.desk import open_desk
from minuted.tasks.plan import Scope, Wanted, make_plan
from minuted.writers import WRITERS, writer
from minuted.writers.base import Assets

_POLICIES = 6
_UNDECIDED = date(2026, 1, 1)


def further(copies: list[Wanted], name: str, templates: dict[str, bytes]) -> list[float]:
    """Compile a text, stamp its first school, and return what each other one takes."""
    first, *others = copies
    template = writer(name).compile(first.text, Assets(templates, first.images))
    template.stamp(first.copy)
    taken = []
    for one in others:
        begun = time.perf_counter()
        template.stamp(one.copy)
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def main(workspace: Path) -> None:
    """Measure, and print."""
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
    for name in WRITERS:
        taken = [further(copies, name, templates) for copies in texts.values()]
        print(name, statistics.median(each for one in taken[1:] for each in one))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
