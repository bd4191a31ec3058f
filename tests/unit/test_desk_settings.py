"""The settings of a publication as a form: only the lines of a field change, every refusal stands by its field."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gongbao.build.new_project import write_project
from gongbao.data.load import load_site
from gongbao.desk.application import make_application
from gongbao.desk.project import Project
from gongbao.desk.publishing import find_field
from gongbao.desk.settings import SETTINGS, find_setting, read_settings, write_settings
from gongbao.report.messages import use_language
from gongbao.report.problems import Problem, Problems, ReportError

BASE = "http://127.0.0.1:8321"
FULL = """\
# 名称
title: 公报   # 一
publisher: '主办'
description: >-
  一句话
  说明
scripts: [zh-Hans, zh-Hant]   # 两种
pdf: archive   # 存档
government: {name: 东江网, domain: www.dongjiang.gov.cn}   # 括号
column:
  # 栏目
  name: 工作报告
  description: 说明
  keywords: [人大, 报告]
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGBAO_LANG", "")
    use_language("zh_Hans")
    folder = tmp_path / "公 报"
    write_project(folder)
    return folder


@pytest.fixture
def clerk(root: Path) -> Iterator[TestClient]:
    application = make_application(Project(root=root), token="one", hosts=frozenset({"127.0.0.1:8321"}))  # noqa: S106
    with TestClient(application, base_url=BASE, follow_redirects=False, headers={"origin": BASE}) as client:
        client.get("/", params={"token": "one"})
        yield client


def read(root: Path, name: str = "data/site.yml") -> str:
    return (root / name).read_bytes().decode()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("title", "2026年: 公报 #1", "title: 公报  ", 'title: "2026年: 公报 #1"  '),
        ("description", "新的说明", "  一句话\n  说明\n", "  新的说明\n"),
        ("scripts", "zh-Hans、zh-Hant、zh-Hant-HK", "[zh-Hans, zh-Hant]", "[zh-Hans, zh-Hant, zh-Hant-HK]"),
        ("pdf", "true", "pdf: archive", "pdf: true"),
        ("word", "true", "pdf: archive   # 存档\n", "pdf: archive   # 存档\nword: true\n"),
        ("government.name", "", "{name: 东江网, domain", "{domain"),
        ("government.code", "0000000001", "gov.cn}", "gov.cn, code: 0000000001}"),
        ("column.keywords", "人大、工作，要点", "[人大, 报告]", "[人大, 工作, 要点]"),
        ("column.type", "首页", "keywords: [人大, 报告]\n", "keywords: [人大, 报告]\n  type: 首页\n"),
    ],
)
def test_a_field_is_set_in_its_own_lines(root: Path, end: str, name: str, value: str, old: str, new: str) -> None:
    (root / "data/site.yml").write_bytes(FULL.replace("\n", end).encode())
    project = Project(root=root)
    write_settings(project, {**read_settings(project), name: value})
    assert read(root) == FULL.replace(old, new).replace("\n", end)
    assert read_settings(project)[name] == value.replace("，", "、")


def test_a_new_publication_is_filled_in_from_nothing(root: Path) -> None:
    project, before = Project(root=root), read(root)
    said = {
        "site_url": "https://www.dongjiang.gov.cn/reports/",
        "site_name": "东江公报",
        "government.domain": "www.dongjiang.gov.cn",
        "government.badge.url": "https://bszs.conac.cn/sitename?id=1",
        "government.badge.image": "images/marks/a.png",
        "column.name": "工作报告",
        "column.description": "公布报告",
        "column.keywords": "人大、报告",
    }
    write_settings(project, {**read_settings(project), **said})
    assert {name: read_settings(project)[name] for name in said} == said
    site = load_site(root / "data/site.yml", Problems())
    assert site
    assert site.government.badge
    assert site.government.badge.image == "images/marks/a.png"
    lines = read(root).splitlines()
    assert [line for line in before.splitlines() if line not in lines] == [], "nothing but new lines"
    assert 'site_url: "https://www.dongjiang.gov.cn/reports/"' in read(root, "mkdocs.yml").replace("'", '"')
    # All of it taken away again: the file is as it was.
    write_settings(project, {**read_settings(project), **dict.fromkeys(said, ""), "site_name": "东江公报"})
    assert read(root) == before


def test_values_that_cannot_be_stand_by_their_fields_and_nothing_is_written(clerk: TestClient, root: Path) -> None:
    page = clerk.get("/settings").text
    state = re.search(r'name="state" value="(\w+)"', page)
    assert state
    before = read(root), read(root, "mkdocs.yml")
    said = read_settings(Project(root=root)) | {"government.icp": "没有号", "site_url": "http://x", "state": state[1]}
    told = clerk.post("/settings", data={**said, "scripts": ["zh-Hans", "zh-Hant"]})
    assert told.status_code == 400
    assert 'value="没有号"' in told.text
    assert re.search(r'id="about-government.icp"><b class="desk-wrong">', told.text)
    assert (read(root), read(root, "mkdocs.yml")) == before
    told = clerk.post("/settings", data={**said, "site_url": "", "scripts": "zh-Hans", "government.icp": ""})
    assert told.status_code == 303
    assert "scripts: [zh-Hans]" in read(root)
    told = clerk.post("/settings", data=said)
    assert "别处改动" in told.text
    assert clerk.post("/settings/undo").status_code == 303
    assert read(root) == before[0]


def test_what_a_file_has_in_another_way_is_refused(root: Path) -> None:
    (root / "data/site.yml").write_text(
        FULL.replace("[人大, 报告]", "\n    - 人大   # 一\n    - 报告"), encoding="utf-8"
    )
    project = Project(root=root)
    with pytest.raises(ReportError, match="手工改"):
        write_settings(project, {**read_settings(project), "column.keywords": "人大"})


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("“government”缺“icp”一项：检查时要看：ICP备案编号", "government.icp"),
        ("“government”的“badge”没有图片（“image”）", "government.badge.image"),
        ("“government”缺“name”一项：", "government.name"),
        ("缺“column”一项：", "column.name"),
        ("“site_url”未填：", "site_url"),
        ('the key "publisher" is missing', "publisher"),
        ("不知说什么", ""),
    ],
)
def test_every_problem_leads_to_its_field(message: str, name: str) -> None:
    assert find_setting(message) == name
    assert name in SETTINGS or not name


@pytest.mark.parametrize(
    ("path", "message", "link"),
    [
        ("mkdocs.yml", "“site_url”未填：", "/settings#field-site_url"),
        ("data/site.yml", "“government”缺“icp”一项：", "/settings#field-government.icp"),
        ("data/wording.yml", "……", "/wording"),
        ("data/x-2026/report.yml", "缺“published”一项：", "/reports/x-2026/#field-published"),
        ("data/x-2026/report.yml", "缺“source”一项：", "/reports/x-2026/#field-source.name"),
        ("data/x-2026/report.yml", "……", "/reports/x-2026/#head"),
        ("docs/index.md", "……", ""),
    ],
)
def test_what_is_lacking_leads_to_its_field(root: Path, path: str, message: str, link: str) -> None:
    assert find_field(Project(root=root), Problem(path=Path(path), message=message)) == link
