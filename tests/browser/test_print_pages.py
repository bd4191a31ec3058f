"""Real pages printed by Chromium and read back: the grid of GB/T 9704, the line breaks of clreq, every character."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from conftest import run_gongbao
from paper import Leaf, Line, read_pdf

REPORT = "taicang-npc-2025"
LINE = 225 / 22
CHARACTER = 156 / 28
# A baseline is set on the browser's grid of 1/96 inch.
PIXEL = 25.4 / 96
NOT_FIRST = "、，；：。！？”’）》〉」』】·/%"
NOT_LAST = "“‘（《〈「『【/"
ROOTS = {"zh-Hans": "", "zh-Hant": "zh-Hant/"}
Print = Callable[..., list[Leaf]]


@pytest.fixture(scope="session")
def print_page(browser: Browser) -> Print:
    """Print a page of a folder from disk; `large` as a reader has chosen who pressed the button for large text."""

    @cache
    def print_once(path: Path, *, large: bool, scripts: bool) -> list[Leaf]:
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(path.as_uri())
        if large:
            page.click("#large-text")
        content = page.pdf(prefer_css_page_size=True)
        context.close()
        return read_pdf(content)

    def print_path(path: Path, *, large: bool = False, scripts: bool = True) -> list[Leaf]:
        return print_once(path, large=large, scripts=scripts)

    return print_path


@pytest.fixture(params=list(ROOTS))
def tag(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def whole(site: Path, tag: str, print_page: Print) -> list[Leaf]:
    return print_page(site / ROOTS[tag] / REPORT / "full.html")


@pytest.fixture
def section(site: Path, tag: str, print_page: Print) -> list[Leaf]:
    return print_page(site / ROOTS[tag] / REPORT / "sec_2.html")


@cache
def texts(site: Path, tag: str) -> list[str]:
    """Return the lines of the report as the command prints them, without spaces."""
    done = run_gongbao(site.parent, "text", REPORT, "--script", tag)
    return ["".join(line.split()) for line in done.stdout.splitlines()]


def body(leaves: list[Leaf], first: str, last: str) -> list[Leaf]:
    """Return the pages from the one that begins with a line to the one that holds the end of another."""
    start = next(number for number, leaf in enumerate(leaves) if leaf.text.startswith(first))
    end = max(number for number, leaf in enumerate(leaves) if last[-6:] in leaf.text)
    return leaves[start : end + 1]


def report_pages(leaves: list[Leaf], site: Path, tag: str) -> list[Leaf]:
    lines = texts(site, tag)
    return body(leaves, "".join(lines[:2]), lines[-1])


def test_a_page_is_a4(whole: list[Leaf]) -> None:
    assert {(round(leaf.width), round(leaf.height)) for leaf in whole} == {(210, 297)}


def test_the_type_area_is_mirrored(whole: list[Leaf], site: Path, tag: str) -> None:
    for leaf in report_pages(whole, site, tag):
        odd = number_of(leaf) % 2
        left, right = (28, 184) if odd else (26, 182)
        # A mark keeps half of its square clear, a letter reaches a hair out of it.
        assert left - 0.5 < min(line.left for line in leaf.lines) < left + 1
        assert right - CHARACTER / 2 < max(line.right for line in leaf.lines) < right + 0.6


def number_of(leaf: Leaf) -> int:
    assert leaf.foot
    return int(re.fullmatch("—([0-9]+)—", leaf.foot.text)[1])


def test_page_numbers_stand_outside_seven_millimetres_below(whole: list[Leaf]) -> None:
    assert whole[0].foot is None
    for number, leaf in enumerate(whole[1:], 2):
        assert number_of(leaf) == number
        assert leaf.foot.size * 72 / 96 == pytest.approx(14, abs=0.1)
        # The line begins 7 mm below the type area; its baseline is 0.88 of 14 pt further down.
        assert leaf.foot.base == pytest.approx(297 - 35 + 7 + 0.88 * 14 * 25.4 / 72, abs=0.7)
        if number % 2:
            assert 184 - 14 * 25.4 / 72 - 0.8 < leaf.foot.right < 184 - 14 * 25.4 / 72 + 0.2
        else:
            assert 26 + 14 * 25.4 / 72 - 0.2 < leaf.foot.left < 26 + 14 * 25.4 / 72 + 0.8


def test_a_full_line_has_28_characters(whole: list[Leaf], site: Path, tag: str) -> None:
    lines = [line for leaf in report_pages(whole, site, tag) for line in leaf.lines]
    plain = [line for line in lines if not re.search("[0-9A-Za-z+]", line.text)]
    counts = [len(line.text) for line in plain]
    assert max(counts) == 28
    full = [line for line in plain if len(line.text) == 28]
    assert len(full) > len(plain) / 4
    for line in full:
        if re.fullmatch(r"\w.+\w", line.text):
            assert line.right - line.left == pytest.approx(28 * CHARACTER, abs=1.5)


def test_a_full_page_has_22_lines(whole: list[Leaf], site: Path, tag: str) -> None:
    pages = report_pages(whole, site, tag)
    assert max(len(leaf.lines) for leaf in pages) == 22
    assert sum(len(leaf.lines) == 22 for leaf in pages) >= len(pages) / 3
    for leaf in pages[1:]:
        first = leaf.lines[0].base
        # A larger heading has its baseline lower in its line.
        for line in (line for line in leaf.lines if line.size == leaf.lines[0].size):
            steps = (line.base - first) / LINE
            assert abs(steps - round(steps)) * LINE < 2 * PIXEL, line
        assert leaf.lines[-1].base < 297 - 35


def test_nothing_of_the_screen_is_printed(site: Path, tag: str, print_page: Print) -> None:
    for name in ("full.html", "sec_2.html", "index.html", "figures.html"):
        printed = "".join(leaf.text for leaf in print_page(site / ROOTS[tag] / REPORT / name))
        for word in (
            "跳到正文",
            "检索",
            "檢索",
            "上一篇",
            "下一篇",
            "打印",
            "大字",
            "深色",
            "繁體简体",
            "首页",
            "首頁",
            "本篇要点",
            "下载",
        ):
            assert word not in printed, (name, word)


def test_every_character_is_printed_in_order(whole: list[Leaf], site: Path, tag: str) -> None:
    printed = "".join(leaf.text for leaf in whole)
    lines = texts(site, tag)
    assert whole[0].text.startswith(lines[0])
    assert "".join(lines) in printed


def test_a_section_is_a_document_of_its_own(section: list[Leaf], site: Path, tag: str) -> None:
    lines = texts(site, tag)
    start = next(number for number, line in enumerate(lines) if line.startswith("一、"))
    end = next(number for number, line in enumerate(lines) if line.startswith("二、"))
    printed = "".join(leaf.text for leaf in section)
    assert printed.startswith(lines[0])
    assert "".join(lines[start:end]) in printed
    source = printed.split("".join(lines[start:end]))[1]
    assert f"《{lines[0]}》" in source
    assert "2025年1月8日" in source
    assert "第3–6段" in source
    assert ("繁體" if tag == "zh-Hant" else "简体") in source


def paragraphs(leaves: list[Leaf], site: Path, tag: str) -> Iterator[list[tuple[int, Line]]]:
    """Give the printed lines of each paragraph of the report with the pages they stand on."""
    lines = iter([(number_of(leaf), line) for leaf in report_pages(leaves, site, tag) for line in leaf.lines])
    for text in texts(site, tag):
        found: list[tuple[int, Line]] = []
        while "".join(line.text for _, line in found) != text:
            found.append(next(lines))
            assert text.startswith("".join(line.text for _, line in found)), (text, found)
        yield found


def test_lines_break_where_they_may(whole: list[Leaf], site: Path, tag: str) -> None:
    for printed in paragraphs(whole, site, tag):
        for (_, line), (_, below) in pairwise(printed):
            assert below.text[0] not in NOT_FIRST, (line, below)
            assert line.text[-1] not in NOT_LAST, (line, below)
            assert line.text[-1] + below.text[0] not in ("——", "……"), (line, below)
            assert not re.search(r"\d$", line.text) or not re.match(r"[\d余多%个次件项名篇条场年月日]", below.text), (
                line,
                below,
            )
        if len(printed) > 1:
            assert len(re.findall(r"\w", printed[-1][1].text)) >= 2, printed[-1]


def test_paragraphs_are_indented_by_two_and_never_leave_a_single_line(whole: list[Leaf], site: Path, tag: str) -> None:
    long = [printed for printed in paragraphs(whole, site, tag) if len(printed) > 2]
    assert len(long) > 20
    for printed in long:
        page, first = printed[0]
        left = 28 if page % 2 else 26
        assert first.left == pytest.approx(left + 2 * CHARACTER, abs=CHARACTER / 2 + 0.5)
        on_pages = [number for number, _ in printed]
        for number in set(on_pages):
            assert on_pages.count(number) >= 2


def test_a_heading_stays_with_its_text(whole: list[Leaf], site: Path, tag: str) -> None:
    every = list(paragraphs(whole, site, tag))
    headings = [
        number for number, printed in enumerate(every) if re.match("[一二三四五]、|20[0-9]+年主要", printed[0][1].text)
    ]
    assert len(headings) == 7
    for number in headings:
        assert every[number][-1][0] == every[number + 1][0][0]


def test_titles_are_centred_and_larger(section: list[Leaf]) -> None:
    title, heading = section[0].lines[0], section[0].lines[2]
    assert title.size * 72 / 96 == pytest.approx(22, abs=0.1)
    assert (title.left + title.right) / 2 == pytest.approx(28 + 78, abs=0.5)
    assert heading.text.startswith("一、")
    assert heading.left == pytest.approx(28 + 2 * CHARACTER, abs=1)


def test_large_print_has_20_characters_by_16_lines(site: Path, tag: str, print_page: Print) -> None:
    leaves = print_page(site / ROOTS[tag] / REPORT / "sec_2.html", large=True)
    pages = leaves[1:-1]
    lines = [line for leaf in pages for line in leaf.lines if not re.search("[0-9]", line.text)]
    assert all(line.size * 72 / 96 >= 22 for line in lines)
    assert max(len(line.text) for line in lines) == 20
    assert max(len(leaf.lines) for leaf in pages) == 16


def test_without_scripts_and_over_http_the_print_is_the_same(
    site: Path, print_page: Print, open_page: Callable[..., Page], serve_folder: Callable[[Path], str]
) -> None:
    name = f"{REPORT}/sec_3.html"
    from_disk = print_page(site / name)
    assert print_page(site / name, scripts=False) == from_disk
    page = open_page(serve_folder(site) + name)
    assert read_pdf(page.pdf(prefer_css_page_size=True)) == from_disk


def test_the_button_prints(site: Path, open_page: Callable[..., Page]) -> None:
    page = open_page((site / REPORT / "sec_2.html").as_uri())
    assert page.inner_text("#print") == "打印本篇"
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.click("#print")
    assert page.title() == "printed"
    page.click("#large-text")
    assert page.inner_text("#print").split() == ["大字", "打印本篇"]


def test_the_address_and_its_code_are_printed_where_the_site_has_one(hosted: Path, browser: Browser) -> None:
    for root, script in (("", ""), ("zh-Hant-HK/", "zh-Hant-HK/")):
        page = browser.new_page()
        page.goto((hosted / root / REPORT / "sec_2.html").as_uri())
        printed = "".join(leaf.text for leaf in read_pdf(page.pdf(prefer_css_page_size=True)))
        assert f"https://gongbao.example.gov.cn/reports/{script}{REPORT}/sec_2.html#sec_2__para_1" in printed
        page.emulate_media(media="print")
        assert page.evaluate("document.querySelector('.qr').naturalWidth") > 0
        page.close()


def test_without_an_address_there_is_no_code(site: Path) -> None:
    assert not list(site.glob(f"{REPORT}/*.svg"))
    assert 'class="qr"' not in (site / REPORT / "sec_2.html").read_text(encoding="utf-8")
