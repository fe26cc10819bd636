"""Characters that no copy can show: hidden ones, and those that no font has."""

import unicodedata

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.readers.hidden import HIDDEN, describe

Fault = tuple[str, str, str]
"""A code, what is wrong, what to do."""


def character_faults(lines: list[str]) -> list[Diagnostic]:
    """Return an error for each character in a policy's source that no copy can show."""
    done: list[Diagnostic] = []
    for number, line in enumerate(lines, 1):
        if line.isascii() and not HIDDEN.search(line):
            continue
        for column, character in enumerate(line, 1):
            fault = fault_of(character)
            if fault:
                code, message, hint = fault
                done.append(
                    Diagnostic(Severity.ERROR, code, message, hint, line=number, column=column)
                )
    return done


def fault_of(character: str) -> Fault | None:
    """Return why a character cannot stand in a policy; None where it can."""
    if HIDDEN.match(character):
        return (
            "hidden-character",
            f"There is a character here that nobody can see ({describe(character)}).",
            "Delete it; the surest way is to type these words again.",
        )
    if character == "\N{REPLACEMENT CHARACTER}":
        return (
            "unknown-character",
            f"There is a sign here ({character}) that stands where a character was lost.",
            "Type the word again; the file was once saved in another encoding.",
        )
    if unicodedata.category(character) in ("Co", "Cn"):
        return (
            "unknown-character",
            f"There is a character here that no font has ({describe(character)}).",
            "Type the word again; a symbol may have come from a font of Word's.",
        )
    return None
