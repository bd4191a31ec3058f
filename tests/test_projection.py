"""A page in another script: the text changes, the markup and the structure do not."""

import pytest

from gongbao.checks.markup import Reader
from gongbao.checks.page_facts import make_survey
from gongbao.pages.blocks import Cut
from gongbao.pages.localize import Projection, make_projection
from gongbao.script.converter import make_converter

MIRRORED = frozenset({"index.html", "search.html", "one/index.html", "one/sec_1.html", "downloads/one/a.csv"})
SITE_URL = "https://example.gov.cn/reports/"


def project(source: str, page: str = "one/sec_1.html", site_url: str = "") -> str:
    return make_projection(make_converter("zh-Hant"), MIRRORED, site_url)(page, source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p><strong>干</strong>部</p>", "<p><strong>幹</strong>部</p>"),
        ("<p>头<em>发</em>和发<b>展</b></p>", "<p>頭<em>髮</em>和發<b>展</b></p>"),
        ("<p>皇</p><p>后</p>", "<p>皇</p><p>後</p>"),
        ("<p>AT&amp;T 公司的&nbsp;发展 &lt;script&gt;</p>", "<p>AT&amp;T 公司的&nbsp;發展 &lt;script&gt;</p>"),
        ('<img alt="发展" src="a.png">', '<img alt="發展" src="../../one/a.png">'),
        ("<img alt='发展'>", "<img alt='發展'>"),
        (
            '<input placeholder="检索" aria-label="干部" data-text-none="没有">',
            '<input placeholder="檢索" aria-label="幹部" data-text-none="沒有">',
        ),
        ('<p class="发" data-id="发">发</p>', '<p class="发" data-id="发">發</p>'),
        ("<!-- 发展 --><p>发</p>", "<!-- 发展 --><p>發</p>"),
        ("<script>var a = '发';</script>", "<script>var a = '发';</script>"),
        (
            '<script type="application/json">{"name": "发展"}</script>',
            '<script type="application/json">{"name": "發展"}</script>',
        ),
        ('<a title="a > b 发">发</a>', '<a title="a > b 發">發</a>'),
        ("<p>𲳝 Latin 3+3 “发”</p>", "<p>𲳝 Latin 3+3 “發”</p>"),
        ('<html lang="zh-Hans">', '<html lang="zh-Hant">'),
        ("<p>1 < 2 发</p>", "<p>1 < 2 發</p>"),
    ],
)
def test_text_is_converted_and_markup_is_not(source: str, expected: str) -> None:
    assert project(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<a href="../index.html">', '<a href="../index.html">'),
        ('<a href="sec_1.html#x">', '<a href="sec_1.html#x">'),
        ('<a href="#x">', '<a href="#x">'),
        ('<a href="../downloads/one/a.csv">', '<a href="../downloads/one/a.csv">'),
        ('<link href="../assets/a.css">', '<link href="../../assets/a.css">'),
        ('<script src="../assets/a.js"></script>', '<script src="../../assets/a.js"></script>'),
        ('<form action="../search.html">', '<form action="../search.html">'),
        ('<a href="https://other.example/">', '<a href="https://other.example/">'),
        ('<a href="/index.html">', '<a href="/zh-Hant/index.html">'),
        ('<link href="/assets/a.css">', '<link href="/assets/a.css">'),
        (
            '<a hreflang="zh-Hans" lang="zh-Hans" href="../one/sec_1.html" aria-current="true">简体</a>',
            '<a hreflang="zh-Hans" lang="zh-Hant" href="../../one/sec_1.html">簡體</a>',
        ),
        (
            '<a hreflang="zh-Hant" lang="zh-Hant" href="../zh-Hant/one/sec_1.html">繁體</a>',
            '<a hreflang="zh-Hant" lang="zh-Hant" href="sec_1.html" aria-current="true">繁體</a>',
        ),
    ],
)
def test_links_stay_in_the_script_and_assets_are_shared(source: str, expected: str) -> None:
    assert project(source) == expected


