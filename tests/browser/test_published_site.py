"""The publication where readers meet it: behind real servers with our configuration, and unpacked on a disk, offline."""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from gongbao.output.offline_zip import PACKAGE
from servers import run_server

pytestmark = pytest.mark.browser
SLUG = "taicang-npc-2025"
WATCH = "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"
Open = Callable[..., Page]


@pytest.fixture(scope="module", params=["nginx /", "nginx /reports/", "apache /", "apache /reports/"])
def address(
    request: pytest.FixtureRequest, site: Path, public: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The publication on a real server, at the root and below a path."""
    name, path = request.param.split()
    folder = site if path == "/" else public
    with run_server(name, tmp_path_factory.mktemp("server"), folder, path) as found:
        yield found


@pytest.fixture(scope="module")
def unpacked(public: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline package, unpacked in a folder with an awkward name."""
    folder = tmp_path_factory.mktemp("优 盘")
    with zipfile.ZipFile(public / PACKAGE) as archive:
        archive.extractall(folder)
    return next(folder.iterdir())


def test_every_page_holds_the_policy_without_a_violation(address: str, public: Path, browser: Browser) -> None:
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    faults: list[str] = []
    page.on(
        "console", lambda message: faults.append(f"{page.url}: {message.text}") if message.type == "error" else None
    )
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.on("request", lambda sent: None if sent.url.startswith((address, "data:")) else faults.append(sent.url))
    names = sorted(path.relative_to(public).as_posix() for path in public.rglob("*.html"))
    for name in names:
        answer = page.goto(address + name)
        assert answer
        assert "default-src 'none'" in answer.headers["content-security-policy"], name
    page.goto(f"{address}search.html?q=代表")
    page.locator("#search-results li").first.wait_for()
    assert len(names) > 30
    assert faults == []
    context.close()


def test_a_first_visit_to_a_section_is_light(address: str, browser: Browser) -> None:
    page = browser.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  Playwright marks its handlers
    page.goto(f"{address}{SLUG}/sec_2.html", wait_until="networkidle")
    assert sum(answer.request.sizes()["responseBodySize"] for answer in answers) < 150 * 1024
    large = [answer for answer in answers if len(answer.body()) >= 1000]
    assert all(answer.headers.get("content-encoding") == "gzip" for answer in large)
    page.close()


def test_a_missing_page_at_any_depth_leads_home(address: str, browser: Browser) -> None:
    page = browser.new_page()
    for path, words in ((f"{SLUG}/none/none.html", "没有找到这一页"), (f"zh-Hant/{SLUG}/none.html", "沒有找到這一頁")):
        answer = page.goto(address + path)
        assert answer
        assert answer.status == 404
        assert page.locator("h1").inner_text() == words
        page.locator("main a").first.click()
        page.locator("body.home").wait_for()
        assert page.url.startswith(address)
    page.close()


def test_the_package_works_from_a_disk_without_a_network(unpacked: Path, open_page: Open) -> None:
    page = open_page((unpacked / "index.html").as_uri(), offline=True)
    page.locator(".report-list a.title").first.click()
    page.locator(".contents a").nth(1).click()
    page.locator("#sec_2__para_1").wait_for()
    page.locator("a[hreflang=zh-Hant]").first.click()
    assert "旗幟鮮明" in page.locator("h1").inner_text()
    assert "zh-Hant" in page.url
    page.fill("input[name=q]", "代表建议")
    page.keyboard.press("Enter")
    page.locator("#search-results li mark").first.wait_for()
    page.locator("#search-results li a").first.click()
    assert "#" in page.url
    assert page.url.startswith("file:")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_a_reader_copies_the_reference_to_a_page_and_to_a_paragraph(address: str, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{SLUG}/sec_2.html")
    page.click("#cite")
    page.locator("#cited:not(:empty)").wait_for()
    whole = page.evaluate("navigator.clipboard.readText()")
    pattern = (
        r"太仓市人民代表大会常务委员会\. 太仓市人民代表大会常务委员会工作报告: 一、旗帜鲜明讲政治，牢牢把握人大工作正确方向"
        r"\[R/OL\]\. \(2025-01-\d\d\){pin}\[\d{{4}}-\d\d-\d\d\]\. http\S+/sec_2\.html{anchor}\."
    )
    assert re.fullmatch(pattern.format(pin="", anchor=""), whole), whole
    page.focus("#sec_2__para_2 >> xpath=../a")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    # Not by a function: the policy forbids to look again by evaluating one.
    page.locator("#cited", has_text="第4段").wait_for()
    part = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(pattern.format(pin=": 第4段", anchor="#sec_2__para_2"), part), part
    context.close()


def test_a_reference_read_from_a_disk_names_the_declared_address(unpacked: Path, open_page: Open) -> None:
    page = open_page((unpacked / "zh-Hant" / SLUG / "sec_2.html").as_uri(), offline=True)
    page.click("#cite")
    page.locator("#cited:not(:empty)").wait_for()
    told = page.locator("#cited").inner_text()
    assert told.startswith("已複製：太倉市")
    assert told.endswith(f"https://www.gongbao.gov.cn/reports/zh-Hant/{SLUG}/sec_2.html.")


def test_an_old_address_leads_on(project: Path, open_page: Open) -> None:
    from conftest import run_gongbao

    (project / "data/redirects.yml").write_text("redirects:\n- {from: old.html, to: help.html}\n", encoding="utf-8")
    assert run_gongbao(project, "build").returncode == 0
    page = open_page((project / "site/zh-Hant/old.html").as_uri())
    page.wait_for_url("**/zh-Hant/help.html")
