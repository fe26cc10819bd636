"""The papers of a meeting: unchanged, changed and new policies in one document."""

import tempfile
from datetime import date
from pathlib import Path

from said import Expected

from minuted.tasks.desk import open_desk
from minuted.tasks.init import init
from minuted.tasks.pack import PackRequest, make_pack

MEETINGS = {"ASH": date(2025, 7, 8), "OAK": date(2025, 7, 9), "BRK": date(2024, 9, 20)}
"""One where nothing changed, one with a new version, one with a first adoption."""


def make(folder: Path) -> Expected:
    """Write the papers."""
    with tempfile.TemporaryDirectory() as scratch:
        example = Path(scratch) / "example"
        init(example)
        desk = open_desk(example)
        expected: Expected = {}
        for code, day in MEETINGS.items():
            report = make_pack(desk, PackRequest(code, "FGB", day))
            for name, data in report.files:
                if not name.endswith(".xlsx"):
                    (folder / name).write_bytes(data)
                    expected[name] = None
    return expected
