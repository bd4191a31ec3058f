"""A made-up report in text, Markdown and HTML: everything found, nothing lost, the same every time."""

from pathlib import Path
from typing import Any

import pytest

import import_cases as cases
from gongbao.importing.intake import import_reports
from gongbao.importing.structure.damage import repair_text
from gongbao.importing.summary import format_summary
from gongbao.importing.yaml_writer import quote
from gongbao.report.problems import ReportError
from gongbao.report.report import Subheading, Table
from gongbao.report.walk import iter_paragraphs


def import_case(folder: Path, name: str, **options: Any):
    return import_reports([cases.CASES / name], folder / "dongjiang-2024", **options)


def test_the_whole_of_a_text_report(tmp_path: Path) -> None:
    summary = import_case(tmp_path, "report.txt")
    report = cases.load(summary)
    assert report == summary.report
    assert cases.characters(report) == "".join((cases.CASES / "report.txt").read_text(encoding="utf-8").split())
    assert report.printed == ("title", "occasion", "signature")
    assert (report.body, report.place) == ("东江市人民政府", "东江市")
    assert report.session == "东江市第九届人民代表大会第三次会议"
    assert report.date.isoformat() == "2024-01-16"
    assert report.speaker is not None
    assert (report.speaker.office, report.speaker.name, report.signature) == ("东江市市长", "林远", "东江市市长 林 远")
    assert [part.kind for part in report.parts] == ["review", "plan", "annex"]
    assert [part.year for part in report.parts] == [2023, 2024, None]
    assert [block.heading for block in report.sections[0].subheadings] == [
        "（一）产业发展稳步向前",
        "（二）城市面貌持续改善",
    ]
    leads = [paragraph.lead for paragraph in iter_paragraphs(report) if paragraph.lead]
    assert leads == ["工业转型加快。", "农业基础夯实。", "（一）扩大有效投资。", "（二）办好民生实事。"]
    assert [paragraph.text[:6] for paragraph in report.closing] == ["各位代表，蓝"]
    assert [paragraph.text[-4:] for paragraph in report.endnotes] == ["议通过）"]
    assert report.sections[2].heading == "名词解释"


def test_figures_are_proposed_with_their_quote(tmp_path: Path) -> None:
    report = import_case(tmp_path, "report.txt").report
    found = {(str(figure.value), figure.qualifier, figure.unit) for figure in report.all_figures}
    assert {("120.5", None, "亿元"), ("200", "近", "家"), ("70", "多", "公里"), ("3", None, "万余人")} <= found
    assert all(figure.proposed for figure in report.all_figures)
    assert not any(figure.paragraph.startswith("sec_2") for figure in report.all_figures)


def test_a_glossary_annex_becomes_terms_too(tmp_path: Path) -> None:
    summary = import_case(tmp_path, "report.txt")
    assert summary.glossary is not None
    assert [(term.term, term.paragraph) for term in summary.glossary.terms] == [
        ("两江四岸", "sec_3__para_1"),
        ("三个一批", "sec_3__para_2"),
    ]
    assert "term: 两江四岸" in (summary.into / "glossary.yml").read_text(encoding="utf-8")


def test_importing_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    first = import_case(tmp_path / "1", "report.txt").into
    second = import_case(tmp_path / "2", "report.txt").into
    assert {path.name: path.read_bytes() for path in first.iterdir()} == {
        path.name: path.read_bytes() for path in second.iterdir()
    }


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    summary = import_case(tmp_path, "report.txt", dry_run=True)
    assert not summary.written
    assert "Nothing written" in format_summary(summary)
    assert list(tmp_path.iterdir()) == []


def test_strict_makes_doubts_errors(tmp_path: Path) -> None:
    text = (cases.HEAD + cases.BODY).replace("东江市人民政府工作报告\n", "")
    with pytest.raises(ReportError, match="doubtful title"):
        cases.bring_in(tmp_path, text, strict=True)
    assert not (tmp_path / "data").exists()
    summary = cases.bring_in(tmp_path, text)
    assert summary.report.title == "东江市政府工作报告"
    assert "title" not in summary.report.printed
    assert summary.report.unsettled == ("title", "source")
    assert "unsettled: [title, source]" in (summary.into / "report.yml").read_text(encoding="utf-8")


