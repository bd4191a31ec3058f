"""A written page with every element that authors may use: both scripts, the policy, axe, narrow to wide, on paper.

The elements are those that the handbook shows, as they are written there.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from accessibility import list_violations
from conftest import AWKWARD, run_gongbao
from paper import read_pdf
from published_pages import Reading

pytestmark = pytest.mark.browser
SHOWN = re.compile(r"```markdown\n(.*?)```", re.DOTALL)
WIDE = """() => [...document.querySelectorAll('main *')]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((one) => one.outerHTML.slice(0, 80))"""
HIDDEN = """() => [...document.querySelectorAll('main p, main li, main dd')]
    .filter((one) => !one.closest('details:not([open])') && !one.offsetHeight).map((one) => one.textContent)"""
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def elements(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication as `gongbao new` makes it, with a page of all elements."""
    folder = tmp_path_factory.mktemp("elements") / AWKWARD
    assert run_gongbao(folder.parent, "new", folder.name).returncode == 0
    shown = SHOWN.findall((root / "handbook/docs/editor/elements.md").read_text(encoding="utf-8"))
    assert len(shown) == 10
    text = "\n\n".join(["---\ntitle: 版块\n---\n\n# 版块", *shown])
    (folder / "docs/elements.md").write_text(text, encoding="utf-8", newline="\n")
    for command in (("build",), ("verify", "site")):
        done = run_gongbao(folder, *command)
        assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def place(elements: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(elements)


def test_each_is_there_in_either_script_and_none_needs_a_script(elements: Path) -> None:
    for folder, words in (("", "干部名单在会后公布"), ("zh-Hant/", "幹部名單在會後公布")):
        page = Reading((elements / f"{folder}elements.html").read_text(encoding="utf-8"))
        text = "".join(page.text)
        assert words in text
        classes = {name for _, attributes in page.tags for name in attributes.get("class", "").split()}
        for name in ("admonition", "tabs", "cards", "md-button", "md-button--primary", "twemoji", "task", "footnote"):
            assert name in classes, name
        assert {"details", "summary", "dl", "dt", "dd", "abbr"} <= {tag for tag, _ in page.tags}
        assert not page.find("input", type="radio")
        assert not page.find("input", type="checkbox")
        assert not any("style" in attributes for _, attributes in page.tags)
        assert not re.search(r":(?:material|simple|octicons|fontawesome)-", text)
        assert len(set(page.ids)) == len(page.ids)
    assert "幹部列席" in text
    assert "黨政機關公文格式" in {attributes["title"] for attributes in page.find("abbr")}
    assert "說明" in text, "an admonition without a title"
    assert "Note" not in text


@pytest.mark.parametrize("folder", ["", "zh-Hant/"])
def test_they_hold_policy_and_axe_in_light_and_dark_and_large(place: str, folder: str, open_page: Open) -> None:
    page = open_page(f"{place}{folder}elements.html", viewport={"width": 390, "height": 844})
    assert list_violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for button in ("#dark", "#large-text"):
        page.click(button)
        assert list_violations(page) == [], button


def test_nothing_stands_over_the_edge(place: str, open_page: Open) -> None:
    page = open_page(f"{place}elements.html")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for large in (False, True):
        for width in (320, 390, 768, 1024, 1366):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (large, width)
            assert page.evaluate(WIDE) == [], (large, width)
        page.click("#large-text")


def test_without_scripts_all_is_read_and_folds_open(place: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=True, viewport={"width": 1366, "height": 800})
    context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{place}elements.html")
    assert page.evaluate(HIDDEN) == []
    fold = page.locator("details").first
    assert not fold.locator("p").first.is_visible()
    fold.locator("summary").click()
    assert fold.locator("p").first.is_visible()
    context.close()


def test_on_paper_nothing_is_folded(place: str, browser: Browser) -> None:
    context = browser.new_context()
    context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{place}elements.html")
    leaves = read_pdf(page.pdf(prefer_css_page_size=True))
    text = re.sub(r"\s", "", "".join(leaf.text for leaf in leaves))
    for words in (
        "点段落左侧的编号，再点“复制引文”。", "旁听公民从东门入场。", "代表从代表通道入场", "GB/T9704（党政机关公文格式）",
        "☐", "☑", "1.出示身份证", "含一次主任会议扩大会议",
    ):  # fmt: skip
        assert words in text, text
    context.close()


def test_an_icon_that_is_not_there_is_told_with_file_and_line(tmp_path: Path) -> None:
    assert run_gongbao(tmp_path, "new", "公报 三").returncode == 0
    project = tmp_path / "公报 三"
    (project / "docs/x.md").write_text("# 一\n\n`:material-none:` 10:30:20\n\n:material-bnak:\n", encoding="utf-8")
    done = run_gongbao(project, "build")
    assert done.returncode == 1
    assert 'docs/x.md:5: there is no icon ":material-bnak:"' in done.stderr
    assert "1 problem" in done.stderr
