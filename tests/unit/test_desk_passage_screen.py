"""Passages changed over HTTP: words, order, kind, place; what hangs on them is told first, what was published leads on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gongbao.archive.index import make_library
from gongbao.build.context import load_project
from gongbao.checks.permalinks import check_published, list_addresses, write_record
from gongbao.data.text_file import read_exactly
from gongbao.desk.application import make_application
from gongbao.desk.project import Project
from gongbao.desk.saving import hash_text
from gongbao.report.problems import Problems

BASE = "http://127.0.0.1:8321"
SITE = "title: 公报\npublisher: 东江市\ndescription: 报告\n"
REPORT = """\
# 报告总表
title: 东江市工作报告   # 题名
body: 东江市
date: 2026-01-08
printed: [title]
salutation: {id: salutation, text: 各位代表：}   # 称呼
opening:
  # 开头
  - id: opening__para_1
    text: |-
      现在报告工作。
parts:
  - id: part_1
    heading: 工作回顾
    sections:
      - 01-sec_1.yml
      - 02-sec_2.yml
source:   # 来源
  name: 东江日报
"""
FIRST = """\
id: sec_1
heading: 一、回顾
content:
  # 请核对：分段（未分段）
  - id: sec_1__para_1
    lead: 就业稳定。
    text: |-
      就业稳定。新增就业2.1万人。
  # 请核对：标题（作正文）
  - id: sec_1__para_2
    text: 建成学校12所，范主任到场。
  - id: sec_1__pic_1
    file: pictures/a.png
    # alternative: 请写图中所示，供看不见图的人用
figures:
  - {id: jobs, label: 新增就业, value: 2.1, unit: 万人, quote: 新增就业2.1万人, paragraph: sec_1__para_1, theme: 民生}
  - id: schools
    label: 建成学校   # 所
    value: 12
    unit: 所
    quote: 建成学校12所
    paragraph: sec_1__para_2
    theme: 民生
"""
SECOND = """\
id: sec_2
heading: 二、安排
content:
  - id: sec_2__para_1
    text: 实施项目96个。
  # 结尾
  - id: sec_2__para_2
    text: 谢谢大家！
  - id: sec_2__para_3
    text: 东江市人民政府
"""
WORDING = """\
paragraphs:
  - {report: x-2026, paragraph: sec_1__para_2, phrase: 范主任, zh-Hant: 范主任}
"""
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "公 报"
    own = root / "data/x-2026"
    (own / "pictures").mkdir(parents=True)
    (root / "docs").mkdir()
    for path, text in {
        "report.yml": REPORT,
        "01-sec_1.yml": FIRST,
        "02-sec_2.yml": SECOND,
        "../site.yml": SITE,
        "../wording.yml": WORDING,
    }.items():
        (own / path).write_bytes(text.encode())
    (own / "pictures/a.png").write_bytes(PNG)
    return own


@pytest.fixture
def clerk(folder: Path) -> Iterator[TestClient]:
    root = folder.parent.parent
    application = make_application(Project(root=root), token="one", hosts=frozenset({"127.0.0.1:8321"}))  # noqa: S106
    with TestClient(application, base_url=BASE, follow_redirects=False, headers={"origin": BASE}) as client:
        client.get("/", params={"token": "one"})
        yield client


def read(folder: Path, name: str) -> str:
    """Return a file of the report exactly."""
    return read_exactly(folder / name) or ""


def send(clerk: TestClient, name: str, do: str, **said: str) -> int:
    """Ask for a change of a passage and return the answer's status."""
    return clerk.post("/reports/x-2026/passage", data={"id": name, "do": do, **said}).status_code


def record(folder: Path) -> None:
    """Write down every address as published."""
    library = make_library(load_project(folder.parent.parent)[0])
    write_record(folder.parent, list_addresses(library, ["index.html"]))


