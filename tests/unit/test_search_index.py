"""The files of the search: what they hold, how large they are, and that old browsers read them."""

import datetime
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from gongbao.report.report import Report, ScriptTag
from gongbao.report.site import Publication
from gongbao.report.walk import iter_lines
from gongbao.script.converter import make_converter
from gongbao.search.index import SearchFiles, make_search_files

SCRIPTS: tuple[ScriptTag, ...] = ("zh-Hans", "zh-Hant", "zh-Hant-HK")


def read(content: bytes) -> dict[str, Any]:
    match = re.fullmatch(r"\(self\.gongbaoSearch=self\.gongbaoSearch\|\|\[\]\)\.push\((.*)\);\n", content.decode())
    assert match
    return json.loads(match[1])


def make(reports: Sequence[Report], **sizes: Any) -> SearchFiles:
    converters = {tag: make_converter(tag).convert_all for tag in SCRIPTS}
    return make_search_files(reports, SCRIPTS, converters, **sizes)


def test_one_report_makes_one_small_file(publication: Publication) -> None:
    index = make(publication.reports[:1])
    assert list(index.files) == [index.entry]
    text = sum(len(line.encode()) for line in iter_lines(publication.reports[0]))
    assert len(index.files[index.entry]) < 2 * text


def test_names_hold_a_hash_of_the_content(everything: Report) -> None:
    for small in (0, 500_000):
        one = make([everything], small=small)
        other = make([replace(everything, title="别的报告")], small=small)
        assert make([everything], small=small) == one
        assert set(one.files).isdisjoint(other.files)
        assert all(re.fullmatch(r"search/(index\.[0-9a-f]{10}|[0-9a-f]{10}/[a-z]+\d*)\.js", name) for name in one.files)


def test_every_file_is_a_script_that_older_browsers_read(everything: Report) -> None:
    odd = replace(everything, signature='</script>"\\\u2028\u2029', printed=("title", "signature"))
    for small in (0, 500_000):
        for content in make([odd], small=small).files.values():
            assert read(content)
            assert "\u2028" not in content.decode()
            assert "\u2029" not in content.decode()


def test_a_query_knows_its_reports_from_the_first_file(everything: Report) -> None:
    entry = make([everything, replace(everything, slug="all-2024", date=datetime.date(2024, 1, 9))], small=0)
    catalogue = read(entry.files[entry.entry])
    assert [one[:3] for one in catalogue["reports"]] == [["all-2025", "2025-01-08", 0], ["all-2024", "2024-01-09", 0]]
    assert set("听取报告监督") < set(catalogue["alphabet"])
    assert "监監" in catalogue["forms"]
