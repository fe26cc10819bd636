"""A redline read by three readers that share no code with what wrote it, nor with one another.

    XML           a transform of our own over document.xml
    pandoc        --track-changes=accept and reject
    LibreOffice   over UNO: everything accepted, then everything rejected

And what should come of it, from the canonical form of the two policies.
"""

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lxml import etree
from pypandoc import get_pandoc_path

from minuted.model.canonical import entries, plain
from minuted.model.policy import Policy, Section, label
from minuted.model.walking import numbered

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BEGINS = "The text, with its changes"
OFFICE = "soffice"
UNO_PYTHON = "/usr/bin/python3"
SCRIPT = Path(__file__).with_name("office_script.py")

Both = tuple[str, str]
"""All accepted and all rejected, as one run of words each."""


def words_of(policy: Policy) -> str:
    """Return a text's numbers and words in one line, as a redline should give it."""
    unnumbered = {
        block.number
        for block in numbered(policy.children)
        if isinstance(block, Section) and block.numbering.value == "unnumbered"
    }
    parts = [plain(policy.title)]
    for entry in entries(policy):
        if entry.kind in ("section", "clause") and entry.address not in unnumbered:
            parts.append(label(entry.address, entry.depth))
        parts.append(entry.text)
    return one_line(parts)


def one_line(parts: Iterable[str]) -> str:
    return " ".join(" ".join(parts).split())


def by_xml(docx: bytes) -> Both:
    """Apply the changes to the XML itself, as the standard says they mean."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        source = archive.read("word/document.xml")
    return _transformed(source, keep="ins", drop="del"), _transformed(
        source, keep="del", drop="ins"
    )


def _transformed(source: bytes, keep: str, drop: str) -> str:
    root = etree.fromstring(source)
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{drop}") is not None:
            row.getparent().remove(row)
    for paragraph in list(root.iter(f"{W}p")):
        ends = paragraph.find(f"{W}pPr/{W}rPr/{W}{drop}")
        for change in list(paragraph.iter(f"{W}{drop}")):
            if change.getparent().tag != f"{W}rPr":
                change.getparent().remove(change)
        if ends is not None:
            _move_on(paragraph)
    for wrapper in list(root.iter(f"{W}{keep}")):
        parent = wrapper.getparent()
        if parent.tag not in (f"{W}rPr", f"{W}trPr"):
            for child in list(wrapper):
                wrapper.addprevious(child)
            parent.remove(wrapper)
    found: list[str] = []
    for paragraph in root.iter(f"{W}p"):
        text = ""
        for element in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab"):
            text += " " if element.tag == f"{W}tab" else element.text or ""
        found.append(text)
    return one_line(found[found.index(BEGINS) + 1 :])


def _move_on(paragraph: etree._Element) -> None:
    """Put what a paragraph without an end holds at the beginning of the next."""
    after = paragraph.getnext()
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    if after is not None and after.tag == f"{W}p":
        at = 1 if after.find(f"{W}pPr") is not None else 0
        for place, child in enumerate(content):
            after.insert(at + place, child)
    else:
        assert not "".join(paragraph.itertext()).strip(), "words with nowhere to go"
    paragraph.getparent().remove(paragraph)


def by_pandoc(docx: bytes, folder: Path) -> Both:
    path = folder / "redline.docx"
    path.write_bytes(docx)
    said = []
    for how in ("accept", "reject"):
        done = subprocess.run(
            [get_pandoc_path(), "--from=docx", "--to=json", f"--track-changes={how}", str(path)],
            capture_output=True,
            check=True,
        )
        lines = list(_blocks(json.loads(done.stdout)["blocks"]))
        said.append(one_line(lines[lines.index(BEGINS) + 1 :]))
    return said[0], said[1]


def _blocks(node: object) -> Iterator[str]:
    """Yield the words of each paragraph, heading and cell of pandoc's tree."""
    if isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        if kind in ("Para", "Plain"):
            yield "".join(_words(content))
        elif kind == "Header":
            yield "".join(_words(content[2]))
        else:
            yield from _blocks(content)
    elif isinstance(node, list):
        for inner in node:
            yield from _blocks(inner)


def _words(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for inner in node:
            yield from _words(inner)
    elif isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            yield str(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind in ("Link", "Span", "Quoted"):
            yield from _words(content[1])
        else:
            yield from _words(content)


def has_office() -> bool:
    """Whether LibreOffice and a Python that can speak to it are there."""
    if shutil.which(OFFICE) is None or not Path(UNO_PYTHON).exists():
        return False
    done = subprocess.run([UNO_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return done.returncode == 0


def by_office(many: Sequence[bytes], folder: Path) -> list[Both]:
    """Have LibreOffice accept, and reject, all changes of each file."""
    paths = []
    for count, docx in enumerate(many):
        path = folder / f"redline-{count}.docx"
        path.write_bytes(docx)
        paths.append(str(path))
    done = subprocess.run(
        [UNO_PYTHON, str(SCRIPT), str(folder / "profile"), *paths],
        capture_output=True,
        text=True,
        check=False,
        timeout=1_800,
    )
    assert done.returncode == 0, done.stderr
    found = []
    for accepted, rejected in json.loads(done.stdout):
        both = (one_line(lines[lines.index(BEGINS) + 1 :]) for lines in (accepted, rejected))
        found.append(tuple(re.sub(r"\s+", " ", text).strip() for text in both))
    return [(accepted, rejected) for accepted, rejected in found]
