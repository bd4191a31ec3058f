"""The search in the real site: from any page to the results, to the paragraph, in both scripts, with no other file."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from search_asking import REST, ask, load, type_query
from search_site import Reading

pytestmark = pytest.mark.browser
PHRASES = ("营商环境", "營商環境", "营商環境", "代表议案", "“一府一委两院”", "３＋３", "2024年，在市委", "督")


@pytest.fixture
def visit(open_page: Callable[..., Page], address: str) -> Callable[[str], Page]:
    return lambda path: open_page(address + path, offline=address.startswith("file:"))


@pytest.mark.parametrize("script", ["", "zh-Hant/"])
def test_the_site_finds_exactly_what_its_report_says(visit: Callable[[str], Page], script: str) -> None:
    reading = Reading(load())
    simplified = [phrase.replace("營", "营").replace("環", "环") for phrase in PHRASES]
    assert ask(visit(f"{script}search.html"), list(PHRASES)) == [reading.scan(phrase) for phrase in simplified]


@pytest.mark.parametrize("script", ["", "zh-Hant/"])
def test_a_search_from_any_page_arrives_at_the_paragraph(visit: Callable[[str], Page], script: str) -> None:
    page = visit(f"{script}taicang-npc-2025/sec_3.html")
    page.keyboard.press("/")
    page.keyboard.type("营商环境")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?*")
    page.wait_for_selector("#search-results li")
    hits = page.locator("#search-results mark").all_inner_texts()
    assert set(hits) == {"營商環境" if script else "营商环境"}
    page.click("#search-results li:last-child a")
    page.wait_for_url("**/sec_3.html?*")
    marks = page.locator("main mark")
    assert set(marks.all_inner_texts()) == set(hits)
    assert marks.first.is_visible()


def test_every_passage_that_is_found_is_on_its_page(visit: Callable[[str], Page]) -> None:
    page = visit("search.html")
    type_query(page, "的")
    links = page.eval_on_selector_all("#search-results a", "all => all.map((link) => link.href)")
    pages = {link.partition("?")[0] for link in links}
    names: dict[str, list[str]] = {link.partition("?")[0]: [] for link in links}
    for link in links:
        names[link.partition("?")[0]].append(link.rpartition("#")[2])
    for path in pages:
        page.goto(path)
        assert all(page.evaluate("(name) => Boolean(document.getElementById(name))", name) for name in names[path])


def test_switching_the_script_keeps_the_query(visit: Callable[[str], Page]) -> None:
    page = visit("search.html")
    type_query(page, "营商环境")
    count = page.locator("#search-results li").count()
    page.click("a[hreflang=zh-Hant]")
    page.wait_for_url("**/zh-Hant/search.html?*")
    page.wait_for_function(REST)
    assert page.locator("#search-results li").count() == count
    assert "營商環境" in page.inner_text("#search-results")


def test_the_page_waits_for_nothing_but_its_own_files(open_page: Callable[..., Page], address: str) -> None:
    page = open_page("about:blank", offline=address.startswith("file:"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}search.html")
    type_query(page, "营商环境")
    assert all(url.startswith(address) for url in asked)
    assert sum("/search/" in url for url in asked) == 1
