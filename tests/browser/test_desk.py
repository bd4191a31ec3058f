"""The clerk's desk in a real browser: from a Word file to a public folder, by keyboard, with scripts and without."""

import base64
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from accessibility import list_violations
from desk_word import DELETED, INSERTED, write_office_file
from gongbao.build.new_project import write_project
from servers import free_port

NAME = "dongjiang-gov-2026"
TOOLS = Path(__file__).parents[2] / "tools"
LONGEST_WAIT = 120
# What a clerk presses from a Word file to a public folder and through one correction.
MOST_PRESSED = 30
PRESSED: list[str] = []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "公报 项目"
    write_project(folder)
    write_office_file(tmp_path / "政府工作报告.docx")
    write_office_file(tmp_path / "政府工作报告（更正）.docx", growth="5.8")
    return folder


def start_desk(root: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "gongbao", "desk", "--no-open", "--address", f"127.0.0.1:{free_port()}"],
        cwd=root,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    line = process.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, line + process.stdout.read()
    return process, found[0]


@pytest.fixture
def address(root: Path) -> Iterator[str]:
    """The address of a desk as it is told, its token included."""
    process, address = start_desk(root)
    with process:
        yield address
        process.terminate()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=request.param)
    yield context
    context.close()


def press(page: Page, selector: str) -> None:
    """Press a button as the keyboard does."""
    PRESSED.append(selector)
    page.focus(selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def drop(page: Page, base: str, file: Path) -> None:
    page.goto(base)
    page.set_input_files("#files", file)
    page.fill("#slug", NAME)
    press(page, ".desk-drop button")


def work(page: Page, base: str, what: str) -> None:
    """Start work on the publishing page and wait for its end, with the link that needs no script."""
    page.goto(f"{base}publish")
    press(page, f"button[value={what}]")
    wait(page, base)


def wait(page: Page, base: str) -> None:
    """Wait for the end of what is at work."""
    end = time.monotonic() + LONGEST_WAIT
    while page.get_attribute("#job", "data-state") == "running":
        assert time.monotonic() < end
        time.sleep(0.3)
        try:
            page.goto(f"{base}publish")
        except Error as error:
            # A page with scripts looks by itself, perhaps in the same moment.
            if "ERR_ABORTED" not in error.message:
                raise
    assert page.get_attribute("#job", "data-state") == "done", page.inner_text("#job")


def test_a_clerk_goes_from_a_word_file_to_a_public_folder(root: Path, address: str, window: BrowserContext) -> None:
    errors: list[str] = []
    PRESSED.clear()
    begun = time.monotonic()
    page = window.new_page()
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    base = page.url
    assert "token" not in base

    drop(page, base, root.parent / "政府工作报告.docx")
    assert page.url == f"{base}reports/{NAME}/"
    folder = root / "data" / NAME
    resolve(page, base, folder)
    choose_figures(page, base, folder)
    page.goto(base)
    assert page.inner_text(".desk-state") == "可发布"
    publish(page, base)
    page.goto(base)
    assert page.inner_text(".desk-state") == "已发布"
    correct(page, base, root.parent / "政府工作报告（更正）.docx", folder)
    assert not errors
    sys.stdout.write(f"\nthe clerk's way: {len(PRESSED)} buttons, {time.monotonic() - begun:.0f} seconds\n")
    assert len(PRESSED) <= MOST_PRESSED


def resolve(page: Page, base: str, folder: Path) -> None:
    """Settle every doubt and fill in the title block; a comment of the clerk's own stays, whatever the desk writes."""
    report = folder / "report.yml"
    assert INSERTED in page.inner_text(".desk-rows")
    assert DELETED in page.inner_text(".desk-mark.lost"), "what was left out is told where it was"

    own = "# 本篇由办公室核对\n"
    report.write_text(own + report.read_text(encoding="utf-8"), encoding="utf-8")
    page.goto(f"{base}reports/{NAME}/")
    while page.query_selector(".desk-mark.doubt button"):
        press(page, ".desk-mark.doubt button")
    page.fill("[name='published']", "2026-01-20T09:30")
    page.fill("[name='source.name']", "东江日报")
    page.focus("[name=settled]")
    page.keyboard.press("Space")
    press(page, "#head button.primary")
    page.press("#sec_1__para_1 .desk-change summary", "Enter")
    page.fill("#sec_1__para_1 [name=second]", "新增发明")
    press(page, "#sec_1__para_1 [value=split]")
    assert "新增发明" not in page.inner_text("#sec_1__para_1 > p")
    press(page, ".desk-undo button")
    reword(page)
    text = report.read_text(encoding="utf-8")
    assert text.startswith(own)
    assert "published: 2026-01-20 09:30" in text
    assert "name: 东江日报" in text
    assert "# 请填写刊登报告的报纸、公报或文件" in text
    assert "unsettled" not in text
    assert not any("请核对" in path.read_text(encoding="utf-8") for path in folder.glob("*.yml"))


def reword(page: Page) -> None:
    """Change words that a figure quotes: it is told first, then the change stands beside the source; take it back."""
    page.press("#sec_2__para_1 .desk-change summary", "Enter")
    page.fill("#sec_2__para_1 [name=text]", "城镇新增就业2.3万人，余下任务按期完成。")
    press(page, "#sec_2__para_1 [value=text]")
    assert "数值改作 2.3" in page.inner_text("main")
    press(page, "button.primary")
    assert page.inner_text("#sec_2__para_1 ins") == "2.3"
    assert page.inner_text("#sec_2__para_1 del") == "2.1"
    press(page, ".desk-undo button")


def choose_figures(page: Page, base: str, folder: Path) -> None:
    """Rename one figure, keep one, delete a section's, keep a section's, and take that back once."""
    page.goto(f"{base}reports/{NAME}/figures")
    page.fill("[name='label-sec_1__para_1__fig_1']", "全市地区生产总值")
    press(page, "button[value=labels] >> nth=0")
    page.focus("[name=figure] >> nth=0")
    page.keyboard.press("Space")
    press(page, "button[name=accept][value=chosen] >> nth=0")
    press(page, "button[name=delete][value=sec_1]")
    press(page, "button[name=accept][value=sec_2]")
    assert "待确认 0 项" in page.inner_text("main")
    section = (folder / "01-sec_1.yml").read_text(encoding="utf-8")
    assert "label: 全市地区生产总值" in section
    assert "proposed" not in section
    press(page, ".desk-undo button")
    assert (folder / "02-sec_2.yml").read_text(encoding="utf-8").count("proposed: true") == 3
    page.goto(f"{base}reports/{NAME}/figures")
    press(page, "button[name=accept][value=sec_2]")


def publish(page: Page, base: str) -> None:
    """Build, write down the addresses, and take the package that is uploaded."""
    work(page, base, "build")
    work(page, base, "record")
    work(page, base, "pack")
    with page.expect_download() as download:
        page.click("main a[href='/publish/package'] >> nth=-1")
    with zipfile.ZipFile(download.value.path()) as package:
        assert f"site/zh-Hant/{NAME}/sec_1.html" in package.namelist()
        assert package.testzip() is None


def correct(page: Page, base: str, file: Path, folder: Path) -> None:
    """Drop a corrected file for the same report: its changes are shown and asked first."""
    report = folder / "report.yml"
    before = report.read_text(encoding="utf-8")
    drop(page, base, file)
    assert "5.8" in page.inner_text(".desk-changes")
    assert report.read_text(encoding="utf-8") == before
    press(page, "button.primary")
    assert "增长5.8%" in (folder / "01-sec_1.yml").read_text(encoding="utf-8")
    assert "published: 2026-01-20 09:30" in report.read_text(encoding="utf-8")
    work(page, base, "build")
    assert "5.8" in page.inner_text(".desk-changes ins >> nth=0")
    page.goto(f"{base}reports/{NAME}/preview")
    assert "5.8" in page.inner_text(".desk-changes ins >> nth=0")
    page.goto(base)
    press(page, ".desk-undo button")
    assert "增长5.6%" in (folder / "01-sec_1.yml").read_text(encoding="utf-8")


def test_every_screen_is_accessible(root: Path, address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    base = page.url
    drop(page, base, root.parent / "政府工作报告.docx")
    page.goto(f"{base}publish")
    press(page, "button[value=build]")
    # The browser is closed in the middle: the work goes on, and whoever opens the desk again sees how far it is.
    page.close()
    page = open_page(address)
    page.goto(f"{base}publish")
    wait(page, base)
    drop(page, base, root.parent / "政府工作报告（更正）.docx")
    found = list_violations(page)
    for path in ("", f"reports/{NAME}/", f"reports/{NAME}/figures", f"wording?report={NAME}", "publish", "settings"):
        page.goto(base + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found += list_violations(page)
        for width in (390, 1366):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
    page.goto(f"{base}reports/{NAME}/preview")
    assert page.locator("iframe").count() == 2
    assert found + list_violations(page) == []


def test_a_refused_file_is_told_where_it_happened_with_the_way_out(
    root: Path, address: str, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(address)
    bad = tmp_path / "会议<b>纪要.docx"
    bad.write_text("这不是 Word 文件。", encoding="utf-8")
    drop(page, page.url, bad)
    told = page.inner_text("[role=alert]")
    assert "会议_b_纪要.docx" in told
    assert "（" in told, "the way out"
    assert not (root / "data" / NAME).exists()
    assert page.input_value("#slug") == NAME
    page.close()


def test_a_second_desk_on_one_folder_says_so(root: Path, address: str) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "gongbao", "desk", "--no-open"],
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert second.returncode == 1
    assert "已经打开" in second.stderr
    assert address.split("?", maxsplit=1)[0] in second.stderr


IN_FIREFOX = """
const form = document.querySelector('.desk-drop'), files = new DataTransfer();
const bytes = Uint8Array.from(atob('%s'), one => one.charCodeAt(0));
files.items.add(new File([bytes], '报告.docx'));
form.querySelector('#files').files = files.files;
form.querySelector('#slug').value = '%s';
form.querySelector('button').click();
"""


@pytest.mark.full
def test_the_main_path_holds_in_firefox(root: Path, address: str) -> None:
    sys.path.insert(0, str(TOOLS))
    from engine_drivers import start_firefox

    sys.path.remove(str(TOOLS))
    program = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
    if not program:
        pytest.skip("no Firefox on this machine (tools/install_engines.py)")
    base, folder = address.partition("?")[0], root / "data" / NAME
    word = base64.b64encode((root.parent / "政府工作报告.docx").read_bytes()).decode()
    with start_firefox(program) as firefox:

        def act(script: str, sign: str) -> None:
            """Run a script on the page, and wait for the next one that shows a sign."""
            firefox.evaluate(f"(() => {{ document.title = 'before'; {script} }})()")
            end = time.monotonic() + LONGEST_WAIT
            ready = f"document.readyState === 'complete' && document.title !== 'before' && !!({sign})"
            while not firefox.evaluate(ready):
                assert time.monotonic() < end, (script, firefox.evaluate("document.body.innerText"))
                time.sleep(0.2)

        def click(selector: str, sign: str = "true") -> None:
            act(f"document.querySelector(`{selector}`).click();", sign)

        firefox.open(address)
        act(IN_FIREFOX % (word, NAME), "document.querySelector('#both')")
        click(".desk-mark.doubt button")
        act(
            "document.querySelector('[name=published]').value = '2026-01-20T09:30';"
            "document.querySelector('[name=settled]').click();"
            "document.querySelector('#head button.primary').click();",
            "!document.querySelector('.desk-unsettled')",
        )
        firefox.open(f"{base}reports/{NAME}/figures")
        for name in ("sec_1", "sec_2"):
            click(f"button[name=accept][value={name}]")
        firefox.open(f"{base}publish")
        click("button[value=build]", "document.querySelector('#job[data-state=done]')")
        firefox.open(f"{base}reports/{NAME}/preview")
        assert firefox.evaluate("document.querySelectorAll('iframe').length") == 2
        firefox.open(base)
        assert firefox.evaluate("document.querySelector('.desk-state').textContent") == "已发布"
    assert "published: 2026-01-20 09:30" in (folder / "report.yml").read_text(encoding="utf-8")
