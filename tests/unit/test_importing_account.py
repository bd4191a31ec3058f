"""The page that shows what an import did."""

from pathlib import Path

from click.testing import CliRunner
from lxml import html

import import_cases as cases
import word_files as word
from gongbao.cli.commands import main
from gongbao.importing.account import make_account
from gongbao.importing.summary import format_summary

BLOCKS = [
    *map(
        word.par, ["东江市人民政府工作报告", "各位代表：", "现在，我代表市人民政府，向大会报告工作。", "一、工作回顾"]
    ),
    word.par(
        "新建学校<".replace("<", "&lt;"), "<w:del><w:r><w:delText>旧字</w:delText></w:r></w:del>", word.run("10所。")
    ),
    word.par(f"<w:ins>{word.run('人民生活改善。')}</w:ins>"),
    word.par("二、工作安排"),
    word.par("真抓实干，开拓进取。"),
]


def test_source_and_result_stand_side_by_side_with_losses_and_doubts_in_place(tmp_path: Path) -> None:
    source = word.write_docx(tmp_path / "report.docx", *BLOCKS)
    page = tmp_path / "page.html"
    into = str(tmp_path / "data/dongjiang-2024")
    result = CliRunner().invoke(main, ["import", str(source), "--into", into, "--report", str(page)])
    assert result.exit_code == 0, result.output
    root = html.fromstring(page.read_text(encoding="utf-8"))
    rows = [[cell.text_content() for cell in row.iter("td")] for row in root.iter("tr")]
    assert ["5", "新建学校<10所。", "sec_1__para_1", "新建学校<10所。"] in rows
    place = next(at for at, row in enumerate(rows) if "旧字" in "".join(row))
    assert "under 一、工作回顾" in rows[place][1]
    assert next(cell.text for cell in root.iter("td") if cell.get("class") == "lost") == rows[place][1]
    assert rows[place - 1][1] == "新建学校<10所。"
    assert all(row[3] for row in rows if len(row) == 4)


def test_the_page_asks_for_nothing(tmp_path: Path) -> None:
    summary = cases.bring_in(tmp_path, cases.HEAD + cases.BODY)
    page = make_account(summary)
    root = html.fromstring(page)
    assert not list(root.iter("script", "link", "img", "iframe", "a", "object"))
    assert "url(" not in page
    assert "import" not in page.partition("<style>")[2].partition("</style>")[0]
    assert format_summary(summary) in root.find(".//pre").text_content()
