"""What a run of the benchmark found, and what had been hoped for."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from measure import Cost

LOOP = "shell loop: pandoc, then soffice, for each copy"
DOCXTPL = "docxtpl, then soffice for all copies at once"
PANDOC = "pandoc for each copy, then soffice for all at once"
BATCHES = (DOCXTPL, PANDOC)


@dataclass(frozen=True)
class Way:
    """One way to the same copies.

    Attributes:
        documents: how many copies the figures are for; each is a file of every format.
        measured: how many of them were made.
        seconds, cpu: for all documents; extrapolated where fewer were made.
        start: the part of `seconds` that does not grow with the documents.
        largest, worker: MB; None where they could not be measured.
    """

    name: str
    documents: int
    measured: int
    seconds: float
    cpu: float | None
    start: float
    largest: float | None
    worker: float | None

    @property
    def each(self) -> float:
        """Milliseconds a document, start-up included."""
        return 1000 * self.seconds / self.documents

    def at(self, documents: int) -> float:
        """Return how many seconds it would take for so many documents."""
        return self.start + (self.seconds - self.start) * documents / self.documents


def whole(name: str, cost: Cost, documents: int) -> Way:
    """Return a way of which everything was measured."""
    return Way(
        name, documents, documents, cost.seconds, cost.cpu, 0, cost.largest, cost.worker or None
    )


def each_alike(name: str, cost: Cost, sample: int, documents: int) -> Way:
    """Return a way that does the same for each document, from a sample."""
    by = documents / sample
    cpu = None if cost.cpu is None else cost.cpu * by
    return Way(name, documents, sample, cost.seconds * by, cpu, 0, cost.largest, None)


def after_a_start(name: str, few: Cost, small: int, many: Cost, large: int, documents: int) -> Way:
    """Return a way with a start of its own, from two samples: the start is counted once."""
    each = max(0.0, many.seconds - few.seconds) / (large - small)
    cpu = None
    if many.cpu is not None and few.cpu is not None:
        cpu = many.cpu + max(0.0, many.cpu - few.cpu) / (large - small) * (documents - large)
    seconds = many.seconds + each * (documents - large)
    start = max(0.0, many.seconds - each * large)
    return Way(name, documents, large, seconds, cpu, start, many.largest, None)


@dataclass(frozen=True)
class Growth:
    """minuted's whole build of some documents."""

    documents: int
    seconds: float
    worker: float | None


@dataclass(frozen=True)
class Change:
    """A build after one change."""

    what: str
    seconds: float
    built: int
    of: int

    @property
    def share(self) -> float:
        """The share of the files that were made again, in percent."""
        return 100 * self.built / self.of


@dataclass(frozen=True)
class Single:
    """What one copy in one format takes: milliseconds on one core, and bytes.

    Attributes:
        first: of a text's first school, compiling included.
    """

    first: float
    further: float
    size: float


