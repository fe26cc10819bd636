"""Write a zip from members that were compressed beforehand.

Most of a copy is the same for every school: fonts, settings, pictures, styles. `zipfile` can only
take uncompressed members, so it would deflate all of them again for each copy, which costs more
than everything else in a stamp together. Here a member is deflated once and its compressed bytes
are laid down again and again. It also keeps the clock out: every member is dated 1 January 1980,
the first day that a zip can name, so the same copy has the same bytes on any day.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _UTF8_NAMES, _DEFLATED = 20, 0x800, 8
_FIRST_OF_1980 = 0x21


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a zip, compressed.

    Attributes:
        name: its path in the zip, in UTF-8.
        checksum: CRC-32 of the uncompressed bytes.
        size: of the uncompressed bytes.
        deflated: the compressed bytes, without zlib's header.
    """

    name: bytes
    checksum: int
    size: int
    deflated: bytes


def deflate(name: str, content: bytes, level: int = 6) -> Member:
    """Compress one member; `level` is zlib's, 1 (quick) to 9 (small)."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = compressor.compress(content) + compressor.flush()
    return Member(name.encode(), zlib.crc32(content), len(content), deflated)


def archive(members: Iterable[Member]) -> bytes:
    """Return the zip of the members, in their order."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        common = (
            _VERSION,
            _UTF8_NAMES,
            _DEFLATED,
            0,
            _FIRST_OF_1980,
            member.checksum,
            len(member.deflated),
            member.size,
            len(member.name),
            0,
        )
        local = _LOCAL.pack(b"PK\x03\x04", *common)
        directory += (
            _CENTRAL.pack(b"PK\x01\x02", _VERSION, *common, 0, 0, 0, 0, offset),
            member.name,
        )
        pieces += (local, member.name, member.deflated)
        offset += len(local) + len(member.name) + len(member.deflated)
    count = len(directory) // 2
    size = sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, 0)
    return b"".join([*pieces, *directory, end])
