"""Which engines turn templates into files: part of the key of whatever came out of them."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path


def engine(name: str) -> str:
    """Return the version of what turns a template into a file, for those that are not ours."""
    return ", ".join(
        f"{package} {_version_beside(module, package)}" for module, package in _ENGINES[name]
    )


_FONTS = ("font_source_sans_pro", "font_source_sans_pro")
_ENGINES = {
    "pdf": (("typst", "typst"), _FONTS),
    "docx": (("docx", "python_docx"), ("typst", "typst"), _FONTS),  # logos are drawn for Word
    "html": (("jinja2", "jinja2"),),
}
"""By format the modules and the packages that they come in."""


@cache  # every picture is asked about with the engine's version
def _version_beside(module: str, package: str) -> str:
    """Return a package's version, by the name of the folder that pip writes beside it.

    `importlib.metadata` reads mail headers for it, which takes as long as planning ten policies;
    it is asked only where there is no such folder.
    """
    found = find_spec(module)
    beside = Path(found.origin).parents[1] if found and found.origin else Path()
    for folder in beside.glob(f"{package}-*.dist-info"):
        return folder.name.removesuffix(".dist-info").rpartition("-")[2]
    from importlib.metadata import version

    return version(package)