def test_absolute_addresses_of_the_publication_move_into_the_script() -> None:
    source = (
        f'<link rel="canonical" href="{SITE_URL}one/sec_1.html">'
        f'<link rel="alternate" hreflang="zh-Hans" href="{SITE_URL}one/sec_1.html">'
        f'<meta property="og:url" content="{SITE_URL}one/sec_1.html">'
        '<script type="application/ld+json">'
        f'{{"url": "{SITE_URL}one/sec_1.html#a", "logo": "{SITE_URL}assets/a.svg"}}</script>'
    )
    moved = project(source, site_url=SITE_URL)
    assert f'rel="canonical" href="{SITE_URL}zh-Hant/one/sec_1.html"' in moved
    assert f'hreflang="zh-Hans" href="{SITE_URL}one/sec_1.html"' in moved
    assert f'content="{SITE_URL}zh-Hant/one/sec_1.html"' in moved
    assert f'"url": "{SITE_URL}zh-Hant/one/sec_1.html#a"' in moved
    assert f'"logo": "{SITE_URL}assets/a.svg"' in moved


def test_a_page_at_the_root_moves_one_folder_down() -> None:
    assert project('<link href="assets/a.css"><a href="one/index.html">', "index.html") == (
        '<link href="../assets/a.css"><a href="one/index.html">'
    )


def test_a_page_may_begin_with_an_empty_line() -> None:
    assert project("\n<p>干部</p>\n\n<p>发展</p>\n") == "\n<p>幹部</p>\n\n<p>發展</p>\n"


def test_lines_are_projected_alone_as_far_as_they_can_be() -> None:
    projection = Projection(converter=make_converter("zh-Hant"), mirrored=MIRRORED)
    for _ in range(2):
        moved = projection.project_lines("one", ["<p>干部</p>", "<p>发展</p>"])
        assert moved
        assert (moved["<p>干部</p>"], moved["<p>发展</p>"]) == ("<p>幹部</p>", "<p>發展</p>")
    assert projection.project_lines("one", ["<p>1 < 2 发", "</p>"]) is None
    assert projection.project_lines("one", ["<p>干<b", "id='a'>部</b></p>"]) is None
    moved = projection.project_lines("one", ['<a title="a > b 发">发</a>', "<!-- 发 > --><br>"])
    assert moved
    assert moved['<a title="a > b 发">发</a>'] == '<a title="a > b 發">發</a>'
    assert moved["<!-- 发 > --><br>"] == "<!-- 发 > --><br>"


def test_what_was_cut_for_a_projection_tells_a_survey_the_same() -> None:
    lines = [
        '<h1 id="sec_1">标题</h1>',
        '<p id="a">正文&amp;<span class="whole">12 次</span></p> <a href="#sec_1">一</a><a href="sec_2.html#x">二</a>',
        "<!--mark--><br>",
        '<script src="../assets/a.js" defer></script>',
        '<a href="#nowhere" id="b">三</a>',
        "plain",
    ]
    cuts: list[Cut] = []
    Projection(converter=make_converter("zh-Hant"), mirrored=MIRRORED).project_lines("one", lines, cuts)
    assert cuts[0].lines == lines
    reader = Reader()
    survey = make_survey(reader, {"one/sec_1.html": lines}, lines=lines, cuts=cuts)
    assert reader.lines == set(lines)
    assert survey == make_survey(Reader(), {"one/sec_1.html": lines})
    assert survey.ids == {"one/sec_1.html": frozenset(("sec_1", "a", "b"))}
    assert [fault.near for fault in survey.faults] == ["#nowhere"]
    wrong = ['<p onclick="x()">一</p>']
    cuts.clear()
    Projection(converter=make_converter("zh-Hant"), mirrored=MIRRORED).project_lines("one", wrong, cuts)
    (fault,) = make_survey(Reader(), {"one/sec_1.html": wrong}, lines=wrong, cuts=cuts).faults
    assert "an event attribute" in fault.message
