"""What machines read of a publication: JSON-LD, feeds, sitemap, references, data."""

import csv
import dataclasses
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import PUBLIC_URL, ROOT, change
from filling import fill, make_downloads
from gongbao.data.load import load_publication, load_report
from gongbao.pages.feeds import make_sitemaps
from gongbao.pages.references import mark_tex
from gongbao.report.citation import cite
from gongbao.report.problems import Problems
from gongbao.report.report import Report
from gongbao.report.walk import iter_lines

SLUG = "taicang-npc-2025"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def report() -> Report:
    found = load_report(ROOT / "data" / SLUG, Problems())
    assert found
    return found


def read_data(page: Path) -> dict[str, object]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text(encoding="utf-8"))
    assert len(found) == 1, page
    data: dict[str, object] = json.loads(found[0])
    assert data["@context"] == "https://schema.org"
    return data


def test_the_cover_is_a_report_with_its_original_and_its_copy(public: Path) -> None:
    original, copy = read_data(public / SLUG / "index.html"), read_data(public / "zh-Hant" / SLUG / "index.html")
    assert original["@type"] == copy["@type"] == "Report"
    assert (original["inLanguage"], copy["inLanguage"]) == ("zh-Hans", "zh-Hant")
    assert (original["url"], copy["url"]) == (
        f"{PUBLIC_URL}{SLUG}/index.html",
        f"{PUBLIC_URL}zh-Hant/{SLUG}/index.html",
    )
    assert original["datePublished"] == copy["datePublished"] == "2025-01-20T09:30+08:00"
    assert original["dateCreated"] == "2025-01-08"
    assert copy["publisher"] == {"@type": "GovernmentOrganization", "name": "太倉市人民代表大會常務委員會"}
    assert original["workTranslation"] == [{"@type": "Report", "url": copy["url"], "inLanguage": "zh-Hant"}]
    assert copy["translationOfWork"] == {"@type": "Report", "url": original["url"], "inLanguage": "zh-Hans"}
    assert original["temporalCoverage"] == "2024/2025"


def test_a_section_is_a_chapter_and_the_figures_are_a_dataset(public: Path) -> None:
    section = read_data(public / "zh-Hant" / SLUG / "sec_2.html")
    assert section["@type"] == "Chapter"
    whole = section["isPartOf"]
    assert isinstance(whole, dict)
    assert whole["url"] == f"{PUBLIC_URL}zh-Hant/{SLUG}/index.html"
    figures = read_data(public / "zh-Hant" / SLUG / "figures.html")
    assert figures["@type"] == "Dataset"
    files = figures["distribution"]
    assert isinstance(files, list)
    for file in files:
        assert (public / file["contentUrl"].removeprefix(PUBLIC_URL)).is_file()


def test_the_home_page_is_a_web_site_and_written_pages_have_no_data(public: Path) -> None:
    assert read_data(public / "zh-Hant/index.html")["@type"] == "WebSite"
    for name in ("about.html", "404.html", "zh-Hant/search.html"):
        source = (public / name).read_text(encoding="utf-8")
        assert "json" not in source


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


def test_many_pages_make_several_sitemaps() -> None:
    publication = load_publication(ROOT / "data", Problems())
    assert publication
    files = make_sitemaps(publication, PUBLIC_URL, [f"a/p{number}.html" for number in range(26_000)])
    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert files["sitemap-1.xml"].count(b"<url>") == 50_000
    assert files["sitemap.xml"].count(b"<sitemap>") == 2


