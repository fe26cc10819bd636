"""The words of every clause, with its number, once and in order, in every format.

Read back by readers that are not ours: pypdfium2, pandoc, and LibreOffice where it is installed.
"""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypandoc
import pypdfium2
import pytest

from minuted.cli import run
from minuted.model.canonical import Entry, entries
from minuted.model.organisation import Organisation
from minuted.model.policy import label
from minuted.readers.policy_markdown import read_policy
from minuted.readers.trust_yaml import read_trust
from minuted.resolve import Reach, resolve
from workspaces import Outcome, TestWorkspace, make_workspace, real_workspace

Call = Callable[..., Outcome]

TWO_SCHOOLS = """\
---
title: Visits policy
---

## Before

1. []{#ask} Ask {{ school.name }} first.
   1. in writing; or
   2. by telephone.

   In an emergency, ask afterwards.
2. Bring:
   - a coat;
   - a hat.

::: {.local for="OAK" replaces="ask"}
1. Ask the office first, as paragraph [](#ask) says.
   1. in writing only.
:::

::: {.local for="OAK" after="ask"}
1. Take the register.
:::

::: {.only for="ASH"}
## Ponds

1. Stay away from ponds.
2. Really.
:::

## After

1. Write down what happened.

| When | Who |
|------|-----|
| same day | the leader |
| next day | the school |

::: {.only for="OAK"}
2. Wash your boots.
:::

3. Rest.

## Notes {.unnumbered}

Nothing else.

## Forms {.appendix}

1. The first form.
"""


def expected(found: Iterator[Entry], fields: dict[str, str]) -> list[tuple[str, str]]:
    """Return what a reader meets: the printed number (or nothing), then the words."""
    done = []
    for entry in found:
        text = entry.text
        for name, value in fields.items():
            text = text.replace(f"{{{{ {name} }}}}", value)
        number = "" if "p" in entry.address else label(entry.address, entry.depth)
        if entry.kind in ("section", "clause"):
            done.append((number, text))
        else:
            done += [("", row) for row in text.split("\n")]
    return done


def squeezed(text: str) -> str:
    """Return a text without white space and bullets, which each format sets its own way."""
    return re.sub(r"[\s•·◦▪‣–\u00a0\u200b]+", "", text)


def pdf_text(path: Path) -> str:
    """Return the words between the running header and the footer of each page."""
    document = pypdfium2.PdfDocument(path)
    pages = []
    for page in document:
        width, height = page.get_size()
        words = page.get_textpage().get_text_bounded(
            left=0, bottom=60, right=width, top=height - 65
        )
        pages.append(words)
    document.close()
    return "\n".join(pages).replace("\x02", "-")  # pdfium's sign for a hyphen at a line's end


def html_text(path: Path) -> str:
    return _pandoc_text(path, "html")


def docx_text(path: Path) -> str:
    """Return the words without Word's automatic numbers, which pandoc does not show."""
    return _pandoc_text(path, "docx")


def _pandoc_text(path: Path, reader: str) -> str:
    text = pypandoc.convert_file(str(path), "plain", format=reader, extra_args=["--wrap=none"])
    return re.sub(r"^\s*-\s+", "", str(text), flags=re.MULTILINE)  # its own sign for a bullet


def office_texts(files: dict[str, Path], folder: Path) -> dict[str, str]:
    """Return what LibreOffice prints of each Word file, in one run: starting takes the longest."""
    copies = [shutil.copy(path, folder / f"{name}.docx") for name, path in files.items()]
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            str(folder),
            *map(str, copies),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {name: (folder / f"{name}.txt").read_text(encoding="utf-8-sig") for name in files}


def assert_in_order(text: str, wanted: list[tuple[str, str]], *, numbers: bool) -> None:
    """Find every number with its words, one after the other, each once."""
    body, at = squeezed(text), 0
    for number, words in wanted:
        needle = squeezed((number if numbers else "") + words)
        found = body.find(needle, at)
        assert found >= 0, (
            f"{number} {words[:60]!r} is missing after {body[max(0, at - 60) : at]!r}"
        )
        at = found + len(needle)


def assert_nothing_else(text: str, wanted: list[tuple[str, str]]) -> None:
    """Find, from the first number on, exactly the wanted words and no others."""
    body = squeezed(text)
    whole = squeezed("".join(number + words for number, words in wanted))
    begins = body.rfind(squeezed("".join(wanted[0])))
    assert body[begins:] == whole


def organisation_of(workspace: TestWorkspace) -> Organisation:
    organisation, problems = read_trust(workspace.read("governance/trust.yaml"), "trust.yaml")
    assert organisation is not None, problems
    return organisation


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> TestWorkspace:
    workspace = real_workspace(tmp_path_factory.mktemp("real"))
    assert run(["-C", str(workspace.root), "build"]) == 0
    return workspace


@pytest.fixture(scope="module")
def wanted(real: TestWorkspace) -> list[tuple[str, str]]:
    policy, _ = read_policy(real.path("policy_src/social-media.md").read_bytes())
    assert policy is not None
    done = expected(entries(policy), {})
    assert len(done) == 48
    return done


