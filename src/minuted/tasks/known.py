"""What readers made of files: by the bytes of those, from the user's cache where it has them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from minuted.model import wire
from minuted.model.diagnostic import Diagnostic
from minuted.model.front_matter import FrontMatter
from minuted.model.ledger import Ledger
from minuted.model.organisation import Organisation
from minuted.readers import pandoc
from minuted.store.cache import Cache, key_of
from minuted.tasks.identity import identity

Found: TypeAlias = tuple[Any, Sequence[Diagnostic]]
"""What a reader made of a file, and what is wrong with it."""


class Known:
    """Answers of readers, kept under the kind of the question, the bytes, and our own code."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache

    def has(self, kind: str, source: bytes) -> bool:
        """Whether these bytes were read before."""
        return self.cache.has(_key(kind, source))

    def found(self, kind: str, source: bytes, read: Callable[[bytes], Found]) -> Found:
        """Return what a file says; it is read where its bytes were not read before."""
        cached = self.cache.get(_key(kind, source))
        if cached is not None:
            try:
                value, found = wire.decode(cached)
                if _is_found(value, found):
                    return value, found
            except (ValueError, TypeError):
                pass  # something else lies there: read the file as if it were new
        value, found = read(source)
        self.keep(kind, source, (value, found))
        return value, found

    def keep(self, kind: str, source: bytes, found: Found) -> None:
        """Note what a file says."""
        value, diagnostics = found
        self.cache.put(_key(kind, source), wire.encode((value, tuple(diagnostics))))


def _key(kind: str, source: bytes) -> str:
    return key_of(kind, identity(), pandoc.stamp(), str(wire.VERSION), source)


def _is_found(value: object, found: object) -> bool:
    """Whether a cache's answer has the shape of what a reader makes of a file."""
    # a policy's class by its name, for whoever needs no text is spared loading it
    known = value is None or isinstance(value, FrontMatter | Organisation | Ledger)
    read = known or type(value).__name__ == "Policy"
    return read and isinstance(found, tuple) and all(isinstance(d, Diagnostic) for d in found)
