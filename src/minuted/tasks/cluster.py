"""A Dask cluster as one more executor: work goes to machines that share no disk with this one.

    submit() ──▶ Dask's own executor ──▶ scheduler ──▶ worker: same kit as ours? then the work
       ▲                                                  │
    a Future of ours ◀── the answer, or why there will be none ◀── a thread that watches the cluster

What Dask leaves open is settled here: connections are encrypted, every worker has the versions that
this machine has, and a cluster that is gone is an error after a while, not a wait for ever.
"""

import ipaddress
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from minuted.errors import ClusterError, RefusedError
from minuted.tasks.kit import NONE, difference, kit
from minuted.tasks.schedule import Crew
from minuted.tasks.workers import WorkerDiedError

if TYPE_CHECKING:
    from distributed import Client

P = ParamSpec("P")
T = TypeVar("T")

TO_CONNECT = 10.0
"""Seconds that a scheduler has to answer."""
PATIENCE = 30.0
"""Seconds that a cluster may be without any worker, or its scheduler out of reach."""

_LOOK_EVERY = 0.5
_LEAST_AHEAD, _MOST_AHEAD = 16, 256
"""How many batches are handed out before the first is back, whatever the number of workers."""
_TALKATIVE = (
    *("distributed", "distributed.client", "distributed.core", "distributed.comm"),
    *("tornado", "tornado.application", "tornado.general", "asyncio"),
)
"""Loggers that print on their own; Dask gives some below the first names levels of their own."""
_PAGE = "docs/cluster.md"


class KitError(Exception):
    """A worker is not what this machine is; its arguments are its name and what differs."""


@contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """Give the workers of a Dask cluster.

    Raises:
        RefusedError: Dask is not installed, the address is not safe, or a worker has other
            versions.
        ClusterError: no scheduler answers, or it has no workers; while work is done, all are gone.
    """
    require_safe(address)
    client = _client(address)
    try:
        threads = _workers_that_will_do(client, address)
        shared = _Shared(client, address)
        try:
            yield Crew(shared, min(max(_LEAST_AHEAD, 3 * threads), _MOST_AHEAD))
        finally:
            shared.shutdown(wait=False, cancel_futures=True)
    finally:
        with suppress(Exception):  # what cannot be closed any more is closed
            client.close(timeout=2)


def require_safe(address: str) -> None:
    """Refuse an address at which others could listen or put in a word.

    Work travels as Python's pickles: who can speak to a scheduler can run programs on its workers,
    and who can answer for it, here.

    Raises:
        RefusedError: it is neither encrypted nor on this machine alone.
    """
    scheme, host = _parts(address)
    if scheme == "tls" and host:
        return
    if scheme == "tcp" and _is_this_machine(host):
        return
    if scheme == "tcp" and host:
        raise RefusedError(
            f"{address} is not encrypted: whoever gets in between could run programs on the"
            " cluster, and on this machine.",
            f"Use tls://{address.removeprefix('tcp://')}; {_PAGE} says how to make certificates."
            " On one machine alone, tcp://127.0.0.1:8786 will do.",
        )
    raise RefusedError(
        f"“{address}” is no address of a scheduler.", "Write it as tls://scheduler:8786."
    )


def _parts(address: str) -> tuple[str, str]:
    """Return an address's scheme and host; empty what it has not."""
    try:
        split = urlsplit(address)
        port = split.port
    except ValueError:
        return "", ""
    return (split.scheme, split.hostname or "") if port else ("", "")


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _client(address: str) -> "Client":
    try:
        from distributed import Client
        from distributed.security import Security
    except ImportError:
        raise RefusedError(
            "A cluster needs Dask, which is not installed.",
            'Install it: pip install "minuted[cluster]"',
        ) from None
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is said in our words
    encrypted = address.startswith("tls:")
    security = Security(require_encryption=encrypted)
    if encrypted:
        named = security.get_tls_config_for_role("client")
        if not (named["ca_file"] and named["cert"]):
            raise ClusterError(
                f"No certificate is named with which to connect to {address}.",
                "Name them in Dask's settings, such as"
                f" DASK_DISTRIBUTED__COMM__TLS__CA_FILE; {_PAGE} says how.",
            )
    try:
        return Client(
            address, timeout=TO_CONNECT, security=security, set_as_default=False, name="minuted"
        )
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(
            f"No scheduler answers at {address}: {_last_line(error)}",
            f"Check that it runs, the address, and the certificates ({_PAGE});"
            " or build on this machine: leave --cluster away.",
        ) from None


def _workers_that_will_do(client: "Client", address: str) -> int:
    """Return how many threads the workers have; all of them have our versions.

    Raises:
        RefusedError: one has not, or is reached by a way that is not safe.
        ClusterError: there is no worker.
    """
    try:
        client.wait_for_workers(1, timeout=TO_CONNECT)
        for worker in _workers(client):
            require_safe(worker)
        unlike = _unlike(client)
    except (OSError, TimeoutError) as error:
        if _workers(client):
            raise _gone(address) from error
        raise ClusterError(
            f"The scheduler at {address} has no workers.",
            f"Start some, each with: dask worker {address} … ({_PAGE}).",
        ) from None
    if unlike is not None:
        raise _refused(unlike)
    return sum(one["nthreads"] for one in _workers(client).values())


