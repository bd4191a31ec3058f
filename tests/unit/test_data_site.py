"""What is said of the publication: a wrong identifier is refused with its line."""

from pathlib import Path

import pytest

from conftest import IDENTIFIERS
from gongbao.data.load import load_site
from gongbao.report.problems import Problems
from gongbao.report.site import is_placeholder

SITE = """title: 报
publisher: 甲
description: 乙
government:
  {line}
"""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("code: 320585000", '"code": "320585000" is not ten digits, or two letters and eight digits'),
        ("domain: https://www.gov.cn", '"domain": "https://www.gov.cn" is not a domain in lower case'),
        ("domain: WWW.gov.cn", "is not a domain in lower case"),
        ("icp: 苏ICP证05001234号", "is not an ICP number (example: 苏ICP备05001234号-1)"),
        ("icp: ICP备05001234号", "is not an ICP number"),
        ("police: 苏公网安备3205850201号", "is not a number of 公安机关备案"),
        (
            "badge: {url: http://bszs.conac.cn/}",
            '"url": "http://bszs.conac.cn/" is not an address that begins with https',
        ),
        ("mistakes: {url: https://a.gov.cn/, image: ../x.png}", "is not a picture under docs/assets"),
        ("mistakes: https://a.gov.cn/", "expected keys (url, image)"),
        ("cod: 1", 'unknown key "cod" (did you mean "code"?)'),
    ],
)
def test_a_wrong_identifier_is_refused_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "site.yml").write_text(SITE.format(line=line), encoding="utf-8")
    problems = Problems()
    load_site(tmp_path / "site.yml", problems)
    assert [(problem.line, message in problem.message) for problem in problems] == [(5, True)]


@pytest.mark.parametrize(
    "line", ["code: bm01000001", "code: '3205850001'", "icp: 京ICP备2021000001号", "domain: a-b.gov.cn"]
)
def test_a_right_identifier_is_taken(tmp_path: Path, line: str) -> None:
    (tmp_path / "site.yml").write_text(SITE.format(line=line), encoding="utf-8")
    problems = Problems()
    assert load_site(tmp_path / "site.yml", problems)
    assert not problems.found


def test_every_sample_is_told_from_the_real() -> None:
    assert all(is_placeholder(sample.strip('"')) for sample in IDENTIFIERS)
    assert not any(is_placeholder(real) for real in IDENTIFIERS.values())
