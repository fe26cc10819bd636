"""A trust to verify copies of, made once."""

from pathlib import Path

import pytest
from verify_copies import Trust, trips_workspace


@pytest.fixture(scope="package")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Trust:
    """A trust with two versions of a rich policy; tests only read it."""
    root: Path = tmp_path_factory.mktemp("verify")
    return Trust(trips_workspace(root / "trust"), root / "cache")