def test_markdown_is_read_as_what_it_stands_for(tmp_path: Path) -> None:
    summary = import_case(tmp_path, "report.md")
    report = cases.load(summary)
    first = report.sections[0]
    assert first.heading == "一、2023年工作回顾"
    assert [paragraph.lead for paragraph in first.paragraphs] == ["工业转型加快。", "农业基础夯实。"]
    assert [block.rows for block in first.content if isinstance(block, Table)] == [
        (("项目", "进展"), ("供水 改造", "完成"))
    ]
    assert "[^1]" in first.paragraphs[0].text
    assert report.annexes[0].sections[0].paragraphs[0].text == "[^1]: 含扩建车间。"
    assert "layout" not in cases.characters(report)
    assert "front matter: layout" in format_summary(summary)


def test_a_page_gives_its_report_and_leaves_its_furniture(tmp_path: Path) -> None:
    summary = import_case(tmp_path, "report.html")
    report = cases.load(summary)
    text = cases.characters(report)
    for word in ("首页", "浏览次数", "备案号", "vara"):
        assert word not in text
    assert report.speaker is not None
    assert report.speaker.name == "林远"
    assert [paragraph.lead for paragraph in report.sections[0].paragraphs] == [
        "工业转型加快。",
        "农业基础夯实。",
        "科技投入增加。",
    ]
    assert any(isinstance(block, Table) for block in report.sections[0].content)
    assert "the page's furniture" in format_summary(summary)


def test_a_page_in_gb2312_says_so_itself(tmp_path: Path) -> None:
    page = (cases.CASES / "report.html").read_text(encoding="utf-8").replace("utf-8", "gb2312")
    assert "GB 18030" in format_summary(cases.bring_in(tmp_path, page.encode("gb18030"), "page.htm"))


def test_damage_is_kept_and_listed(tmp_path: Path) -> None:
    body = (
        cases.BODY.replace("各项事业", "各项 事业quot;")
        .replace("团结奋进，", "团结奋进，团结奋进，")
        .replace("2023", "２０２３")
    )
    summary = cases.bring_in(tmp_path, cases.HEAD + body)
    report = cases.load(summary)
    assert cases.characters(report) == "".join((cases.HEAD + body).split())
    assert "各项 事业quot;" in report.sections[0].paragraphs[0].text
    listed = format_summary(summary)
    for kind in ("--fix spaces", "--fix entities", "full-width letters", "a phrase printed twice"):
        assert kind in listed


def test_only_the_named_repair_is_made(tmp_path: Path) -> None:
    body = cases.BODY.replace("各项事业", "各项 事业quot;")
    summary = cases.bring_in(tmp_path, cases.HEAD + body, fix=frozenset({"spaces"}))
    text = summary.report.sections[0].paragraphs[0].text
    assert "各项事业quot;" in text
    assert summary.report.signature == "市长 林远"
    assert "Repaired: spaces in 1 paragraphs" in format_summary(summary)
    assert '各项 事业"' in repair_text("各项 事业quot;", frozenset({"entities"}))


def test_back_matter_moves_to_the_head_and_says_so(tmp_path: Path) -> None:
    head, _, rest = cases.HEAD.partition("各位代表：")
    summary = cases.bring_in(tmp_path, "各位代表：" + rest + cases.BODY + "\n" + head)
    report = cases.load(summary)
    assert report.title == "东江市人民政府工作报告"
    assert "Moved to the head" in format_summary(summary)
    assert cases.characters(report) == "".join((cases.HEAD + cases.BODY).split())


@pytest.mark.parametrize(
    "text",
    [
        "各位代表:",
        "# 不是注释",
        "- 一项",
        "是",
        "true",
        "2024",
        "1.50",
        "“引用”",
        "a: b",
        "甲\u00a0乙",
        "{}",
        "[x]",
        '说"话"',
        "\\",
        "~",
        "𲳝",
    ],
)
def test_any_text_survives_as_yaml(tmp_path: Path, text: str) -> None:
    body = cases.BODY.replace("注重实效", text)
    report = cases.load(
        cases.bring_in(tmp_path, cases.HEAD.replace("各位代表：", "各位代表:") + body + f"\n{quote(text)}\n")
    )
    assert text in report.sections[1].paragraphs[0].text
    assert report.salutation is not None
    assert report.salutation.text == "各位代表:"


def test_a_subheading_keeps_its_depth(tmp_path: Path) -> None:
    body = cases.BODY.replace(
        "过去一年，",
        "（一）经济建设\n\n1．工业发展\n\n工业持续增长，企业活力增强，产业链条不断延伸拓展。\n\n2．农业发展\n\n过去一年，",
    )
    report = cases.load(cases.bring_in(tmp_path, cases.HEAD + body))
    levels = [(block.heading, block.level) for block in report.sections[0].content if isinstance(block, Subheading)]
    assert levels == [("（一）经济建设", 3), ("1．工业发展", 4), ("2．农业发展", 4)]
