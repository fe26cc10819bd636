"""What git says when another repository cannot be reached or does not let us in, in plain words."""

import re
from collections.abc import Iterable

from minuted.errors import HistoryError

_NAME_IN_ADDRESS = re.compile(r"(?<=//)[^/@\s]*@")

_OFFLINE = (
    "could not resolve host",
    "name or service not known",
    "unable to connect",
    "failed to connect",
    "connection refused",
    "connection timed out",
    "network is unreachable",
    "no route to host",
    "connection reset",
    "operation timed out",
    "operation too slow",
    "temporary failure",
)
_NOT_LET_IN = (
    "authentication failed",
    "permission denied",
    "could not read username",
    "could not read password",
    "terminal prompts disabled",
    "error: 401",
    "error: 403",
    "invalid username",
    "access denied",
)
_NOT_THERE = (
    "repository not found",
    "does not appear to be a git repository",
    "does not exist",
    "error: 404",
    "no such file or directory",
    "not a git repository",
)


def unreachable(shown: str, name: str, said: str) -> HistoryError:
    """Return what to say where git could not speak with another repository.

    Args:
        shown: its address, without a name or password in it.
        name: what the user's configuration calls it.
        said: by git.
    """
    words = said.lower()
    safe = "What you recorded is safe here, and goes out with the next sync."
    if any(sign in words for sign in _NOT_LET_IN):
        return HistoryError(
            f"{shown} did not let you in: {first_line(_telling(said, _NOT_LET_IN))}",
            f"Check your name and password, or your key, for it. {safe}",
        )
    if any(sign in words for sign in _OFFLINE):
        return HistoryError(
            f"{shown} cannot be reached: {first_line(_telling(said, _OFFLINE))}",
            f"Check that you are online, then try again. {safe}",
        )
    if any(sign in words for sign in _NOT_THERE):
        return HistoryError(
            f"There is no repository at {shown}.",
            f"Check its address: git remote set-url {name} ADDRESS. {safe}",
        )
    return HistoryError(f"Git could not speak with {shown}: {first_line(said)}", safe)


def _telling(said: str, signs: Iterable[str]) -> str:
    """Return the line that says most: one with a sign in it."""
    lines = said.splitlines()
    return next((one for one in lines if any(sign in one.lower() for sign in signs)), said)


def reason(words: str) -> str:
    """Return what a repository said when it did not take something."""
    said = re.findall(r"remote: *(.+)", words) or re.findall(r"\[(?:remote )?rejected\].*", words)
    return str(said[0]) if said else words


def without_name(address: str) -> str:
    """Return an address, or a line with one, without a user's name and password in it."""
    return _NAME_IN_ADDRESS.sub("", address)


def first_line(said: str) -> str:
    """Return the first line of what git said, without its own word for how bad it is."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    line = without_name(lines[0] if lines else "git said nothing")
    for start in ("fatal: ", "error: ", "ERROR: "):
        line = line.removeprefix(start)
    return line[:300]


def is_old(said: str) -> bool:
    """Whether a git says that it does not know what it was asked for."""
    return "usage:" in said or "--write-tree" in said
