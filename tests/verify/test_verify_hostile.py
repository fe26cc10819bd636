"""Files made to hurt whoever verifies them: a verdict each, soon, and never a traceback."""

import io
import random
import time
import zipfile
from collections.abc import Callable

import pytest
from verify_copies import FORMATS, Trust

from minuted.model.verification import Verdict

BOMB = b"<w:t>" + b"a" * 1_000 + b"</w:t>"


def _zip(**parts: bytes) -> bytes:
    done = io.BytesIO()
    with zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return done.getvalue()


def _nameless() -> bytes:
    return _zip(x=b"<a/>").replace(b"x<a/>", b"\0<a/>").replace(b"x", b"\0")


HOSTILE: dict[str, bytes | Callable[[], bytes]] = {
    "empty": b"",
    "blanks": b" \n" * 1_000,
    "noughts": b"\0" * 100_000,
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000,
    "a zip of something": _zip(hello=b"there"),
    "a zip with a nameless part": _nameless(),
    "a zip bomb": lambda: _zip(word__document_xml=b"\0" * 110_000_000),
    "an entity bomb": _zip(
        word__document_xml=b'<!DOCTYPE a [<!ENTITY a "xxxxxxxxxx">'
        + b"".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">'.encode() for n in range(1, 12))
        + b"]><a>&a11;</a>"
    ),
    "a cut zip": _zip(word__document_xml=b"<a/>")[:60],
    "a PDF of nothing": b"%PDF-1.7\n%%EOF",
    "a deep PDF": b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"]" * 100_000 + b"\nendobj\n%%EOF",
    "a deep page": b"<html><body>" + b"<div>" * 50_000 + b"words",
    "a long page": b"<p>" + b"word " * 700_000,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "plain text": b"1.1 You must not tell.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_verdict_and_soon(trust: Trust, name):
    begin = time.monotonic()
    file = HOSTILE[name]
    found = trust.verify(file() if callable(file) else file, "sent.docx")
    assert not found.well
    assert found.verdict in (Verdict.UNREADABLE, Verdict.UNKNOWN)
    assert found.findings
    assert found.findings[0].message
    assert time.monotonic() - begin < 60


def test_a_file_of_a_hundred_megabytes_is_refused_unread(trust: Trust, tmp_path):
    path = tmp_path / "large.pdf"
    with path.open("wb") as large:
        large.truncate(100_000_001)
    found = trust.verifier.file(path)
    assert found.verdict is Verdict.UNREADABLE
    assert "larger" in found.findings[0].message


def test_a_folder_is_refused(trust: Trust, tmp_path):
    assert trust.verifier.file(tmp_path).verdict is Verdict.UNREADABLE


def _mutated(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 2, 10, 60))):
        at = chance.randrange(len(made))
        length = chance.randrange(1, 200)
        match chance.randrange(4):
            case 0:
                made[at] = chance.randrange(256)
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = bytes(chance.randrange(256) for _ in range(length % 20))
            case _:
                other = chance.randrange(len(made))
                made[at : at + length] = made[other : other + length]
        made = made or bytearray(b"x")
    return bytes(made)


def _fuzz(trust: Trust, count: int, seed: int) -> None:
    chance = random.Random(seed)
    whole = {form: trust.made(trust.wanted(), form) for form in FORMATS}
    known = {form: trust.verify(data) for form, data in whole.items()}
    assert all(found.well for found in known.values())
    for _ in range(count):
        form = chance.choice(FORMATS)
        data = _mutated(whole[form], chance)
        found = trust.verify(data)
        assert found.verdict in Verdict
        assert found.well or found.findings


def test_mutated_copies_get_a_verdict(trust: Trust):
    _fuzz(trust, 25, 1)


@pytest.mark.stress
def test_thousands_of_mutated_copies_get_a_verdict(trust: Trust):
    _fuzz(trust, 3_000, 2)
