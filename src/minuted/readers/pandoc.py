"""Pandoc as a parser: policy Markdown in, its tree with source positions out.

Pandoc is run through the binary that pypandoc ships, never a system's own (an old one reads and
writes differently), in its sandbox, with limits on memory and time: some texts of a few hundred
bytes would otherwise take gigabytes.
"""

import functools
import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from minuted.errors import EngineError
from minuted.readers.joined import joined, parted

if TYPE_CHECKING:
    from subprocess import CompletedProcess

FORMAT = (
    "commonmark_x-smart-emoji-tex_math_dollars-implicit_header_references"
    "-gfm_auto_identifiers-yaml_metadata_block+sourcepos"
)
MEGABYTES = 512
SECONDS = 60
_OUT_OF_MEMORY = (2, 251)
"""What pandoc ends with when its stack or its heap is full; anything else says its reason."""

Blocks: TypeAlias = list[dict[str, Any]]
"""The blocks of pandoc's tree; their shape is pandoc-types'."""

_SEVERAL = """
local texts = pandoc.json.decode(io.read("a"), false)
for _, text in ipairs(texts) do
  local read, tree = pcall(pandoc.read, text, arg[1], {}, {})
  io.write(read and pandoc.write(tree, "json") or "", "\\n")
  io.flush()
end
"""
"""Run by pandoc's own Lua: texts in, a tree a line out. The last {} is its sandbox."""


class TextTooHardError(Exception):
    """The text made pandoc run out of memory, time or nesting; the message says which."""


class _TookTooLongError(Exception):
    """Pandoc was still at work after `SECONDS`."""


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


def parse(text: str) -> Blocks:
    """Return the blocks of pandoc's tree for a text of policy Markdown.

    A `Str` of it may hold several words with the spaces between them.

    Raises:
        TextTooHardError: the text exhausts a limit.
        EngineError: pandoc cannot be run at all.
    """
    given = joined(text)
    try:
        done = _run(["--from", FORMAT, "--to", "json", "--sandbox"], given.encode())
    except _TookTooLongError:
        raise TextTooHardError(f"it took pandoc more than {SECONDS} seconds") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        if done.returncode in _OUT_OF_MEMORY:
            raise TextTooHardError(f"it took pandoc more than {MEGABYTES} MB of memory")
        raise TextTooHardError(f"pandoc could not read it ({said[:200] or done.returncode})")
    return blocks_of(done.stdout if given is text else parted(done.stdout))


def trees(texts: Sequence[str]) -> list[bytes]:
    """Return pandoc's trees of several texts, to be read by `blocks_of`.

    Half of what a short text takes is starting pandoc, which this does but once. Where one text
    exhausts a limit, its tree and those after it are empty: `parse` will say of each what is wrong.

    Raises:
        EngineError: pandoc cannot be run at all.
    """
    if len(texts) < 2:  # nothing to be gained
        return [b""] * len(texts)
    given = [joined(text) for text in texts]
    try:
        written = json.dumps([_ended(text) for text in given]).encode()
        done = _run(["lua", "-e", _SEVERAL, "-", FORMAT], written)
    except _TookTooLongError:
        return [b""] * len(texts)
    lines = done.stdout.split(b"\n")[: len(texts)]
    if done.returncode:
        lines.pop()  # it may have been cut off
    lines += [b""] * (len(texts) - len(lines))
    return [
        tree if now is text else parted(tree)
        for tree, now, text in zip(lines, given, texts, strict=True)
    ]


def blocks_of(tree: bytes) -> Blocks:
    """Return the blocks of a tree that pandoc wrote.

    Raises:
        TextTooHardError: it is nested too deeply.
    """
    try:
        blocks: Blocks = json.loads(tree)["blocks"]
    except RecursionError:
        raise TextTooHardError("lists or emphasis are nested too deeply in it") from None
    return blocks


def _ended(text: str) -> str:
    """End a text as pandoc does when it reads a file: the place of its last block tells."""
    return text + ("\n" if text.endswith("\n") else "\n\n")


def _run(arguments: list[str], given: bytes) -> "CompletedProcess[bytes]":
    import subprocess  # late: nothing that was read before needs it

    command = [str(executable()), *arguments, "+RTS", f"-M{MEGABYTES}m", "-RTS"]
    try:
        return subprocess.run(
            command, input=given, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise _TookTooLongError from None
    except OSError as error:
        raise EngineError(
            f"Pandoc could not be started: {error}.", "Install minuted again."
        ) from None
