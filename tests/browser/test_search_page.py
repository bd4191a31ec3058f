"""What a reader types, in any script, over HTTP and from disk, against a naive reading of every passage."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import opencc
import pytest
from playwright.sync_api import Browser, Page

from gongbao.folding import fold
from gongbao.load import load_publication
from gongbao.passage import iter_passages
from gongbao.problem import Problems
from gongbao.publication import Publication
from search_site import scan, serve, write_site

pytestmark = pytest.mark.browser
DATA = Path(__file__).parents[2] / "data"
SEED = 20250108
DRAWN = 300

# Types a query and returns the links of the results once the page is at rest.
ASK = """async (query) => {
  const input = document.querySelector("main input[name=q]");
  const results = document.getElementById("search-results");
  input.value = query;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  while (results.getAttribute("aria-busy") === "true") await new Promise((done) => setTimeout(done));
  return Array.from(results.querySelectorAll("li"), (item) => ({
    href: item.querySelector("a[href]").getAttribute("href"),
    marks: Array.from(item.querySelectorAll("mark"), (mark) => mark.textContent),
  }));
}"""


@pytest.fixture(scope="module")
def publication() -> Publication:
    problems = Problems()
    loaded = load_publication(DATA, problems)
    assert loaded, list(problems)
    return loaded


@pytest.fixture(scope="module")
def folder(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("检索 site")
    write_site(site, publication)
    return site


@pytest.fixture(scope="module", params=["http", "file"])
def root(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "file":
        yield folder.as_uri() + "/"
    else:
        with serve(folder) as address:
            yield address


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


def bare(found: list[dict[str, object]]) -> Counter[str]:
    """Return the addresses of results without their queries."""
    parts = [urlsplit(str(item["href"])) for item in found]
    return Counter(f"{part.path}#{part.fragment}" for part in parts)


def draw(publication: Publication, count: int, least: int = 2, most: int = 12) -> list[str]:
    """Return substrings of the reports, cut anywhere."""
    dice = random.Random(SEED)
    texts = [passage.text for report in publication.reports for passage in iter_passages(report)]
    texts = [text for text in texts if len(text) >= most]
    drawn = []
    while len(drawn) < count:
        text = dice.choices(texts, weights=[len(text) for text in texts])[0]
        length = dice.randint(least, most)
        start = dice.randrange(len(text) - length + 1)
        piece = text[start : start + length]
        # A space parts words, and a piece of nothing but quotation marks is no query.
        if not any(letter.isspace() for letter in piece) and fold(piece):
            drawn.append(piece)
    return drawn


def mix(text: str, other: str) -> str:
    """Return a text with every second character of the other script."""
    return "".join(pair[place % 2] for place, pair in enumerate(zip(text, other, strict=True)))


TYPED: dict[str, Callable[[str], str]] = {
    "zh-Hans": lambda text: text,
    "zh-Hant-TW": opencc.OpenCC("s2tw").convert,
    "zh-Hant-HK": opencc.OpenCC("s2hk").convert,
    "mixed": lambda text: mix(text, opencc.OpenCC("s2tw").convert(text)),
}


@pytest.mark.parametrize("script", ["", "zh-Hant/"])
@pytest.mark.parametrize("typed", TYPED)
def test_any_substring_finds_exactly_its_passages(
    page: Page, root: str, publication: Publication, script: str, typed: str
) -> None:
    page.goto(f"{root}{script}search.html")
    wrong = {}
    for piece in draw(publication, DRAWN):
        found = page.evaluate(ASK, TYPED[typed](piece))
        if bare(found) != scan(publication, piece):
            wrong[piece] = bare(found), scan(publication, piece)
    assert wrong == {}
