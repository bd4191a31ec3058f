"""The files of the search: what they hold, how large they are, and that they tell another script's text exactly."""

import datetime
import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest

from gongbao.build.context import make_context
from gongbao.build.pipeline import write_search
from gongbao.data.glossary import iter_explained
from gongbao.data.load import load_publication
from gongbao.output.writer import Writer
from gongbao.report.addresses import make_addresses
from gongbao.report.problems import Problems
from gongbao.report.report import Paragraph, Part, Report, Section, Subheading, Table
from gongbao.report.site import Publication
from gongbao.report.walk import iter_lines, iter_printed
from gongbao.script.converter import make_converter
from gongbao.search import edit_arrays as bulk
from gongbao.search import edits
from gongbao.search.documents import make_document
from gongbao.search.index import SearchFiles, make_search_files
from gongbao.search.suggestions import list_terms
from gongbao.search.variants import make_plain
from search_archive import make_archive

SCRIPTS = ("zh-Hans", "zh-Hant", "zh-Hant-HK")
TIMES_THE_TEXT = 3


@pytest.fixture(scope="module")
def publication() -> Publication:
    problems = Problems()
    loaded = load_publication(Path(__file__).parents[1] / "data", problems)
    assert loaded, list(problems)
    return loaded


@pytest.fixture
def report() -> Report:
    """A report with one of everything that can be printed."""
    table = Table(id="sec_2__table_1", caption="表1 项目", rows=(("项目", "进展"), ("一期", "完成\n验收")))
    return Report(
        slug="all-2025",
        title="工作报告",
        body="常务委员会",
        date=datetime.date(2025, 1, 8),
        occasion="——在大会上",
        printed=("title", "occasion"),
        preface=(Paragraph(id="preface__para_1", text="（某年某月某日通过）"),),
        salutation=Paragraph(id="salutation", text="各位代表："),
        opening=(Paragraph(id="opening__para_1", text="请予审议。"),),
        parts=(
            Part(
                id="part_1",
                kind="review",
                heading="2024年主要工作",
                sections=(
                    Section(id="sec_1", label="总体情况", content=(Paragraph(id="sec_1__para_1", text="总的说。"),)),
                    Section(
                        id="sec_2",
                        heading="一、监督",
                        content=(
                            Subheading(id="sec_2__subsec_1", heading="（一）听取报告"),
                            Paragraph(id="sec_2__para_1", text="听取报告。共八项。", lead="听取报告。"),
                            table,
                        ),
                    ),
                ),
            ),
            Part(
                id="annex_1",
                kind="annex",
                heading="名词解释",
                sections=(Section(id="sec_3", label="名词", content=(Paragraph(id="sec_3__para_1", text="名词。"),)),),
            ),
        ),
        closing=(Paragraph(id="closing__para_1", text="谢谢！"),),
        endnotes=(Paragraph(id="notes__para_1", text="（来源：日报）"),),
    )


def make(reports: Sequence[Report], **sizes: int) -> SearchFiles:
    converters = {tag: make_converter(tag).convert_all for tag in SCRIPTS}
    return make_search_files(reports, SCRIPTS, converters, **sizes)


def read(content: bytes) -> dict:
    match = re.fullmatch(r"\(self\.gongbaoSearch=self\.gongbaoSearch\|\|\[\]\)\.push\((.*)\);\n", content.decode())
    assert match
    return json.loads(match[1])


def test_every_printed_line_is_a_passage(report: Report, publication: Publication) -> None:
    for one in (report, *publication.reports):
        lines = [line.replace("\t", " ") for line in iter_lines(one)]
        assert [passage.text for _, passage in make_document(one).passages] == lines


def test_every_passage_has_an_address(report: Report) -> None:
    pages = make_addresses(report).pages
    cover = {"title", "occasion"}
    assert {passage.id for passage in iter_printed(report)} - set(pages) == cover


def test_numbers_run_over_headings_leads_and_texts(report: Report) -> None:
    stock = make_document(report)
    assert list(stock.zones) == sorted(stock.zones)
    strings = list(stock.iter_strings())
    assert strings.index("2024年主要工作") < strings.index("听取报告。") < strings.index("听取报告。共八项。")
    assert len(strings) == len(list(iter_printed(report))) + 1