@dataclass(frozen=True)
class Singles:
    """What single copies take, by format; `write` is the milliseconds to write one file.

    Attributes:
        rounds: of each further school, by format: milliseconds in each process that was measured.
    """

    formats: dict[str, Single]
    write: float
    rounds: dict[str, list[float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Dask:
    """What a cluster adds to the work.

    Attributes:
        local, remote: milliseconds that a batch of nothing takes by our own two processes, and by
            two workers of a cluster on this machine.
        copies, batches, seconds: of a run of nothing for as many copies as a nation has.
        before, most: the scheduler's memory in MB when that run began, and the most it ever had.
    """

    local: float
    remote: float
    copies: int
    batches: int
    seconds: float
    before: float | None
    most: float | None


@dataclass(frozen=True)
class Target:
    """Something hoped for; `reached` is None where it was not measured."""

    what: str
    wanted: str
    measured: str
    reached: bool | None


@dataclass
class Figures:
    """Everything that one run found.

    Attributes:
        formats: of the ways that are compared.
        ways: minuted's first, then the others.
        more: minuted's build with a web page as well.
        skipped: what was not measured, and why, as sentences.
        singles: what single copies take.
        commands: milliseconds, by command.
        dask: None where Dask is not installed.
        check: seconds, cold and warm.
        nothing: seconds of a build with nothing to do.
    """

    date: str
    machine: str
    trust: str
    formats: str
    ways: list[Way]
    singles: Singles
    more: Way | None = None
    skipped: list[str] = field(default_factory=list)
    commands: dict[str, float] = field(default_factory=dict)
    imports: dict[str, float] = field(default_factory=dict)
    check: tuple[float, float] = (0.0, 0.0)
    nothing: float = 0.0
    changes: list[Change] = field(default_factory=list)
    growth: list[Growth] = field(default_factory=list)
    dask: Dask | None = None

    @property
    def further(self) -> dict[str, float]:
        """The milliseconds of each further school, by format, where least else went on."""
        return {name: min(rounds) for name, rounds in self.singles.rounds.items()}

    @property
    def ours(self) -> Way:
        """Minuted's own build."""
        return self.ways[0]

    def way(self, name: str) -> Way | None:
        """Return a way by its name; None where it was skipped."""
        return next((way for way in self.ways if way.name == name), None)

    def best_batch(self) -> Way | None:
        """Return the quickest of the batches."""
        ways = [way for way in map(self.way, BATCHES) if way is not None]
        return min(ways, key=lambda way: way.seconds, default=None)

    def ratio(self, way: Way | None) -> float | None:
        """Return how many times as long as minuted's build something takes."""
        return None if way is None else way.seconds / self.ours.seconds

    def targets(self) -> list[Target]:
        """Return what was hoped for, beside what was found."""
        return list(self._targets())

    def _targets(self) -> Iterator[Target]:
        both = self.formats == "docx,pdf"
        for what, way, least in (
            ("times as quick as the shell loop", self.way(LOOP), 100),
            ("times as quick as the best batch", self.best_batch(), 8),
        ):
            ratio = self.ratio(way) if both else None
            shown = "not measured" if ratio is None else f"{ratio:.1f}"
            reached = None if ratio is None else ratio >= least
            yield Target(f"Word and PDF, {what}", f"at least {least}", shown, reached)
        for name, words, most in (("docx", "Word", 1), ("pdf", "PDF", 15), ("html", "web page", 2)):
            taken = self.further[name]
            wanted = f"at most {most} ms"
            middle, slowest = self.singles.formats[name].further, max(self.singles.rounds[name])
            shown = f"{taken:.2f} ms (middle {middle:.2f}, slowest {slowest:.2f})"
            yield Target(f"each further school, {words}", wanted, shown, taken <= most)
        share = 100 * self.nothing / self.ours.seconds
        yield Target(
            "a build with nothing to do, of the cold build",
            "at most 3 %",
            f"{share:.1f} %",
            share <= 3,
        )
        peaks = [point.worker for point in self.growth if point.worker]
        if len(peaks) > 1:
            flat = max(peaks) <= 1.2 * min(peaks) and max(peaks) <= 250
            shown = f"{min(peaks):.0f} to {max(peaks):.0f} MB"
            yield Target("peak memory of a worker", "flat, at most 250 MB", shown, flat)
        for name, times in self.imports.items():
            wanted = "at most 3"
            yield Target(
                f"minuted {name}, in bare imports of click", wanted, f"{times:.1f}", times <= 3
            )
        cold, warm = self.check
        yield Target("minuted check, nothing known", "under 3 s", f"{cold:.2f} s", cold < 3)
        yield Target("minuted check, texts known", "under 0.5 s", f"{warm:.2f} s", warm < 0.5)

    def as_json(self) -> dict[str, object]:
        """Return all of it for programs."""
        return {
            "format": 1,
            "ratios": {
                "loop": self.ratio(self.way(LOOP)),
                "best_batch": self.ratio(self.best_batch()),
            },
            "ratios_are_of": self.formats,
            "further": self.further,
            **asdict(self),
            "targets": [asdict(target) for target in self.targets()],
        }
