"""What a reader sees of a search: order, marks, filters, addresses, keys, arrival; and what bad input does (nothing)."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from gongbao.report.report import Paragraph, Part, Report, Section
from gongbao.report.site import Publication
from gongbao.search.normalize import fold
from search_archive import make_archive
from search_asking import ask, load, read_results, type_query
from search_site import Reading, write_site

pytestmark = pytest.mark.browser
SHARDED = {"small": 0, "heavy": 40}
ODD = [
    "",
    " 　\t",
    "“”",
    "a" * 10_000,
    "的" * 10_000,
    "著" * 10_000,
    "“" * 10_000,
    "一 " * 5_000,
    ".*",
    "(",
    "[一-龥]+",
    "\\",
    "$&",
    "^工作$",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "&lt;b&gt;",
    '"',
    "'",
    "%E4%BD%A0",
    "%",
    "\ud83d",
    "工\udc00作",
    "\ud800\ud800",
    "😀",
    "__proto__",
    "constructor",
    "\u0000",
    "\u202e作工",
    "{count}",
]


def make_report(year: int, *texts: str, heading: str = "一、工作", lead: str | None = None) -> Report:
    """Return a report of one section, the texts its paragraphs; the first has the lead."""
    paragraphs = [
        Paragraph(id=f"sec_1__para_{place}", text=text, lead=lead if place == 1 else None)
        for place, text in enumerate(texts, 1)
    ]
    parts = (
        Part(
            id="part_1", kind="review", sections=(Section(id="sec_1", heading=heading, content=tuple(paragraphs[:-1])),)
        ),
        Part(
            id="part_2",
            kind="plan",
            sections=(Section(id="sec_2", heading="二、打算", content=tuple(paragraphs[-1:])),),
        ),
    )
    body = f"第{year % 2}机关"
    place = "乙市" if year % 2 else "甲市"
    return Report(slug=f"r{year}", title="报告", body=body, place=place, date=datetime.date(year, 1, 8), parts=parts)


@pytest.fixture(scope="module")
def small() -> Publication:
    """Two reports in which order can be told."""
    reports = (
        make_report(2025, "环境很好，营商也好。", "改善营商环境，发现问题。", "营商环境" * 80 + "头发的里面"),
        make_report(2024, "营商环境为先。其他。", "公里之后，皇后以后。", "看着著作，答复覆盖", lead="营商环境为先。"),
        make_report(2023, "没有。", "也没有。", "什么都没有。", heading="一、营商环境"),
    )
    return replace(load(), reports=reports)


@pytest.fixture(scope="module", params=[{}, SHARDED], ids=["one file", "many files"])
def folder(request: pytest.FixtureRequest, small: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    write_site(site, small, **request.param)
    return site


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A window without a network, and what its console and its errors say; to open one for each test takes longer."""
    said: list[str] = []
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page, said
    context.close()


@pytest.fixture
def page(window: tuple[Page, list[str]], folder: Path) -> Iterator[Page]:
    """The search page from disk, loaded anew; the test fails on any error of the console or the page."""
    page, said = window
    page.goto(f"{folder.as_uri()}/search.html")
    yield page
    found = said.copy()
    said.clear()
    assert found == []


def status(page: Page) -> str:
    return page.inner_text("#search-status")


def test_headings_and_leads_come_first_then_new_reports(page: Page) -> None:
    type_query(page, "营商环境")
    assert read_results(page) == [
        "r2024/sec_1.html#sec_1__para_1",
        "r2023/sec_1.html#sec_1",
        "r2025/sec_1.html#sec_1__para_2",
        "r2025/sec_2.html#sec_1__para_3",
    ]
    assert status(page) == "找到 4 段，出自 3 篇报告。"


def test_a_phrase_comes_before_scattered_words(page: Page) -> None:
    type_query(page, "营商 环境")
    assert read_results(page)[2:] == [
        "r2025/sec_1.html#sec_1__para_2",
        "r2025/sec_2.html#sec_1__para_3",
        "r2025/sec_1.html#sec_1__para_1",
    ]


def test_every_hit_is_marked_and_nothing_else(page: Page) -> None:
    type_query(page, "好 环境")
    assert page.locator("#search-results li").first.locator("mark").all_inner_texts() == ["环境", "好", "好"]
    type_query(page, "营商环境营商")
    marks = page.locator("#search-results li mark").all_inner_texts()
    assert marks == [("营商环境" * 80)[:-2]]


