"""A complaint about what an author wrote: where, what, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum


class Severity(Enum):
    """How bad it is: an error stops the copies that it concerns, a warning stops nothing."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One complaint.

    Attributes:
        code: a stable name in kebab case, such as `unknown-reference`; its page in the docs has it.
        message: what is wrong, as a sentence.
        hint: what to do, as a sentence.
        path: the file, relative to the workspace with forward slashes; empty where it is filled
            in later by whoever knows it.
        line: counted from 1; 0 where the complaint is about the file as a whole.
        column: counted from 1; 0 where the line as a whole is meant.
        audiences: the codes of the audiences whose copies it stops; empty for all of them.
    """

    severity: Severity
    code: str
    message: str
    hint: str
    path: str = ""
    line: int = 0
    column: int = 0
    audiences: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether it stops a copy."""
        return self.severity is Severity.ERROR


def in_file_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by file, then by place in it, each complaint once.

    One that is made for several audiences in the same words is one complaint, about all of them.
    """
    about: dict[Diagnostic, dict[str, None]] = {}
    for_all: set[Diagnostic] = set()
    for one in diagnostics:
        bare = replace(one, audiences=())
        about.setdefault(bare, {}).update(dict.fromkeys(one.audiences))
        if not one.audiences:
            for_all.add(bare)
    unique = [
        bare if bare in for_all else replace(bare, audiences=tuple(codes))
        for bare, codes in about.items()
    ]
    return sorted(unique, key=lambda d: (d.path, d.line, d.column, d.code, d.message))