def _unlike(client: "Client") -> KitError | None:
    """Return which worker has other versions than this machine, and which; None where none has."""
    from importlib.metadata import version

    ours = kit()
    versions: dict[str, Any] = client.run(version, "minuted", on_error="return")
    for worker, theirs in versions.items():  # asked first, for an older one may know of no kits
        if theirs != ours["minuted"]:
            return KitError(worker, "minuted", ours["minuted"], _text_of(theirs))
    kits: dict[str, Any] = client.run(kit, on_error="return")
    for worker, theirs in kits.items():
        differs = difference(ours, theirs if isinstance(theirs, dict) else {})
        if differs:
            return KitError(worker, *differs)
    return None


def _text_of(answer: object) -> str:
    """Return a version, or that there is none where asking for it failed."""
    return answer if isinstance(answer, str) else NONE


def _workers(client: "Client") -> dict[str, Any]:
    """Return what is known of the workers, by address; it is at most a few seconds old."""
    known: dict[str, Any] = client.scheduler_info(n_workers=-1)["workers"]
    return known


def _refused(error: KitError) -> RefusedError:
    worker, name, ours, theirs = error.args
    has = f"has {name} {theirs}" if theirs != NONE else f"does not have {name}"
    return RefusedError(
        f"The worker {worker} {has}; this machine has {name} {ours}. Its copies could differ.",
        f"Install the same on both, then start the worker anew; {_PAGE} says what it needs.",
    )


def _gone(address: str) -> ClusterError:
    return ClusterError(
        f"The cluster at {address} is gone: its scheduler does not answer, or it has had no worker"
        f" for {PATIENCE:.0f} seconds.",
        "What was made is kept, and the next build goes on from there: with the cluster when it is"
        " back, or on this machine without --cluster.",
    )


class _Shared(Executor):
    """Dask's own executor, with what it leaves open settled."""

    def __init__(self, client: "Client", address: str) -> None:
        self._client = client
        self._inner = client.get_executor(pure=False)
        self._kit = kit()
        self._gone = _gone(address)
        self._waiting: set[Future[Any]] = set()
        self._lock = threading.Lock()
        self._closed = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Let a worker call a function of a module with arguments that can be pickled."""
        ours: Future[T] = Future()
        try:
            theirs = self._inner.submit(_with_our_kit, self._kit, fn, args, kwargs)
        except Exception as error:  # Dask knows many ways to say that it has lost its scheduler
            raise self._gone from error
        with self._lock:
            self._waiting.add(ours)
        theirs.add_done_callback(lambda done: self._pass_on(done, ours))
        ours.add_done_callback(lambda done: theirs.cancel() if done.cancelled() else None)
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more work; the workers live on, for they are not ours."""
        self._closed.set()
        if cancel_futures:
            for future in self._outstanding():
                future.cancel()
        self._inner.shutdown(wait=wait)

    def _outstanding(self) -> list[Future[Any]]:
        with self._lock:
            return list(self._waiting)

    def _pass_on(self, theirs: Future[Any], ours: Future[Any]) -> None:
        with self._lock:
            self._waiting.discard(ours)
        with suppress(InvalidStateError):  # cancelled meanwhile, or given up
            try:
                ours.set_result(theirs.result())
            except CancelledError:
                ours.set_exception(self._gone)
            except Exception as error:
                ours.set_exception(_in_our_words(error))

    def _watch(self) -> None:
        """Give up on all work once the cluster has been gone for too long."""
        without = 0.0
        while not self._closed.wait(_LOOK_EVERY):
            without = 0.0 if self._is_there() else without + _LOOK_EVERY
            if without >= PATIENCE:
                for future in self._outstanding():
                    with suppress(InvalidStateError):
                        future.set_exception(self._gone)
                without = 0.0

    def _is_there(self) -> bool:
        try:
            return self._client.status == "running" and bool(_workers(self._client))
        except Exception:  # whatever it is, nobody answers
            return False


def _in_our_words(error: Exception) -> Exception:
    """Return what an error of a worker, or of Dask about one, means for the build."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return WorkerDiedError(str(error))
    if isinstance(error, KitError):
        return _refused(error)
    return error


def _with_our_kit(ours: dict[str, str], fn: Callable[..., T], args: Any, kwargs: Any) -> T:
    """Do the work, on a worker, if it would come to the same bytes there.

    Asked again with each piece of work: a worker may join while a build is going on.

    Raises:
        KitError: it would not.
    """
    differs = difference(ours, _own_kit())
    if differs:
        raise KitError(socket.gethostname(), *differs)
    return fn(*args, **kwargs)


@cache
def _own_kit() -> dict[str, str]:
    return kit()


def _last_line(error: Exception) -> str:
    said = str(error).strip() or "it did not answer in time"
    return said.splitlines()[-1].strip().rstrip(".") + "."
