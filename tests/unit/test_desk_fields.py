"""What the desk writes: a field's own lines and nothing else, held against the report."""

import shutil
from pathlib import Path

import pytest

from gongbao.data.load import load_report
from gongbao.desk.decisions import Choice, add_choices
from gongbao.desk.fields import delete_comment, set_field, settle_field, try_texts
from gongbao.desk.head import HEAD, check_head
from gongbao.desk.project import Project
from gongbao.report.problems import Problems, ReportError

REPORT = """\
# 报告总表
title: 东江市人民政府工作报告   # 题名
body: 东江市人民政府
date: 2026-01-08   # 开会的日子
speaker: {office: 市长, name: 林建国}
printed: [title]
unsettled: [date, source]   # 填对一项，删去一项
parts:
  - id: part_1
    sections:
      - 01-sec_1.yml
source:
  # 报纸
  name: 东江日报
"""
SECTION = """\
id: sec_1
heading: 一、回顾
content:
  # 请核对：标题（作标题）
  - id: sec_1__para_1
    text: |-
      新增就业2.1万人。
figures:
  - id: jobs   # 就业
    label: 就业
    value: 2.1
    unit: 万人
    quote: 新增就业2.1万人
    paragraph: sec_1__para_1
    theme: 民生
    proposed: true
"""
PATH = Path("report.yml")


@pytest.fixture
def desk(tmp_path: Path) -> Project:
    folder = tmp_path / "data/x-2026"
    folder.mkdir(parents=True)
    (folder / "report.yml").write_text(REPORT, encoding="utf-8")
    (folder / "01-sec_1.yml").write_text(SECTION, encoding="utf-8")
    return Project(root=tmp_path)


@pytest.mark.parametrize(
    ("steps", "value", "old", "new"),
    [
        (["title"], "东江市：报告", "title: 东江市人民政府工作报告 ", "title: 东江市：报告 "),
        (["title"], "a: b #c", "title: 东江市人民政府工作报告 ", 'title: "a: b #c" '),
        (["title"], "yes", "title: 东江市人民政府工作报告 ", 'title: "yes" '),
        (["date"], "2026-01-09", "date: 2026-01-08 ", "date: 2026-01-09 "),
        (["speaker", "name"], "李，明", "name: 林建国}", "name: 李，明}"),
        (["speaker", "name"], "李, 明", "name: 林建国}", 'name: "李, 明"}'),
        (["source", "name"], "公报", "name: 东江日报", "name: 公报"),
        (["published"], "2026-01-20 09:30", "的日子\n", "的日子\npublished: 2026-01-20 09:30\n"),
        (["source", "date"], "2026-01-20", "name: 东江日报\n", "name: 东江日报\n  date: 2026-01-20\n"),
        (["place"], "", "", ""),
        (["title"], "2026年: 报告 #1", "title: 东江市人民政府工作报告 ", 'title: "2026年: 报告 #1" '),
        (["speaker", "office"], "", "{office: 市长, name", "{name"),
        (["speaker", "name"], "", ", name: 林建国}", "}"),
        (["speaker", "note"], "代, 读", "林建国}", '林建国, note: "代, 读"}'),
    ],
)
def test_a_field_is_set_in_its_own_lines(steps: list[str], value: str, old: str, new: str) -> None:
    after = ["title", "body", "date", "name"]
    assert set_field(REPORT, PATH, steps, value, after) == REPORT.replace(old, new)
    windows = REPORT.replace("\n", "\r\n")
    changed = set_field(windows, PATH, steps, value, after)
    assert changed == windows.replace(old.replace("\n", "\r\n"), new.replace("\n", "\r\n"))


def test_a_record_that_is_not_there_is_written() -> None:
    text = REPORT.replace("speaker: {office: 市长, name: 林建国}\n", "")
    changed = set_field(text, PATH, ["speaker", "name"], "林建国", ["date"])
    assert changed == text.replace("的日子\n", "的日子\nspeaker:\n  name: 林建国\n")


def test_a_field_is_taken_away_with_its_own_line() -> None:
    assert set_field(REPORT, PATH, ["body"], "") == REPORT.replace("body: 东江市人民政府\n", "")


def test_a_record_of_nothing_is_taken_away_but_for_its_comments() -> None:
    text = set_field(set_field(REPORT, PATH, ["speaker", "office"], ""), PATH, ["speaker", "name"], "")
    assert text == REPORT.replace("speaker: {office: 市长, name: 林建国}\n", "")
    with pytest.raises(ReportError, match="手工改"):
        set_field(REPORT, PATH, ["source", "name"], "")


