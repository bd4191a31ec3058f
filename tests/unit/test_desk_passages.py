"""Passages joined, split and renamed on the desk: not a character of the text changes, comments and figures stay."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gongbao.desk.fields import try_texts
from gongbao.desk.passages import check_section, join, make_heading, make_plain, set_lead, split
from gongbao.desk.project import Project
from gongbao.report.problems import ReportError
from gongbao.report.report import Section

REPORT = "title: 报告\nbody: 东江市\ndate: 2026-01-08\nprinted: [title]\nparts:\n  - id: part_1\n    sections:\n      - 01-sec_1.yml\n"
SECTION = """\
id: sec_1
heading: 一、回顾
content:
  # 开头
  - id: sec_1__para_1
    lead: 就业稳定。
    text: |-
      就业稳定。新增就业2.1万人。建成学校12所。
  - id: sec_1__subsec_1
    heading: 重点工作
    level: 3
  - id: sec_1__para_2
    text: |-
      重点之一。
  # 之二
  - id: sec_1__para_3
    text: "重点 # 之二。"
figures:
  - id: schools   # 学校
    label: 建成学校
    value: 12
    unit: 所
    quote: 建成学校12所
    paragraph: sec_1__para_1
    theme: 民生
"""
Change = Callable[[Section, str], str]


def change(tmp_path: Path, wish: Change, text: str = SECTION) -> str:
    """Return the changed text, held against the report as the desk does."""
    folder = tmp_path / "data/x-2026"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.yml").write_text(REPORT, encoding="utf-8")
    (folder / "01-sec_1.yml").write_bytes(text.encode())
    project = Project(root=tmp_path)
    section = project.open("x-2026").sections[0]
    changed = wish(section, text)
    check_section(section, try_texts(project, "x-2026", {section.path: changed}, {"parts": None}))
    return changed


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_paragraph_is_split_and_its_figures_follow_their_words(tmp_path: Path, end: str) -> None:
    text = SECTION.replace("\n", end)
    changed = change(tmp_path, lambda section, own: split(section, own, "sec_1__para_1", "建成"), text)
    expected = SECTION.replace(
        "2.1万人。建成学校12所。\n",
        "2.1万人。\n  - id: sec_1__para_5\n    text: |-\n      建成学校12所。\n",
    ).replace("paragraph: sec_1__para_1", "paragraph: sec_1__para_5")
    assert changed == expected.replace("\n", end)


def test_two_paragraphs_are_joined(tmp_path: Path) -> None:
    changed = change(tmp_path, lambda section, text: join(section, text, "sec_1__para_3"))
    assert "      重点之一。重点 # 之二。\n" in changed
    assert "sec_1__para_3" not in changed
    assert "  # 之二\n" in changed


def test_a_paragraph_becomes_a_heading_and_back(tmp_path: Path) -> None:
    heading = change(tmp_path, lambda section, text: make_heading(section, text, "sec_1__para_2"))
    assert "  - id: sec_1__para_2\n    heading: 重点之一。\n    level: 3\n" in heading
    plain = change(tmp_path, lambda section, text: make_plain(section, text, "sec_1__para_2", "重点之一。"), heading)
    assert plain == SECTION


def test_a_lead_is_set_and_taken_away(tmp_path: Path) -> None:
    without = change(tmp_path, lambda section, text: set_lead(section, text, "sec_1__para_1", ""))
    assert without == SECTION.replace("    lead: 就业稳定。\n", "")
    again = change(tmp_path, lambda section, text: set_lead(section, text, "sec_1__para_1", "就业稳定。"), without)
    assert again == SECTION


def test_what_a_line_is_stays_when_it_is_split_or_joined(tmp_path: Path) -> None:
    text = SECTION.replace("sec_1__para_3\n", "sec_1__para_3\n    role: signed\n")
    two = change(tmp_path, lambda section, own: split(section, own, "sec_1__para_3", "之二"), text)
    assert two.count("    role: signed\n") == 2
    fresh = "sec_1__para_5"
    one = change(tmp_path, lambda section, own: join(section, own, fresh), two)
    assert one.count("    role: signed\n") == 1
    with pytest.raises(ReportError, match="role 不同"):
        change(tmp_path, lambda section, own: join(section, own, "sec_1__para_3"), text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    lead: 就业稳定。\n", ""),
        ("value: 12", "value: 13"),
        ("label: 建成学校", "label: 学校"),
        ("heading: 一、回顾", "heading: 一、\n  回顾\nlabel: 回顾"),
    ],
)
def test_a_change_of_anything_else_is_refused(tmp_path: Path, old: str, new: str) -> None:
    def wish(section: Section, text: str) -> str:
        return join(section, text, "sec_1__para_3").replace(old, new)

    with pytest.raises(ReportError, match=r"别的内容|quote|value"):
        change(tmp_path, wish)


@pytest.mark.parametrize(
    "wish",
    [
        lambda section, text: split(section, text, "sec_1__para_1", "没有"),
        lambda section, text: split(section, text, "sec_1__para_1", "就业"),
        lambda section, text: split(section, text, "sec_1__para_1", ""),
        lambda section, text: split(section, text, "sec_1__para_1", "12所"),
        lambda section, text: join(section, text, "sec_1__para_1"),
        lambda section, text: join(section, text, "sec_1__para_2"),
        lambda section, text: join(section, text, "sec_1__subsec_1"),
        lambda section, text: make_heading(section, text, "sec_1__para_1"),
        lambda section, text: set_lead(section, text, "sec_1__para_1", "别的话。"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, wish: Change) -> None:
    with pytest.raises(ReportError, match=r"开头的几个字|不能合并|只改各节中的段落|不能作标题|lead|quote"):
        change(tmp_path, wish)


@pytest.mark.parametrize(
    "text",
    [
        SECTION.replace("sec_1__para_3\n", "sec_1__para_3   # 注\n"),
        SECTION.replace('    text: "重点', '    # 注\n    text: "重点'),
        SECTION.replace("    text: |-\n      重点之一", "    text: |-   # 注\n      重点之一"),
    ],
)
def test_a_comment_inside_a_passage_is_not_lost(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReportError, match="注释"):
        change(tmp_path, lambda section, own: join(section, own, "sec_1__para_3"), text)
