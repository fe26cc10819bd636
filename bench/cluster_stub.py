"""What a Dask cluster adds to the work itself: a scheduler, two workers, and work that is none.

    python cluster_stub.py COPIES A_BATCH

Times batches of nothing by our own processes and by a cluster on this machine, then hands the
cluster so many copies of nothing in batches. Prints JSON: milliseconds a batch of both, and of the
large run its batches, seconds, and the scheduler's memory in MB when it began and at its most.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minuted.tasks.cluster import cluster
from minuted.tasks.schedule import Crew, run
from minuted.tasks.workers import Workers

_COMPARED = 400
_SIZE = 100_000
"""Bytes that a batch of nothing carries there: about what a text and its templates are."""

_TRIES = 600


def stamp_nothing(batch: tuple[bytes, int]) -> list[bytes]:
    """Do nothing for each copy of a batch."""
    _, copies = batch
    return [b"nothing"] * copies


def lost(batch: tuple[bytes, int]) -> list[bytes]:
    """Say that a batch was lost."""
    raise RuntimeError(f"a batch of {batch[1]} was lost")


def seconds(crew: Crew, batches: int, a_batch: int) -> float:
    """Return how long so many batches take, once every worker is awake."""
    carried = bytes(_SIZE)
    list(run(stamp_nothing, [(carried, 1)] * 8, crew, lost))
    begun = time.perf_counter()
    made = 0
    for one in run(stamp_nothing, ((carried, a_batch) for _ in range(batches)), crew, lost):
        made += len(one)
    if made != batches * a_batch:
        raise RuntimeError(f"{made} copies came back of {batches * a_batch}")
    return time.perf_counter() - begun


@contextmanager
def dask() -> Iterator[tuple[str, int]]:
    """Start a scheduler and two workers; give its address and its process."""
    with tempfile.TemporaryDirectory(prefix="minuted-bench-") as name:
        where = Path(name) / "scheduler.json"
        own = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(where))
        started = [_start(name, "scheduler", "--port", "0", "--no-jupyter", *own)]
        try:
            address = _address(where)
            for number in range(2):
                folder = f"{name}/{number}"
                one = ("--nthreads", "1", "--no-nanny", "--local-directory", folder)
                quiet = ("--host", "127.0.0.1", "--no-dashboard")
                started.append(_start(name, "worker", address, *one, *quiet))
            yield address, started[0].pid
        finally:
            for process in reversed(started):
                process.kill()
                process.wait()


def _start(folder: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _address(where: Path) -> str:
    for _ in range(_TRIES):
        if where.exists() and where.read_text(encoding="utf-8").rstrip().endswith("}"):
            return str(json.loads(where.read_text(encoding="utf-8"))["address"])
        time.sleep(0.1)
    raise RuntimeError("The scheduler did not start.")


def memory(process: int, what: str) -> float | None:
    """Return a process's memory in MB, `VmRSS` or `VmHWM`; None where the system keeps none."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return None
    lines = status.read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(what))


def main(copies: int, a_batch: int) -> None:
    """Measure, and print."""
    workers = Workers(2)
    try:
        local = seconds(Crew(workers, 6), _COMPARED, 1)
    finally:
        workers.shutdown()
    with dask() as (address, scheduler), cluster(address) as crew:
        remote = seconds(crew, _COMPARED, 1)
        before = memory(scheduler, "VmRSS:")
        batches = -(-copies // a_batch)
        taken = seconds(crew, batches, a_batch)
        most = memory(scheduler, "VmHWM:")
    found = {
        "local": 1000 * local / _COMPARED,
        "remote": 1000 * remote / _COMPARED,
        "copies": copies,
        "batches": batches,
        "seconds": taken,
        "before": before,
        "most": most,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
