"""The papers of a meeting, read back by other readers, and the sheet that is taken back."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pypandoc
import pypdfium2
import pytest

from minuted.tasks.desk import open_desk
from minuted.tasks.pack import PackRequest, make_pack
from workspaces import Run, TestWorkspace


def packed(workspace: TestWorkspace, code: str, day: date = date(2024, 10, 1)) -> dict[str, bytes]:
    report = make_pack(open_desk(workspace.root), PackRequest(code, "FGB", day))
    return {Path(name).suffix: data for name, data in report.files}


def words_of_pdf(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def words_of_docx(data: bytes, tmp_path: Path, changes: str = "accept") -> str:
    path = tmp_path / "x.docx"
    path.write_bytes(data)
    options = ["--wrap=none", f"--track-changes={changes}"]
    text = pypandoc.convert_file(str(path), "plain", extra_args=options)
    return " ".join(text.split())


def test_what_changed_comes_with_a_resolution_and_its_text_as_tracked_changes(
    decided: TestWorkspace, tmp_path: Path
) -> None:
    files = packed(decided, "OAK")
    proposed = (
        "version 2 of the Phones policy is adopted in place of version 1, from 1 October 2024"
    )
    accepted = words_of_docx(files[".docx"], tmp_path)
    rejected = words_of_docx(files[".docx"], tmp_path, "reject")
    for text in (words_of_pdf(files[".pdf"]), accepted, rejected):
        assert proposed in text
        assert "FGB/2425/011024/____" in text
        assert "overdue since 1 September 2024" in text
    assert "Phones stay in lockers." in accepted
    assert "Phones stay in bags." in rejected
    assert "1.2: amended" in words_of_pdf(files[".pdf"])


def test_what_did_not_change_is_one_item_with_the_proof(
    decided: TestWorkspace, tmp_path: Path
) -> None:
    files = packed(decided, "ASH", date(2025, 9, 2))
    with zipfile.ZipFile(io.BytesIO(files[".docx"])) as archive:
        assert b"w:ins " not in archive.read("word/document.xml")
    for text in (words_of_pdf(files[".pdf"]), words_of_docx(files[".docx"], tmp_path)):
        assert "Unchanged: approved together" in text
        assert "approved again without amendment" in text
        assert text.count("065e 4458 f2ba") == 2, "the text in force, and the newest"


def test_a_first_adoption_brings_the_whole_text_with_the_schools_own_names(
    decided: TestWorkspace, tmp_path: Path
) -> None:
    files = packed(decided, "ELM")
    for text in (words_of_pdf(files[".pdf"]), words_of_docx(files[".docx"], tmp_path)):
        assert "1.1 This policy is for everybody at Elm Junior." in text
        assert "2.1 Paragraph 1.2 does not bind Quarry & Dale Learning Trust staff." in text
        assert "The chair's action of 1 July 2024 is to be ratified." in text


def test_the_sheet_is_taken_back_once_the_minute_numbers_are_in(
    decided: TestWorkspace, call: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided.begin_git()
    assert call(decided, "pack", "--for", "OAK", "--body", "FGB", "--date", "1.10.24").code == 0
    path = decided.path("build/papers/OAK-FGB-2024-10-01.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heading = [cell.value for cell in sheet[1]]
    row = dict(zip(heading, [cell.value for cell in sheet[2]], strict=True))
    assert (row["Policy"], row["For"], row["Version"]) == ("phones", "OAK", "2")
    assert row["Minute number"] is None
    sheet.cell(2, heading.index("Minute number") + 1).value = "FGB/2425/011024/9"
    book.save(path)
    done = call(decided, "record", "--from", str(path), "--yes")
    assert done.code == 0, done.said
    line = decided.read("governance/minutes/phones.csv").splitlines()[-1]
    assert line.startswith("2024-10-01,FGB,OAK,FGB/2425/011024/9,2,adopted,")
    assert ",2025-10," in line
    again = call(decided, "status", "phones", "--for", "OAK", "--on", "2.10.24")
    assert again.out.endswith("\tcurrent version\n")


def test_a_text_that_is_not_held_stops_no_other_paper(
    decided: TestWorkspace, tmp_path: Path
) -> None:
    decided.add_line("visits", "2024-03-06,FGB,OAK,FGB/2324/060324/4,1,adopted,First,2024-09,,,,")
    text = decided.read("policy_src/visits.md")
    mark = text.split("fingerprint: ")[1].split("\n")[0]
    decided.write("policy_src/visits.md", text.replace(mark, "not held"))
    files = packed(decided, "OAK")
    words = words_of_docx(files[".docx"], tmp_path)
    assert "What changed cannot be shown: The text of version 1 is not held." in words
    assert "Phones stay in lockers." in words
    sheet = openpyxl.load_workbook(io.BytesIO(files[".xlsx"])).worksheets[0]
    assert {sheet.cell(row, 1).value for row in (2, 3)} == {"phones", "visits"}


def test_what_another_body_takes_up_is_left_out_and_told(decided: TestWorkspace, call: Run) -> None:
    done = call(decided, "pack", "--for", "OAK", "--body", "FGB", "--date", "1.10.24", "--json")
    data = json.loads(done.out)
    assert [(p["policy"], p["kind"]) for p in data["papers"]] == [("phones", "changed")]
    assert data["left_out"] == [
        "Visits policy is due as well, and is left out: JC for Dale Partnership takes it up again."
    ]
    own = call(decided, "pack", "--for", "DALE", "--body", "JC", "--date", "1.10.24", "--json")
    assert [p["policy"] for p in json.loads(own.out)["papers"]] == ["visits"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--for", "ELM", "--body", "JC"), 1, "JC is a body of DALE, and does not decide for ELM."),
        (("--for", "ESH", "--body", "FGB"), 1, "Did you mean “ASH”?"),
        (("--for", "ASH", "--body", "FGB"), 1, "Nothing is due for Ash Primary"),
        (("--for", "ASH"), 2, "--body"),
    ],
)
def test_a_meeting_that_cannot_be_is_told(
    decided: TestWorkspace, call: Run, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = call(decided, "pack", *arguments, "--date", "1.10.24")
    assert (done.code, done.out) == (code, "")
    assert words in " ".join(done.err.split())
    assert not decided.path("build").exists()


def test_the_same_meeting_gives_the_same_bytes(decided: TestWorkspace) -> None:
    first, second = packed(decided, "OAK"), packed(decided, "OAK")
    assert first[".docx"] == second[".docx"]
    assert first[".pdf"] == second[".pdf"]


def test_a_build_leaves_the_papers_alone(decided: TestWorkspace, call: Run) -> None:
    call(decided, "pack", "--for", "OAK", "--body", "FGB", "--date", "1.10.24")
    assert call(decided, "build", "--format", "html").code == 0
    assert decided.path("build/papers/OAK-FGB-2024-10-01.pdf").exists()


def test_two_changed_policies_keep_their_texts_apart(
    decided: TestWorkspace, tmp_path: Path
) -> None:
    decided.add_line("visits", "2024-03-06,FGB,OAK,FGB/2324/060324/4,1,adopted,First,2024-09,,,,")
    decided.edit("policy_src/visits.md", "out of sight", "far out of sight")
    decided.issue_by_hand("visits", "2")
    files = packed(decided, "OAK")
    for changes, words in (("accept", "lockers"), ("reject", "bags")):
        text = words_of_docx(files[".docx"], tmp_path, changes)
        assert text.count(f"Phones stay in {words}.") == (1 if changes == "accept" else 2)
    assert "far out of sight" in words_of_docx(files[".docx"], tmp_path)
