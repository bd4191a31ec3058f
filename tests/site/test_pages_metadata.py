"""What machines read of a page: JSON-LD, Open Graph."""

import json
import re
from pathlib import Path

from conftest import PUBLIC_URL, change

SLUG = "taicang-npc-2025"


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


def test_the_cover_and_the_figures_lead_to_the_whole_description(public: Path) -> None:
    for page in (f"{SLUG}/index.html", f"{SLUG}/figures.html", f"zh-Hant/{SLUG}/index.html"):
        source = (public / page).read_text(encoding="utf-8")
        (path,) = re.findall(r'<link rel="describedby" type="application/ld\+json" href="([^"]+)">', source)
        (said, *_) = json.loads((public / page).parent.joinpath(path).read_bytes())["@graph"]
        short = read_data((public / page).parent / "index.html")
        assert {name: said[name] for name in ("name", "url", "creator", "author", "inLanguage")} == {
            name: short[name] for name in ("name", "url", "creator", "author", "inLanguage")
        }
    assert "describedby" not in (public / SLUG / "sec_2.html").read_text(encoding="utf-8")


def test_the_home_page_is_a_web_site_and_written_pages_have_no_data(public: Path) -> None:
    assert read_data(public / "zh-Hant/index.html")["@type"] == "WebSite"
    for name in ("about.html", "404.html", "zh-Hant/search.html"):
        source = (public / name).read_text(encoding="utf-8")
        assert "json" not in source


def test_open_graph_is_absolute_and_in_the_script(public: Path) -> None:
    source = (public / "zh-Hant" / SLUG / "sec_2.html").read_text(encoding="utf-8")
    assert f'<meta property="og:url" content="{PUBLIC_URL}zh-Hant/{SLUG}/sec_2.html">' in source
    assert '<meta property="og:title" content="一、旗幟鮮明講政治' in source
    assert '<meta property="og:type" content="article">' in source


def test_a_text_that_looks_like_markup_stays_data(project: Path, gongbao) -> None:
    change(project / "data/site.yml", "太仓市人大常委会工作报告公报", "</script><b>&报")
    assert gongbao(project, "build").returncode == 0
    assert read_data(project / "site/index.html")["name"] == "</script><b>&报"
