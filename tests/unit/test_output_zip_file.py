"""Zip files: every reader opens them, and what comes out is what went in."""

import datetime
import io
import zipfile

from gongbao.output.compression import deflate
from gongbao.output.zip_file import Item, write_package

DAY = datetime.date(2025, 1, 20)


def pack(items: list[Item], day: datetime.date = DAY) -> zipfile.ZipFile:
    stream = io.BytesIO()
    write_package(stream, items, day)
    return zipfile.ZipFile(io.BytesIO(stream.getvalue()))


def test_items_come_out_as_they_went_in() -> None:
    contents = {"公报/首页.html": b"<p>" * 999, "a.txt": b"", "b.bin": bytes(range(256))}
    items = [Item(name=name, content=deflate(content)) for name, content in contents.items()]
    archive = pack([*items, Item(name="stored.png", content=b"\x89PNG")])
    assert archive.testzip() is None
    assert archive.namelist() == [*contents, "stored.png"]
    for name, content in contents.items():
        assert archive.read(name) == content
        assert archive.getinfo(name).date_time == (2025, 1, 20, 0, 0, 0)
    assert archive.getinfo("stored.png").compress_type == zipfile.ZIP_STORED


def test_a_chinese_name_is_marked_as_utf8_and_a_plain_one_is_not() -> None:
    archive = pack([Item(name="公报.html", content=b"1"), Item(name="a.html", content=b"1")])
    assert [info.flag_bits & 0x800 for info in archive.infolist()] == [0x800, 0]


def test_a_date_that_the_format_does_not_know_is_the_nearest_it_knows() -> None:
    for day, expected in ((datetime.date(1955, 9, 1), (1980, 1, 1)), (datetime.date(2108, 1, 8), (2107, 12, 31))):
        assert pack([Item(name="a", content=b"")], day).infolist()[0].date_time[:3] == expected
