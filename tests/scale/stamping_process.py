"""Stamp thousands of copies in one process, and print how its memory grew.

    python stamping_process.py FORMAT kept|many COPIES

Prints the process's peak memory in MB twice: when a tenth of the copies is done, and at the end.
`kept` stamps one template over and over; `many` compiles a new text for every 25 copies, as a build
does.
"""

import resource
import sys
from dataclasses import replace
from pathlib import Path

from minuted.model.copy import Brand, Copy, VersionRow
from minuted.model.policy import Inline, Paragraph, Policy, Text
from minuted.model.walking import map_blocks
from minuted.store.workspace import packaged_templates
from minuted.writers import writer
from minuted.writers.base import Assets, Template
from samples import COPY, IMAGES, png, rich_policy

_SCHOOLS = 25
_MB = 1e6 if sys.platform == "darwin" else 1e6 / 1024


def text(number: int) -> Policy:
    """Return a text of several pages that no other number gives."""

    def change(inline: Inline) -> Inline:
        return Text(f"{inline.text} {number}") if isinstance(inline, Text) else inline

    policy = rich_policy()
    words = "which goes on for a while, as policies do, and says little. " * 8
    more = tuple(
        Paragraph((Text(f"Paragraph {place} of text {number}, {words}"),), f"p{place}")
        for place in range(2, 40)
    )
    return Policy(policy.front, (*map_blocks(policy.children, change), *more))


def copy(number: int) -> Copy:
    """Return the copy of one of `_SCHOOLS` schools, with a decision that no other has."""
    place = number % _SCHOOLS
    name = f"School {place}" + " of the Long and Winding Name" * (place % 3)
    row = VersionRow("1", "6 September 2022", "First issue", f"FGB/2223/060922/{number}", "")
    logo = png(rgb=(place * 10, 9, 9))
    return replace(
        COPY,
        audience=f"S{place}",
        audience_name=name,
        table=(row,),
        fields={**COPY.fields, "school.name": name},
        brand=Brand(f"#{40 + place:02x}2040", "", logo, "png", f"Logo of {name}"),
    )


def peak() -> float:
    """Return the most memory that this process has had, in MB.

    Not by `getrusage` where the system says it otherwise: on Linux that counts what the process was
    before it became this program, which is a copy of whoever started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB


def main(name: str, kind: str, copies: int) -> None:
    """Stamp, and print."""
    templates = {file: path.read_bytes() for file, path in packaged_templates().items()}
    assets = Assets(templates, IMAGES)
    template: Template = writer(name).compile(text(0), assets)
    for number in range(copies):
        if kind == "many" and number % _SCHOOLS == 0:
            template = writer(name).compile(text(number), assets)
        if not template.stamp(copy(number)):
            sys.exit(f"Copy {number} is empty.")
        if number == copies // 10:
            print(peak())
    print(peak())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
