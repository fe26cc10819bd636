"""Pandoc as a parser: policy Markdown in, its tree with source positions out.

Pandoc is run through the binary that pypandoc ships, never a system's own (an old one reads and
writes differently), in its sandbox, with limits on memory and time: some texts of a few hundred
bytes would otherwise take gigabytes.
"""

import functools
import json
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from minuted.errors import EngineError

FORMAT = (
    "commonmark_x-smart-emoji-tex_math_dollars-implicit_header_references"
    "-gfm_auto_identifiers-yaml_metadata_block+sourcepos"
)
MEMORY = "512m"
SECONDS = 60


class TextTooHardError(Exception):
    """The text made pandoc run out of memory, time or nesting; the message says which."""


@functools.cache
def executable() -> Path:
    """Return the path of the pandoc that pypandoc brings.

    Raises:
        EngineError: pypandoc was installed without it.
    """
    package = find_spec("pypandoc")
    if package is not None and package.origin is not None:
        for name in ("pandoc", "pandoc.exe"):
            path = Path(package.origin).parent / "files" / name
            if path.is_file():
                return path
    raise EngineError(
        "The Python package pypandoc is installed without pandoc itself.",
        "Install minuted again, or run: pip install pypandoc_binary",
    )


@functools.cache
def stamp() -> str:
    """Return what tells this pandoc from another, without starting it.

    Raises:
        EngineError: there is none.
    """
    found = executable().stat()
    return f"{found.st_size} {found.st_mtime_ns}"


def parse(text: str) -> list[dict[str, Any]]:
    """Return the blocks of pandoc's tree for a text of policy Markdown.

    Raises:
        TextTooHardError: the text exhausts a limit.
        EngineError: pandoc cannot be run at all.
    """
    arguments = [str(executable()), "--from", FORMAT, "--to", "json", "--sandbox"]
    arguments += ["+RTS", f"-M{MEMORY}", "-RTS"]
    try:
        done = subprocess.run(
            arguments, input=text.encode(), capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise TextTooHardError(f"it took pandoc more than {SECONDS} seconds") from None
    except OSError as error:
        raise EngineError(
            f"Pandoc could not be started: {error}.", "Install minuted again."
        ) from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        if "heap" in said.lower() or "stack" in said.lower() or done.returncode in (2, 251):
            raise TextTooHardError(f"it took pandoc more than {MEMORY}B of memory")
        raise TextTooHardError(f"pandoc could not read it ({said[:200] or done.returncode})")
    try:
        blocks: list[dict[str, Any]] = json.loads(done.stdout)["blocks"]
    except RecursionError:
        raise TextTooHardError("lists or emphasis are nested too deeply in it") from None
    return blocks
