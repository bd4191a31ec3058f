"""Feeds, sitemap and robots.txt of a published site."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from conftest import PUBLIC_URL
from gongbao.pages.feeds import make_sitemaps
from gongbao.report.site import Publication

SLUG = "taicang-npc-2025"


ATOM = {"a": "http://www.w3.org/2005/Atom"}


MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_feeds_are_whole_and_stable(public: Path) -> None:
    ids = set()
    for tag, folder in (("zh-Hans", ""), ("zh-Hant", "zh-Hant/")):
        feed = ET.parse(public / folder / "feed.xml").getroot()  # noqa: S314  our own
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == tag
        assert feed.findtext("a:updated", namespaces=ATOM) == "2025-01-20T09:30:00+08:00"
        own = feed.find("a:link[@rel='self']", ATOM)
        assert own is not None
        assert own.get("href") == f"{PUBLIC_URL}{folder}feed.xml"
        for node in [feed, *feed.findall("a:entry", ATOM)]:
            name = node.findtext("a:id", namespaces=ATOM) or ""
            assert re.fullmatch(r"tag:www\.gongbao\.gov\.cn,\d{4}-\d\d-\d\d:[A-Za-z0-9./-]+", name)
            assert name not in ids
            ids.add(name)
            links = node.findall("a:link[@rel='alternate']", ATOM)
            assert [link.get("hreflang") for link in links] == [tag, "zh-Hant" if tag == "zh-Hans" else "zh-Hans"]
            for link in links:
                assert (public / (link.get("href") or "").removeprefix(PUBLIC_URL)).is_file()
        page = (public / folder / "index.html").read_text(encoding="utf-8")
        assert re.search(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="feed.xml">', page)
    assert "常務委員會" in (public / "zh-Hant/feed.xml").read_text(encoding="utf-8")


def test_the_sitemap_has_every_page_with_the_alternates_of_the_page(public: Path) -> None:
    urls = ET.parse(public / "sitemap.xml").getroot().findall("s:url", MAP)  # noqa: S314  our own
    there = {path.relative_to(public).as_posix() for path in public.rglob("*.html")}
    listed = {(url.findtext("s:loc", namespaces=MAP) or "").removeprefix(PUBLIC_URL) for url in urls}
    assert listed == {name for name in there if not name.endswith("404.html")}
    for url in urls:
        name = (url.findtext("s:loc", namespaces=MAP) or "").removeprefix(PUBLIC_URL)
        source = (public / name).read_text(encoding="utf-8")
        on_page = set(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', source))
        assert {(link.get("hreflang"), link.get("href")) for link in url.findall("x:link", MAP)} == on_page, name
        assert (url.findtext("s:lastmod", namespaces=MAP) == "2025-01-20") == (f"{SLUG}/" in name), name


def test_robots_may_read_everything(public: Path, site: Path) -> None:
    assert (public / "robots.txt").read_text() == f"User-agent: *\nAllow: /\nSitemap: {PUBLIC_URL}sitemap.xml\n"
    assert (site / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    assert not (site / "sitemap.xml").exists()
    assert not (site / "feed.xml").exists()


def test_many_pages_make_several_sitemaps(publication: Publication) -> None:
    files = make_sitemaps(publication, PUBLIC_URL, [f"a/p{number}.html" for number in range(26_000)])
    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert files["sitemap-1.xml"].count(b"<url>") == 50_000
    assert files["sitemap.xml"].count(b"<sitemap>") == 2
