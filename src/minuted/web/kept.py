"""What was sent and waits for a yes: a sheet, a document; kept in memory, the oldest let go."""

import secrets
import threading
from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 20


class Kept(Generic[T]):
    """A few things by key."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._things: dict[str, T] = {}

    def keep(self, thing: T) -> str:
        """Keep a thing and return its key."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            while len(self._things) >= MOST:
                del self._things[next(iter(self._things))]
            self._things[key] = thing
        return key

    def find(self, key: str) -> T | None:
        """Return a thing by its key; None where it was let go, or never was."""
        return self._things.get(key)

    def drop(self, key: str) -> None:
        """Let a thing go."""
        with self._lock:
            self._things.pop(key, None)
