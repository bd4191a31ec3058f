"""The terms that complete a query: headings and leads, explained terms first."""

import json
import re
import shutil
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from gongbao.build.context import make_context
from gongbao.build.report_cache import make_cache
from gongbao.build.search_files import write_search
from gongbao.data.glossary import iter_explained
from gongbao.output.writer import Writer
from gongbao.report.report import Report
from gongbao.search.documents import make_document
from gongbao.search.suggestions import list_terms


def read(content: bytes) -> dict[str, Any]:
    match = re.fullmatch(r"\(self\.gongbaoSearch=self\.gongbaoSearch\|\|\[\]\)\.push\((.*)\);\n", content.decode())
    assert match
    return json.loads(match[1])


def test_terms_are_headings_and_leads_without_numbers_the_commonest_first(everything: Report) -> None:
    stocks = [make_document(everything), make_document(replace(everything, slug="all-2024"))]
    assert list_terms(stocks, ["三线一单"]) == [
        "三线一单",
        "听取报告",
        "工作报告",
        "2024年主要工作",
        "监督",
        "表1 项目",
        "名词解释",
    ]


def test_explained_terms_come_first_but_leave_room_and_are_read_as_far_as_needed(everything: Report) -> None:
    explained = (f"术语{number}" for number in range(10_000))
    terms = list_terms([make_document(everything)], chain(["词", "三线一单", "三线一单", "长" * 25], explained))
    assert terms[:2] == ["三线一单", "术语0"]
    assert terms[1_000:] == list_terms([make_document(everything)])
    assert next(explained) == "术语999"


def test_the_terms_of_glossaries_complete_a_query(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "data", tmp_path / "data")
    glossary = "terms:\n  - {term: 家站点, meaning: 代表之家、代表联络站和代表联系点。}\n"
    (tmp_path / "data/taicang-npc-2025/glossary.yml").write_text(glossary, encoding="utf-8")
    context = make_context(tmp_path, root / "docs", "")
    assert list(iter_explained(context.library.publication.reports)) == ["家站点"]
    write_search(context, make_cache(context), Writer(tmp_path / "site"), {})
    (entry,) = (tmp_path / "site/search").glob("index.*.js")
    assert read(entry.read_bytes())["terms"]["words"][0] == "家站点"
