"""A real browser, and the publication as a reader meets it: on a server with the policy, and from disk."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "google-chrome", "chrome")
    program = os.environ.get("GONGBAO_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert program, "no Chromium on this machine (make test installs it)"
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page in a fresh window; the test fails if any page writes an error to the console."""
    errors: list[str] = []
    contexts = []

    def open_address(address: str, *, offline: bool = False, **options: Any) -> Page:
        context = browser.new_context(**options)
        context.set_offline(offline)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield open_address
    for context in contexts:
        context.close()
    assert not errors


@pytest.fixture(scope="session", params=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path, serve_folder: Callable[[Path], str]) -> str:
    """The root of the publication, on a server and from disk."""
    return serve_folder(site) if request.param == "http" else site.as_uri() + "/"
