"""Pages of an archive as a reader meets them: within the window, and open to everyone."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from accessibility import list_violations

SLUG = "taicang-npc-2025"


NEW_KINDS = (
    "index.html",
    "reports.html",
    "years/2024.html",
    "bodies/taicang-npc.html",
    "places/taicang.html",
    f"{SLUG}/index.html",
    f"{SLUG}/sec_1.html",
    f"{SLUG}/figures.html",
    f"{SLUG}/changes.html",
)


@pytest.mark.browser
@pytest.mark.parametrize("name", NEW_KINDS)
def test_pages_of_an_archive_pass_axe(
    name: str, archive: Path, serve_folder: Callable[[Path], str], open_page: Callable[..., Page]
) -> None:
    address = serve_folder(archive)
    page = open_page("about:blank")
    for script, width in product(("", "zh-Hant/"), (390, 1440)):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{address}{script}{name}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (script, width)
        assert list_violations(page) == [], (script, width)


@pytest.mark.browser
def test_figures_over_the_years_need_no_scrolling_sideways(
    archive: Path, serve_folder: Callable[[Path], str], open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{serve_folder(archive)}{SLUG}/figures.html")
    for large, width in product((False, True), (320, 390, 600, 767)):
        page.set_viewport_size({"width": width, "height": 800})
        frames = page.eval_on_selector_all(
            ".table-frame", "frames => frames.map((one) => one.scrollWidth - one.clientWidth)"
        )
        assert frames, "no table"
        assert max(frames) <= 0, (large, width)
        assert page.locator("table.series .in-head").first.is_visible()
        if width == 767:
            page.click("#large-text")
    page.set_viewport_size({"width": 1366, "height": 800})
    assert not page.locator("table.series .in-head").first.is_visible()
