"""The figures of a run as one table, for a terminal or for a document."""

from collections.abc import Sequence

from figures import Dask, Figures, Way

WORDS = {"docx": "Word", "docx,pdf": "Word and PDF", "docx,pdf,html": "Word, PDF and web page"}

HEADINGS = (
    "way",
    "all, s",
    "each, ms",
    "times ours",
    "CPU, s",
    "largest process, MB",
    "a worker, MB",
    "made of all",
)

Rows = list[tuple[str, ...]]


def ways(figures: Figures) -> Rows:
    """Return the ways side by side, under `HEADINGS`."""
    shown = [*figures.ways[:1], *([figures.more] if figures.more else []), *figures.ways[1:]]
    return [_way(figures, way) for way in shown]


def _way(figures: Figures, way: Way) -> tuple[str, ...]:
    times = figures.ratio(way) or 0
    return (
        way.name,
        f"{way.seconds:,.1f}" if way.seconds < 100 else f"{way.seconds:,.0f}",
        f"{way.each:,.1f}" if way.each < 100 else f"{way.each:,.0f}",
        "1" if way is figures.ours else f"{times:.1f}" if times < 100 else f"{times:.0f}",
        _number(way.cpu),
        _number(way.largest),
        _number(way.worker),
        f"{way.measured:,} of {way.documents:,}",
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def details(figures: Figures) -> Rows:
    """Return minuted's own figures: what, and how much."""
    rows: Rows = []
    for change in figures.changes:
        made = f"{change.built:,} of {change.of:,} files made again ({change.share:.1f} %)"
        rows.append((f"build after {change.what}", f"{change.seconds:.2f} s, {made}"))
    rows.append(("build with nothing to do", f"{figures.nothing:.2f} s"))
    for point in figures.growth:
        worker = f", a worker {point.worker:.0f} MB" if point.worker else ""
        rows.append(
            (
                f"cold build of {point.documents:,} documents",
                f"{point.seconds:.1f} s, {1000 * point.seconds / point.documents:.1f} ms each"
                f"{worker}",
            )
        )
    if figures.dask is not None:
        rows += _cluster(figures.dask)
    names = {"click": 'python -c "import click"', "--help": "minuted --help", "log": "minuted log"}
    rows += [(names[name], f"{taken:.0f} ms") for name, taken in figures.commands.items()]
    return rows


def _cluster(dask: Dask) -> Rows:
    grew = f", the scheduler {dask.before:.0f} to {dask.most:.0f} MB" if dask.most else ""
    return [
        ("a batch of nothing by our own processes", f"{dask.local:.1f} ms"),
        ("a batch of nothing by a cluster on this machine", f"{dask.remote:.1f} ms"),
        (
            f"{dask.copies:,} copies of nothing by that cluster",
            f"{dask.seconds:.0f} s in {dask.batches:,} batches{grew}",
        ),
    ]


def targets(figures: Figures) -> Rows:
    """Return what was hoped for beside what was found."""
    answers = {True: "yes", False: "no", None: "–"}
    return [
        (target.what, target.wanted, target.measured, answers[target.reached])
        for target in figures.targets()
    ]


def aligned(headings: Sequence[str], rows: Rows, words: int = 1) -> str:
    """Return a table for a terminal; all but the first `words` columns are numbers."""
    table = [tuple(headings), *rows] if headings else rows
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if place < words else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
    if headings:
        lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def in_full(figures: Figures) -> str:
    """Return everything for a terminal."""
    parts = [
        f"{WORDS[figures.formats]} of {figures.trust}\n{figures.machine}, {figures.date}",
        aligned(HEADINGS, ways(figures)),
        *(f"Not measured: {reason}" for reason in figures.skipped),
        aligned((), details(figures), words=2),
        aligned(("hoped for", "wanted", "found", "reached"), targets(figures), words=4),
    ]
    return "\n\n".join(parts)
