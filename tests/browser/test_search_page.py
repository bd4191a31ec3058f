"""What a reader types, in any script, over HTTP and from disk, against a naive reading of every passage."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import opencc
import pytest
from playwright.sync_api import Browser, Page

from gongbao.search.normalize import fold
from search_archive import make_archive
from search_asking import ask, load
from search_site import Reading, write_site

pytestmark = pytest.mark.browser
SEED = 20250108
DRAWN = 100
ARCHIVES = {"one report": {}, "one file": {}, "many files": {"small": 0, "heavy": 40}}


@pytest.fixture(scope="module", params=ARCHIVES)
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Reading, Path]:
    """A publication read through, and its pages."""
    publication = load() if request.param == "one report" else make_archive(load(), 8, 3_000)
    folder = tmp_path_factory.mktemp("检索 site")
    write_site(folder, publication, **ARCHIVES[request.param])
    return Reading(publication), folder


@pytest.fixture
def reading(archive: tuple[Reading, Path]) -> Reading:
    return archive[0]


@pytest.fixture(params=["http", "file"])
def root(request: pytest.FixtureRequest, archive: tuple[Reading, Path], serve_folder: Callable[[Path], str]) -> str:
    return archive[1].as_uri() + "/" if request.param == "file" else serve_folder(archive[1])


@pytest.fixture
def page(browser: Browser, root: str) -> Iterator[Page]:
    """A page that fails the test on any message of the console, any error and any refused load."""
    context = browser.new_context(offline=root.startswith("file:"))
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    yield page
    context.close()
    assert said == []


def draw(reading: Reading, count: int, seed: object = SEED, least: int = 2, most: int = 12) -> list[str]:
    """Return substrings of the reports, cut anywhere; others for another seed."""
    dice = random.Random(str(seed))
    texts = [passage.text for *_, passage in reading.entries if len(passage.text) >= most]
    drawn: list[str] = []
    while len(drawn) < count:
        text = dice.choices(texts, weights=[len(text) for text in texts])[0]
        length = dice.randint(least, most)
        start = dice.randrange(len(text) - length + 1)
        piece = text[start : start + length]
        # A space parts words, and a piece of nothing but quotation marks is no query.
        if not any(letter.isspace() for letter in piece) and fold(piece):
            drawn.append(piece)
    return drawn


def mix(text: str) -> str:
    """Return a text with every second character in Traditional form."""
    other = opencc.OpenCC("s2tw").convert(text)
    return "".join(pair[place % 2] for place, pair in enumerate(zip(text, other, strict=True)))


TYPED: dict[str, Callable[[str], str]] = {
    "Simplified": str,
    "Taiwan": opencc.OpenCC("s2tw").convert,
    "Hong Kong": opencc.OpenCC("s2hk").convert,
    "mixed": mix,
}


def compare(page: Page, queries: list[str], expected: list[Counter[str]]) -> None:
    found = ask(page, queries)
    wrong = {
        query: (one - other, other - one)
        for query, one, other in zip(queries, found, expected, strict=True)
        if one != other
    }
    assert wrong == {}


@pytest.mark.parametrize("script", ["", "zh-Hant/", "zh-Hant-HK/"])
def test_any_substring_finds_exactly_its_passages(
    page: Page, root: str, reading: Reading, script: str, request: pytest.FixtureRequest
) -> None:
    page.goto(f"{root}{script}search.html")
    # Others in each archive, script and way of reading.
    pieces = draw(reading, DRAWN // 2, request.node.name)
    expected = [reading.scan(piece) for piece in pieces]
    for write in TYPED.values():
        compare(page, list(map(write, pieces)), expected)


def test_one_letter_finds_exactly_its_passages(page: Page, root: str, reading: Reading) -> None:
    page.goto(f"{root}zh-Hant/search.html")
    letters = sorted({letter for text, *_ in reading.entries for letter in text})[::7]
    compare(page, letters, [reading.scan(letter) for letter in letters])


def test_several_words_find_the_passages_that_hold_all(page: Page, root: str, reading: Reading) -> None:
    page.goto(f"{root}search.html")
    dice = random.Random(SEED)
    texts = [passage.text for *_, passage in reading.entries if len(passage.text) >= 60]
    chosen = [dice.choice(texts) for _ in range(DRAWN)]
    words = [[text[at : at + 2] for at in sorted(dice.sample(range(len(text) - 1), 3))] for text in chosen]
    words = [[word for word in group if not any(map(str.isspace, word)) and fold(word)] for group in words]
    words = [group for group in words if len(group) > 1]
    compare(page, [" ".join(group) for group in words], [reading.scan(*group) for group in words])
