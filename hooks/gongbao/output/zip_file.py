"""Files in, a zip out that is the same for the same files: names in UTF-8, one date, what is deflated taken as it is.

The standard library's writer cannot take over a stream that is deflated already, and a publication's pages are: each
was compressed for the server. The format is that of PKWARE's APPNOTE 6.3; ZIP64 where there are many files.
"""

import datetime
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from gongbao.output.compression import Deflated, store

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
END64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR = struct.Struct("<4sLQL")
UTF8 = 0x800
UNIX = 3 << 8
FILE = 0o100644 << 16
FIRST, LAST = datetime.date(1980, 1, 1), datetime.date(2107, 12, 31)
MOST, FAR = 0xFFFF, 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file in a package: deflated, or stored as it is."""

    name: str
    content: Deflated | bytes


def write_package(stream: BinaryIO, items: Iterable[Item], day: datetime.date) -> None:
    """Write a zip of the items in their order; every item bears the same date, or the nearest that a zip knows."""
    day = min(max(day, FIRST), LAST)
    moment = (0, (day.year - FIRST.year) << 9 | day.month << 5 | day.day)
    central: list[bytes] = []
    offset = 0
    for item in items:
        name = item.name.encode()
        stored = isinstance(item.content, bytes)
        packed = store(item.content) if isinstance(item.content, bytes) else item.content
        data = packed.stream
        flags = 0 if name.isascii() else UTF8
        about = (flags, 0 if stored else 8, *moment, packed.crc, len(data), packed.size)
        stream.write(LOCAL.pack(b"PK\3\4", 20, *about, len(name), 0) + name)
        stream.write(data)
        extra = struct.pack("<2HQ", 1, 8, offset) if offset >= FAR else b""
        version = 45 if extra else 20
        tail = (len(name), len(extra), 0, 0, 0, FILE, min(offset, FAR))
        central.append(CENTRAL.pack(b"PK\1\2", UNIX | version, version, *about, *tail) + name + extra)
        offset += LOCAL.size + len(name) + len(data)
    write_end(stream, central, offset)


def write_end(stream: BinaryIO, central: list[bytes], offset: int) -> None:
    """Write the directory of a zip, and where it stands."""
    size = sum(map(len, central))
    stream.writelines(central)
    number = len(central)
    if number >= MOST or offset >= FAR:
        stream.write(END64.pack(b"PK\6\6", END64.size - 12, 45, 45, 0, 0, number, number, size, offset))
        stream.write(LOCATOR.pack(b"PK\6\7", 0, offset + size, 1))
    number = min(number, MOST)
    stream.write(END.pack(b"PK\5\6", 0, 0, number, number, size, min(offset, FAR), 0))
