"""A folder of our own on disk, for an engine that reads nothing but files."""

import shutil
import tempfile
from multiprocessing.util import Finalize
from pathlib import Path


class PrivateFolder:
    """A temporary folder that goes when this object goes."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="minuted-"))
        self._written: set[str] = set()
        # Not `weakref.finalize`: a worker process ends without running those, while this one runs
        # there too, and only in the process that made the folder.
        self._remove = Finalize(self, _remove, (self.path,), exitpriority=1)

    def write(self, name: str, data: bytes) -> None:
        """Write a file once, by its path from the folder with forward slashes."""
        if name in self._written:
            return
        path = self.path.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self._written.add(name)


def _remove(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
