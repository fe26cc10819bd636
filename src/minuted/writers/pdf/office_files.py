"""Which of the office's files the PDF template may use, and that they bring in nothing else."""

import re
from collections.abc import Mapping

from minuted.writers.pdf.faults import TEMPLATE, TemplateError
from minuted.writers.pdf.press import OURS

_SUFFIXES = (".typ", ".svg", ".png", ".jpg", ".jpeg")
_NOT_OURS_TO_USE = ("fonts/", "brands/", f"{OURS}/")
# `import` and `include` where code may stand: after a `#`, at the start of a line, or after what an
# expression may follow. What comes next must be a plain path in quotes, for "@preview/…" fetches a
# package, and a name may hold such a string. Comments count too: to tell them from strings that
# look like comments takes a Typst parser.
_FETCHES = re.compile(
    r"(?:^|[#{}()\[\];=,+:>]|\*/|\b(?:return|and|or|not|in|if|while|else|context))"
    r"\s*(?:import|include)\b(?!\s*\"[\w./][^\"\\\n]*\"(?!\s*[.+*(/]))",
    re.MULTILINE,
)


def office_files(templates: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the template and what stands beside it, by path from the compiler's root.

    Raises:
        TemplateError: there is no template, or a file is not text, or fetches a package.
    """
    if TEMPLATE not in templates:
        raise TemplateError(
            "It is missing, so that PDF copies have no template.",
            "Put it back from git, or take the one that `minuted init` writes.",
        )
    files = {
        name: data
        for name, data in templates.items()
        if name.lower().endswith(_SUFFIXES) and not name.startswith(_NOT_OURS_TO_USE)
    }
    for name, data in sorted(files.items()):
        if name.lower().endswith(".typ"):
            _check(name, data)
    return files


def _check(name: str, data: bytes) -> None:
    try:
        typst = data.decode()
    except UnicodeDecodeError as failure:
        fault = "It is not text in UTF-8."
        raise TemplateError(fault, "Save it as UTF-8.", f"templates/{name}") from failure
    if fetches := _FETCHES.search(typst):
        line = typst.count("\n", 0, fetches.end()) + 1
        raise TemplateError(
            "Only files of the templates folder can be imported.",
            "Name a file in quotes, such as “letterhead.typ”; Typst packages are not fetched. If "
            "`import` or `include` is a word of prose here, use another.",
            f"templates/{name}",
            line,
        )
