"""Files of every kind and encoding in; a clear message for each that is no report, and nothing half-written."""

import io
import os
import zipfile
from pathlib import Path

import pytest

import import_cases as cases
from gongbao.importing.intake import import_reports
from gongbao.importing.readers.decoding import decode_text
from gongbao.importing.summary import format_summary
from gongbao.report.problems import ReportError


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("gb18030", "GB 18030"),
    ],
)
def test_an_encoding_is_detected_and_stated(tmp_path: Path, codec: str, named: str) -> None:
    summary = cases.bring_in(tmp_path, (cases.HEAD + cases.BODY).encode(codec))
    assert named in format_summary(summary)
    assert cases.load(summary).title == "东江市人民政府工作报告"


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028", "\x0b"])
def test_any_line_end_parts_lines(tmp_path: Path, newline: str) -> None:
    summary = cases.bring_in(tmp_path, (cases.HEAD + cases.BODY).replace("\n", newline))
    assert len(summary.report.sections) == 2


def pack(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BAD = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \r\n\r\n\t", "the file is empty"),
    "noise.txt": (bytes(range(256)) * 30, "not a text file"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a picture"),
    "old.doc": (COMPOUND, "save it as .docx"),
    "old.docx": (COMPOUND, "an old .doc"),
    "locked.docx": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "text.docx": (b"hello", "a damaged Word file"),
    "other.docx": (pack(a=b"x"), "not a Word file"),
    "swollen.docx": (pack(word__document_xml=b"0" * 50_000_000), "more than a report can be"),
    "broken.docx": (pack(word__document_xml=b"<w", **{"[Content_Types]_xml": b"<"}), "a damaged Word file"),
    "paper.pdf": (b"%PDF-1.7", "a PDF"),
    "table.xlsx": (b"PK\x03\x04", ".xlsx is not read"),
    "zip.txt": (b"PK\x03\x04" + b"\1" * 40, "a packed file"),
    "large.txt": ("一、工作\n".encode() * 500_000, "the limit is 2 MB"),
    "latin.txt": (("Où est le café? " * 90).encode("latin-1"), "save it as UTF-8"),
    "big5.txt": (("東江市人民政府工作報告，請予審議。" * 40).encode("big5"), "save it as UTF-8"),
    "page.html": (b"<html><body></body></html>", "has no text"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_a_message_and_writes_nothing(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("office", "opening"):
        monkeypatch.setattr(f"gongbao.importing.readers.{module}.find_office", lambda: None)
    data, expected = BAD[name]
    with pytest.raises(ReportError, match=expected) as caught:
        cases.bring_in(tmp_path, data, name)
    assert str(tmp_path / name) in str(caught.value).replace("/", os.sep)
    assert not (tmp_path / "data").exists()


def test_damaged_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    data = (cases.HEAD + cases.BODY).encode()
    with pytest.raises(ReportError, match=r"report\.txt:9: damaged UTF-8"):
        cases.bring_in(tmp_path, data.replace("大会报告".encode(), "大会".encode() + b"\xe6\x8a" + "告".encode()))


def test_missing_files_and_folders_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(ReportError) as caught:
        import_reports([tmp_path / "没有.txt", tmp_path], tmp_path / "data" / "x-1")
    assert len(caught.value.problems) == 2


def test_a_path_with_chinese_and_spaces_works(tmp_path: Path) -> None:
    folder = tmp_path / "公报 项目"
    folder.mkdir()
    assert cases.bring_in(folder, cases.HEAD + cases.BODY, "政府工作报告 终稿.txt").written


@pytest.mark.parametrize("name", ["东江", "Dongjiang", "a b", "assets", "-x"])
def test_a_folder_that_cannot_be_an_address_is_refused_first(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReportError, match="cannot be an address"):
        import_reports([tmp_path / "not-even-there.txt"], tmp_path / name)


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "data" / "dongjiang-2024"
    target.mkdir(parents=True)
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReportError, match="other files"):
        cases.bring_in(tmp_path, cases.HEAD + cases.BODY, force=True)
    assert [path.name for path in target.iterdir()] == ["notes.txt"]


def test_several_files_make_one_report(tmp_path: Path) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.md"
    first.write_text(cases.HEAD, encoding="utf-8")
    second.write_text(cases.BODY, encoding="utf-8")
    seen: list[str] = []
    summary = import_reports(
        [first, second], tmp_path / "data" / "x-1", progress=lambda path, *_: seen.append(path.name)
    )
    assert seen == ["1.txt", "2.md"]
    assert summary.report.source is not None
    assert summary.report.source.file == "1.txt + 2.md"
    assert len(cases.load(summary).sections) == 2


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b"])
def test_a_break_of_a_layout_inside_a_sentence_is_no_paragraph(mark: str) -> None:
    text = f"标题\n全年增长6.2%，{mark}达到1780亿元。{mark}下一段。\n一、工作回顾{mark}过去一年很好。"
    shown = "标题\n全年增长6.2%，达到1780亿元。\n下一段。\n一、工作回顾\n过去一年很好。"
    assert decode_text(text.encode(), Path("a.txt")).text == shown


def test_where_such_breaks_are_the_rule_they_part_lines() -> None:
    assert decode_text("甲，\u2028乙\u2028丙".encode(), Path("a.txt")).text == "甲，\n乙\n丙"
