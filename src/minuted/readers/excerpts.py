"""Words of a file as a message quotes them."""


def short(text: str) -> str:
    """Return as much of some words as a message has room for."""
    return text if len(text) < 80 else text[:77] + "…"
