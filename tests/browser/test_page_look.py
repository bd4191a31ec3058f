"""Pages as a reader sees them: a budget report with broad tables, a long title and a drawing, on a phone and on paper."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, ViewportSize

from conftest import AWKWARD, run_gongbao
from paper import read_pdf

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 390, "height": 844}
NUMBERS = ", ".join(['"123456.7"'] * 14)
HEADS = ", ".join([f"第{place}项支出预算执行数" for place in "一二三四五六七八九十甲乙丙丁"])
REPORT = """\
title: 关于东江市2025年预算执行情况和2026年预算草案的报告[1]
body: 东江市财政局
session: 东江市第十届人民代表大会第五次会议
date: 2026-01-08
occasion: ——2026年1月8日在东江市第十届人民代表大会第五次会议上
printed: [title, occasion]
parts:
  - {id: part_1, kind: review, year: 2025, heading: 2025年预算执行情况, sections: [01.yml, 02.yml]}
"""
SECTION = f"""\
id: sec_1
heading: 一、全市一般公共预算执行情况
content:
  - {{id: sec_1__subsec_1, heading: （一）收入}}
  - {{id: sec_1__para_1, text: "全年收入169.4亿元，增长5.2%，见下表。"}}
  - id: sec_1__table_1
    caption: 表1　东江市2025年全市一般公共预算收入执行情况和比上年增减情况
    unit: 单位：亿元
    head: 2
    rows:
      - [{{text: 项目, down: 2}}, {{text: 2025年, span: 3}}, {{text: 比上年增长（%）, down: 2}}]
      - [年初预算, 调整预算, 执行数]
      - [一般公共预算收入, "161.0", "168.0", "169.4", "5.2"]
      - [　　其中：税收收入（不含留抵退税等政策性因素影响）, "120.0", "125.0", "126.5", "4.8"]
      - [　　　　　非税收入（含国有资源有偿使用收入）, "41.0", "43.0", "42.9", "-6.4"]
  - {{id: sec_1__pic_1, file: pictures/share.svg, caption: 图1　2021—2025年支出结构, alternative: 横条图：民生支出占八成。}}
  - id: sec_1__table_2
    caption: 表2　分镇支出
    unit: 单位：万元
    head: 1
    rows:
      - [镇（街道）, {HEADS}, 备注]
      - [城关街道, {NUMBERS}, 含新建学校]
    notes: [注：各数均为快报数。]
  - {{id: sec_1__para_2, text: "[1]预算：按法定程序批准的年度财政收支计划。"}}
