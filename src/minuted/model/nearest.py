"""The word that was probably meant, for the hint of a complaint."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like this one, case apart; empty where none is."""
    from difflib import get_close_matches  # late: most words are right

    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(candidate.casefold(), candidate)
    close = get_close_matches(word[:100].casefold(), by_folded, n=1)
    return by_folded[close[0]] if close else ""


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a hint that names the nearest known word, or the other hint where none is near."""
    meant = nearest(word, known)
    return f"Did you mean “{meant}”?" if meant else otherwise