@pytest.mark.parametrize(
    ("block", "value", "expected"),
    [
        ("title: |-   # 印在首页\n  旧题\n\n# 下\n", "新题: #1", "title: |-   # 印在首页\n  新题: #1\n\n# 下\n"),
        ("title: >-\n    旧\n    题\n", "新题", "title: >-\n    新题\n"),
        ("title: |2-\n    旧题\n", "新题", "title: 新题\n"),
        ("title: |-   # 注\n  旧题\n", " 新\u3000题", 'title: " 新\u3000题"   # 注\n'),
        ("title: |-\n  旧题", "新题", "title: |-\n  新题"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_block_of_lines_stays_one_if_it_can_hold_the_words(block: str, value: str, expected: str, end: str) -> None:
    text = f"body: 东江市\n{block}".replace("\n", end)
    assert set_field(text, PATH, ["title"], value) == f"body: 东江市\n{expected}".replace("\n", end)


def test_a_field_goes_behind_a_last_line_without_an_end() -> None:
    assert set_field("title: 报告", PATH, ["body"], "东江市", ["title"]) == "title: 报告\nbody: 东江市\n"


def test_what_a_field_would_become_is_held_against_what_was_asked_for() -> None:
    said = dict.fromkeys(HEAD, "") | {"title": "报告", "speaker.name": "林建国"}
    check_head(said, {"title": " 新题 "}, said | {"title": "新题"}, PATH)
    for says in (said | {"title": "新"}, said | {"title": "新题", "speaker.name": ""}):
        with pytest.raises(ReportError, match="没有写入"):
            check_head(said, {"title": "新题"}, says, PATH)


def test_what_is_settled_comes_off_the_list() -> None:
    once = settle_field(REPORT, PATH, "date")
    assert once == REPORT.replace("[date, source]", "[source]")
    assert settle_field(once, PATH, "source") == REPORT.replace(
        "unsettled: [date, source]   # 填对一项，删去一项\n", ""
    )


def test_a_remark_is_deleted_only_where_it_still_stands() -> None:
    words = "请核对：标题（作标题）"
    assert delete_comment(SECTION, PATH, 4, words) == SECTION.replace(f"  # {words}\n", "")
    for line in (0, 3, 5, 400):
        with pytest.raises(ReportError, match="别处改动"):
            delete_comment(SECTION, PATH, line, words)


def test_a_text_that_changes_more_is_refused(desk: Project) -> None:
    report, section = desk.data / "x-2026/report.yml", desk.data / "x-2026/01-sec_1.yml"
    for path, text, changed in (
        (report, REPORT.replace("东江日报", "别的报"), {"title": None}),
        (section, SECTION.replace("2.1万人。", "2.2万人。"), {"title": None}),
        (section, SECTION.replace("label: 就业", "label: 别的"), {"labels": {"jobs": "新增就业"}}),
        (report, REPORT.replace("date: 2026-01-08", "date: 昨天"), {"date": None}),
    ):
        with pytest.raises(ReportError):
            try_texts(desk, "x-2026", {path: text}, changed)
    label = SECTION.replace("label: 就业", "label: 新增就业")
    assert set_field(SECTION, section, ["figures", ("jobs",), "label"], "新增就业") == label
    try_texts(desk, "x-2026", {section: label}, {"labels": {"jobs": "新增就业"}})
    assert section.read_text(encoding="utf-8") == SECTION


def test_a_decision_is_a_line_of_the_list(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "wording.yml"
    choice = Choice(words="云述职", form="雲述職", reason="云指网络")
    line = "- {phrase: 云述职, zh-Hant: 雲述職, reason: 云指网络}\n"
    assert add_choices(path, [choice], "zh-Hant") == f"\nphrases:\n  {line}"
    before = "# 用字\nphrases:\n- {phrase: 获评, zh-Hant: 獲評}   # 获\n\n# 人名\nnames: []\n"
    path.write_text(before, encoding="utf-8")
    assert add_choices(path, [choice], "zh-Hant") == before.replace("# 获\n", f"# 获\n{line}")
    shutil.copy(root / "data/wording.yml", path)
    with pytest.raises(ReportError, match="云述职"):
        add_choices(path, [choice], "zh-Hant")


@pytest.mark.parametrize("form", ["雲述", "云述职", "雲述職了"])
def test_a_decision_that_is_no_form_is_refused(tmp_path: Path, form: str) -> None:
    with pytest.raises(ReportError):
        add_choices(tmp_path / "wording.yml", [Choice(words="云述职", form=form, reason="")], "zh-Hant")


def test_the_small_report_of_these_tests_is_right(desk: Project) -> None:
    problems = Problems()
    assert load_report(desk.data / "x-2026", problems), list(problems)
