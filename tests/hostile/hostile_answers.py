"""What every answer of minuted must be like, however bad the question; asked in this process."""

import contextlib
import io
import json
import time
import zipfile
from pathlib import Path

from minuted.cli import run
from workspaces import Outcome, TestWorkspace

SLOWEST = 60.0
"""Seconds that one command may take, on a machine with other things to do."""


def answer(workspace: TestWorkspace, *arguments: str) -> Outcome:
    """Run a command, and require of it what must always hold.

    It ends with 0, 1 or 2 and raises nothing; it takes no more than `SLOWEST`; with 1 it says why;
    and whatever lies in the build folder is whole.
    """
    out, err = _stream(), _stream()
    began = time.monotonic()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["-C", str(workspace.root), *arguments])
    took = time.monotonic() - began
    outcome = Outcome(code, _written(out), _written(err))
    assert code in (0, 1, 2), outcome.said
    assert "Traceback" not in outcome.said
    assert took < SLOWEST, f"{took:.0f} s for {arguments}"
    if code == 1:
        assert "error" in outcome.said, outcome.said
    require_whole_files(workspace.path("build"))
    return outcome


def _stream() -> io.TextIOWrapper:
    """Return a stream that, like those of the real command, writes whatever it is given."""
    return io.TextIOWrapper(io.BytesIO(), "utf-8", "replace", newline="\n", write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def require_whole_files(folder: Path) -> None:
    """Require that every copy in a build folder is whole, and that no half of a file lies about."""
    record = folder / ".minuted.json"
    written = json.loads(record.read_bytes())["files"] if record.exists() else {}
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        assert path.suffix != ".tmp", f"{path} was left behind"
        name = path.relative_to(folder).as_posix()
        if name in written:
            assert path.stat().st_size == written[name]["size"], path
        require_whole(path)


def require_whole(path: Path) -> None:
    """Require that a copy is not cut off."""
    data = path.read_bytes()
    match path.suffix:
        case ".docx":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert archive.testzip() is None, path
        case ".pdf":
            assert data.startswith(b"%PDF-"), path
            assert data.rstrip().endswith(b"%%EOF"), path
        case _:
            pass