@pytest.mark.parametrize("code", ["AS", "DCT", "STG", "BAK", "MDPP"])
def test_the_real_policy_in_pdf_and_html(
    real: TestWorkspace, wanted: list[tuple[str, str]], code: str
) -> None:
    text = pdf_text(real.path(f"build/{code}/social-media.pdf"))
    assert_in_order(text, wanted, numbers=True)
    assert_nothing_else(text, wanted)
    page = html_text(real.path(f"build/{code}/social-media.html"))
    assert_in_order(page, wanted, numbers=True)
    words = docx_text(real.path(f"build/{code}/social-media.docx"))
    assert_in_order(words, wanted, numbers=False)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_real_policy_in_word_with_the_numbers_that_an_office_prints(
    printed: dict[str, str], wanted: list[tuple[str, str]]
) -> None:
    text = printed["MDPP"]
    assert_in_order(text, wanted, numbers=True)
    assert_nothing_else(text, wanted)


def test_all_formats_carry_the_same_version_table(real: TestWorkspace) -> None:
    cells = [
        "AS: 6.9.22 DCT: 5.10.22 STG: 13.9.22",
        "DDAT policy. No amendments",
        "AS: FGB/2223/060922/15 DCT: FGB/2223/051022/15 STG: FGB/2223/130922/15",
        "August 2023",
        "29 August 2023 Bakewell: 12.2.24",
        "RMC/2223/290823/1 Bakewell: FGB/2324/120224/13",
        "August 2024",
    ]
    html = (real.path("build/MDPP/social-media.html")).read_text(encoding="utf-8")
    table = re.search(r"<table.*?</table>", html, re.DOTALL)
    assert table
    texts = {
        "html": re.sub(r"<[^>]+>", " ", table[0]),
        "docx": docx_cells(real.path("build/MDPP/social-media.docx")),
    }
    for name, text in texts.items():
        for cell in cells:
            assert squeezed(cell) in squeezed(text), (name, cell)
    # in a PDF the lines of neighbouring cells alternate, so words are looked for one by one
    pdf = squeezed(pdf_text(real.path("build/MDPP/social-media.pdf")))
    for word in " ".join(cells).split():
        assert squeezed(word) in pdf, word


def docx_cells(path: Path) -> str:
    import docx

    table = docx.Document(str(path)).tables[0]
    return "\n".join(cell.text for row in table.rows for cell in row.cells)


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> TestWorkspace:
    workspace = make_workspace(tmp_path_factory.mktemp("visits"))
    workspace.write("policy_src/visits.md", TWO_SCHOOLS)
    workspace.issue_by_hand("visits")
    for code in NUMBERS:
        minute = "FGB/2324/050923/7"
        workspace.add_line("visits", f"2023-09-05,FGB,{code},{minute},1,adopted,Fine,2024-09,,,,")
    assert run(["-C", str(workspace.root), "build", "visits"]) == 0
    return workspace


NUMBERS = {
    "ASH": "1 1.1 1.1.1 1.1.2 1.1/p1 1.2 2 2.1 2.2 3 3.1 3/p1 3.2 3.3 p1 p1/p1 A A.1",
    "OAK": "1 1.1 1.1.1 1.1A 1.2 2 3 3.1 3/p1 3.2 3.3 p1 p1/p1 A A.1",
    "ELM": "1 1.1 1.1.1 1.1.2 1.1/p1 1.2 2 3 3.1 3/p1 3.2 3.3 p1 p1/p1 A A.1",
    "DALE": "1 1.1 1.1.1 1.1.2 1.1/p1 1.2 2 3 3.1 3/p1 3.2 3.3 p1 p1/p1 A A.1",
}


@pytest.fixture(scope="module")
def printed(
    visits: TestWorkspace, real: TestWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """What LibreOffice prints of each school's copy, and of one of the real policy.

    Nothing where it is not installed.
    """
    if shutil.which("soffice") is None:
        return {}
    files = {code: visits.path(f"build/{code}/visits.docx") for code in NUMBERS}
    files["MDPP"] = real.path("build/MDPP/social-media.docx")
    return office_texts(files, tmp_path_factory.mktemp("printed"))


@pytest.mark.parametrize("code", NUMBERS)
def test_each_school_gets_its_own_passages_in_every_format(
    visits: TestWorkspace, printed: dict[str, str], code: str
) -> None:
    from datetime import date

    organisation = organisation_of(visits)
    policy, _ = read_policy(visits.path("policy_src/visits.md").read_bytes())
    assert policy is not None
    text = resolve(policy, Reach(organisation, code, date(2026, 1, 1)))
    found = list(entries(text))
    assert [entry.address for entry in found] == NUMBERS[code].split()
    audience = organisation.audience(code)
    assert audience is not None
    wanted = expected(iter(found), {"school.name": audience.name})
    folder = visits.path(f"build/{code}")
    assert_in_order(pdf_text(folder / "visits.pdf"), wanted, numbers=True)
    assert_in_order(html_text(folder / "visits.html"), wanted, numbers=True)
    assert_in_order(docx_text(folder / "visits.docx"), wanted, numbers=False)
    if printed:
        assert_in_order(printed[code], wanted, numbers=True)
