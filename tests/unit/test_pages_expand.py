"""Macro calls in the pages people write: carried out, and told with file and line when wrong."""

import datetime
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from gongbao.archive.index import Library, make_library
from gongbao.pages.expand import expand
from gongbao.pages.macros import MACRO_NAMES, make_macros
from gongbao.pages.marks import CODE, TEXT
from gongbao.print.document import make_whole
from gongbao.report.problems import ReportError
from gongbao.report.report import Paragraph, Part, Report, Section, Subheading
from gongbao.report.site import Publication
from printing import get_setting
from small_reports import publish

PAGE = Path("docs/page.md")


@pytest.fixture(scope="module")
def library(publication: Publication, report: Report) -> Library:
    """The first report, and another, a year older, of the same words."""
    older = replace(report, slug="taicang-npc-2024", date=datetime.date(2024, 1, 8), parts=older_parts(report))
    return make_library(replace(publication, reports=(report, older)))


def older_parts(report: Report) -> tuple[Part, ...]:
    return tuple(replace(part, year=(part.year or 0) - 1) for part in report.parts)


CALLS = {
    "report_list": ("report_list()", "太仓市人民代表大会常务委员会工作报告"),
    "report_index": ("report_index()", 'href="years/2024.html"'),
    "figure_series": ('figure_series("taicang-npc-2025")', 'class="series"'),
    "changes": ('changes("taicang-npc-2025")', "未变"),
    "title_block": ('title_block("taicang-npc-2025")', "王红星"),
    "contents": ('contents("taicang-npc-2025")', "第 7–10 段"),
    "section": ('section("taicang-npc-2025", "sec_7")', 'id="sec_7__para_1"'),
    "paragraph": ('paragraph("taicang-npc-2025", "sec_2__para_1")', "<blockquote>"),
    "figure": ('figure("taicang-npc-2025", "meetings")', '<span class="value">9</span>次'),
    "key_figures": ('key_figures("taicang-npc-2025")', "2100余"),
    "figures_table": ('figures_table("taicang-npc-2025", level=3)', "<h3"),
    "downloads": ('downloads("taicang-npc-2025")', "figures.csv"),
    "search_form": ("search_form()", 'name="q"'),
    "search_page": ("search_page()", 'id="search-results"'),
    "site_map": ("site_map()", 'href="taicang-npc-2024/full.html"'),
    "offline": ("offline()", "offline "),
    "site_title": ("site_title()", "太仓市人大常委会工作报告公报"),
    "publisher": ("publisher()", "太仓市人民代表大会常务委员会"),
}


@pytest.mark.parametrize("name", MACRO_NAMES)
def test_every_macro_works(name: str, library: Library) -> None:
    call, expected = CALLS[name]
    expansion = expand(f"{{{{ {call} }}}}", make_macros(library, ""), PAGE)
    found = expansion.restore(f"<p>{expansion.markdown}</p>")
    assert expected in found.replace(TEXT, "").replace(CODE, "").replace("<wbr>", "")


