"""Copies saved or edited by other programs: saved anew they verify, edited they fail by place."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from verify_copies import Trust, edited_html

from docx import Document
from minuted.model.verification import FindingKind, Verdict, Verification
from workspaces import real_workspace

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def said(found: Verification) -> str:
    return "\n".join(f"[{f.kind.value}] {f.place}: {f.message}" for f in found.findings)


def office(folder: Path, to: str, *files: bytes) -> list[bytes]:
    """Return what LibreOffice makes of Word files, in one run: starting takes the longest."""
    done = folder / "done"
    names = [f"copy-{number}" for number in range(len(files))]
    for name, data in zip(names, files, strict=True):
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", to, "--outdir", str(done)]
    sources = [str(folder / f"{name}.docx") for name in names]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=180)
    return [(done / f"{name}.{to}").read_bytes() for name in names]


@pytest.fixture(scope="module")
def word(trust: Trust) -> bytes:
    return trust.made(trust.wanted(), "docx")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Trust:
    folder = tmp_path_factory.mktemp("real")
    return Trust(real_workspace(folder / "real"), folder / "cache")


@pytest.fixture(scope="module")
def printed(
    trust: Trust, real: Trust, word: bytes, tmp_path_factory: pytest.TempPathFactory
) -> list[bytes]:
    """What LibreOffice prints of the trust's Word file, and of the real trust's, to PDF."""
    data = real.made(real.wanted("social-media", "DCT"), "docx")
    return office(tmp_path_factory.mktemp("printed"), "pdf", word, data)


@needs_office
def test_a_word_file_that_another_program_saved_still_verifies(
    trust: Trust, tmp_path: Path, word: bytes
) -> None:
    (saved,) = office(tmp_path, "docx", word)
    found = trust.verify(saved)
    assert found.verdict is Verdict.APPROVED, said(found)


@needs_office
def test_a_word_file_printed_to_a_pdf_still_verifies(real: Trust, printed: list[bytes]) -> None:
    found = real.verify(printed[1])
    assert found.verdict is Verdict.APPROVED, said(found)


@needs_office
def test_pictures_of_a_word_file_that_was_printed_want_looking_at(
    trust: Trust, printed: list[bytes]
) -> None:
    found = trust.verify(printed[0])
    assert found.verdict is Verdict.APPROVED, said(found)
    assert [f.kind for f in found.findings if f.place == "pictures"] == [FindingKind.NOTE]

    without = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed[0])) as opened:
        for page in opened.pages:
            commands = pikepdf.parse_content_stream(page)
            kept = [one for one in commands if str(one.operator) != "Do"]
            page.Contents = opened.make_stream(pikepdf.unparse_content_stream(kept))
        opened.save(without)
    found = trust.verify(without.getvalue())
    assert found.verdict is Verdict.ALTERED
    assert "pictures" in [f.place for f in found.findings if f.kind is FindingKind.ALTERED]


def test_a_pdf_that_was_written_anew_still_verifies(trust: Trust) -> None:
    data = trust.made(trust.wanted(), "pdf")
    for options in (
        {"linearize": True},
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "compress_streams": False},
        {"qdf": True},
    ):
        done = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as opened:
            opened.save(done, **options)
        found = trust.verify(done.getvalue())
        assert found.verdict is Verdict.APPROVED, said(found)


def python_docx(data: bytes, change: Callable[[Document], None]) -> bytes:
    opened = Document(io.BytesIO(data))
    change(opened)
    done = io.BytesIO()
    opened.save(done)
    return done.getvalue()


def paragraph(opened: Document, words: str):
    return next(one for one in opened.paragraphs if words in one.text)


def reword(old: str, new: str) -> Callable[[Document], None]:
    def change(opened: Document) -> None:
        for run in paragraph(opened, old).runs:
            run.text = run.text.replace(old, new)
        assert new in "\n".join(one.text for one in opened.paragraphs)

    return change


def remove(words: str) -> Callable[[Document], None]:
    def change(opened: Document) -> None:
        element = paragraph(opened, words)._p
        element.getparent().remove(element)

    return change


def swap(opened: Document) -> None:
    first, second = paragraph(opened, "sub-clause")._p, paragraph(opened, "another, with")._p
    second.addnext(first)


def cell(opened: Document) -> None:
    table = next(t for t in opened.tables if "Consent" in [c.text for c in t.column_cells(0)])
    table.column_cells(2)[1].paragraphs[0].runs[0].text = "7"


def minute(opened: Document) -> None:
    table = next(t for t in opened.tables if "Minute Number" in [c.text for c in t.rows[0].cells])
    run = next(r for c in table.rows[-1].cells for r in c.paragraphs[0].runs if "FGB/" in r.text)
    run.text = "FGB/2425/100924/4"


def white(opened: Document) -> None:
    from docx.shared import RGBColor

    run = paragraph(opened, "Everybody has this").add_run(" except on Mondays")
    run.font.color.rgb = RGBColor(255, 255, 255)


def hidden(opened: Document) -> None:
    paragraph(opened, "Everybody has this").add_run(" except on Mondays").font.hidden = True


def header(opened: Document) -> None:
    opened.sections[0].header.paragraphs[0].add_run(" Suspended until further notice")


def footer(opened: Document) -> None:
    opened.sections[-1].footer.add_paragraph("Suspended until further notice")


def renumber(opened: Document) -> None:
    element = paragraph(opened, "Everybody has this")._p
    element.get_or_add_pPr().get_or_add_numPr().get_or_add_ilvl().val = 2


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (reword("Everybody has this", "Nobody has this"), "clause 2.4"),
        (remove("sub-clause"), "1.2.1"),
        (swap, "1.2."),
        (cell, "table in 2.1"),
        (minute, "version table, row 2, Minute Number"),
        (white, ""),
        (hidden, ""),
        (header, "header"),
        (footer, "footer"),
        (renumber, "2."),
    ],
    ids=[
        "word",
        "removed",
        "swapped",
        "cell",
        "minute",
        "white",
        "hidden",
        "header",
        "footer",
        "number",
    ],
)
def test_a_word_file_edited_by_another_program_fails_naming_the_place(
    trust: Trust, word: bytes, change: Callable[[Document], None], place: str
) -> None:
    assert trust.verify(python_docx(word, lambda _: None)).verdict is Verdict.APPROVED
    found = trust.verify(python_docx(word, change))
    assert found.verdict is Verdict.ALTERED, said(found)
    assert any(place in f.place for f in found.findings if f.kind.stops), said(found)


def test_a_word_files_footnote_edited_fails(trust: Trust, word: bytes) -> None:
    done = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(done, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/footnotes.xml":
                assert b"leap years" in content
                content = content.replace(b"leap years", b"lean years")
            new.writestr(info.filename, content)
    found = trust.verify(done.getvalue())
    assert found.verdict is Verdict.ALTERED, said(found)
    assert any("1.2" in f.place for f in found.findings), said(found)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("Everybody has this", "Nobody has this", "clause 2.4"),
        ("Not in leap years", "Also in leap years", "clause 1.2"),
        ("FGB/2425/100924/3</td>", "FGB/2425/100924/4</td>", "version table"),
        (">Consent<", ">Assent<", "table in 2.1"),
        ("</th><th", "</th>except on Mondays<th", ""),
        ("<tr>", "<tr>except on Mondays", ""),
        ("</body>", "<p style='color:#fff'>except on Mondays</p></body>", ""),
        ("</body>", "<p hidden>except on Mondays</p></body>", ""),
    ],
    ids=["word", "note", "minute", "cell", "between", "in-a-row", "white", "hidden"],
)
def test_a_page_edited_as_text_fails_naming_the_place(
    trust: Trust, old: str, new: str, place: str
) -> None:
    data = trust.made(trust.wanted(), "html")
    text = re.sub(r">\s+<(/?)(td|th|tr)\b", r"><\1\2", data.decode())
    found = trust.verify(edited_html(text.encode(), old, new))
    assert found.verdict is Verdict.ALTERED, said(found)
    assert any(place in f.place for f in found.findings if f.kind.stops), said(found)


def drawn(data: bytes, change: Callable[[list[pikepdf.ContentStreamInstruction]], bool]) -> bytes:
    """Change the drawing of a PDF's pages until a change is made."""
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            steps = list(pikepdf.parse_content_stream(page))
            if change(steps):
                page.Contents = opened.make_stream(pikepdf.unparse_content_stream(steps))
                opened.save(done)
                return done.getvalue()
    raise AssertionError("nothing was changed")


