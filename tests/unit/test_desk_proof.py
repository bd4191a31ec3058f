"""The proof screen over HTTP: the title block is written, undone and redone, and never over another's change."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gongbao.desk.application import make_application
from gongbao.desk.project import Project

BASE = "http://127.0.0.1:8321"
REPORT = """\
title: 报告   # 题名
body: 东江市
date: 2026-01-08
speaker: {office: 市长, name: 林建国}
printed: [title]
parts:
  - id: part_1
    sections: [01-sec_1.yml]
"""
SECTION = "id: sec_1\nheading: 一、回顾\ncontent:\n  - id: sec_1__para_1\n    text: 新增就业2.1万人。\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "公 报/data/x-2026"
    folder.mkdir(parents=True)
    (folder / "01-sec_1.yml").write_text(SECTION, encoding="utf-8")
    (folder / "report.yml").write_bytes(REPORT.encode())
    return folder / "report.yml"


@pytest.fixture
def clerk(path: Path) -> Iterator[TestClient]:
    root = path.parent.parent.parent
    application = make_application(Project(root=root), token="one", hosts=frozenset({"127.0.0.1:8321"}))  # noqa: S106
    with TestClient(application, base_url=BASE, follow_redirects=False, headers={"origin": BASE}) as client:
        client.get("/", params={"token": "one"})
        yield client


def read_form(clerk: TestClient) -> dict[str, str]:
    """Return the fields of the title block as the page shows them."""
    page = clerk.get("/reports/x-2026/").text
    state = re.search(r'name="state" value="(\w+)"', page)
    assert state
    values = {
        "title": "报告",
        "body": "东江市",
        "date": "2026-01-08",
        "speaker.office": "市长",
        "speaker.name": "林建国",
    }
    return {**values, "state": state[1]}


def test_an_office_is_cleared_and_the_name_stays_undone_and_redone(clerk: TestClient, path: Path) -> None:
    done = clerk.post("/reports/x-2026/head", data=read_form(clerk) | {"speaker.office": "", "title": "2026年: 报告"})
    assert done.status_code == 303
    after = REPORT.replace("title: 报告 ", 'title: "2026年: 报告" ').replace("{office: 市长, name", "{name")
    assert path.read_bytes().decode() == after
    for deed, text, offered in (("undo", REPORT, "重做：题头"), ("redo", after, "撤销：题头")):
        assert clerk.post(f"/reports/x-2026/{deed}").status_code == 303
        assert path.read_bytes().decode() == text
        assert offered in clerk.get("/reports/x-2026/").text


def test_a_form_of_another_state_is_refused(clerk: TestClient, path: Path) -> None:
    form = read_form(clerk)
    path.write_bytes(REPORT.replace("林建国", "别人改的").encode())
    done = clerk.post("/reports/x-2026/head", data=form | {"title": "新题"})
    assert done.status_code >= 400
    assert "别处改动" in done.text
    assert "别人改的" in path.read_text(encoding="utf-8")
