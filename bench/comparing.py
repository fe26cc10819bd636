"""Measure how long it takes to compare two texts, and how that grows with their length.

    .venv/bin/python bench/comparing.py

The texts are made from the real policy's clauses, no two alike. The new one has an edit in every
twelfth clause: amended, removed, added or moved. Both are in memory; what is timed is all that
`minuted compare` does with them: pairing, words, and the proof by fingerprints.
"""

import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from minuted.compare.compare import compare
from minuted.compare.proof import confirm, prove
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import Clause, Paragraph, Policy, Section, Text

ROOT = Path(__file__).resolve().parents[1]
SIZES = (300, 1_000, 2_600, 10_000)
A_SECTION = 12
"""Clauses to a section."""

TIMES = 3
"""How often each is measured; the least counts, because other programs can only add to it."""

LIMIT = 2.0
"""Seconds that 2,600 clauses may take at most."""


@dataclass(frozen=True)
class Compared:
    """What comparing two texts took: how many clauses, seconds, how many of them changed."""

    clauses: int
    seconds: float
    changed: int

    @property
    def each(self) -> float:
        """Milliseconds for each clause."""
        return 1000 * self.seconds / self.clauses


def comparing(sizes: Sequence[int] = SIZES) -> list[Compared]:
    """Compare texts of some sizes."""
    found = []
    for size in sizes:
        old, new = pair(size)
        seconds, changed = [], 0
        for _ in range(TIMES):
            begun = time.perf_counter()
            comparison = compare(old, new)
            confirm(prove(old, new), comparison)
            seconds.append(time.perf_counter() - begun)
            changed = sum(not change.is_quiet for change in comparison.changes)
        found.append(Compared(size, min(seconds), changed))
    return found


def pair(size: int) -> tuple[Policy, Policy]:
    """Return a text of so many clauses, and the same with edits."""
    pick = random.Random(size)
    sentences = _sentences()
    old = [
        f"{pick.choice(sentences)} {pick.choice(sentences)} Form {at} is used for it."
        for at in range(size)
    ]
    new: list[str] = []
    for at, text in enumerate(old):
        edit = pick.choice(("amend", "remove", "add", "move")) if at % 12 == 5 else ""
        if edit == "amend":
            words = text.split()
            words[len(words) // 3] = "promptly"
            new.append(" ".join(words))
        elif edit == "add":
            new += [text, f"{pick.choice(sentences)} Register {at} is kept of it."]
        elif edit == "move":
            new.insert(max(0, len(new) - 7), text)
        elif edit != "remove":
            new.append(text)
    return _policy(old), _policy(new)


def _sentences() -> list[str]:
    source = (ROOT / "policy_src" / "social-media.md").read_text(encoding="utf-8")
    words = " ".join(re.sub(r"[^\w\s.,;'-]", "", source.partition("\n---\n")[2]).split())
    return [f"{s.strip()}." for s in words.split(". ") if 6 < len(s.split()) < 40]


def _policy(texts: list[str]) -> Policy:
    sections = []
    for at in range(0, len(texts), A_SECTION):
        number = str(at // A_SECTION + 1)
        clauses = tuple(
            Clause(f"{number}.{n}", 2, (Paragraph((Text(text),)),))
            for n, text in enumerate(texts[at : at + A_SECTION], 1)
        )
        sections.append(Section(number, 1, (Text(f"Part {number}"),), clauses))
    return Policy(FrontMatter("A long policy"), tuple(sections))


def in_words(found: Sequence[Compared]) -> str:
    """Return the figures as a table."""
    lines = ["Comparing two texts, clause by clause:"]
    lines += [
        f"  {one.clauses:6,} clauses, {one.changed:5,} of them changed or renumbered"
        f" {one.seconds:6.2f} s, {one.each:5.2f} ms a clause"
        for one in found
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and print; fail where it has become slow."""
    found = comparing()
    print(in_words(found))
    slow = [one for one in found if one.clauses == 2_600 and one.seconds > LIMIT]
    if slow:
        raise SystemExit(f"2,600 clauses took {slow[0].seconds:.1f} s; at most {LIMIT:.0f} s.")


if __name__ == "__main__":
    main()
