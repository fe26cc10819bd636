"""The tables of a pack, as words: the same in Word and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from minuted.model.copy import short_fingerprint
from minuted.model.papers import ASKED, Kind, Pack, Paper


@dataclass(frozen=True, slots=True)
class Told:
    """A table; `shares` are the columns' parts of its width in hundredths."""

    caption: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    shares: tuple[int, ...]


def at_a_glance(pack: Pack) -> Told:
    """Return the agenda: a row for each policy, its minute number still to be filled in."""
    rows = [
        (str(at), paper.item.title, ASKED[paper.kind], paper.item.due_in_words, paper.minute)
        for at, paper in enumerate(pack.papers, 1)
    ]
    headings = ("No.", "Policy", "What is asked", "Due", "Minute number")
    return Told("The policies of this agenda", headings, rows, (7, 29, 22, 17, 25))


def proofs(pack: Pack) -> Told:
    """Return the proof for what is unchanged."""
    rows = [
        (
            str(at),
            paper.item.title,
            paper.item.version,
            _in_force(paper),
            short_fingerprint(paper.fingerprint),
            paper.next_review.in_full() if paper.next_review else "",
        )
        for at, paper in pack.of(Kind.UNCHANGED)
    ]
    headings = ("No.", "Policy", "Version", "Fingerprint in force", "Of the newest", "Next review")
    caption = "Fingerprints of the texts in force and of the newest texts"
    return Told(caption, headings, rows, (7, 27, 11, 19, 18, 18))


def _in_force(paper: Paper) -> str:
    return short_fingerprint(paper.report.old.fingerprint) if paper.report else ""


def new_ones(pack: Pack) -> Told:
    """Return what is to be adopted for the first time."""
    rows = [
        (str(at), paper.item.title, paper.item.latest, short_fingerprint(paper.fingerprint))
        for at, paper in pack.of(Kind.NEW)
    ]
    headings = ("No.", "Policy", "Version", "Fingerprint")
    return Told("Policies to be adopted for the first time", headings, rows, (8, 46, 16, 30))