"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="200" viewBox="0 0 600 200">'
    '<rect x="100" y="40" width="400" height="120"/></svg>'
)
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("look") / AWKWARD
    assert run_gongbao(folder.parent, "new", folder.name).returncode == 0
    settings = folder / "data/site.yml"
    plain = [
        line for line in settings.read_text("utf-8").splitlines() if not line.startswith(("pdf:", "word:", "forms:"))
    ]
    settings.write_text("\n".join(plain), encoding="utf-8")
    second = "id: sec_2\nheading: 二、结论\ncontent: [{id: sec_2__para_1, text: 请予审议。}]\n"
    texts = {"report.yml": REPORT, "01.yml": SECTION, "02.yml": second, "pictures/share.svg": DRAWING}
    (folder / "data/budget-2026/pictures").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "data/budget-2026" / name).write_text(text, encoding="utf-8")
    (folder / "docs/rules.md").write_text(
        "# 规则\n\n[TOC]\n\n## 总则\n\n- 一\n    - 二\n\n### 适用\n\n## 附则\n\n!!! note\n\n    - 三\n",
        encoding="utf-8",
    )
    done = run_gongbao(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture
def place(published: Path) -> str:
    return published.as_uri() + "/"


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("tree", ["", "zh-Hant/"])
def test_a_table_of_sixteen_columns_is_printed_whole(tree: str, open_page: Open, place: str, *, large: bool) -> None:
    page = open_page(f"{place}{tree}budget-2026/sec_1.html")
    if large:
        page.click("#large-text")
    leaves = read_pdf(page.pdf(prefer_css_page_size=True))
    broad = [leaf for leaf in leaves if leaf.width > leaf.height]
    text = "".join(leaf.text for leaf in broad)
    assert text.count("123456.7") == 14, "no number is parted"
    assert "快报数" in text or "快報數" in text, "its note stands with it"
    assert all(line.right <= leaf.width - 34.5 for leaf in broad for line in leaf.lines)


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_what_heads_a_table_and_its_rows_stay_in_view(open_page: Open, place: str, *, large: bool) -> None:
    page = open_page(f"{place}budget-2026/sec_1.html", viewport=PHONE)
    if large:
        page.click("#large-text")
    for table in ("sec_1__table_1", "sec_1__table_2"):
        assert page.evaluate("id => document.getElementById(id).parentElement.scrollWidth > 350", table)
        for moved in (0, 150):
            page.evaluate("([id, x]) => { document.getElementById(id).parentElement.scrollLeft = x; }", [table, moved])
            edges = page.evaluate(
                "id => [...document.querySelectorAll(`#${id} .name, #${id} .unit-line, #${id} th[scope=row]`)]"
                ".map(e => [e.getBoundingClientRect().left, e.classList.length ? e.getBoundingClientRect().right : 0])",
                table,
            )
            assert all(left >= 19 and right <= 371 for left, right in edges), (table, moved, edges)


def test_further_lines_of_a_row_begin_under_its_first(open_page: Open, place: str) -> None:
    page = open_page(f"{place}budget-2026/sec_1.html", viewport=PHONE)
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        lines = page.evaluate(
            """() => [...document.querySelectorAll('th[class^=hang]')].map((cell) => {
              const range = document.createRange();
              const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
              const lefts = {};
              while (texts.nextNode()) {
                for (let at = 0; at < texts.currentNode.length; at += 1) {
                  if (texts.currentNode.data[at] === '\\u3000') { continue; }
                  range.setStart(texts.currentNode, at);
                  range.setEnd(texts.currentNode, at + 1);
                  const box = range.getBoundingClientRect();
                  const line = Math.round(box.bottom / 8);
                  lefts[line] = Math.min(lefts[line] || 1e6, box.left);
                }
              }
              return Object.values(lefts);
            })"""
        )
        assert [len(one) > 1 for one in lines] == [True, True], media
        # An opening bracket at the beginning of a line may be trimmed by half of it.
        assert all(max(one) - min(one) <= 9 for one in lines), (media, lines)


def test_heads_of_columns_end_where_their_numbers_end(open_page: Open, place: str) -> None:
    page = open_page(f"{place}budget-2026/sec_1.html", viewport={"width": 1366, "height": 768})
    ends = page.evaluate(
        """() => [...document.querySelectorAll('#sec_1__table_1 tr')].slice(1, 3).map((row) =>
          [...row.querySelectorAll('.number')].slice(0, 3).map((cell) => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return range.getBoundingClientRect().right;
          }))"""
    )
    assert ends[0] == pytest.approx(ends[1], abs=1)


@pytest.mark.parametrize("width", [320, 390])
def test_lists_of_written_pages_stand_inside_the_margin(width: int, open_page: Open, place: str) -> None:
    page = open_page(f"{place}rules.html", viewport={"width": width, "height": 800})
    lists = page.evaluate(
        "[...document.querySelectorAll('main li')].map(e => [e.getBoundingClientRect().left,"
        " getComputedStyle(e).listStyleType, e.parentElement.parentElement.closest('li') !== null])"
    )
    assert len(lists) == 7
    assert all(left >= (20 if kind == "none" else 36) for left, kind, _ in lists), lists
    assert min(left for left, _, inner in lists if inner) > min(left for left, _, inner in lists if not inner)


@pytest.mark.parametrize("width", [360, 390])
def test_the_head_of_a_page_is_one_row_each_and_cuts_no_word(width: int, open_page: Open, place: str) -> None:
    page = open_page(f"{place}budget-2026/sec_1.html", viewport={"width": width, "height": 844})
    room, need = page.evaluate(
        """() => {
          const field = document.querySelector('.masthead input');
          const style = getComputedStyle(field);
          const context = document.createElement('canvas').getContext('2d');
          context.font = style.font;
          return [field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
            context.measureText(field.placeholder).width];
        }"""
    )
    assert need <= room
    page.evaluate("document.getElementById('listen').hidden = false")
    for _ in ("usual", "large"):
        tops = page.evaluate("[...document.querySelectorAll('.tools > :not([hidden])')].map(e => e.offsetTop)")
        assert len(set(tops)) == 1
        page.click("#large-text")
    if width == 390:
        assert page.evaluate("document.querySelector('.trail').offsetHeight") <= 40
        assert page.evaluate("document.getElementById('sec_1__para_1').getBoundingClientRect().top") < 360


def test_the_links_of_a_cover_stand_in_one_column_where_letters_are_large(open_page: Open, place: str) -> None:
    page = open_page(f"{place}budget-2026/index.html", viewport=PHONE)
    page.click("#large-text")
    places = page.evaluate(
        "[...document.querySelectorAll('.start a')].map(e => e.getBoundingClientRect()).map(r => [r.top, r.left])"
    )
    assert len({top for top, _ in places}) == len(places) > 1
    assert len({left for _, left in places}) == 1


@pytest.mark.parametrize("name", ["index.html", "map.html", "budget-2026/index.html"])
def test_no_word_of_a_title_is_parted(name: str, open_page: Open, place: str) -> None:
    page = open_page(f"{place}{name}", viewport={"width": 320, "height": 800})
    parted = page.evaluate(
        """() => [...document.querySelectorAll('.by-word, .unit')].filter(e => e.checkVisibility()).flatMap((title) => {
          const range = document.createRange();
          return [...title.childNodes].filter(node => node.nodeType === 3).filter((node) => {
            range.selectNode(node);
            return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1;
          }).map(node => node.data);
        })"""
    )
    assert parted == []
    assert page.locator("main wbr").count() > 3


def test_a_drawing_in_black_on_nothing_is_seen_in_the_dark(open_page: Open, place: str) -> None:
    page = open_page(f"{place}budget-2026/sec_1.html", color_scheme="dark", viewport={"width": 1366, "height": 768})
    drawn = Image.open(io.BytesIO(page.locator(".picture img").screenshot())).convert("RGB")
    assert drawn.getpixel((4, 4)) == (255, 255, 255)
    assert drawn.getpixel((drawn.width // 2, drawn.height // 2)) == (0, 0, 0)


def test_a_finger_meets_what_stands_alone(open_page: Open, place: str) -> None:
    pages = ("index.html", "map.html", "rules.html", "budget-2026/index.html", "budget-2026/sec_1.html")
    page = open_page(f"{place}index.html", viewport=PHONE, has_touch=True, is_mobile=True)
    for name in pages:
        page.goto(f"{place}{name}")
        assert page.evaluate("matchMedia('(pointer: coarse)').matches")
        low = page.evaluate(
            "[...document.querySelectorAll('main a, .trail a, .colophon a, .tools *, summary, button')]"
            ".filter(e => e.checkVisibility() && !e.closest('p:not(.more, .start), .tools span, .note-mark, td')"
            " && !e.matches('.para-number') && e.getBoundingClientRect().height < 43.5)"
            ".map(e => e.outerHTML)"
        )
        assert low == [], name