def check(folder: Path) -> list[str]:
    """Return what is wrong with the published addresses."""
    problems = Problems()
    library = make_library(load_project(folder.parent.parent)[0])
    check_published(folder.parent, library, ["index.html"], problems)
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("name", "file", "old", "new"),
    [
        ("sec_2__para_1", "02-sec_2.yml", "text: 实施项目96个。", "text: 实施项目97个：一批 # 二批。"),
        ("opening__para_1", "report.yml", "      现在报告工作。", "      现在，我报告工作。"),
        ("salutation", "report.yml", "text: 各位代表：}", "text: 各位委员：}"),
        ("sec_2", "02-sec_2.yml", "heading: 二、安排", "heading: 二、今年的安排"),
        ("part_1", "report.yml", "    heading: 工作回顾", "    heading: 2025年工作回顾"),
    ],
)
def test_words_are_changed_in_their_own_lines(
    clerk: TestClient, folder: Path, name: str, file: str, old: str, new: str
) -> None:
    before = read(folder, file)
    words, state = (
        part.partition("text: ")[2] or part.partition("heading: ")[2] or part.strip() for part in (new, old)
    )
    assert send(clerk, name, "text", text=words.rstrip("}"), state=hash_text(state.rstrip("}"))) == 303
    written = new.replace("实施项目97个：一批 # 二批。", '"实施项目97个：一批 # 二批。"')
    assert read(folder, file) == before.replace(old, written)
    clerk.post("/reports/x-2026/undo")
    assert read(folder, file) == before


def test_words_typed_over_others_are_refused(clerk: TestClient, folder: Path) -> None:
    assert send(clerk, "sec_2__para_1", "text", text="新的。", state=hash_text("别的。")) == 400
    assert read(folder, "02-sec_2.yml") == SECOND


def test_figures_and_decisions_that_hang_on_words_are_told_first(clerk: TestClient, folder: Path) -> None:
    old = "建成学校12所，范主任到场。"
    said = {"id": "sec_1__para_2", "do": "text", "text": "建成中小学校15所，张主任到场。", "state": hash_text(old)}
    asked = clerk.post("/reports/x-2026/passage", data=said)
    assert asked.status_code == 200
    assert "数值改作 <ins>15</ins>" in asked.text
    assert "范主任" in asked.text
    assert read(folder, "01-sec_1.yml") == FIRST
    assert clerk.post("/reports/x-2026/passage", data=said | {"sure": "yes"}).status_code == 303
    changed = FIRST.replace(old, said["text"]).replace("value: 12", "value: 15")
    assert read(folder, "01-sec_1.yml") == changed.replace("quote: 建成学校12所", "quote: 建成中小学校15所")
    assert read(folder, "../wording.yml").startswith("paragraphs: []\n# ")
    assert "范主任" in read(folder, "../wording.yml")
    clerk.post("/reports/x-2026/undo")
    assert (read(folder, "01-sec_1.yml"), read(folder, "../wording.yml")) == (FIRST, WORDING)


def test_a_figure_that_the_new_words_do_not_state_goes_and_its_address_leads_on(
    clerk: TestClient, folder: Path
) -> None:
    record(folder)
    said = {"text": "就业更稳定。", "state": hash_text("就业稳定。新增就业2.1万人。"), "sure": "yes"}
    assert send(clerk, "sec_1__para_1", "text", **said) == 303
    assert "jobs" not in read(folder, "01-sec_1.yml")
    assert "    lead: 就业更稳定。\n" in read(folder, "01-sec_1.yml")
    assert "{from: x-2026/figures.html#figure-jobs, to: x-2026/sec_1.html#sec_1__para_1}" in read(
        folder, "../redirects.yml"
    )
    assert check(folder) == []


