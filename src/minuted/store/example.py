"""The example that a new workspace begins with, as files."""

from pathlib import Path

from minuted.store.workspace import packaged_templates

GITIGNORE = """\
# finished copies: minuted build makes them again
/build/
# Word leaves these beside an open document
~$*
"""
GITATTRIBUTES = """\
# Text is stored and checked out with LF everywhere, Windows included.
* text=auto eol=lf
# An issued text is kept byte for byte.
governance/issued/** -text
# Lines of a ledger are only ever added, so two clerks' additions can be joined.
governance/minutes/*.csv text eol=lf merge=union
*.docx binary
"""


def example_files() -> dict[str, bytes]:
    """Return the example's files by their path in the new workspace, our templates included."""
    folder = Path(__file__).resolve().parents[1] / "example"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    for name, path in packaged_templates().items():
        files[f"templates/{name}"] = path.read_bytes()
    files[".gitignore"] = GITIGNORE.encode()
    files[".gitattributes"] = GITATTRIBUTES.encode()
    return files