def test_overlapping_hits_make_one_mark(page: Page) -> None:
    type_query(page, "商环境营商")
    assert "".join(page.locator("#search-results mark").all_inner_texts()).startswith("商环境营商环境营商")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("头发", ["r2025/sec_2.html#sec_1__para_3"]),
        ("頭髮", ["r2025/sec_2.html#sec_1__para_3"]),
        ("發現", ["r2025/sec_1.html#sec_1__para_2"]),
        ("髮現", ["r2025/sec_1.html#sec_1__para_2"]),
        ("裏面", ["r2025/sec_2.html#sec_1__para_3"]),
        ("裡面", ["r2025/sec_2.html#sec_1__para_3"]),
        ("之後", ["r2024/sec_1.html#sec_1__para_2"]),
        ("看著", ["r2024/sec_2.html#sec_1__para_3"]),
        ("看着", ["r2024/sec_2.html#sec_1__para_3"]),
        ("著作", ["r2024/sec_2.html#sec_1__para_3"]),
        ("着作", []),
        ("答覆", ["r2024/sec_2.html#sec_1__para_3"]),
        ("覆蓋", ["r2024/sec_2.html#sec_1__para_3"]),
        ("複盖", []),
    ],
)
def test_a_query_is_read_as_the_simplified_text_that_it_may_stand_for(page: Page, query: str, found: list[str]) -> None:
    type_query(page, query)
    assert read_results(page) == found


def test_filters_narrow_the_results_and_stay_in_the_address(page: Page) -> None:
    type_query(page, "营商环境")
    page.select_option("select[name=half]", "plan")
    assert read_results(page) == ["r2025/sec_2.html#sec_1__para_3"]
    page.select_option("select[name=half]", "")
    page.select_option("select[name=year]", "2023")
    assert read_results(page) == ["r2023/sec_1.html#sec_1"]
    page.select_option("select[name=year]", "")
    page.select_option("select[name=body]", "0")
    assert len(read_results(page)) == 3
    page.select_option("select[name=report]", "r2024")
    assert read_results(page) == []
    assert status(page) == "在所选范围内没有找到“营商环境”。"
    page.reload()
    assert page.input_value("select[name=report]") == "r2024"
    assert status(page) == "在所选范围内没有找到“营商环境”。"


def test_filters_tell_how_much_each_choice_would_leave(page: Page) -> None:
    def read(name: str) -> list[str]:
        return page.locator(f"select[name={name}] option").all_inner_texts()

    plain = read("year")
    assert plain == ["全部", "2025", "2024", "2023"]
    type_query(page, "营商环境")
    assert read("year") == ["全部", "2025（2）", "2024（1）", "2023（1）"]
    assert read("place") == ["全部", "甲市（1）", "乙市（3）"]
    assert read("body") == ["全部", "第0机关（1）", "第1机关（3）"]
    page.select_option("select[name=half]", "plan")
    assert read("year") == ["全部", "2025（1）", "2024", "2023"]
    assert read("half") == ["全部", "工作回顾（3）", "工作安排（1）"]
    page.select_option("select[name=half]", "")
    page.select_option("select[name=place]", label="乙市（3）")
    assert len(read_results(page)) == 3
    page.select_option("select[name=place]", "")
    type_query(page, "")
    assert read("year") == plain


def test_results_are_sorted_by_nearness_or_by_year(page: Page) -> None:
    type_query(page, "营商环境")
    near = read_results(page)
    page.select_option("select[name=sort]", "year")
    newest = read_results(page)
    assert sorted(newest) == sorted(near)
    assert [address[:5] for address in newest] == ["r2025", "r2025", "r2024", "r2023"]
    assert near != newest
    page.reload()
    assert page.input_value("select[name=sort]") == "year"
    assert read_results(page) == newest


def test_one_report_needs_no_filter_but_its_halves(browser: Browser, tmp_path: Path, small: Publication) -> None:
    write_site(tmp_path, replace(small, reports=small.reports[:1]))
    page = browser.new_page()
    page.goto(f"{tmp_path.as_uri()}/search.html")
    assert [select.get_attribute("name") for select in page.locator("select").all()] == ["half"]
    page.close()


def test_a_search_has_an_address_and_the_way_back(page: Page) -> None:
    type_query(page, "营商环境")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["营商环境"]}
    page.click("#search-results li:nth-child(3) a")
    page.wait_for_url("**/sec_1.html?*")
    assert page.locator("mark").all_inner_texts() == ["营商环境"]
    page.go_back()
    assert page.input_value("main input[name=q]") == "营商环境"
    page.wait_for_selector("#search-results li")
    assert len(read_results(page)) == 4


