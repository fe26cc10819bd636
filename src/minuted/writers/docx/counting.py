"""The numbers that Word will print, counted along while a text is written.

They must be the policy's own. A text that skips a number would silently get another in Word, so
the writer compares each as it goes.
"""

from dataclasses import dataclass, field

_HUNDREDS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"))
_TENS = ((90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN = (*_HUNDREDS, *_TENS, (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass
class Counter:
    """Counts two lists of five levels, as Word does: a level starts anew under a higher one."""

    _clauses: list[int] = field(default_factory=lambda: [0] * 5)
    _appendices: list[int] = field(default_factory=lambda: [0] * 5)

    def next(self, depth: int, *, appendix: bool) -> str:
        """Return the number of the next paragraph at a depth (1 to 5), as it is printed."""
        counts = self._appendices if appendix else self._clauses
        counts[depth - 1] += 1
        counts[depth:] = [0] * (5 - depth)
        # Word shows an upper level that nothing used yet by the number it would start with.
        shown = [max(count, 1) for count in counts]
        if depth == 4:
            return f"({letters(shown[3])})"
        if depth == 5:
            return f"({roman(shown[4])})"
        first = letters(shown[0]).upper() if appendix else str(shown[0])
        return ".".join([first, *map(str, shown[1:depth])])


def letters(number: int) -> str:
    """Return a, b … z, aa, bb … zz, aaa."""
    turns, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (turns + 1)


def roman(number: int) -> str:
    """Return a number in small Roman digits: i, ii, iii, iv."""
    done = ""
    for value, digits in _ROMAN:
        times, number = divmod(number, value)
        done += digits * times
    return done