def test_a_published_paragraph_that_is_joined_leads_on(clerk: TestClient, folder: Path) -> None:
    (folder / "glossary.yml").write_text(
        "terms:\n  - {term: 学校, meaning: 校, paragraph: sec_1__para_2}\n", encoding="utf-8"
    )
    record(folder)
    assert send(clerk, "sec_1__para_2", "join") == 303
    assert read(folder, "../redirects.yml") == (
        "redirects:\n- {from: x-2026/sec_1.html#sec_1__para_2, to: x-2026/sec_1.html#sec_1__para_1}\n"
    )
    assert "paragraph: sec_1__para_1, phrase" in read(folder, "../wording.yml")
    assert "paragraph: sec_1__para_1}" in read(folder, "glossary.yml")
    assert check(folder) == []
    # The second half of a paragraph that is split has an id that was never published.
    assert send(clerk, "sec_1__para_1", "split", second="建成") == 303
    assert "sec_1__para_2" not in read(folder, "01-sec_1.yml")
    assert check(folder) == []
    for _ in range(2):
        clerk.post("/reports/x-2026/undo")
    assert not (folder / "../redirects.yml").exists()
    assert check(folder) == []


def test_lines_go_to_the_end_matter_and_back(clerk: TestClient, folder: Path) -> None:
    record(folder)
    assert send(clerk, "sec_2__para_2", "move", to="closing") == 303
    assert send(clerk, "sec_2__para_3", "move", to="endnotes") == 303
    assert send(clerk, "sec_2__para_3", "role", role="signed") == 303
    assert read(folder, "report.yml") == REPORT.replace(
        "source:   #",
        "closing:\n  - id: sec_2__para_2\n    text: |-\n      谢谢大家！\n"
        "endnotes:\n  - id: sec_2__para_3\n    role: signed\n    text: |-\n      东江市人民政府\nsource:   #",
    )
    assert "  # 结尾\n" in read(folder, "02-sec_2.yml")
    assert check(folder) == []
    assert "署名 sec_2__para_3 · 文后" in clerk.get("/reports/x-2026/").text
    assert send(clerk, "sec_2__para_3", "move", to="content") == 400
    assert send(clerk, "sec_2__para_3", "move", to="closing") == 303
    assert send(clerk, "sec_2__para_3", "move", to="content") == 303
    assert read(folder, "report.yml") == REPORT
    assert "    role: signed\n" in read(folder, "02-sec_2.yml")
    assert check(folder) == []


@pytest.mark.parametrize(
    ("name", "to"), [("sec_1__para_1", "closing"), ("sec_2__para_1", "closing"), ("sec_2", "closing")]
)
def test_what_would_change_the_order_of_the_text_is_refused(
    clerk: TestClient, folder: Path, name: str, to: str
) -> None:
    told = clerk.post("/reports/x-2026/passage", data={"id": name, "do": "move", "to": to})
    assert told.status_code == 400
    place = re.search(rf'id="{name}".*?role="alert"', told.text, re.DOTALL)
    assert place, "told where it was asked for"
    assert (read(folder, "report.yml"), read(folder, "02-sec_2.yml")) == (REPORT, SECOND)


def test_a_picture_gets_its_words_where_it_is(clerk: TestClient, folder: Path) -> None:
    page = clerk.get("/reports/x-2026/").text
    assert 'src="/reports/x-2026/pictures/a.png"' in page
    assert clerk.get("/reports/x-2026/pictures/a.png").content == PNG
    assert clerk.get("/reports/x-2026/pictures/b.png").status_code == 400
    assert send(clerk, "sec_1__pic_1", "picture", caption="图1 就业", alternative="柱状图：逐年增加") == 303
    assert "    file: pictures/a.png\n    caption: 图1 就业\n    alternative: 柱状图：逐年增加\n" in read(
        folder, "01-sec_1.yml"
    )


