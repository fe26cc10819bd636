"""Long work that a page starts and does not wait for: a build, a folder of imports.

A job runs in a thread of its own, says how far it is, and keeps what came of it until the server
stops. At most one of a kind runs at a time.
"""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass

from minuted.errors import MinutedError

MOST_KEPT = 50


@dataclass(slots=True)
class Job:
    """Work under way.

    Attributes:
        done, total: how far it is; `total` is 0 until that is known.
        result: what it came to; None until it has ended well.
        error: what stopped it, or None.
    """

    kind: str
    key: str
    done: int = 0
    total: int = 0
    ended: bool = False
    result: object = None
    error: MinutedError | None = None

    def tell(self, done: int, total: int) -> None:
        """Say how far it is."""
        self.done, self.total = done, total


class Jobs:
    """The jobs of one server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}

    def start(self, kind: str, work: Callable[[Job], object]) -> Job:
        """Start work, or return the job of that kind that is running."""
        with self._lock:
            for job in self._jobs.values():
                if job.kind == kind and not job.ended:
                    return job
            while len(self._jobs) >= MOST_KEPT:
                oldest = next((k for k, j in self._jobs.items() if j.ended), None)
                if oldest is None:
                    break
                del self._jobs[oldest]
            job = Job(kind, secrets.token_urlsafe(8))
            self._jobs[job.key] = job
        threading.Thread(target=_run, args=(job, work), daemon=True).start()
        return job

    def find(self, key: str) -> Job | None:
        """Return a job by its key, or None."""
        return self._jobs.get(key)


def _run(job: Job, work: Callable[[Job], object]) -> None:
    try:
        job.result = work(job)
    except MinutedError as error:
        job.error = error
    except Exception:
        job.error = MinutedError(
            "It stopped because of a fault in minuted itself.",
            "What was done before is kept. Please report it, with what the window of minuted serve"
            " printed.",
        )
        raise
    finally:
        job.ended = True
