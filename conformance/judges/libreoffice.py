"""LibreOffice as a second Word: what numbers and words does it show, and under which headings?

All files go through it in two runs. As text, it prints the number that automatic numbering comes
to, which no file holds; as flat OpenDocument, it tells the headings, header rows and footnotes.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from contract import CannotJudgeError, Copy, Verdict, serve
from expectation import Entry, as_read, compare, compare_notes, pattern_of, shown

COLUMN = "LibreOffice"
SECONDS_TO_START = 90
SECONDS_A_FILE = 10

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def judge(copies: Sequence[Copy], _tools: Path) -> Iterator[Verdict]:
    """Read each Word file as LibreOffice does."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Copies of different schools have the same name, and LibreOffice writes into one folder.
        sources = {copy.name: folder / f"{n:04}.docx" for n, copy in enumerate(copies)}
        for copy in copies:
            shutil.copyfile(copy.path, sources[copy.name])
        for target in ("txt:Text (encoded):UTF8", "fodt"):
            _convert(target, list(sources.values()), folder)
        for copy in copies:
            source = sources[copy.name]
            yield Verdict(copy.name, COLUMN, tuple(_findings(copy, source)))


def _convert(target: str, sources: Sequence[Path], folder: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        message = "LibreOffice is not installed: sudo apt-get install libreoffice-writer-nogui"
        raise CannotJudgeError(message)
    command = [
        program,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        target,
        "--outdir",
        str(folder),
        *map(str, sources),
    ]
    try:
        run = subprocess.run(
            command,
            capture_output=True,
            check=False,
            timeout=SECONDS_TO_START + SECONDS_A_FILE * len(sources),
            env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        message = f"LibreOffice did not convert the files: {error}"
        raise CannotJudgeError(message) from error
    suffix = "." + target.partition(":")[0]
    if not any(source.with_suffix(suffix).exists() for source in sources):
        told = (run.stderr or run.stdout).decode("utf-8", "replace").strip()
        message = f"LibreOffice converted no file at all: {told[-300:]}"
        raise CannotJudgeError(message)


def _findings(copy: Copy, source: Path) -> Iterator[str]:
    text_file, flat_file = source.with_suffix(".txt"), source.with_suffix(".fodt")
    if not text_file.exists() or not flat_file.exists():
        yield "LibreOffice cannot open it."
        return
    text = as_read(text_file.read_text(encoding="utf-8-sig"))
    if not text.strip():
        yield "LibreOffice finds no words in it."
        return
    body = ElementTree.parse(flat_file).getroot().find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        yield "LibreOffice finds no text body in it."
        return
    for table in body.iter(f"{TABLE}table"):
        if table.find(f"{TABLE}table-header-rows") is None:
            yield f"A table has no header row: “{shown(_words(table))}”."
    if copy.expected is None:
        return
    yield from compare(copy.expected, text)
    yield from _headings(copy.expected, body)
    yield from compare_notes(copy.expected, [_words(n) for n in body.iter(f"{TEXT}note-body")])


def _headings(expected: Sequence[Entry], body: ElementTree.Element) -> Iterator[str]:
    """Each section has to be a heading, and all of them as deep as the text says.

    The flat file has no automatic numbers, so the words alone are looked for.
    """
    headings = iter(
        [
            (as_read(_words(h)).strip(), int(h.get(f"{TEXT}outline-level", "0")))
            for h in body.iter(f"{TEXT}h")
        ]
    )
    offsets: set[int] = set()
    for entry in expected:
        if entry.kind != "section":
            continue
        bare = pattern_of(Entry("", entry.text, "section"))
        whole = pattern_of(entry)
        level = next(
            (level for said, level in headings if bare.fullmatch(said) or whole.fullmatch(said)),
            None,
        )
        if level is None:
            yield f"{entry.name} is no heading: “{shown(entry.words)}”."
            return
        if entry.depth:
            offsets.add(level - entry.depth)
    if len(offsets) > 1:
        yield "Headings are not at the depth of their sections."


def _words(element: ElementTree.Element) -> str:
    """Return what an element says, a paragraph a line; of a footnote its mark only."""
    parts: list[str] = []

    def walk(inner: ElementTree.Element) -> None:
        if inner.tag == f"{TEXT}note-body" and inner is not element:
            parts.append(inner.tail or "")
            return
        if inner.tag == f"{TEXT}s":
            parts.append(" " * int(inner.get(f"{TEXT}c", "1")))
        elif inner.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            parts.append(" ")
        parts.append(inner.text or "")
        for child in inner:
            walk(child)
        if inner.tag in (f"{TEXT}p", f"{TEXT}h"):
            parts.append("\n")
        if inner is not element:
            parts.append(inner.tail or "")

    walk(element)
    return "".join(parts)


if __name__ == "__main__":
    serve(judge)
