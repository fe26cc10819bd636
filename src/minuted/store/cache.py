"""A cache by content: safe to delete, safe under two builds at once, bounded in size.

It lies in the user's own cache folder and not in a workspace, so that a workspace from a stranger
cannot bring answers of its own. MINUTED_CACHE names another folder.
"""

import contextlib
import hashlib
import os
from pathlib import Path

MOST_IN_A_FOLDER = 32
"""Keys are spread evenly over the 256 folders of the cache: some eight thousand files in all."""


class Cache:
    """Texts by key; every failure of the disk is a miss, never an error."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def default(cls) -> "Cache":
        """Return the user's cache."""
        named = os.environ.get("MINUTED_CACHE")
        if named:
            return cls(Path(named))
        from platformdirs import user_cache_path

        return cls(user_cache_path("minuted", appauthor=False))

    def get(self, key: str) -> str | None:
        """Return what was put under the key, or None; what a broken disk made of it is None."""
        try:
            data = self._path(key).read_bytes()
            checksum, _, text = data.partition(b"\n")
            return text.decode() if checksum == _checksum(text) else None
        except (OSError, ValueError):
            return None

    def has(self, key: str) -> bool:
        """Whether something was put under the key."""
        return self._path(key).is_file()

    def put(self, key: str, text: str) -> None:
        """Keep a text under the key; a reader sees all of it or nothing."""
        path = self._path(key)
        try:
            data = text.encode()
        except UnicodeEncodeError:  # half a character, out of an escape: not worth keeping
            return
        import tempfile  # only where something is new, for it is slow to import

        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_checksum(data) + b"\n" + data)
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
            _trim(path.parent)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def _trim(folder: Path) -> None:
    """Delete what is oldest in a folder of the cache, what a crash left half written included."""
    if len(os.listdir(folder)) <= MOST_IN_A_FOLDER:  # noqa: PTH208  after every put: no Path for each
        return
    files = sorted((path.stat().st_mtime_ns, path) for path in folder.iterdir())
    for _, path in files[:-MOST_IN_A_FOLDER]:
        path.unlink(missing_ok=True)


def _checksum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def key_of(*parts: bytes | str) -> str:
    """Return a key for some content: a SHA-256 over the parts, each with its length."""
    pieces: list[bytes] = []
    for part in parts:
        # names of files may hold bytes that are no text, which Python keeps as half characters
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        pieces += (b"%d:" % len(data), data)
    return hashlib.sha256(b"".join(pieces)).hexdigest()
