"""What a reader does in a real browser: switch the script, set the page up, use the keyboard, read without scripts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from accessibility import list_violations

pytestmark = pytest.mark.browser
SLUG = "taicang-npc-2025"
KINDS = (
    "index.html",
    f"{SLUG}/index.html",
    f"{SLUG}/sec_5.html",
    f"{SLUG}/full.html",
    f"{SLUG}/figures.html",
    "search.html",
    "help.html",
    "404.html",
)
BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
Open = Callable[..., Page]


def test_the_switch_keeps_the_paragraph(open_page: Open, address: str) -> None:
    page = open_page(f"{address}{SLUG}/sec_5.html", offline=address.startswith("file"))
    page.evaluate("document.getElementById('sec_5__para_3').scrollIntoView()")
    page.click("a[hreflang=zh-Hant]")
    assert page.url.endswith(f"zh-Hant/{SLUG}/sec_5.html#sec_5__para_3")
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    assert page.locator("#sec_5__para_3").bounding_box()["y"] < 900
    page.click("a[hreflang=zh-Hans]")
    assert page.url.endswith(f"{SLUG}/sec_5.html#sec_5__para_3")
    assert "zh-Hant" not in page.url


def test_the_script_chosen_is_remembered_at_the_entrance(open_page: Open, address: str) -> None:
    page = open_page(f"{address}{SLUG}/index.html")
    page.click("a[hreflang=zh-Hant]")
    page.goto(f"{address}index.html")
    page.wait_for_url("**/zh-Hant/index.html")
    page.click("a[hreflang=zh-Hans]")
    page.goto(f"{address}index.html")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


def test_large_text_and_dark_are_remembered(open_page: Open, address: str) -> None:
    page = open_page(f"{address}{SLUG}/sec_2.html")
    small = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.click("#large-text")
    page.click("#dark")
    page.goto(f"{address}zh-Hant/{SLUG}/sec_3.html")
    assert page.locator("#large-text").get_attribute("aria-pressed") == "true"
    assert page.locator("#dark").get_attribute("aria-pressed") == "true"
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= max(24, small)
    assert page.evaluate(BACKGROUND) == "rgb(23, 20, 18)"
    page.click("#dark")
    page.click("#large-text")
    assert page.evaluate(BACKGROUND) == "rgb(253, 252, 248)"


def test_the_keyboard_reaches_everything(open_page: Open, address: str) -> None:
    page = open_page(f"{address}{SLUG}/sec_2.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto(f"{address}{SLUG}/sec_2.html")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or page.evaluate("document.activeElement === document.body")
    wanted = page.evaluate(
        "[...document.querySelectorAll('a, button, input')].filter(e => e.checkVisibility({visibilityProperty: true})).map(e => e.outerHTML)"
    )
    assert set(wanted) <= reached


def test_without_scripts_everything_but_search_works(open_page: Open, address: str) -> None:
    page = open_page(f"{address}{SLUG}/index.html", java_script_enabled=False)
    page.click("nav.contents a >> nth=1")
    assert page.url.endswith("sec_2.html#sec_2")
    page.click("a[hreflang=zh-Hant]")
    assert "zh-Hant" in page.url
    page.locator("#sec_2__para_1").wait_for()
    assert not page.locator("#large-text").is_visible()
    page.goto(f"{address}search.html")
    assert page.locator("noscript").count() == 1


@pytest.mark.parametrize("script", ["", "zh-Hant/"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_accessibility_violation(kind: str, script: str, open_page: Open, served: str) -> None:
    page = open_page(f"{served}{script}{kind}", color_scheme="dark")
    assert page.evaluate(BACKGROUND) == "rgb(23, 20, 18)"
    dark = list_violations(page)
    page.emulate_media(color_scheme="light")
    assert page.evaluate(BACKGROUND) == "rgb(253, 252, 248)"
    light = list_violations(page)
    page.click("#large-text")
    assert page.evaluate("document.documentElement.dataset.text") == "large"
    assert {"dark": dark, "light": light, "large": list_violations(page)} == {"dark": [], "light": [], "large": []}


@pytest.fixture(scope="module")
def served(site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(site)


@pytest.mark.parametrize("kind", KINDS)
def test_a_narrow_window_loses_nothing(kind: str, open_page: Open, served: str) -> None:
    page = open_page(f"{served}{kind}", viewport={"width": 320, "height": 640})
    small = list_cut(page)
    page.click("#large-text")
    assert (small, list_cut(page)) == ([], [])


def list_cut(page: Page) -> list[str]:
    """Return what goes beyond the right edge of a window of 320 px."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    return page.evaluate(
        "[...document.querySelectorAll('main p, main h1, main h2, main h3, main a, main li, header a, button')]"
        ".filter(e => e.checkVisibility() && !e.closest('.table-frame, pre') && e.getBoundingClientRect().right > 321)"
        ".map(e => e.outerHTML.slice(0, 80))"
    )


def test_targets_are_large_enough(open_page: Open, served: str) -> None:
    page = open_page(f"{served}{SLUG}/sec_2.html", viewport={"width": 390, "height": 800})
    small = list_small(page, 24)
    page.click("#large-text")
    assert (small, list_small(page, 44)) == ([], [])


def list_small(page: Page, least: int) -> list[str]:
    """Return the targets that are lower than so many pixels."""
    return page.evaluate(
        "least => [...document.querySelectorAll('.tools a, .tools button, .search-form button, .colophon a, summary')]"
        ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < least).map(e => e.outerHTML)",
        least,
    )


def test_the_missing_page_works_at_any_depth(browser_errors_allowed: Page, served: str) -> None:
    page = browser_errors_allowed
    page.goto(f"{served}no/such/page/here.html")
    assert page.locator("h1").inner_text() == "没有找到这一页"
    assert page.evaluate(BACKGROUND) == "rgb(253, 252, 248)"
    page.click("main a >> nth=0")
    assert page.url == f"{served}index.html"


@pytest.mark.parametrize("tree", ["", "zh-Hant/"])
def test_the_missing_page_works_from_disk(tree: str, browser_errors_allowed: Page, unpacked_below: Path) -> None:
    page = browser_errors_allowed
    page.goto(f"{unpacked_below.as_uri()}/{tree}404.html")
    page.wait_for_function(f"{BACKGROUND} === 'rgb(253, 252, 248)'")
    page.click("main a >> nth=0")
    assert page.url == f"{unpacked_below.as_uri()}/{tree}index.html"
    page.goto(f"{unpacked_below.as_uri()}/{tree}404.html")
    page.click("#dark")
    assert page.evaluate(BACKGROUND) == "rgb(23, 20, 18)"
    page.click("a[hreflang]:not([aria-current])")
    assert page.url == f"{unpacked_below.as_uri()}/{'' if tree else 'zh-Hant/'}404.html"
    page.fill("input[name=q]", "会议")
    page.keyboard.press("Enter")
    page.locator("#search-results li").first.wait_for()


@pytest.fixture(params=["/", "/reports/"])
def unpacked_below(request: pytest.FixtureRequest, site: Path, public: Path) -> Path:
    """The publication in a folder, made for the root of a server and for a path below it."""
    return site if request.param == "/" else public


@pytest.fixture
def browser_errors_allowed(browser: Browser) -> Iterator[Page]:
    """A page whose own 404 answer is written to the console by the browser."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
