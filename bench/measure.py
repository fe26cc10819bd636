"""What a piece of work costs: time on the clock, processor time and memory, children included."""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

try:
    import psutil
except ImportError:
    psutil = None
try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_EVERY = 0.1
_MB = 1e6
_WORKER = "spawn_main"
"""What stands in the command of a process that Python's process pools start."""


@dataclass
class Cost:
    """What some work took; a figure that this system does not give is None.

    Attributes:
        seconds: on the clock.
        cpu: seconds of processor time of all child processes, user and system.
        largest: peak memory of the largest child process, in MB.
        worker: the same of the largest worker of a process pool; 0 where there was none.
        said: what the command printed.
    """

    seconds: float = 0.0
    cpu: float | None = None
    largest: float | None = None
    worker: float | None = None
    said: str = ""


@contextmanager
def watched() -> Iterator[Cost]:
    """Measure what child processes cost that begin and end within the block."""
    cost = Cost()
    watcher = _Watcher() if psutil is not None else None
    before = _children_cpu()
    if watcher is not None:
        watcher.start()
    begun = time.perf_counter()
    try:
        yield cost
    finally:
        cost.seconds = time.perf_counter() - begun
        if watcher is not None:
            watcher.stop()
            cost.largest = watcher.largest(lambda _: True)
            cost.worker = watcher.largest(lambda process: process.is_worker)
        after = _children_cpu()
        if before is not None and after is not None:
            cost.cpu = after - before


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run one command to its end and return what it cost.

    Raises:
        subprocess.CalledProcessError: it failed; what it said is in the error.
    """
    with watched() as cost:
        cost.said = call(command, folder, environment).decode(errors="replace")
    return cost


def median(costs: Sequence[Cost]) -> Cost:
    """Return the run that took neither the least nor the most time."""
    return sorted(costs, key=lambda cost: cost.seconds)[len(costs) // 2]


def call(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> bytes:
    """Run one command to its end and return what it printed.

    Raises:
        subprocess.CalledProcessError: it failed; what it said is in the error.
    """
    done = subprocess.run(
        list(command),
        cwd=folder,
        env={**os.environ, **(environment or {})},
        check=False,
        capture_output=True,
    )
    if done.returncode:
        raise subprocess.CalledProcessError(
            done.returncode, list(command), done.stdout, done.stderr
        )
    return done.stdout


def _children_cpu() -> float | None:
    if resource is None:
        return None
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@dataclass
class _Seen:
    """A child process."""

    peak: float = 0.0
    is_worker: bool = False


@dataclass
class _Watcher:
    """Looks at every child process now and then, for a process that ended tells nobody its peak."""

    _seen: dict[int, _Seen] = field(default_factory=dict)
    _done: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        if self._thread is not None:
            self._thread.join()

    def largest(self, which: Callable[[_Seen], bool]) -> float:
        return max((one.peak for one in self._seen.values() if which(one)), default=0.0)

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._done.wait(_EVERY):
            for child in me.children(recursive=True):
                try:
                    self._look(child)
                except (psutil.Error, OSError):
                    continue  # it has just ended

    def _look(self, child: "psutil.Process") -> None:
        seen = self._seen.setdefault(child.pid, _Seen())
        peak = _own_peak(child)
        if peak is None:
            seen.peak = max(seen.peak, child.memory_info().rss / _MB)
        else:  # not the larger of the two: between fork and exec it is still the parent's
            seen.peak = peak
        seen.is_worker = seen.is_worker or any(_WORKER in part for part in child.cmdline())


def _own_peak(child: "psutil.Process") -> float | None:
    """Return what the system itself kept as the process's peak; None where it keeps none."""
    status = Path(f"/proc/{child.pid}/status")
    if status.exists():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / _MB
    windows: int | None = getattr(child.memory_info(), "peak_wset", None)
    return None if windows is None else windows / _MB
