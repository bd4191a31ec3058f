"""Reports as nobody would write them, against a naive reading of every passage."""

import datetime
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from gongbao.report.report import Paragraph, Part, Report, Section
from gongbao.report.site import Publication
from gongbao.search.normalize import fold
from search_asking import ask, load, read_results, type_query
from search_site import Reading, write_site

pytestmark = pytest.mark.browser
SEED = 20261128
WAYS = {"one file": {"small": 10**9}, "many files": {"small": 0}, "many heavy grams": {"small": 0, "heavy": 20}}
# Letters that folding takes away, changes, joins or makes more of; wide ones; and some that occur all the time.
ODD = "的一是在不了有和人，。“”《》 \u3000ＡｂⅣ㎡①ﬁ⻅⼀𠮷𪚥𠀀éé\u0301İßΣς한가\u1112\u1161\u11abｶﾞ〇々2025%"
# A title whose last words are rarer than its first.
TITLE = "报告戊寅龙蛇演义鹿鸣春秋笔法"


def make_report(year: int, texts: Sequence[str], leads: Sequence[str] = (), title: str = "报告") -> Report:
    """Return a report of one section, the texts its paragraphs; the first ones begin with the leads."""
    led = [*leads, *[""] * (len(texts) - len(leads))]
    paragraphs = tuple(
        Paragraph(id=f"sec_1__para_{place}", text=lead + text, lead=lead or None)
        for place, (lead, text) in enumerate(zip(led, texts, strict=True), 1)
    )
    section = Section(id="sec_1", heading="一、工作" if texts else None, content=paragraphs)
    parts = (Part(id="part_1", kind="review", sections=(section,)),)
    day = datetime.date(year, 1, 8)
    report = Report(slug=f"r{year}", title=title, body="机关", date=day, printed=("title",), parts=parts)
    return report if texts else replace(report, printed=())


def make_odd(dice: random.Random) -> list[Report]:
    """Return reports whose paragraphs are odd letters, some much more often than others."""
    weights = [2 ** (-place / 6) for place in range(len(ODD))]

    def write(most: int) -> str:
        return "".join(dice.choices(ODD, weights, k=dice.randint(1, most)))

    leads = ["".join(dice.choices("的一是在", k=4)) for _ in range(30)]
    return [make_report(year, [write(60) for _ in range(120)], leads) for year in (2025, 2024)]


def make_half(dice: random.Random) -> list[Report]:
    """Return reports in which one letter is half of all."""
    texts = ["".join(dice.choice("的的的一是在") for _ in range(dice.randint(1, 80))) for _ in range(100)]
    return [make_report(2025, texts[:70]), make_report(2024, texts[70:])]


def make_bare(_dice: random.Random) -> list[Report]:
    """Return reports that print nothing, or nothing that is searched, beside others."""
    words = ["头发很长", "发展很好"]
    return [make_report(2026, []), make_report(2025, words), make_report(2024, [" ", "“”"]), make_report(2023, words)]


def make_dotted(_dice: random.Random) -> list[Report]:
    """Return a report with the dots of a contents list, ninety thousand and more."""
    return [make_report(2025, [f"目录{'…' * 32}{number}" for number in range(1_000)])]


def make_long(_dice: random.Random) -> list[Report]:
    """Return a report whose paragraph is so long that places in it have the numbers of surrogates."""
    return [make_report(2025, ["工作报告" * 13_900 + "头发里面，发展之后。" * 150 + "公里"])]


