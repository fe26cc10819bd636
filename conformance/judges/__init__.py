"""The judges, one a module: a table of who judges what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judge:
    """A row of the table.

    Attributes:
        name: of its module here.
        suffix: of the files that it judges.
        columns: the verdicts that it gives about each of them.
        seconds: how long it may take, and for each copy besides, before it counts as hung.
    """

    name: str
    suffix: str
    columns: tuple[str, ...]
    seconds: tuple[int, int] = (120, 15)


JUDGES = (
    # The slowest first, so that two cores end at about the same time.
    Judge("axe", ".html", ("axe 1280", "axe 320")),
    Judge("ooxml", ".docx", ("Open XML SDK",)),
    Judge("verapdf", ".pdf", ("veraPDF UA-1", "veraPDF A-2a")),
    Judge("libreoffice", ".docx", ("LibreOffice",)),
    Judge("tagtree", ".pdf", ("tag tree", "pdfium")),
    Judge("nu", ".html", ("Nu",)),
    Judge("page", ".html", ("page",)),
    Judge("wordxml", ".docx", ("Word XML", "Word numbers")),
)
