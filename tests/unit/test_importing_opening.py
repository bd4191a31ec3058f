"""Files of every kind, read for what they are, whatever they are named."""

import os
import stat
import sys
import zipfile
from pathlib import Path

import pytest

import import_cases as cases
from gongbao.importing.intake import import_reports
from gongbao.importing.readers.opening import open_file
from gongbao.report.problems import ReportError
from word_files import OFFICE, SPACES, par, write_docx

PAGE = "<html><head><meta charset=gb2312><title>报告</title></head><body><p>网页的正文。</p></body></html>"


def test_a_doc_that_is_a_web_page_or_a_docx_is_read_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(PAGE.encode("gb18030"))
    write_docx(tmp_path / "b.doc", par("文档的正文。"))
    texts = [passage.text for name in ("a.doc", "b.doc") for passage in open_file(tmp_path / name).passages]
    assert texts == ["网页的正文。", "文档的正文。"]


def test_a_packed_web_page(tmp_path: Path) -> None:
    head = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    (tmp_path / "a.mht").write_bytes((head + PAGE.replace("gb2312", "utf-8")).encode())
    assert [passage.text for passage in open_file(tmp_path / "a.mht").passages] == ["网页的正文。"]


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")
def test_old_files_go_through_libreoffice_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = write_docx(tmp_path / "made.docx", par("旧文档的正文。"))
    script = f'#!/bin/sh\n[ "$1" = --version ] && echo "LibreOffice 7.4.7.2 x" && exit\ncp "{made}" "$7/source.docx"\n'
    program = tmp_path / "bin/soffice"
    program.parent.mkdir()
    program.write_text(script)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "旧 文件.rtf").write_bytes(b"{\\rtf1 x}")
    found = open_file(tmp_path / "旧 文件.rtf")
    assert [passage.text for passage in found.passages] == ["旧文档的正文。"]
    assert found.form == "an RTF file as Word, converted by LibreOffice 7.4.7.2"


def test_old_files_get_advice_where_libreoffice_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("gongbao.importing.readers.office.PLACES", ())
    (tmp_path / "a.wps").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    with pytest.raises(ReportError, match=r"a WPS file \(open it in WPS and save it as \.docx"):
        open_file(tmp_path / "a.wps")


def test_notes_of_several_files_are_numbered_through(tmp_path: Path) -> None:
    files = []
    for name, text in (("a", "甲"), ("b", "乙")):
        note = f'<w:footnotes {SPACES}><w:footnote w:id="2">{par(f"{text}注。")}</w:footnote></w:footnotes>'
        call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        files.append(write_docx(tmp_path / f"{name}.docx", par(f"{text}文", call, "。"), parts={"footnotes": note}))
    report = cases.load(import_reports(files, tmp_path / "data/dongjiang-2024"))
    assert cases.characters(report) == "甲文[1]。乙文[2]。[1]甲注。[2]乙注。"


def test_a_file_declared_in_gb2312_may_be_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.encode())
    assert [passage.text for passage in open_file(tmp_path / "a.html").passages] == ["网页的正文。"]


def test_relations_outside_are_not_parts(tmp_path: Path) -> None:
    outside = f'<Relationship Id="x" Type="{OFFICE}/styles" Target="http://example.org/s.xml" TargetMode="External"/>'
    write_docx(tmp_path / "a.docx", par("正文。"), relations=outside)
    assert [passage.text for passage in open_file(tmp_path / "a.docx").passages] == ["正文。"]


def test_a_file_with_macros_is_read(tmp_path: Path) -> None:
    write_docx(tmp_path / "plain.docx", par("带宏的正文。"))
    kinds = b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
    with zipfile.ZipFile(tmp_path / "plain.docx") as plain, zipfile.ZipFile(tmp_path / "a.docm", "w") as packed:
        for name in plain.namelist():
            packed.writestr(name, plain.read(name).replace(*kinds))
        packed.writestr("word/vbaProject.bin", b"x")
    assert [passage.text for passage in open_file(tmp_path / "a.docm").passages] == ["带宏的正文。"]


def test_a_part_kept_in_another_file_is_told(tmp_path: Path) -> None:
    link = f'<Relationship Id="s" Type="{OFFICE}/subDocument" Target="part2.docx" TargetMode="External"/>'
    blocks = par("正文。"), '<w:p><w:subDoc r:id="s"/></w:p>'
    found = open_file(write_docx(tmp_path / "a.docx", *blocks, relations=link))
    assert [(one.kind, one.text) for one in found.left_out] == [("a part kept in another file", "part2.docx")]