def test_submitted_queries_make_a_history(page: Page) -> None:
    for query in ("营商", "皇后"):
        type_query(page, query)
        page.press("main input[name=q]", "Enter")
    page.go_back()
    page.wait_for_function("document.querySelectorAll('#search-results li').length === 5")
    assert page.input_value("main input[name=q]") == "营商"


def test_arrival_marks_the_words_without_changing_the_text(page: Page) -> None:
    type_query(page, "先其")
    assert read_results(page) == []
    type_query(page, "先。其")
    address = page.get_attribute("#search-results a", "href")
    page.click("#search-results a")
    page.wait_for_url("**/sec_1.html?*")
    target = page.locator("#sec_1__para_1")
    # The lead ends inside the phrase, so two marks stand side by side.
    assert page.locator("mark").all_inner_texts() == ["先。", "其"]
    assert target.inner_text() == "营商环境为先。其他。"
    page.goto(f"{page.url.rpartition('/r2024')[0]}/zh-Hant/{address}")
    assert page.locator("mark").all_inner_texts() == ["先。", "其"]


def test_arrival_marks_in_the_script_of_the_page(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/zh-Hant/search.html?q={quote('发现问题')}")
    page.wait_for_selector("#search-results li")
    assert page.locator("#search-results mark").all_inner_texts() == ["發現問題"]
    address = page.get_attribute("#search-results a", "href")
    page.click("#search-results a")
    page.wait_for_url("**/sec_1.html?*")
    assert page.locator("mark").all_inner_texts() == ["發現問題"]
    page.goto(f"{folder.as_uri()}/{address}")
    assert page.locator("mark").all_inner_texts() == ["发现问题"]


def test_results_are_in_the_script_of_the_page(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/zh-Hant/search.html?q={quote('头发')}")
    page.wait_for_selector("#search-results li")
    assert "頭髮的裡面" in page.inner_text("#search-results")
    assert "報告" in page.inner_text("#search-results")
    assert status(page) == "找到 1 段，出自 1 篇報告。"


def test_nothing_found_offers_the_closest_part(page: Page) -> None:
    type_query(page, "没有皇后以后来")
    assert status(page) == "没有找到“没有皇后以后来”。"
    assert page.locator("#search-nearest a").all_inner_texts() == ["皇后以后"]
    page.click("#search-nearest a")
    page.wait_for_selector("#search-results li")
    assert read_results(page) == ["r2024/sec_1.html#sec_1__para_2"]


def test_words_that_never_meet_are_offered_one_by_one(page: Page) -> None:
    type_query(page, "皇后 问题")
    assert page.locator("#search-nearest a").all_inner_texts() == ["皇后", "问题"]


@pytest.mark.parametrize("query", ODD, ids=lambda query: ascii(query[:12]))
def test_odd_queries_do_no_harm(page: Page, query: str) -> None:
    ask(page, [query])
    if fold(query):
        assert status(page).startswith(("没有找到", "找到"))
    else:
        assert status(page).startswith("输入")
    type_query(page, "皇后")
    assert len(read_results(page)) == 1


def test_an_odd_address_does_no_harm(page: Page, folder: Path) -> None:
    for query in ("q=%", "q=%FF%FE", "q=%ED%A0%80", "q=a&q=b", "report=none&q=皇后", "half[]=1", "q=" + "a" * 10_000):
        page.goto(f"{folder.as_uri()}/search.html?{query}")
        assert status(page)


def test_the_slash_leads_to_the_box(page: Page) -> None:
    page.locator("body").press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("a/b")
    assert page.input_value("main input[name=q]") == "a/b"


def test_terms_complete_the_query_by_keys(page: Page) -> None:
    page.focus("main input[name=q]")
    page.keyboard.type("营商")
    page.wait_for_selector("#search-suggestions li")
    assert page.locator("#search-suggestions li").all_inner_texts() == ["营商环境为先", "营商环境"]
    assert page.get_attribute("main input[name=q]", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.get_attribute("main input[name=q]", "aria-activedescendant")
    assert page.inner_text(f"#{chosen}") == "营商环境"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.get_attribute("main input[name=q]", "aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.input_value("main input[name=q]") == "营商环境"
    assert not page.is_visible("#search-suggestions")
    page.wait_for_selector("#search-results li")
    assert len(read_results(page)) == 4
    page.keyboard.press("Backspace")
    page.wait_for_selector("#search-suggestions li")
    page.keyboard.press("Escape")
    assert not page.is_visible("#search-suggestions")
    assert page.input_value("main input[name=q]") == "营商环"


def test_terms_are_in_the_script_of_the_page(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/zh-Hant/search.html")
    page.focus("main input[name=q]")
    page.keyboard.type("营商")
    page.wait_for_selector("#search-suggestions li")
    assert page.locator("#search-suggestions li").all_inner_texts() == ["營商環境為先", "營商環境"]


@pytest.mark.parametrize("typed", ["yshj", "yingshanghuanjing", "yingshanghj", "YSHJ", "ying shang"])
def test_pinyin_leads_to_the_words(page: Page, typed: str) -> None:
    page.focus("main input[name=q]")
    page.keyboard.type(typed)
    page.wait_for_selector("#search-suggestions li")
    assert page.locator("#search-suggestions li").first.inner_text() == ("营商" if " " in typed else "营商环境")
    page.click("#search-suggestions li")
    page.wait_for_selector("#search-results li")
    assert len(read_results(page)) == (5 if " " in typed else 4)


def test_without_javascript_the_page_says_what_to_do(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/search.html")
    assert "JavaScript" in page.inner_text("noscript")
    assert page.locator("noscript a").first.get_attribute("href") == "r2025/full.html"
    assert not page.is_visible("#search-filters")
    context.close()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reading, Path]:
    publication = make_archive(load(), 6, 2_000)
    site = tmp_path_factory.mktemp("archive")
    write_site(site, publication, **SHARDED)
    return Reading(publication), site


def open_damaged(browser: Browser, folder: Path, damage: Callable[[str], str | None]) -> tuple[Page, list[str]]:
    """Open the search page of a site some of whose files are missing (None) or cut short (their content).

    Returns the page, and the errors that its scripts raise.
    """
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def answer(route: Route) -> None:
        found = damage(route.request.url)
        if found is None:
            route.continue_()
        elif found:
            route.fulfill(body=found, content_type="text/javascript")
        else:
            route.abort()

    page.route("**/search/**", answer)
    page.goto(f"{folder.as_uri()}/search.html")
    return page, errors


# Without the index nothing is ever asked, so nothing comes to rest.
IDLE = """() => document.getElementById("search-results").getAttribute("aria-busy") !== "true" """
CUT = '(self.gongbaoSearch=self.gongbaoSearch||[]).push({"name":"'


@pytest.mark.parametrize("content", ["", CUT], ids=["missing", "cut short"])
@pytest.mark.parametrize("kind", ["g", "h", "t", "index"])
def test_a_damaged_file_is_named_as_such_and_what_works_stays(
    browser: Browser, archive: tuple[Reading, Path], kind: str, content: str
) -> None:
    reading, folder = archive
    page, errors = open_damaged(
        browser, folder, lambda url: content if url.rpartition("/")[2].startswith(kind) else None
    )
    long = next(passage.text for *_, passage in reading.entries if len(passage.text) > 60)[3:15]
    for query in ("发展", "人大代表", "的", long, "代表 监督"):
        page.fill("main input[name=q]", query)
        page.wait_for_function(IDLE)
        text = status(page)
        assert "没有找到" not in text
        if not text.startswith("找到"):
            assert text.startswith(("检索数据没有读全", "检索数据没有读到"))
        else:
            expected = reading.scan(*query.split())
            assert text.startswith(f"找到 {sum(expected.values())} 段")
        assert set(read_results(page)) <= set(reading.scan(*query.split()))
    assert all("Unexpected end" in error or "Invalid or unexpected" in error for error in errors)
    page.close()


def test_a_file_that_failed_is_asked_for_again(browser: Browser, archive: tuple[Reading, Path]) -> None:
    reading, folder = archive
    broken = [True]
    page, _ = open_damaged(browser, folder, lambda url: "" if broken[0] and "/g" in url else None)
    query = reading.entries[20][0][:9]
    type_query(page, query)
    assert status(page).startswith("检索数据没有读全")
    broken[0] = False
    assert ask(page, [query]) == [reading.scan(query)]
    page.close()


def test_what_is_typed_while_the_page_loads_is_searched(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/search/index.*", hold)
    page.goto(f"{folder.as_uri()}/search.html", wait_until="commit")
    page.wait_for_selector("main input[name=q]")
    page.fill("main input[name=q]", "皇后")
    waiting[0].continue_()
    page.wait_for_selector("#search-results li")
    assert read_results(page) == ["r2024/sec_1.html#sec_1__para_2"]
    page.close()
