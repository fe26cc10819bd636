"""What 24,000 schools with 40 policies each would take, worked out from what single copies take."""

from dataclasses import dataclass

from figures import Dask, Figures

from minuted.tasks.render import MOST_ORDERS

SCHOOLS = 24_000
POLICIES = 40
COPIES = SCHOOLS * POLICIES
CORES = 64
"""Of a cluster that a national body may well have."""

Rows = list[tuple[str, ...]]


@dataclass(frozen=True)
class Estimate:
    """A first build of everything, in every format.

    Attributes:
        core_hours: of the workers, by format.
        gigabytes: of the files, by format.
        batches: that are handed out.
        write_hours: that one machine takes to write all files, one after the other.
        plan_hours: that one machine takes to read, check and plan.
        hand_hours: that one scheduler takes to hand everything out; None where not measured.
    """

    core_hours: dict[str, float]
    gigabytes: dict[str, float]
    batches: int
    write_hours: float
    plan_hours: float
    hand_hours: float | None

    @property
    def work_hours(self) -> float:
        """Hours that `CORES` cores take over the copies themselves."""
        return sum(self.core_hours.values()) / CORES


def estimate(figures: Figures) -> Estimate:
    """Work it out."""
    formats = figures.singles.formats
    shares = -(-SCHOOLS // MOST_ORDERS) * POLICIES
    core_hours = {
        name: (single.further * (COPIES - shares) + single.first * shares) / 3_600_000
        for name, single in formats.items()
    }
    return Estimate(
        core_hours,
        {name: single.size * COPIES / 1e9 for name, single in formats.items()},
        shares * len(formats),
        figures.singles.write * COPIES * len(formats) / 3_600_000,
        figures.nothing / figures.ours.documents * COPIES / 3600,
        _handing(figures.dask, shares * len(formats)),
    )


def _handing(dask: Dask | None, batches: int) -> float | None:
    return None if dask is None else dask.seconds / dask.batches * batches / 3600


def rows(figures: Figures) -> Rows:
    """Return the estimate as a table: what, and how much."""
    found = estimate(figures)
    hours = sum(found.core_hours.values())
    size = sum(found.gigabytes.values())
    return [
        ("copies", f"{COPIES:,}, each in {len(found.core_hours)} formats"),
        ("workers", f"{hours:.1f} core hours: {_each(found.core_hours, '.1f')}"),
        (f"that is, on {CORES} cores", _time(found.work_hours)),
        ("storage", f"{size:.0f} GB: {_each(found.gigabytes, '.0f')}"),
        ("network, from the workers", f"{size:.0f} GB, once"),
        ("one machine that plans all of it", _time(found.plan_hours)),
        ("one machine that writes all of it", _time(found.write_hours)),
        (
            f"one scheduler that hands out {found.batches:,} batches",
            "not measured" if found.hand_hours is None else _time(found.hand_hours),
        ),
    ]


def bottleneck(figures: Figures) -> str:
    """Say in a sentence what takes longest."""
    found = estimate(figures)
    parts = {
        "planning and writing, which one machine does for the whole workspace": found.plan_hours
        + found.write_hours,
        f"the copies themselves, on {CORES} cores": found.work_hours,
        "the scheduler": found.hand_hours or 0,
    }
    slowest = max(parts, key=lambda name: parts[name])
    return f"What takes longest is {slowest}: {_time(parts[slowest])}."


def _each(by_format: dict[str, float], form: str) -> str:
    return ", ".join(f"{name} {value:{form}}" for name, value in by_format.items())


def _time(hours: float) -> str:
    if hours >= 1.5:
        return f"{hours:.1f} hours"
    return f"{hours * 60:.0f} minutes" if hours > 1 / 40 else f"{hours * 3600:.0f} seconds"
