"""The preview in a real browser: a page loads itself anew at the same place, and shows a mistake until it is mended."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import AWKWARD, change, copy_archive
from servers import free_port

SLUG = "taicang-npc-2025"
# The browser waits for what is served, the server for the disk.
PATIENCE = 20_000


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_archive(tmp_path_factory.mktemp("preview") / AWKWARD)


@pytest.fixture(scope="module")
def preview(project: Path) -> Iterator[str]:
    """The address of a preview, once it is served."""
    port = free_port()
    command = [sys.executable, "-m", "gongbao", "--lang", "en", "serve", "--address", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}/"
    with subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            end = time.monotonic() + PATIENCE / 1000
            while not answers(address):
                assert time.monotonic() < end
                time.sleep(0.05)
            yield address
        finally:
            server.kill()


def answers(address: str) -> bool:
    """Tell whether there is a page at an address."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return b"<main" in answer.read()
    except OSError:
        return False


@pytest.fixture
def page(browser: Browser, preview: str) -> Iterator[Page]:
    """A section of a report in a window that is too low for it, read half-way."""
    context = browser.new_context(viewport={"width": 800, "height": 300})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{preview}{SLUG}/sec_1.html")
    page.evaluate("scrollTo(0, 500)")
    yield page
    context.close()


def find_place(page: Page) -> float:
    """Return how far the page is scrolled once it is; its policy forbids what waits in the page itself."""
    end = time.monotonic() + 5
    while not (place := float(page.evaluate("scrollY"))) and time.monotonic() < end:
        time.sleep(0.05)
    return place


def test_a_page_loads_itself_anew_at_the_same_place(page: Page, project: Path) -> None:
    path = project / f"data/{SLUG}/01.yml"
    page.evaluate("window.before = true")
    change(path, "依法履行职责", "依法认真履行职责")
    expect(page.locator("main")).to_contain_text("依法认真履行职责", timeout=PATIENCE)
    assert page.evaluate("window.before === undefined")
    assert find_place(page) == pytest.approx(500, abs=2)
    change(path, "依法认真履行职责", "依法履行职责")
    expect(page.locator("main")).not_to_contain_text("依法认真履行职责", timeout=PATIENCE)


def test_a_mistake_in_yaml_is_shown_and_goes_when_it_is_mended(page: Page, project: Path) -> None:
    path = project / f"data/{SLUG}/01.yml"
    change(path, "heading: ", "heading：")
    expect(page.locator("body")).to_contain_text(f"data/{SLUG}/01.yml:", timeout=PATIENCE)
    assert "full-width" in page.inner_text("body")
    change(path, "heading：", "heading: ")
    expect(page.locator("main")).to_contain_text("依法履行职责", timeout=PATIENCE)
    assert find_place(page) == pytest.approx(500, abs=2)
