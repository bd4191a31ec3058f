"""How the browser tests type a query and read the results."""

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from gongbao.data.load import load_publication
from gongbao.report.problems import Problems
from gongbao.report.site import Publication

# Types queries one after the other; returns the links of the results of each, once the page is at rest. It waits for
# messages, since a browser holds timers that follow one another for 4 ms each.
ASK = """async (queries) => {
  const input = document.querySelector("main input[name=q]");
  const results = document.getElementById("search-results");
  const more = document.querySelector("#search-more button");
  const { port1, port2 } = new MessageChannel();
  const pause = () => new Promise((done) => {
    port1.onmessage = done;
    port2.postMessage(null);
  });
  const rest = async () => {
    do await pause(); while (results.getAttribute("aria-busy") === "true");
  };
  const answers = [];
  for (const query of queries) {
    input.value = query;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await rest();
    while (!more.parentNode.hidden) {
      more.click();
      await rest();
    }
    answers.push(Array.from(results.querySelectorAll("li a[href]"), (link) => link.getAttribute("href")));
  }
  return answers;
}"""
REST = """() => document.getElementById("search-results").getAttribute("aria-busy") === "false" """


def load() -> Publication:
    problems = Problems()
    loaded = load_publication(Path(__file__).parents[1] / "data", problems)
    assert loaded, list(problems)
    return loaded


def ask(page: Page, queries: list[str]) -> list[Counter[str]]:
    """Type queries; return the addresses of the results of each, without what they ask to be marked."""
    return [Counter(map(bare, links)) for links in page.evaluate(ASK, queries)]


def bare(link: str) -> str:
    """Return a result's link without what it asks to be marked."""
    parts = urlsplit(link)
    return f"{parts.path}#{parts.fragment}"


def type_query(page: Page, query: str) -> None:
    """Type a query and wait for its results."""
    page.fill("main input[name=q]", query)
    page.wait_for_function(REST)


def read_results(page: Page) -> list[str]:
    """Return the addresses of the results that are shown."""
    return [
        bare(link)
        for link in page.eval_on_selector_all("#search-results li a", "all => all.map((a) => a.getAttribute('href'))")
    ]
