"""Who works here, as git knows them."""

from pathlib import Path

from minuted.errors import HistoryError
from minuted.store.history import History


def who(root: Path) -> str:
    """Return the name under which git records what is done in a workspace; empty if it has none."""
    try:
        return History.of(root).person()
    except HistoryError:
        return ""
