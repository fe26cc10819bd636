"""A folder of our own on disk, for an engine that reads nothing but files."""

import shutil
import tempfile
from multiprocessing.util import Finalize
from pathlib import Path


class PrivateFolder:
    """A temporary folder that goes when this object goes; what is in it is written only if new."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="minuted-"))
        self._written: dict[str, bytes] = {}
        # Not `weakref.finalize`: a worker process ends without running those, while this one runs
        # there too, and only in the process that made the folder.
        self._remove = Finalize(self, _remove, (self.path,), exitpriority=1)

    def write(self, name: str, data: bytes) -> None:
        """Write a file, by its path from the folder with forward slashes."""
        if self._written.get(name) == data:
            return
        path = self.path.joinpath(*name.split("/"))
        known = self._written.pop(name, None)  # a write that fails leaves who knows what
        if known is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        else:
            # Over what is there. A file that is emptied first, Linux puts on the disk when it is
            # closed, lest a crash lose it: milliseconds for each of the small files of a copy.
            with path.open("r+b") as file:
                file.write(data)
                if len(data) < len(known):
                    file.truncate()
        self._written[name] = data


def _remove(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
