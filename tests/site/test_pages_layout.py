"""The built publication: what every page has, in every script, and what no page has."""

import posixpath
import re
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import SITE_URL
from gongbao.script.forms import simplified_only_characters
from published_pages import Reading, check_link, pages

SLUG = "taicang-npc-2025"
SCRIPTS = ("zh-Hant", "zh-Hant-TW", "zh-Hant-HK")


@pytest.fixture(scope="module")
def read(hosted: Path) -> dict[str, Reading]:
    return dict(pages(hosted))


@pytest.fixture(scope="module")
def read_local(site: Path) -> dict[str, Reading]:
    return dict(pages(site))


def script_of(page: str) -> str:
    first = page.partition("/")[0]
    return first if first in SCRIPTS else "zh-Hans"


def test_the_addresses_of_the_design_are_there(site: Path) -> None:
    for page in (
        "index.html",
        "search.html",
        "404.html",
        *(f"{SLUG}/{name}.html" for name in ("index", "full", "figures")),
    ):
        assert (site / page).is_file()
        assert (site / "zh-Hant" / page).is_file()
    assert len(list((site / SLUG).glob("sec_*.html"))) == 8


def test_every_page_has_its_parts(read: dict[str, Reading]) -> None:
    assert len(read) >= 4 * 17
    titles: dict[str, str] = {}
    for name, page in read.items():
        assert not page.open, name
        assert len(page.find("h1")) == 1, name
        assert page.find("html")[0]["lang"] == script_of(name), name
        skip = page.find("a", **{"class": "skip"})
        assert skip[0]["href"] == "#main", name
        assert page.find("main", id="main"), name
        assert len(page.find("form", role="search")) == 1, name
        assert page.find("input", name="q"), name
        assert len(set(page.ids)) == len(page.ids), name
        assert page.find("meta", name="description")[0]["content"], name
        if not name.endswith("404.html"):
            title = "".join(page.text)[:400].strip().splitlines()[0]
            assert titles.setdefault(script_of(name) + title, name) == name


def test_headings_skip_no_level(read: dict[str, Reading]) -> None:
    for name, page in read.items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)


def test_the_switch_leads_to_the_same_page(read: dict[str, Reading]) -> None:
    for name, page in read.items():
        if name.endswith("404.html"):
            continue
        bare = name.removeprefix(script_of(name) + "/")
        links = [link for link in page.find("a") if "hreflang" in link]
        assert [link["hreflang"] for link in links] == ["zh-Hans", *SCRIPTS]
        for link in links:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), link["href"]))
            assert target == (bare if link["hreflang"] == "zh-Hans" else f"{link['hreflang']}/{bare}")
            assert ("aria-current" in link) == (link["hreflang"] == script_of(name))
            assert link["lang"]


def test_alternates_are_absolute_and_reciprocal(read: dict[str, Reading]) -> None:
    for name, page in read.items():
        bare = name.removeprefix(script_of(name) + "/")
        alternates = {
            link["hreflang"]: link["href"] for link in page.find("link", rel="alternate") if "hreflang" in link
        }
        expected = {"zh-Hans": SITE_URL + bare, "x-default": SITE_URL + bare}
        expected |= {tag: f"{SITE_URL}{tag}/{bare}" for tag in SCRIPTS}
        assert alternates == expected
        assert page.find("link", rel="canonical")[0]["href"] == SITE_URL + name
        assert page.find("meta", property="og:url")[0]["content"] == SITE_URL + name


def test_scripts_have_the_same_structure(read: dict[str, Reading]) -> None:
    simplified = {name: page for name, page in read.items() if script_of(name) == "zh-Hans"}
    for tag in SCRIPTS:
        others = {name.removeprefix(tag + "/"): page for name, page in read.items() if script_of(name) == tag}
        assert others.keys() == simplified.keys()
        for name, page in others.items():
            assert [tag for tag, _ in page.tags] == [tag for tag, _ in simplified[name].tags], name
            assert page.ids == simplified[name].ids, name
            assert len("".join(page.text)) == len("".join(simplified[name].text)), name


def test_every_link_leads_somewhere(read_local: dict[str, Reading], site: Path) -> None:
    for name, page in read_local.items():
        for _, attributes in page.tags:
            for attribute in ("href", "src", "action"):
                if attribute in attributes:
                    check_link(name, attributes[attribute], site, read_local)


def test_no_page_has_inline_code_or_other_hosts(read: dict[str, Reading], hosted: Path) -> None:
    for name, page in read.items():
        for tag, attributes in page.tags:
            assert "style" not in attributes, (name, tag)
            assert not any(attribute.startswith("on") for attribute in attributes), (name, tag)
            assert tag != "style", name
            assert tag != "script" or "src" in attributes or attributes.get("type") == "application/ld+json", name
            assert attributes.get("type") != "module", name
            assert "integrity" not in attributes, name
            for attribute in ("src", "action", "poster", "data"):
                assert "//" not in attributes.get(attribute, ""), (name, tag)
    for path in [*hosted.rglob("*.css"), *hosted.rglob("*.js")]:
        assert not re.search(r"https?://|url\(\s*['\"]?//", path.read_text(encoding="utf-8")), path


def test_no_simplified_character_is_left_in_a_traditional_page(hosted: Path) -> None:
    wrong = simplified_only_characters()
    for tag in SCRIPTS:
        for path in (hosted / tag).rglob("*"):
            if path.suffix in (".html", ".csv", ".json", ".txt"):
                assert not wrong.intersection(path.read_text(encoding="utf-8")), path


def test_nothing_of_the_theme_underneath_shows(site: Path) -> None:
    names = {path.name for path in site.rglob("*") if path.is_file()}
    assert not any(name.endswith(".map") or name.startswith(("bundle", "palette", ".")) for name in names)
    assert "generator" not in (site / "index.html").read_text(encoding="utf-8")