# Each loop makes what it hands on twice as long.
DOUBLING = '{% for a in ("x",) %}' + "{% for a in (a ~ a,) %}" * 60 + "{{ a }}" + "{% endfor %}" * 61
LOOPS = "{% for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10) %}" * 5 + "x" + "{% endfor %}" * 5


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('a\n\n{{ contents("taicang") }}', 'docs/page.md:8: there is no report "taicang" (there is: taicang-npc-20'),
        (
            '{{ figure("taicang-npc-2025", "meeting") }}',
            'docs/page.md:6: there is no figure "meeting" (there is: meetings',
        ),
        ('{{ changes("taicang-npc-2024") }}', 'docs/page.md:6: there is no report before "taicang-npc-2024"'),
        ("\n{{ contnts() }}", "docs/page.md:7: there is no macro contnts (the macros are: changes, "),
        ("{{ contents() }}", "docs/page.md:6: contents(): missing a required argument: 'report'"),
        ("{{ contents(", "docs/page.md:6: unexpected 'end of template'"),
        ('\n{{ "".__class__.__mro__ }}', "docs/page.md:7: a page knows calls of macros, and if and for"),
        ("{{ 1/0 }}", "docs/page.md:6: a page knows calls of macros, and if and for"),
        ('{{ "a" * 10 }}', "docs/page.md:6: a page knows calls of macros, and if and for"),
        ("x\n{% for n in range(3) %}x{% endfor %}", "docs/page.md:7: a loop goes over a list that stands in the page"),
        ("{% for n in (1, 2) recursive %}{{ loop((3,)) }}{% endfor %}", "docs/page.md:6: a loop goes over a list"),
        (LOOPS, "docs/page.md:6: these loops would go round 10000 times"),
        ("{% set a = 1 %}", "docs/page.md:6: a page knows calls of macros"),
        ("{% macro f() %}{{ f() }}{% endmacro %}", "docs/page.md:6: a page knows calls of macros, and if and for"),
        ('{{ contents("a" ~ "b") }}', 'docs/page.md:6: there is no report "ab"'),
        ('{{ contents(*["a"]) }}', "docs/page.md:6: a page knows calls of macros, and if and for"),
        ('{{ contents("x")|upper }}', "docs/page.md:6: a page knows calls of macros, and if and for"),
        ('{{ report_list("many") }}', "docs/page.md:6: "),
        (DOUBLING, "docs/page.md:6: a loop goes over a list that stands in the page"),
        ("\n{{ " + "9" * 5000 + " }}", "docs/page.md"),
        ("a\n\ue0000\ue001", "docs/page.md:7: the character U+E000 (delete it)"),
        ('\n{{ "\\ue0000\\ue001" }}', "docs/page.md:7: the character U+E000 (delete it)"),
        ('{{ "\\x01" }}', "docs/page.md:6: the character U+0001 (delete it)"),
    ],
)
def test_a_wrong_call_names_file_line_and_remedy(source: str, message: str, library: Library) -> None:
    with pytest.raises(ReportError) as caught:
        expand(source, make_macros(library, ""), PAGE, skipped=5)
    assert str(caught.value).startswith(message)


def test_choices_and_loops_over_what_stands_in_the_page_are_carried_out() -> None:
    source = "{% for year in (2023, 2024) %}{% if year != 2023 %}{{ name(year) }}{% endif %}[{{ year }}]\n{% endfor %}"
    assert expand(source, {"name": lambda year: f"<{year}>"}, PAGE).markdown == "[2023]\n&lt;2024&gt;[2024]\n"


def test_text_of_a_macro_is_neither_run_nor_read_as_markdown() -> None:
    macros = {"publisher": lambda: "{{ 7 * 7 }} <b>*重点*</b>"}
    expansion = expand("{{ publisher() }}", macros, PAGE)
    assert expansion.markdown == "{{ 7 * 7 }} &lt;b&gt;*重点*&lt;/b&gt;"


def test_contents_go_down_to_subheadings_where_there_are_no_parts(report: Report) -> None:
    content = tuple(
        Subheading(id=f"sec_1__subsec_{number}", heading=heading, level=level)
        for number, (heading, level) in enumerate((("（一）收入", 3), ("1. 税收", 4), ("（二）支出", 3)), 1)
    )
    section = Section(
        id="sec_1", heading="一、预算执行情况", content=(*content, Paragraph(id="sec_1__para_1", text="一。"))
    )
    for heading, listed in ((None, [1, 3]), ("2024年预算", [])):
        parts = (Part(id="part_1", heading=heading, sections=(section,)),)
        changed = make_library(publish(replace(report, parts=parts)))
        found = str(make_macros(changed, "")["contents"](report.slug)).replace(TEXT, "")
        assert re.findall(r'href="[^"]+#(sec_1__subsec_\d)"', found) == [f"sec_1__subsec_{number}" for number in listed]
        whole = make_whole(changed.publication.reports[0], get_setting("zh-Hans"))
        depths = [(entry["id"], entry["depth"]) for entry in json.loads(whole.data)["contents"]]
        inner = [(f"sec_1__subsec_{number}", 2) for number in listed]
        assert depths == [*[("part_1", 0)] * (heading is not None), ("sec_1", 1), *inner]