def test_all_remarks_of_a_section_are_accepted_at_once_but_none_that_was_not_shown(
    clerk: TestClient, folder: Path
) -> None:
    page = clerk.get("/reports/x-2026/").text
    form = re.search(r'<form[^>]*accept">\s*((?:<input type="hidden" name="remark"[^>]*>\s*){2,})', page)
    assert form
    remarks = re.findall(r'name="remark" value="([^"]*)"', form[1])
    assert len(remarks) == 2
    path = folder / "01-sec_1.yml"
    path.write_text(FIRST.replace("标题（作正文）", "另一处"), encoding="utf-8")
    assert clerk.post("/reports/x-2026/accept", data={"remark": remarks}).status_code == 400
    assert "请核对：分段" in path.read_text(encoding="utf-8")
    path.write_text(FIRST, encoding="utf-8")
    assert clerk.post("/reports/x-2026/accept", data={"remark": remarks}).status_code == 303
    assert "请核对" not in path.read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").count("\n") == FIRST.count("\n") - 2


def test_a_section_gets_another_address_and_the_old_one_leads_on(clerk: TestClient, folder: Path) -> None:
    record(folder)
    sent = clerk.post("/reports/x-2026/section", data={"id": "sec_1", "do": "rename", "name": "review"})
    assert sent.status_code == 303
    assert read(folder, "01-sec_1.yml") == FIRST.replace("sec_1", "review")
    assert "paragraph: review__para_2" in read(folder, "../wording.yml")
    assert "{from: x-2026/sec_1.html, to: x-2026/review.html}" in read(folder, "../redirects.yml")
    assert check(folder) == []
    sent = clerk.post("/reports/x-2026/section", data={"id": "review", "do": "rename", "name": "sec_2"})
    assert sent.status_code == 400
    clerk.post("/reports/x-2026/section", data={"id": "review", "do": "rename", "name": "sec_1"})
    assert read(folder, "01-sec_1.yml") == FIRST
    assert check(folder) == []


def test_a_section_is_taken_out_in_one_step_and_can_be_put_back(clerk: TestClient, folder: Path) -> None:
    record(folder)
    said = {"id": "sec_1", "do": "withdraw"}
    asked = clerk.post("/reports/x-2026/section", data=said)
    assert asked.status_code == 200
    assert "withdrawn/x-2026/01-sec_1.yml" in asked.text
    assert clerk.post("/reports/x-2026/section", data=said | {"sure": "yes"}).status_code == 303
    kept = folder.parent.parent / "withdrawn/x-2026/01-sec_1.yml"
    assert kept.read_text(encoding="utf-8") == FIRST
    assert read(folder, "report.yml") == REPORT.replace("      - 01-sec_1.yml\n", "")
    assert "# " in read(folder, "../wording.yml")
    assert check(folder) == []
    clerk.post("/reports/x-2026/undo")
    assert not kept.exists()
    assert (read(folder, "report.yml"), read(folder, "01-sec_1.yml")) == (REPORT, FIRST)
    assert check(folder) == []


def test_a_refused_title_block_keeps_what_was_typed(clerk: TestClient, folder: Path) -> None:
    page = clerk.get("/reports/x-2026/").text
    state = re.search(r'name="state" value="(\w+)"', page)
    assert state
    said = {"title": "新题", "body": "东江市", "date": "没有这一天", "source.name": "东江日报", "state": state[1]}
    told = clerk.post("/reports/x-2026/head", data=said)
    assert told.status_code == 400
    assert 'value="新题"' in told.text
    assert re.search(r'id="head".*?role="alert"', told.text, re.DOTALL)
    assert read(folder, "report.yml") == REPORT


@pytest.mark.parametrize(
    ("path", "said", "told"),
    [
        ("/reports/x-2026/undo", {}, "没有可以撤销的改动"),
        ("/reports/x-2026/accept", {"remark": "01-sec_1.yml:1:没有"}, "已在别处改动"),
        ("/wording", {"report": "x-2026", "script": "zh-Hant", "words": "范主任"}, "每个词都要选一种写法"),
    ],
)
def test_what_is_refused_is_told_on_the_screen_where_it_was_asked(
    clerk: TestClient, path: str, said: dict[str, str], told: str
) -> None:
    answer = clerk.post(path, data=said)
    assert answer.status_code == 400
    assert re.search(rf'role="alert".*{told}', answer.text, re.DOTALL)
    assert 'class="desk-steps"' in answer.text, "the screen is there"
