"""Who makes the copies of a build: this process, others of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from minuted.tasks.cores import core_count
from minuted.tasks.render import Batch

if TYPE_CHECKING:
    from minuted.tasks.schedule import Crew

POOL_FROM = 100
"""From how many copies on other processes are worth starting; each takes half a second for that.

75 copies of one policy are done here as soon as by two of them, 120 of forty policies are not.
"""


def enough(todo: Iterator[Batch]) -> list[Batch]:
    """Take so much of what is to be made that it tells whether other processes are worth it."""
    first: list[Batch] = []
    for batch in todo:
        first.append(batch)
        if len(first) > 1 and sum(len(b.orders) for b in first) >= POOL_FROM:
            break
    return first


@contextmanager
def crew_for(first: list[Batch], jobs: int, cluster: str) -> Iterator[Crew | None]:
    """Give the cluster that was asked for; else processes where the work is worth some, or None.

    Args:
        first: what `enough` took.
        jobs: how many processes at most; 0 for as many as there are cores.
        cluster: an address; empty for this machine.

    Raises:
        RefusedError, ClusterError: the cluster cannot be used, or is gone.
    """
    if cluster:
        from minuted.tasks.cluster import cluster as reached

        with reached(cluster) as crew:
            yield crew
        return
    from minuted.tasks.schedule import Crew
    from minuted.tasks.workers import Workers

    count = jobs or core_count()
    copies = sum(len(batch.orders) for batch in first)
    if min(count, len(first)) < 2 or copies < POOL_FROM:
        yield None
        return
    try:
        workers = Workers(count)
    except OSError:  # no room for temporary files: whoever needs one will say so
        yield None
        return
    try:
        yield Crew(workers, 6 * count)
    except BaseException:  # Ctrl-C, most likely: nobody waits for what is not wanted any more
        workers.stop()
        raise
    finally:
        workers.shutdown(cancel_futures=True)
