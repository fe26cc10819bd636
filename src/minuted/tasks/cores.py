"""How many processor cores there are for us."""

import os


def core_count() -> int:
    """Return how many cores this process may use, at least one.

    In a container, or under `taskset`, they are fewer than the machine has.
    """
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # a system on which nobody is kept to some of them
        return os.cpu_count() or 1
