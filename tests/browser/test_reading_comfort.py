"""What a reader's own settings ask of a page, and what it must not do while it loads: each seen in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
SLUG = "taicang-npc-2025"
PAGES = ("index.html", f"{SLUG}/index.html", f"{SLUG}/sec_5.html", f"{SLUG}/figures.html", "search.html?q=会议")
Open = Callable[..., Page]
# What WCAG 2.1, 1.4.12 lets a reader set.
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 600);
})"""
# A voice that speaks a sentence when the test says so, and writes down what it was given.
SPEECH = """(lang) => {
  const queue = window.spoken = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => [{ lang: 'en-GB', name: 'English' }].concat(lang ? [{ lang, name: 'Chinese' }] : []),
    speak: (utterance) => queue.push(utterance),
    cancel: () => { queue.length = 0; },
    addEventListener: () => {},
  } });
  window.finish = () => queue.splice(0).forEach((utterance) => utterance.onend && utterance.onend());
}"""


@pytest.fixture(scope="module")
def served(site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(site)


@pytest.mark.parametrize("size", [(390, 844), (1366, 768)], ids=["phone", "desk"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_while_a_page_loads(name: str, size: tuple[int, int], open_page: Open, served: str) -> None:
    page = open_page(f"{served}{name}", viewport={"width": size[0], "height": size[1]})
    assert page.evaluate(SHIFT) == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_readers_own_spacing_cuts_nothing(name: str, open_page: Open, served: str) -> None:
    page = open_page(f"{served}{name}", viewport={"width": 390, "height": 844}, bypass_csp=True)
    page.add_style_tag(content=SPACING)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    cut = page.evaluate(
        "[...document.querySelectorAll('main *, header *, footer *')].filter(e => e.checkVisibility() "
        "&& !e.closest('.visually-hidden, .table-frame, .square, .trail > span') "
        "&& getComputedStyle(e).overflow === 'hidden' "
        "&& (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)).map(e => e.outerHTML)"
    )
    assert cut == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_what_is_pressed_shows_and_nothing_else(scheme: str, open_page: Open, served: str) -> None:
    page = open_page(f"{served}{SLUG}/sec_5.html", forced_colors="active", color_scheme=scheme)
    lines = page.evaluate(
        "[...document.querySelectorAll('.tools a, .tools button')].filter(e => e.checkVisibility())"
        ".map(e => [getComputedStyle(e).borderBottomColor, e.matches('[aria-current], [aria-pressed=true]')])"
    )
    canvas = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert {pressed for _, pressed in lines} == {True, False}
    assert all((line != canvas) == pressed for line, pressed in lines)
    page.focus(".skip")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_for_one_who_wants_no_motion(name: str, open_page: Open, served: str) -> None:
    page = open_page(f"{served}{name}", reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).animationName !== 'none' "
        "|| parseFloat(getComputedStyle(e).transitionDuration) > 0).map(e => e.outerHTML)"
    )
    assert moving == []


def listen(open_page: Open, address: str, voice: str | None) -> Page:
    """Open a page in a browser with a voice of a language, with no Chinese one, or that cannot speak."""
    page = open_page("about:blank", viewport={"width": 1366, "height": 768})
    silent = "delete window.SpeechSynthesisUtterance"
    page.add_init_script(silent if voice is None else f"({SPEECH})({voice!r})")
    page.goto(address)
    return page


@pytest.mark.parametrize("voice", ["", None], ids=["no Chinese voice", "no speech"])
def test_where_there_is_no_chinese_voice_nothing_is_offered(voice: str | None, open_page: Open, address: str) -> None:
    page = listen(open_page, f"{address}{SLUG}/sec_5.html", voice)
    page.locator("#print").wait_for()
    assert not page.locator("#listen").is_visible()


@pytest.mark.parametrize(("tree", "voice"), [("", "zh-CN"), ("zh-Hant/", "zh-TW")])
def test_a_report_is_read_aloud_paragraph_by_paragraph(tree: str, voice: str, open_page: Open, address: str) -> None:
    page = listen(open_page, f"{address}{tree}{SLUG}/sec_5.html", voice)
    texts = page.evaluate("[...document.querySelectorAll('article .para p')].map(e => e.textContent)")
    page.focus("#listen")
    page.keyboard.press("Enter")
    for text in texts[:3]:
        assert "".join(page.evaluate("spoken.map(one => one.text)")) == text
        assert set(page.evaluate("spoken.map(one => one.voice.lang)")) == {voice}
        assert page.locator(".spoken").all_text_contents() == [text]
        page.evaluate("finish()")
    page.keyboard.press("Enter")
    assert page.locator("#listen").get_attribute("aria-pressed") == "false"
    assert page.evaluate("spoken.length") == 0
    assert page.locator(".spoken").count() == 0


def test_reading_aloud_begins_where_one_reads_and_ends_with_the_section(open_page: Open, served: str) -> None:
    page = listen(open_page, f"{served}{SLUG}/sec_5.html", "zh-CN")
    page.evaluate("document.querySelectorAll('article .para')[2].scrollIntoView()")
    page.click("#listen")
    number = page.evaluate("[...document.querySelectorAll('article .para p')].findIndex(e => e.matches('.spoken'))")
    assert number in (1, 2)
    while page.locator("#listen[aria-pressed=true]").count():
        page.evaluate("finish()")
    assert page.locator(".spoken").count() == 0
