"""What a user would otherwise run: three ways from the same content to Word files and PDFs.

    loop      for each copy: pandoc writes the Word file, soffice makes the PDF
    docxtpl   a Word template a policy, filled in by docxtpl; one soffice takes all of them at once
    pandoc    pandoc for each copy, one a core; one soffice takes all of them at once

Each runs on a sample. soffice has a profile of its own, warmed before. What an office would have to
write to get there (the loop, the templates, the names put into the text) is not counted.
"""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from measure import Cost, call, watched
from other_content import FORMAT, LOGO, Document, look, markdown, word_template

from minuted.readers.pandoc import executable

HERE = Path(__file__).resolve().parent
CORES = os.cpu_count() or 1


@dataclass
class Office:
    """The programs of an office, set up in a folder.

    Attributes:
        soffice: LibreOffice's command; empty for none, and then no PDFs are made.
        templates: minuted's own, for the Word templates that docxtpl fills.
        plain: the Word template that pandoc brings.
    """

    folder: Path
    soffice: str
    pandoc: str
    templates: dict[str, bytes]
    plain: bytes

    @classmethod
    def set_up(cls, folder: Path, soffice: str, templates: dict[str, bytes]) -> "Office":
        """Make the folder, and start each program once, which is not counted."""
        folder.mkdir(parents=True)
        pandoc = str(executable())
        plain = call([pandoc, "--print-default-data-file", "reference.docx"], folder)
        office = cls(folder, soffice, pandoc, templates, plain)
        if soffice:
            page = folder / "warm.docx"
            call([pandoc, "--output", str(page), str(_written(folder / "warm.md", "Warm"))], folder)
            office.to_pdf([page], folder / "warm")
        return office

    def to_word(self, source: Path, style: Path, target: Path) -> None:
        """Make a Word file of Markdown, in the style of another."""
        arguments = ["--from", FORMAT, f"--reference-doc={style}", "--output", str(target)]
        call([self.pandoc, *arguments, str(source)], self.folder)

    def to_pdf(self, files: Sequence[Path], target: Path) -> None:
        """Make PDFs of Word files in one run of LibreOffice.

        Raises:
            RuntimeError: it did not make them all; LibreOffice itself would not say so.
        """
        where = (self.folder / "profile").as_uri()
        command = [self.soffice, f"-env:UserInstallation={where}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(target)]
        call([*command, *map(str, files)], self.folder)
        lacking = [file.name for file in files if not (target / f"{file.stem}.pdf").exists()]
        if lacking:
            raise RuntimeError(f"LibreOffice made no PDF of {', '.join(lacking)}.")


def docxtpl_is_there() -> bool:
    """Whether docxtpl is installed."""
    return find_spec("docxtpl") is not None


def version_of_soffice(soffice: str) -> str:
    """Return LibreOffice's name and version."""
    said = call([soffice, "--version"], HERE).decode(errors="replace")
    return " ".join(said.split()[:2])


def loop(office: Office, sample: list[Document], target: Path) -> Cost:
    """Run the shell loop; return what it cost."""
    work = _written_out(office, sample, target)
    with watched() as cost:
        for source, style, word in work:
            office.to_word(source, style, word)
            if office.soffice:
                office.to_pdf([word], target)
    return cost


def pandoc_batch(office: Office, sample: list[Document], target: Path) -> Cost:
    """Run pandoc for each copy, one a core, then LibreOffice over all; return what it cost."""
    work = _written_out(office, sample, target)
    with watched() as cost:
        with ThreadPoolExecutor(CORES) as threads:
            list(threads.map(lambda files: office.to_word(*files), work))
        if office.soffice:
            office.to_pdf([word for _, _, word in work], target)
    return cost


def docxtpl_batch(office: Office, sample: list[Document], target: Path) -> Cost:
    """Fill templates in one Python process, then LibreOffice over all; return what it cost."""
    _empty(target)
    jobs = []
    for document in sample:
        copy = document.copy
        template = office.folder / f"{copy.policy}-template.docx"
        if not template.exists():
            template.write_bytes(word_template(document, office.templates))
        rows = [row.cells() for row in copy.table]
        jobs.append(
            {
                "template": str(template),
                "target": str(target / f"{document.name}.docx"),
                "picture": LOGO,
                "logo": str(document.logo),
                "context": {"school": copy.audience_name, "versions": rows},
            }
        )
    listed = _written(office.folder / "jobs.json", json.dumps(jobs))
    with watched() as cost:
        call([sys.executable, str(HERE / "docxtpl_fill.py"), str(listed)], office.folder)
        if office.soffice:
            office.to_pdf([Path(job["target"]) for job in jobs], target)
    return cost


def _written_out(
    office: Office, sample: list[Document], target: Path
) -> list[tuple[Path, Path, Path]]:
    """Write each copy's Markdown and each school's style; return them with the files to make."""
    folder = office.folder / "sources"
    folder.mkdir(exist_ok=True)
    _empty(target)
    work = []
    for document in sample:
        style = folder / f"{document.copy.audience}.docx"
        if not style.exists():
            style.write_bytes(look(office.plain, document.copy.audience_name))
        source = _written(folder / f"{document.name}.md", markdown(document))
        work.append((source, style, target / f"{document.name}.docx"))
    return work


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
