"""What minuted says of Word files that it cannot read, an example of each complaint.

documents/<code>[-variant].txt     the message; the file is made by `EXAMPLES`

`pytest tests/golden --accept` writes the messages anew; read the difference before you keep it.
"""

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import pytest
from word_files import HEAD, XMLNS, docx, p, zipped

from docs.test_docs_complaints import PACKAGE, codes_of
from minuted.cli.wording import in_words
from minuted.readers.word import read_word

HERE = Path(__file__).parent / "documents"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NAME = "Visitors policy.docx"


def _ole(stream: str) -> bytes:
    return OLE + bytes(500) + stream.encode("utf-16-le")


def _changed() -> bytes:
    who = 'w:id="1" w:author="x"'
    return docx(p(f"<w:ins {who}><w:r><w:t>now</w:t></w:r></w:ins>", f"<w:del {who}/>"))


EXAMPLES: dict[str, Callable[[], bytes]] = {
    "word-broken-cut-short": lambda: docx(p("x"))[:-200],
    "word-broken-xml": lambda: docx(document=f"{HEAD}<w:document {XMLNS}><w:body>"),
    "word-changes": _changed,
    "word-chunk": lambda: docx('<w:altChunk r:id="x"/>'),
    "word-entities": lambda: docx(document=f"{HEAD}<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
    "word-locked": lambda: _ole("EncryptedPackage"),
    "word-other-file-doc": lambda: _ole("WordDocument"),
    "word-other-file-empty": lambda: b"",
    "word-other-file-odt": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
    "word-other-file-pages": lambda: zipped({"Index/Document.iwa": ""}),
    "word-other-file-pdf": lambda: b"%PDF-1.7",
    "word-too-deep": lambda: docx("<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200),
    "word-too-large": lambda: docx("<w:p/>" * 60_001),
}


def said(name: str) -> str:
    document, found = read_word(EXAMPLES[name]())
    assert document is None
    return "".join(click.unstyle(in_words(replace(one, path=NAME))) + "\n" for one in found)


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_file_is_answered_in_the_words_that_were_agreed(
    name: str, request: pytest.FixtureRequest
) -> None:
    answer = HERE / f"{name}.txt"
    words = said(name)
    if request.config.getoption("--accept"):
        answer.write_bytes(words.encode())
    assert words == answer.read_text(encoding="utf-8"), "see --accept"
    assert name.startswith(words.partition(" [")[2].partition("]")[0])


def test_no_answer_is_left_over_and_every_complaint_has_one() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == set(EXAMPLES)
    made = {
        code
        for path in (PACKAGE / "readers" / "word").glob("*.py")
        for code in codes_of(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    }
    shown = {code for code in made if any(name.startswith(code) for name in EXAMPLES)}
    assert shown == made