def test_robots_may_read_everything(public: Path, site: Path) -> None:
    assert (public / "robots.txt").read_text() == f"User-agent: *\nAllow: /\nSitemap: {PUBLIC_URL}sitemap.xml\n"
    assert (site / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    assert not (site / "sitemap.xml").exists()
    assert not (site / "feed.xml").exists()


def test_open_graph_is_absolute_and_in_the_script(public: Path) -> None:
    source = (public / "zh-Hant" / SLUG / "sec_2.html").read_text(encoding="utf-8")
    assert f'<meta property="og:url" content="{PUBLIC_URL}zh-Hant/{SLUG}/sec_2.html">' in source
    assert '<meta property="og:title" content="一、旗幟鮮明講政治' in source
    assert '<meta property="og:type" content="article">' in source


def test_the_reference_follows_the_standard(report: Report, public: Path) -> None:
    title = "太仓市人民代表大会常务委员会工作报告"
    assert cite(report, "", "").source == f"太仓市人民代表大会常务委员会. {title}[R/OL]. (2025-01-08)"
    assert cite(report, "一、甲", "").source == f"太仓市人民代表大会常务委员会. {title}: 一、甲[R/OL]. (2025-01-08)"
    source = (public / SLUG / "sec_2.html").read_text(encoding="utf-8")
    shown = re.sub("<[^>]+>", "", source[source.index('<p id="citation">') :].partition("</p>")[0])
    assert shown == (
        f"太仓市人民代表大会常务委员会. {title}: 一、旗帜鲜明讲政治，牢牢把握人大工作正确方向[R/OL]. (2025-01-20)"
        f"[引用日期]. {PUBLIC_URL}{SLUG}/sec_2.html."
    )


def test_references_for_programs(public: Path) -> None:
    folder = public / "zh-Hant/downloads" / SLUG
    entry = (folder / "cite.bib").read_text(encoding="utf-8")
    assert entry.startswith(f"@techreport{{{SLUG},\n")
    assert entry.count("{") == entry.count("}")
    assert "author = {{太倉市人民代表大會常務委員會}}" in entry
    assert f"url = {{{PUBLIC_URL}zh-Hant/{SLUG}/index.html}}" in entry
    (item,) = json.loads((folder / "cite.json").read_text(encoding="utf-8"))
    assert item["issued"] == {"date-parts": [[2025, 1, 20]]}
    assert (item["type"], item["language"], item["id"]) == ("report", "zh-Hant", SLUG)
    assert fill(mark_tex("100%_&发展"), "zh-Hant", entities=False) == r"100\%\_\&發展"


def test_the_report_as_json_holds_its_whole_text(report: Report) -> None:
    made = make_downloads(report)
    data = json.loads(made["report.json"])
    assert data["language"] == "zh-Hans"
    texts: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, dict):
            texts.extend(value[key] for key in ("heading", "text") if key in value)
            for item in value.values():
                collect(item)
        elif isinstance(value, list):
            for item in value:
                collect(item)

    collect(data)
    printed = [data["title"], data["occasion"], data["signature"]]
    assert sorted([*printed, *texts]) == sorted(iter_lines(report))
    numbers = re.findall(r'"number": (\d+)', made["report.json"].decode())
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))
    figure = data["parts"][0]["sections"][0]["figures"][0]
    assert {"id", "label", "value", "unit", "quote", "paragraph", "theme"} <= figure.keys()


def test_reports_that_say_the_same_have_their_own_addresses(report: Report) -> None:
    twin = dataclasses.replace(report, slug="twin-2025")
    assert twin == report
    for one in (report, twin, report):
        text = make_downloads(one)["report.json"].decode()
        assert json.loads(text)["report"] == one.slug
        assert f'"{one.slug}/sec_1.html#sec_1__para_1"' in text


def test_data_with_signs_that_json_writes_otherwise_is_converted_too(report: Report) -> None:
    other = dataclasses.replace(report, title='“发展”\\ "干部" 报告')
    data = json.loads(make_downloads(other, "zh-Hant")["report.json"])
    assert data["title"] == '“發展”\\ "幹部" 報告'
    assert data["language"] == "zh-Hant"
    plain = json.loads(make_downloads(report, "zh-Hant")["report.json"])
    assert {**data, "title": plain["title"]} == plain


def test_a_figure_of_nought_keeps_its_value_in_every_format(report: Report) -> None:
    (part, *parts) = report.parts
    (section, *sections) = part.sections
    figure = dataclasses.replace(section.figures[0], value=Decimal(0))
    section = dataclasses.replace(section, figures=(figure,))
    part = dataclasses.replace(part, sections=(section, *sections))
    made = make_downloads(dataclasses.replace(report, parts=(part, *parts)))
    data = json.loads(made["report.json"])
    assert data["parts"][0]["sections"][0]["figures"][0]["value"] == 0
    assert json.loads(made["figures.json"])["figures"][0]["value"] == 0
    (row, *_) = csv.DictReader(io.StringIO(made["figures.csv"].decode("utf-8-sig")))
    assert row["value"] == "0"


def test_the_sizes_shown_are_the_sizes(public: Path) -> None:
    shown = 0
    for page in (public / SLUG / "index.html", public / "zh-Hant" / SLUG / "index.html"):
        source = page.read_text(encoding="utf-8")
        for address, size in re.findall(
            r'<li><a href="([^"]+)" download=[^>]+>[^<]+</a> <span class="kind">\w+ · (\d+) KB', source
        ):
            assert round((page.parent / address).stat().st_size / 1024) == int(size), address
            shown += 1
    assert shown == 10


def test_a_text_that_looks_like_markup_stays_data(project: Path, gongbao) -> None:
    change(project / "data/site.yml", "太仓市人大常委会工作报告公报", "</script><b>&报")
    assert gongbao(project, "build").returncode == 0
    assert read_data(project / "site/index.html")["name"] == "</script><b>&报"
