"""The cache keeps within its bounds, whatever is put into it."""

import os
from pathlib import Path

import pytest

from minuted.store.cache import MOST_IN_A_FOLDER, Cache, key_of


def test_the_oldest_of_a_folder_go_and_so_does_what_a_crash_left(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keys = [f"ab{number:062x}" for number in range(MOST_IN_A_FOLDER + 5)]
    other = f"cd{0:062x}"
    cache.put(other, "elsewhere")
    left = tmp_path / "ab/left.tmp"
    left.parent.mkdir()
    left.write_bytes(b"half")
    os.utime(left, ns=(0, 0))
    for age, key in enumerate(keys, 1):
        cache.put(key, key)
        os.utime(tmp_path / f"ab/{key}.json", ns=(age, age))
    assert [cache.get(key) for key in keys] == [None] * 5 + keys[5:]
    assert not left.exists()
    assert cache.get(other) == "elsewhere"


def test_keys_are_spread_over_all_folders(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(4 * 256):
        cache.put(key_of(str(number)), "text")
    assert len(list(tmp_path.iterdir())) > 240
    assert len(list(tmp_path.glob("*/*"))) == 4 * 256


def test_the_bytes_of_a_folder_are_bounded_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minuted.store.cache.MOST_BYTES_IN_A_FOLDER", 1_000)
    cache = Cache(tmp_path)
    keys = [f"ab{number:062x}" for number in range(6)]
    for age, key in enumerate(keys, 1):
        cache.put(key, "x" * 300)
        os.utime(tmp_path / f"ab/{key}.json", ns=(age, age))
    assert [cache.get(key) is not None for key in keys] == [False] * 4 + [True] * 2
