"""Scores of comparisons against known truth: pairing, statuses, moves, readability, kind by kind.

cd tests/compare && ../../.venv/bin/python scoring.py [tuning|reporting] [CASES]
"""

import sys
from collections import Counter
from dataclasses import dataclass, field

from generator import REPORTING_SEED, TUNING_SEED, Case, cases

from minuted.compare.compare import compare
from minuted.compare.words import FUNCTION_WORDS
from minuted.model.change import Change, Status


@dataclass
class Tally:
    """Hits against what was found and what was true."""

    hits: int = 0
    found: int = 0
    true: int = 0

    def add(self, found: set[object], true: set[object]) -> None:
        self.hits += len(found & true)
        self.found += len(found)
        self.true += len(true)

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.true if self.true else 1.0


@dataclass
class Scores:
    """What a set of cases comes to."""

    pairing: Tally = field(default_factory=Tally)
    status: Tally = field(default_factory=Tally)
    moved: Tally = field(default_factory=Tally)
    by_kind: dict[str, Tally] = field(default_factory=dict)
    segments: list[int] = field(default_factory=list)
    islands: int = 0
    renumbered_called_amended: int = 0
    misses: list[tuple[str, str, object]] = field(default_factory=list)

    @property
    def segments_a_clause(self) -> float:
        return sum(self.segments) / len(self.segments) if self.segments else 0.0


def score(many: list[Case]) -> Scores:
    """Compare every case, and hold it against the truth."""
    scores = Scores()
    for case in many:
        comparison = compare(case.old, case.new)
        changes = [c for c in comparison.changes if c.kind != "title"]
        items = {(c.old, c.new, c.status.value) for c in changes}
        pairs = {(o, n) for c in changes for o in c.old for n in c.new}
        scores.pairing.add(set(pairs), set(case.truth.pairs))
        told = {i for i in items if i[2] != "unchanged"}
        true = {i for i in case.truth.items if i[2] != "unchanged"}
        scores.status.add(set(told), set(true))
        scores.moved.add({c.old[0] for c in changes if c.moved}, set(case.truth.moved))
        for kind, about in case.truth.edits:
            scores.by_kind.setdefault(kind, Tally()).add(items & about, set(about))
            scores.misses += [(case.base, kind, i) for i in about - items]
        scores.renumbered_called_amended += sum(
            1
            for c in changes
            if c.status is Status.AMENDED and (c.old, c.new, "unchanged") in case.truth.items
        )
        for change in changes:
            if change.status is Status.AMENDED:
                regions, islands = readability(change)
                scores.segments.append(regions)
                scores.islands += islands
    return scores


def readability(change: Change) -> tuple[int, int]:
    """Return how many places were changed, and how many kept runs between them are islands."""
    regions = islands = 0
    inside = False
    for at, segment in enumerate(change.words):
        if segment.op != "=":
            regions += not inside
            inside = True
            continue
        inside = False
        if 0 < at < len(change.words) - 1:
            words = [w.strip(".,;:()'\"").casefold() for w in segment.text.split()]
            words = [w for w in words if w]
            islands += len(words) < 3 and all(w in FUNCTION_WORDS for w in words)
    return regions, islands


def main() -> None:
    seed = TUNING_SEED if "reporting" not in sys.argv else REPORTING_SEED
    how_many = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    for edits in (6, 16):
        scores = score(cases(seed, edits, how_many))
        print(
            f"{edits} edits, {3 * how_many} pairs of texts:"
            f" pairing {scores.pairing.precision:.4f}/{scores.pairing.recall:.4f}"
            f" status {scores.status.precision:.4f}/{scores.status.recall:.4f}"
            f" moved {scores.moved.precision:.3f}/{scores.moved.recall:.3f}"
            f" places a clause {scores.segments_a_clause:.2f} islands {scores.islands}"
            f" renumbered called amended {scores.renumbered_called_amended}"
        )
        for kind, tally in sorted(scores.by_kind.items(), key=lambda i: i[1].recall):
            print(f"  {kind:20} {tally.recall:.3f} of {tally.true}")
        if "tuning" in sys.argv:
            for kind, count in Counter(m[1] for m in scores.misses).most_common(5):
                print("   missed:", kind, count)


if __name__ == "__main__":
    main()
