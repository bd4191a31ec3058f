"""QR codes of addresses: the modules are the standard's, the picture shows them."""

import xml.etree.ElementTree as ET

import pytest
import segno

from gongbao.pages.qrcode import CodeMaker

ROOT = "https://gongbao.example.gov.cn/reports/"
ADDRESSES = [
    ROOT + path
    for path in (
        "r2025/sec_1.html#sec_1__para_1",
        "r2024/sec_9.html#sec_3__para_7",
        "zh-Hant/r2025/sec_1.html#sec_1__para_1",
        "zh-Hant/r1999/sec_8.html#sec_2__para_9",
        "r2025/full.html",
    )
]


def test_codes_are_those_of_segno() -> None:
    maker = CodeMaker()
    for address in ADDRESSES:
        symbol, width = maker.make_symbol(address)
        code = segno.make_qr(address.encode(), error="m", boost_error=False, mode="byte", mask=2)
        assert symbol.to_bytes(width * width) == b"".join(map(bytes, code.matrix)), address


def test_the_picture_shows_the_modules() -> None:
    maker = CodeMaker()
    symbol, width = maker.make_symbol(ADDRESSES[0])
    picture = ET.fromstring(maker.make_code(ADDRESSES[0]))  # noqa: S314  made a line above
    assert picture.get("viewBox") == f"-4 -4.5 {width + 8} {width + 8}"
    dark = bytearray(width * width)
    for stroke in picture[0].get("d", "").split("M")[1:]:
        place, length = stroke.split("h")
        column, row = map(int, place.split())
        for x in range(column, column + int(length)):
            dark[row * width + x] = 1
    assert bytes(dark) == symbol.to_bytes(width * width)


@pytest.mark.parametrize("address", ["https://公报.example/报告/sec_1.html", "https://example/%E6%8A%A5/a.html"])
def test_an_address_in_chinese_is_written_in_ascii(address: str) -> None:
    maker = CodeMaker()
    assert maker.make_code(address).startswith(b"<svg")
