"""A picture of how the time grows with the documents, as SVG: both scales are logarithmic."""

import math
from dataclasses import dataclass
from html import escape

from figures import DOCXTPL, LOOP, PANDOC, Figures

_WIDE, _HIGH = 760, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 220, 30, 60
_LINE = 18
"""How far apart two labels stand at least."""

_STYLES = {
    LOOP: ("pandoc and soffice for each", "#8a4b08", "2 5"),
    DOCXTPL: ("docxtpl, soffice for all", "#6b6b6b", "9 5"),
    PANDOC: ("pandoc, soffice for all", "#3f6b4f", "9 4 2 4"),
}


@dataclass(frozen=True)
class _Series:
    label: str
    colour: str
    dashes: str
    points: tuple[tuple[int, float], ...]

    @property
    def last(self) -> float:
        return self.points[-1][1]


@dataclass(frozen=True)
class _Scale:
    """A logarithmic scale from one pixel to another."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def chart(figures: Figures) -> str:
    """Return the picture; its description says in words what it shows."""
    series = _series(figures)
    counts = [point.documents for point in figures.growth]
    times = [seconds for one in series for _, seconds in one.points]
    across = _Scale(min(counts) * 0.9, max(counts) * 1.05, _LEFT, _WIDE - _RIGHT)
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    up = _Scale(10.0**low, 10.0**high, _HIGH - _BOTTOM, _TOP)
    parts = _grid(across, up, counts)
    for one, label_at in zip(series, _spread([up.at(s.last) for s in series]), strict=True):
        parts += _drawn(one, across, up, label_at)
    return "\n".join([*_head(series), *parts, "</svg>", ""])


def _series(figures: Figures) -> list[_Series]:
    """Return what is shown, from the slowest to the quickest."""
    measured = tuple((point.documents, point.seconds) for point in figures.growth)
    shown = [_Series("minuted (measured)", "#1f3a5f", "", measured)]
    for name, (label, colour, dashes) in _STYLES.items():
        way = figures.way(name)
        if way is not None:
            points = tuple((count, way.at(count)) for count, _ in measured)
            shown.append(_Series(label, colour, dashes, points))
    return sorted(shown, key=lambda one: -one.last)


def _spread(places: list[float]) -> list[float]:
    """Move labels down so that none covers another; they come from the top."""
    done: list[float] = []
    for place in places:
        done.append(max(place, done[-1] + _LINE) if done else place)
    return done


def _head(series: list[_Series]) -> list[str]:
    told = "; ".join(
        f"{one.label}: "
        + ", ".join(f"{_seconds(seconds)} for {count:,}" for count, seconds in one.points)
        for one in series
    )
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" width="{_WIDE}"'
        f' height="{_HIGH}" role="img" aria-labelledby="title told"'
        ' font-family="system-ui, sans-serif" font-size="13">',
        '<title id="title">Documents against seconds, both on logarithmic scales</title>',
        f'<desc id="told">{escape(told)}.</desc>',
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#ffffff"/>',
    ]


def _grid(across: _Scale, up: _Scale, counts: list[int]) -> list[str]:
    parts = []
    value = up.low
    while value <= up.high * 1.001:
        y = up.at(value)
        parts.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDE - _RIGHT}" stroke="#d8dde3"/>')
        parts.append(_text(_LEFT - 8, y + 4, _seconds(value), "end"))
        value *= 10
    for count in counts:
        x = across.at(count)
        parts.append(f'<path d="M{x:.1f} {_TOP}V{_HIGH - _BOTTOM}" stroke="#d8dde3"/>')
        parts.append(_text(x, _HIGH - _BOTTOM + 20, f"{count:,}", "middle"))
    middle = (_LEFT + _WIDE - _RIGHT) / 2
    parts.append(_text(middle, _HIGH - 14, "documents, each as Word and PDF", "middle"))
    return parts


def _drawn(one: _Series, across: _Scale, up: _Scale, label_at: float) -> list[str]:
    places = [(across.at(count), up.at(seconds)) for count, seconds in one.points]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dashes = f' stroke-dasharray="{one.dashes}"' if one.dashes else ""
    width = 2 if one.dashes else 3
    parts = [
        f'<path d="M{path}" fill="none" stroke="{one.colour}" stroke-width="{width}"{dashes}/>'
    ]
    if not one.dashes:
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{one.colour}"/>' for x, y in places
        ]
    label = f"{one.label}, {_seconds(one.last)}"
    weight = "400" if one.dashes else "700"
    parts.append(_text(places[-1][0] + 12, label_at + 4, label, "start", one.colour, weight))
    return parts


def _text(
    x: float, y: float, words: str, anchor: str, colour: str = "#3b434c", weight: str = "400"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"'
        f' font-weight="{weight}">{escape(words)}</text>'
    )


def _seconds(seconds: float) -> str:
    if seconds >= 5400:
        return f"{seconds / 3600:.1f} h"
    if seconds >= 120:
        return f"{seconds / 60:.0f} min"
    return f"{seconds:.0f} s" if seconds >= 10 or seconds == int(seconds) else f"{seconds:.1f} s"
