"""How an Office file is put together: a zip of parts that point to each other.

    policy.docx ── word/document.xml ──relationships──▶ word/styles.xml, media/image1.png …

Who writes such files and who reads them agree on this, and on nothing else. Parts are named as in
the zip, without a slash in front.
"""

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
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

MOST_PARTS: Final = 10_000
_ENTRY: Final = b"PK\x01\x02"


class TooManyPartsError(zipfile.BadZipFile):
    """A zip lists more than `MOST_PARTS` members; its argument says how many."""


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open a zip, unless its list alone is longer than any Office file's.

    Raises:
        TooManyPartsError: it is.
        zipfile.BadZipFile: it is none, or broken; others of `UNZIP_ERRORS` can happen too.
    """
    listed = data.count(_ENTRY)  # before zipfile makes an object of each
    if listed > MOST_PARTS:
        raise TooManyPartsError(listed)
    return zipfile.ZipFile(BytesIO(data))


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return what a zip's member holds; never more than the zip's list says that it does.

    Raises:
        zipfile.BadZipFile: it is broken, or packed as no Office file is; others of `UNZIP_ERRORS`
            can happen too.
    """
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("unknown packing")  # its unpacking could not be bounded
    with archive.open(info) as member:
        # asked for everything, zipfile unpacks up to 2 GB before it looks at the size
        data = member.read(info.file_size)
        if len(data) != info.file_size:
            raise zipfile.BadZipFile("a part of it is missing")
        return data


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
