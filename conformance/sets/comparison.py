"""Comparisons as pages, for Word and for paper: versions, one with itself, every kind of change."""

import tempfile
from datetime import date
from pathlib import Path

from said import Expected

from minuted.tasks.compare import CompareRequest, compare_files, compare_versions
from minuted.tasks.compare_files import FILES
from minuted.tasks.desk import open_desk
from minuted.tasks.init import init

TODAY = date(2026, 1, 1)
OLD = """\
---
title: Visitors policy
---

## At the gate

1. Visitors sign in.
2. Visitors wear a badge.
3. Visitors go when they are asked to.

## In school

1. Nobody takes pictures.

| Role | Name |
|---|---|
| Head | A. Person |
"""
NEW = """\
---
title: Visitors policy
---

## At the gate

1. Visitors sign in and out.
2. Visitors may be asked who they are.
3. Visitors wear a badge.

## In school

Ask in the office.

1. Nobody takes pictures.

| Role | Name |
|---|---|
| Head | B. Person |

## Afterwards

1. Visitors go when they are asked to.
"""


def make(folder: Path) -> Expected:
    """Write the pages."""
    with tempfile.TemporaryDirectory() as scratch:
        example = Path(scratch) / "example"
        init(example)
        desk = open_desk(example)
        old, new = Path(scratch) / "old.md", Path(scratch) / "new.md"
        old.write_text(OLD, encoding="utf-8")
        new.write_text(NEW, encoding="utf-8")

        def request(policy: str, first: str = "", second: str = "") -> CompareRequest:
            return CompareRequest(policy, first, second, "", None, False, TODAY)

        compared = {
            "versions": compare_versions(desk, request("mobile-phones", "1", "2")),
            "same": compare_versions(desk, request("mobile-phones", "2", "2")),
            "files": compare_files(old, new, None, request(str(old), str(new))),
        }
    made = [f"{name}.{ending}" for name in compared for ending in FILES]
    for name in made:
        stem, _, ending = name.partition(".")
        (folder / name).write_bytes(FILES[ending](compared[stem]))
    return dict.fromkeys(made)