@pytest.mark.parametrize("way", [edits, bulk])
def test_the_words_of_another_script_can_be_told_from_the_index(way: ModuleType, publication: Publication) -> None:
    words = [*make_document(publication.reports[0]).words, "𠮷后头发", ""]
    for tag in SCRIPTS[1:]:
        converted = make_converter(tag).convert_all(words)
        table = make_plain(words, lambda _, known=converted: known).table
        exceptions = way.find_edits(words, converted, table)
        assert len(exceptions) < len(words) // 2
        for word in words:
            letters = list(word.translate(table))
            pairs = exceptions.get(word, "")
            for position, letter in zip(pairs[::2], pairs[1::2], strict=True):
                letters[ord(position) - 32] = letter
            assert "".join(letters) == converted[word]


def test_many_texts_are_compared_as_a_few_are(publication: Publication) -> None:
    words = [*make_document(publication.reports[0]).words, "𠮷后头发", ""]
    converted = make_converter("zh-Hant").convert_all(words)
    assert bulk.count_pairs(words, converted) == edits.count_pairs(words, converted)
    for table in ({}, make_plain(words, lambda _: converted).table):
        assert bulk.find_edits(words, converted, table) == edits.find_edits(words, converted, table)


def test_one_report_makes_one_small_file(publication: Publication) -> None:
    index = make(publication.reports[:1])
    assert list(index.files) == [index.entry]
    text = sum(len(line.encode()) for line in iter_lines(publication.reports[0]))
    assert len(index.files[index.entry]) < 2 * text


def test_an_archive_is_at_most_three_times_its_text(publication: Publication) -> None:
    archive = make_archive(publication, 40, 6_000)
    index = make(archive.reports)
    assert len(index.files) > len(archive.reports)
    text = sum(len(line.encode()) for report in archive.reports for line in iter_lines(report))
    assert sum(map(len, index.files.values())) <= TIMES_THE_TEXT * text


def test_names_hold_a_hash_of_the_content(report: Report) -> None:
    for small in (0, 500_000):
        one = make([report], small=small)
        other = make([replace(report, title="别的报告")], small=small)
        assert make([report], small=small) == one
        assert set(one.files).isdisjoint(other.files)
        assert all(re.fullmatch(r"search/(index\.[0-9a-f]{10}|[0-9a-f]{10}/[a-z]+\d*)\.js", name) for name in one.files)


def test_every_file_is_a_script_that_older_browsers_read(report: Report) -> None:
    odd = replace(report, signature='</script>"\\\u2028\u2029', printed=("title", "signature"))
    for small in (0, 500_000):
        for content in make([odd], small=small).files.values():
            assert read(content)
            assert "\u2028" not in content.decode()
            assert "\u2029" not in content.decode()


def test_a_query_knows_its_reports_from_the_first_file(report: Report) -> None:
    entry = make([report, replace(report, slug="all-2024", date=datetime.date(2024, 1, 9))], small=0)
    catalogue = read(entry.files[entry.entry])
    assert [one[:3] for one in catalogue["reports"]] == [["all-2025", "2025-01-08", 0], ["all-2024", "2024-01-09", 0]]
    assert set("听取报告监督") < set(catalogue["alphabet"])
    assert "监監" in catalogue["forms"]


def test_terms_are_headings_and_leads_without_numbers_the_commonest_first(report: Report) -> None:
    stocks = [make_document(report), make_document(replace(report, slug="all-2024"))]
    assert list_terms(stocks, ["三线一单"]) == [
        "三线一单",
        "听取报告",
        "工作报告",
        "2024年主要工作",
        "监督",
        "表1 项目",
        "名词解释",
    ]


def test_explained_terms_come_first_but_leave_room_and_are_read_as_far_as_needed(report: Report) -> None:
    explained = (f"术语{number}" for number in range(10_000))
    terms = list_terms([make_document(report)], chain(["词", "三线一单", "三线一单", "长" * 25], explained))
    assert terms[:2] == ["三线一单", "术语0"]
    assert terms[1_000:] == list_terms([make_document(report)])
    assert next(explained) == "术语999"


def test_the_terms_of_glossaries_complete_a_query(tmp_path: Path) -> None:
    source = Path(__file__).parents[1]
    shutil.copytree(source / "data", tmp_path / "data")
    glossary = "terms:\n  - {term: 家站点, meaning: 代表之家、代表联络站和代表联系点。}\n"
    (tmp_path / "data/taicang-npc-2025/glossary.yml").write_text(glossary, encoding="utf-8")
    context = make_context(tmp_path, source / "docs", tmp_path / "site", "")
    assert list(iter_explained(context.library.publication.reports)) == ["家站点"]
    write_search(context, Writer(tmp_path / "site"))
    (entry,) = (tmp_path / "site/search").glob("index.*.js")
    assert read(entry.read_bytes())["terms"]["words"][0] == "家站点"
