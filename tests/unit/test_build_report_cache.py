"""Kept files of a report: they come back as they were, and one that lies outside of the report's own is refused."""

import pytest

from gongbao.build.report_cache import Kept, find_strange, join_files, read_files
from gongbao.checks.page_facts import Link, Survey

SURVEY = Survey(
    ids={"a-2025/x.html": frozenset(["p"])}, links=[Link("b.html", "", "../b.html")], faults=[], skeletons={}
)


def keep(*names: str) -> bytes:
    files = tuple((name, b"text of " + name.encode()) for name in names)
    return join_files(Kept(files=files, survey=SURVEY))


def test_files_come_back_as_they_were() -> None:
    names = [
        "a-2025/x.html",
        "zh-Hant-TW/a-2025/x.html",
        "downloads/a-2025/report.epub",
        "zh-Hant/downloads/a-2025/r.txt",
    ]
    found = read_files(keep(*names), "a-2025")
    assert found
    assert found.files == tuple((name, b"text of " + name.encode()) for name in names)
    assert found.survey == SURVEY


@pytest.mark.parametrize(
    "name",
    [
        "../../../x.html", "/etc/x", "a-2025/../x.html", "a-2025//x.html", "b-2025/x.html", "x.html", "a-2025/.x", "a-2025/",
        "C:/x.html", "a-2025\\x.html", "zh-Hans/a-2025/x.html", "zh-Hant/zh-Hant/a-2025/x.html", "a-2025/x\n.html", "",
    ],
)  # fmt: skip
def test_a_name_outside_of_the_report_s_own_is_refused(name: str) -> None:
    assert find_strange(["a-2025/x.html", name], "a-2025") == name
    assert read_files(keep("a-2025/x.html", name), "a-2025") is None
