"""The index of an archive: how large it is beside its text."""

from collections.abc import Sequence
from typing import Any

from gongbao.report.report import Report, ScriptTag
from gongbao.report.site import Publication
from gongbao.report.walk import iter_lines
from gongbao.script.converter import make_converter
from gongbao.search.index import iter_search_files
from search_archive import make_archive

SCRIPTS: tuple[ScriptTag, ...] = ("zh-Hans", "zh-Hant", "zh-Hant-HK")


TIMES_THE_TEXT = 2


def make(reports: Sequence[Report], **sizes: Any) -> dict[str, bytes]:
    converters = {tag: make_converter(tag).convert_all for tag in SCRIPTS}
    return dict(iter_search_files(reports, SCRIPTS, converters, **sizes))


def test_an_archive_is_at_most_twice_its_text(publication: Publication) -> None:
    archive = make_archive(publication, 40, 6_000)
    index = make(archive.reports)
    assert len(index) > len(archive.reports)
    text = sum(len(line.encode()) for report in archive.reports for line in iter_lines(report))
    assert sum(map(len, index.values())) <= TIMES_THE_TEXT * text
