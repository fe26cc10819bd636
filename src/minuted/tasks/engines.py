"""Which engines turn templates into files: part of the key of whatever came out of them."""

from importlib.util import find_spec
from pathlib import Path


def engine(name: str) -> str:
    """Return the version of what turns a template into a file, for those that are not ours."""
    module, package = {
        "pdf": ("typst", "typst"),
        "docx": ("docx", "python_docx"),
        "html": ("jinja2", "jinja2"),
    }[name]
    return f"{package} {_version_beside(module, package)}"


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
