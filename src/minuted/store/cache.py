"""A cache by content: safe to delete, safe under two builds at once, bounded in size.

It lies in the user's own cache folder and not in a workspace, so that a workspace from a stranger
cannot bring answers of its own. MINUTED_CACHE names another folder.
"""

import contextlib
import hashlib
import os
from pathlib import Path

MOST_IN_A_FOLDER = 256
"""Keys are spread evenly over the 256 folders of the cache: some 65,000 files in all."""
MOST_BYTES_IN_A_FOLDER = 4_000_000
"""A gigabyte in all; a policy's text takes 100 kB, a school's logo as much at most."""


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
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            about = entry.stat()
            found.append((about.st_mtime_ns, about.st_size, entry.path))
    many, size = len(found), sum(size for _, size, _ in found)
    for _, own, path in sorted(found):
        if many <= MOST_IN_A_FOLDER and size <= MOST_BYTES_IN_A_FOLDER:
            return
        Path(path).unlink(missing_ok=True)
        many, size = many - 1, size - own


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
