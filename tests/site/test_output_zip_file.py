"""A zip file of more files than the old format can count."""

import datetime
import io
import zipfile

from gongbao.output.zip_file import Item, write_package

DAY = datetime.date(2025, 1, 20)


def pack(items: list[Item], day: datetime.date = DAY) -> zipfile.ZipFile:
    stream = io.BytesIO()
    write_package(stream, items, day)
    return zipfile.ZipFile(io.BytesIO(stream.getvalue()))


def test_more_files_than_the_old_format_can_count() -> None:
    archive = pack([Item(name=f"{number}", content=b"") for number in range(65_600)])
    assert len(archive.infolist()) == 65_600
    assert archive.read("65599") == b""