def shows(step: pikepdf.ContentStreamInstruction) -> bool:
    return str(step.operator) in ("Tj", "TJ", "'")


def lose_words(steps: list[pikepdf.ContentStreamInstruction]) -> bool:
    found = [at for at, step in enumerate(steps) if shows(step)]
    del steps[found[len(found) // 2]]
    return True


def double_words(steps: list[pikepdf.ContentStreamInstruction]) -> bool:
    found = [at for at, step in enumerate(steps) if shows(step)]
    at = found[len(found) // 2]
    steps.insert(at, steps[at])
    return True


@pytest.mark.parametrize("change", [lose_words, double_words])
def test_a_pdf_whose_drawing_was_edited_fails(
    trust: Trust, change: Callable[[list[pikepdf.ContentStreamInstruction]], bool]
) -> None:
    found = trust.verify(drawn(trust.made(trust.wanted(), "pdf"), change))
    assert not found.well, said(found)
    assert any(f.kind.stops for f in found.findings)


def test_another_picture_in_the_place_of_one_fails(trust: Trust, word: bytes) -> None:
    from word_files import PNG

    done = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(done, "w") as new:
        changed = [n for n in old.namelist() if n.startswith("word/media/") and n.endswith(".png")]
        assert changed
        for info in old.infolist():
            new.writestr(info.filename, PNG if info.filename in changed else old.read(info))
    found = trust.verify(done.getvalue())
    assert found.verdict is Verdict.ALTERED, said(found)


def test_another_value_of_a_field_is_a_field(trust: Trust, word: bytes) -> None:
    def change(opened: Document) -> None:
        for one in opened.paragraphs:
            for run in one.runs:
                if "the Headteacher of Ash" in run.text:
                    run.text = run.text.replace("the Headteacher of Ash", "Ms Example")

    found = trust.verify(python_docx(word, change))
    assert {f.kind for f in found.findings} == {FindingKind.FIELD}, said(found)
    assert found.verdict is Verdict.APPROVED
