"""The order in which two texts run as one: what both have once, the rest where it was or is.

    old  1  2  3  4        new  1  4  2  3        one  1  4 (put in)  2  3  4 (taken out)

What is taken out left away gives the new text in its order, what is put in left away the old one.
What moved is taken out where it was and put in where it is: Word has marks of its own for moves,
and has refused files with them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from minuted.model.change import Change, Comparison, Op, Segment


@dataclass(frozen=True, slots=True)
class Stretch:
    """A change at one place of the text that runs as one.

    Attributes:
        change: for what is taken out or put in, with the words and the address of this place only.
        whole: the change as it is.
        op: `=` both texts have it here; `-` only the old one, `+` only the new one.
    """

    change: Change
    whole: Change
    op: Op


def running(comparison: Comparison) -> Iterator[Stretch]:
    """Yield the changes in the order of both texts at once, so that each text is there in full."""
    changes = comparison.changes
    olds = _places(comparison.old_order, {a: i for i, c in enumerate(changes) for a in c.old})
    news = _places(comparison.new_order, {a: i for i, c in enumerate(changes) for a in c.new})
    done = 0
    for address, at in news:
        change = changes[at]
        if not change.old or not change.stays:
            yield _one(change, change.new.index(address), "+")
            continue
        if address != change.new[0]:
            continue
        while olds[done][1] != at:
            before = changes[olds[done][1]]
            yield _one(before, before.old.index(olds[done][0]), "-")
            done += 1
        yield Stretch(change, change, "=")
        done += len(change.old)
    for address, at in olds[done:]:
        yield _one(changes[at], changes[at].old.index(address), "-")


def _places(order: tuple[str, ...], at: dict[str, int]) -> list[tuple[str, int]]:
    return [(address, at[address]) for address in order]


def _one(change: Change, part: int, op: Op) -> Stretch:
    """Return what one text has at one place, as taken out or put in."""
    text = change.old_text if op == "-" else change.new_text
    setting = change.old_setting if op == "-" else change.new_setting
    addresses = change.old if op == "-" else change.new
    if len(addresses) > 1:
        parts = text.split("\n")
        start = sum(len(before) + 1 for before in parts[:part])
        text = parts[part]
        setting = setting.part(start, start + len(text))
    here = (addresses[part],)
    shown = replace(
        change,
        old=here if op == "-" else (),
        new=here if op == "+" else (),
        words=(Segment(op, text),) if text else (),
        old_setting=setting,
        new_setting=setting,
    )
    return Stretch(shown, change, op)
