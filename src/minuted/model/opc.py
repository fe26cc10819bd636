"""How an Office file is put together: a zip of parts that point to each other.

    policy.docx ── word/document.xml ──relationships──▶ word/styles.xml, media/image1.png …

Who writes such files and who reads them agree on this, and on nothing else. Parts are named as in
the zip, without a slash in front.
"""

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

CONTENT_TYPES_PART: Final = "[Content_Types].xml"

UNZIP_ERRORS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,  # a damaged directory can point before the file's beginning
    OSError,
)
"""What zipfile raises on damaged files."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A part's pointer to another part, or to an address outside the file.

    Attributes:
        target: the part's name, or the address where `external`.
    """

    id: str
    type: str
    target: str
    external: bool = False


def relationships_name(part: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def read_relationship(part: str, identity: str, kind: str, target: str, mode: str) -> Relationship:
    """Return a part's pointer from the attributes it is written with; never out of the zip."""
    external = mode == "External"
    if not external:
        path = unquote(target.partition("#")[0])
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path))[1:]
    return Relationship(identity, kind, target, external)