MAKERS: list[Callable[[random.Random], list[Report]]] = [make_odd, make_half, make_bare, make_dotted, make_long]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without a network; the test fails on any error of its scripts."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def draw(texts: Sequence[str], dice: random.Random, count: int) -> list[str]:
    """Return phrases of the texts, and such as are not there: over their ends, doubled, with a letter put in."""
    some = [text for text in texts if text]
    drawn: list[str] = []
    while len(drawn) < count:
        text, other, length = dice.choice(some), dice.choice(some), dice.choice((1, 2, 3, 4, 6, 9, 11, 14, 30))
        at = dice.choice((0, max(0, len(text) - length), dice.randrange(len(text))))
        piece = text[at : at + length]
        middle = len(piece) // 2
        ways = [piece] * 6 + [other[-2:] + text[:length], text[-length:] + other[:2], piece * 2]
        drawn += filter(fold, [dice.choice([*ways, piece[:middle] + dice.choice(other) + piece[middle:]])])
    return drawn


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_every_phrase_finds_exactly_its_passages(
    page: Page, tmp_path: Path, make: Callable[[random.Random], list[Report]], way: str
) -> None:
    dice = random.Random(SEED)
    publication: Publication = replace(load(), reports=tuple(make(dice)))
    write_site(tmp_path, publication, **WAYS[way])
    reading = Reading(publication)
    texts = [text for text, *_ in reading.entries]
    long = max(map(len, texts)) > 10_000 or len(texts) > 900
    queries = draw(texts, dice, 12 if long else 60)
    page.goto(f"{tmp_path.as_uri()}/zh-Hant/search.html")
    # One at a time, so that a fault names its query.
    wrong = {query: found for query in queries if (found := ask(page, [query])) != [reading.scan(query)]}
    assert wrong == {}


def test_a_phrase_that_begins_before_the_first_passage_is_not_found(page: Page, tmp_path: Path) -> None:
    publication = replace(load(), reports=(make_report(2025, ["的" * 60], title=TITLE),))
    write_site(tmp_path, publication, small=0)
    page.goto(f"{tmp_path.as_uri()}/search.html")
    for before in ("的", "的的", "一工作的"):
        type_query(page, before + TITLE)
        assert page.inner_text("#search-status").startswith("没有找到")
    type_query(page, TITLE)
    assert len(read_results(page)) == 1


@pytest.mark.parametrize("way", WAYS)
def test_a_traditional_query_is_read_where_its_letters_occur_as_they_are(page: Page, tmp_path: Path, way: str) -> None:
    texts = ["推动经济发展，优化产业结构，扩大对外贸易。", "一名：濟經動、構結業產、優發、貿對擴", "显著改进覆盖"]
    write_site(tmp_path, replace(load(), reports=(make_report(2025, texts),)), **WAYS[way])
    page.goto(f"{tmp_path.as_uri()}/zh-Hant/search.html")
    queries = [
        "推動經濟發展，優化產業結構，擴大對外貿易",
        "動經濟發",
        "動、構",
        "濟經動、構結業產、優發、貿對擴",
        "顯著改進覆蓋",
        "發",
        "发",
    ]
    found = ask(page, queries)
    assert [[address[-1] for address in one] for one in found] == [["1"], ["1"], ["2"], ["2"], ["3"], ["1", "2"], ["1"]]


def test_of_one_report_a_thousand_results_are_shown_and_the_rest_on_demand(page: Page, tmp_path: Path) -> None:
    texts = [f"第{number}条，发展。" for number in range(1, 2_301)]
    publication = replace(load(), reports=(make_report(2025, texts), make_report(2024, texts[:3])))
    write_site(tmp_path, publication, small=0)
    page.goto(f"{tmp_path.as_uri()}/search.html")
    type_query(page, "发展")
    assert page.inner_text("#search-status") == "找到 2303 段，出自 2 篇报告。"
    places = [f"r2025/sec_1.html#sec_1__para_{number}" for number in range(1, 2_301)]
    assert read_results(page) == places[:1_000]
    for shown in (2_000, 2_300, 2_303):
        page.click("#search-more button")
        page.wait_for_selector(f"#search-results li:nth-child({shown})")
        assert read_results(page)[:2_300] == places[:shown]
        assert page.is_visible("#search-more button") == (shown < 2_303)
