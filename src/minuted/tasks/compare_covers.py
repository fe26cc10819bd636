"""What stands on the covers of two files, and is no part of the texts that are compared."""

from pathlib import Path

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.tasks.documents import Source

_SAYING = ("fact of the cover", "facts of the cover", "line of the cover", "date of the text")
"""What a cover says of the policy; version tables and names differ as they should."""
_MOST_SHOWN = 3


def covers_differ(old: Source, new: Source) -> tuple[Diagnostic, ...]:
    """Return the complaint that two covers say different things; none where they do not."""
    if old.adopted is None or new.adopted is None:
        return ()
    before, after = _said(old), _said(new)
    only = (
        (old, [words for words in before if words not in after]),
        (new, [words for words in after if words not in before]),
    )
    shown = [f"{Path(source.name).name} has {_quoted(words)}" for source, words in only if words]
    if not shown:
        return ()
    return (
        Diagnostic(
            Severity.WARNING,
            "covers-differ",
            f"The covers differ: {'; '.join(shown)}.",
            "Of what stands above a text only the title is compared: look at the rest yourself.",
        ),
    )


def _said(source: Source) -> list[str]:
    """Return what a cover says, in order, each once."""
    taken = source.adopted.cover.taken if source.adopted else []
    return list(dict.fromkeys(words for what, words, _ in taken if what in _SAYING))


def _quoted(words: list[str]) -> str:
    shown = ", ".join(f"“{one}”" for one in words[:_MOST_SHOWN])
    more = len(words) - _MOST_SHOWN
    return shown + (f" and {more} more" if more > 0 else "")
