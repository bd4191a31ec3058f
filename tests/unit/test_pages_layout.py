"""The `<main>` of each kind of page of a small publication, in two scripts, as a person looked at it last.

What changes on purpose is written anew with `pytest --update` and looked at in the difference.
"""

import re
from pathlib import Path
from types import SimpleNamespace

import jinja2
import markdown
import pytest
from markupsafe import Markup

from gongbao.archive.index import make_library
from gongbao.data.load import load_publication
from gongbao.pages.asset_names import make_assets
from gongbao.pages.expand import expand
from gongbao.pages.layout import Frame, list_facts, make_frame_environment, make_list_page, make_report_pages
from gongbao.pages.list_pages import iter_list_sheets
from gongbao.pages.localize import cut_document, make_localization
from gongbao.pages.macros import make_macros
from gongbao.pages.marks import VALUE
from gongbao.pages.report_pages import iter_report_sheets
from gongbao.pages.written import mark_html
from gongbao.report.problems import Problems
from gongbao.report.report import ScriptTag
from gongbao.script.converter import make_converter

TESTS = Path(__file__).parents[1]
CASE = TESTS / "cases/publication"
GOLDEN = TESTS / "golden/pages"
SLUG = "dongjiang-gov-2025"
SCRIPTS: tuple[ScriptTag, ...] = ("zh-Hans", "zh-Hant")
KINDS = {
    "home": "index.html",
    "search": "search.html",
    "list": "years/2025.html",
    "cover": f"{SLUG}/index.html",
    "section": f"{SLUG}/sec_1.html",
    "full": f"{SLUG}/full.html",
    "figures": f"{SLUG}/figures.html",
    "changes": f"{SLUG}/changes.html",
}
SIZE = re.compile(f"{VALUE}(size [^{VALUE}]+){VALUE}")
MAIN = re.compile("<main.*?</main>", re.DOTALL)


@pytest.fixture(scope="module")
def marked() -> dict[str, str]:
    """The pages of the small publication by path, marked, made as a build makes them but without MkDocs."""
    problems = Problems()
    publication = load_publication(CASE / "data", problems)
    assert publication, list(problems)
    library = make_library(publication)
    frame = Frame(library=library, site_url="", assets=make_assets(CASE / "docs/assets"))
    template = make_frame_environment(frame).get_template("main.html")
    pages = {f"{name}.html": make_written_page(template, frame, name) for name in ("index", "search")}
    pages |= {sheet.path: make_list_page(template, frame, sheet) for sheet in iter_list_sheets(library)}
    return pages | make_report_pages(template, frame, list(iter_report_sheets(library, library.entries[SLUG])))


def make_written_page(template: jinja2.Template, frame: Frame, name: str) -> str:
    """Return a page that a person wrote, set as the build's hooks set it."""
    path = CASE / "docs" / f"{name}.md"
    expansion = expand(path.read_text(encoding="utf-8"), make_macros(frame.library, ""), path)
    html = markdown.markdown(expansion.markdown, extensions=["attr_list"])
    content = Markup(expansion.restore(mark_html(html, f"{name}.html")))  # noqa: S704  HTML by now
    facts = list_facts(frame, f"{name}.html", "报告", kind="home" if name == "index" else name)
    return template.render(facts | {"page": SimpleNamespace(content=content)})


@pytest.fixture(scope="module", params=SCRIPTS)
def filled(request: pytest.FixtureRequest, marked: dict[str, str]) -> tuple[ScriptTag, dict[str, str]]:
    """A script, and what stands between `<main>` and `</main>` of each kind of page in it."""
    tag: ScriptTag = request.param
    sizes = {name: "1 KB" for page in marked.values() for name in SIZE.findall(page)}
    localization = make_localization(tag, SCRIPTS, make_converter(tag)).with_values(sizes)
    mains = {kind: MAIN.search(marked[path]) for kind, path in KINDS.items()}
    return tag, {kind: localization.fill(cut_document(kind, main[0])) + "\n" for kind, main in mains.items() if main}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_what_it_said(kind: str, filled: tuple[ScriptTag, dict[str, str]], *, update: bool) -> None:
    tag, mains = filled
    golden = GOLDEN / f"{kind}.{tag}.html"
    if update:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(mains[kind], encoding="utf-8", newline="\n")
    assert mains[kind] == golden.read_text(encoding="utf-8")
