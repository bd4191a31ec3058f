"""The finished files of one form in, one file of all of them for the archive out, without any of them in memory.

What a build has compressed is taken as it is. The bytes depend on the reports' files alone, wherever these were made.
"""

import datetime
from collections.abc import Iterable
from pathlib import Path

from gongbao.output.offline_zip import deflate_file
from gongbao.output.zip_file import Item, write_package

# A package is the same whenever it is made; zip knows no earlier day.
DAY = datetime.date(1980, 1, 1)


def join_streams(target: Path, files: Iterable[Path]) -> None:
    """Write some files one after the other, each compressed: RFC 1952 reads them as one file."""
    with target.open("wb") as stream:
        stream.writelines(deflate_file(path).to_gzip() for path in files)


def join_documents(target: Path, files: Iterable[Path]) -> None:
    """Write a zip of some files, each named after its report's folder: `taicang-npc-2025.xml`."""
    with target.open("wb") as stream:
        items = (Item(name=f"{path.parent.name}{path.suffix}", content=deflate_file(path)) for path in files)
        write_package(stream, items, DAY)
