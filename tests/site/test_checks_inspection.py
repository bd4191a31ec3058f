"""The identifiers of a government site: what an inspection would miss, what a page then says."""

import shutil
from pathlib import Path

import pytest

from conftest import AWKWARD, PUBLIC_URL, change, fill_in, run_gongbao
from published_pages import Reading, pages

REPORT = "data/taicang-npc-2025/report.yml"


def test_the_sample_is_refused_for_publication_line_by_line(project: Path) -> None:
    assert run_gongbao(project, "check").returncode == 0
    done = run_gongbao(project, "check", "--publish")
    assert done.returncode == 1
    for words in (
        "SiteDomain",
        "SiteIDCode",
        "ICP备案编号",
        "公安机关备案编号",
        "党政机关网站标识",
        "主办单位联系方式",
        "找错",
    ):
        assert any(words in line and "is only a sample" in line for line in done.stderr.splitlines()), words
    assert '"site_url" is empty' in done.stderr
    assert f'{REPORT}: "published" is missing' in done.stderr


def test_what_is_filled_in_passes(project: Path) -> None:
    done = run_gongbao(fill_in(project), "check", "--publish")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_left_out_is_told_and_left_out(project: Path) -> None:
    path = project / "data/site.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("government:")], encoding="utf-8")
    done = run_gongbao(project, "check", "--publish")
    for key in ("name", "domain", "code", "contact", "icp", "police", "badge", "mistakes"):
        assert f'"government": "{key}" is missing' in done.stderr
    assert '"column" is missing' in done.stderr
    assert run_gongbao(project, "build").returncode == 0
    for name, page in pages(project / "site"):
        assert not [tag for tag in page.find("meta") if tag.get("name", "").startswith(("Site", "Column"))], name
        assert "ICP" not in "".join(page.text), name


@pytest.mark.parametrize(
    ("change_from", "change_to", "message"),
    [
        ("published: 2025-01-20 09:30", "published: 2025-01-20", "has no time of day"),
        ("published: 2025-01-20 09:30", "published: 2025-01-07 09:30", "is before 2025-01-08"),
        ("published: 2025-01-20 09:30\n", "", '"published" is missing'),
    ],
)
def test_a_date_that_an_inspection_refuses_is_told(
    project: Path, change_from: str, change_to: str, message: str
) -> None:
    change(fill_in(project) / REPORT, change_from, change_to)
    done = run_gongbao(project, "check", "--publish")
    assert done.returncode == 1
    assert done.stderr.startswith(REPORT)
    assert message in done.stderr


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://www.gongbao.gov.cn/reports/", "does not begin with https://"),
        ("https://other.gov.cn/reports/", "is not on www.gongbao.gov.cn, the domain in site.yml"),
    ],
)  # fmt: skip
def test_a_wrong_address_stops_check_and_build(public: Path, tmp_path: Path, address: str, message: str) -> None:
    project = shutil.copytree(public.parent, tmp_path / AWKWARD)
    before = (project / "site/SHA256SUMS").read_bytes()
    change(project / "mkdocs.yml", PUBLIC_URL, address)
    for command in ("check", "build"):
        done = run_gongbao(project, command)
        assert done.returncode == 1
        assert done.stderr.startswith("mkdocs.yml:3: ")
        assert message in done.stderr
    assert (project / "site/SHA256SUMS").read_bytes() == before


def test_a_missing_picture_stops_check(project: Path) -> None:
    (project / "docs/assets/images/marks/government.svg").unlink()
    done = run_gongbao(project, "check")
    assert done.returncode == 1
    assert 'there is no picture "images/marks/government.svg" in docs/assets' in done.stderr


# What follows is section 7 of the norms, on the pages as they are published.


@pytest.fixture(scope="module")
def read(public: Path) -> dict[str, Reading]:
    return dict(pages(public))


def list_meta(page: Reading) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in page.find("meta"):
        if "name" in tag:
            found.setdefault(tag["name"], []).append(tag["content"])
    return found


def is_article(name: str) -> bool:
    return "taicang-npc-2025/" in name


def test_every_page_has_its_tags_once_and_filled(read: dict[str, Reading]) -> None:
    site = {"SiteName", "SiteDomain", "SiteIDCode"}
    column = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
    article = {"ArticleTitle", "PubDate", "ContentSource"}
    for name, page in read.items():
        meta = list_meta(page)
        wanted = site | (set() if name.endswith("404.html") else column) | (article if is_article(name) else set())
        assert wanted <= meta.keys(), name
        for tag in wanted:
            assert len(meta[tag]) == 1, (name, tag)
            assert meta[tag][0].strip(), (name, tag)
        assert article.isdisjoint(meta) or is_article(name), name
        assert meta["SiteDomain"] == ["www.gongbao.gov.cn"]
        assert meta["SiteIDCode"] == ["3205850001"]


def test_the_tags_are_in_the_script_of_the_page(read: dict[str, Reading]) -> None:
    assert list_meta(read["index.html"])["ColumnType"] == ["首页"]
    assert list_meta(read["zh-Hant/index.html"])["ColumnType"] == ["首頁"]
    assert list_meta(read["zh-Hant/index.html"])["SiteName"] == ["太倉人大網"]
    section = list_meta(read["zh-Hant/taicang-npc-2025/sec_2.html"])
    assert section["ArticleTitle"][0].startswith("一、旗幟鮮明講政治")
    assert section["PubDate"] == ["2025-01-20 09:30"]


def test_every_footer_says_who_publishes_and_under_which_numbers(read: dict[str, Reading], public: Path) -> None:
    for name in read:
        source = (public / name).read_text(encoding="utf-8")
        footer = source[source.index("<footer") :]
        hant = name.startswith("zh-Hant/")
        for words in (
            "主辦單位：太倉市人民代表大會常務委員會" if hant else "主办单位：太仓市人民代表大会常务委员会",
            "0512-53520001",
            "網站標識碼：3205850001" if hant else "网站标识码：3205850001",
            f'<a href="https://beian.miit.gov.cn/">{"蘇ICP備" if hant else "苏ICP备"}12345678',
            '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=32058502010001">',
            '<a href="https://bszs.conac.cn/sitename?method=show&amp;id=1"><img src="',
            '<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3205850001"><img src="',
            "網站地圖</a>" if hant else "网站地图</a>",
        ):
            assert words in footer, (name, words)
    assert (public / "assets/images/marks/government.svg").is_file()


def test_every_article_shows_when_and_from_where(read: dict[str, Reading], public: Path) -> None:
    for name, page in read.items():
        if is_article(name):
            meta = list_meta(page)
            times = [tag["datetime"] for tag in page.find("time")]
            assert "2025-01-20T09:30+08:00" in times, name
            text = "".join(page.text)
            assert meta["PubDate"][0] in text, name
            assert meta["ContentSource"][0] in text, name
            assert '"datePublished":"2025-01-20T09:30+08:00"' in (public / name).read_text(encoding="utf-8"), name


def test_every_page_but_home_says_where_it_is(read: dict[str, Reading]) -> None:
    for name, page in read.items():
        trail = page.find("nav", **{"class": "trail"})
        assert len(trail) == (0 if name in ("index.html", "zh-Hant/index.html") else 1), name


def test_the_map_leads_to_every_report_and_column(public: Path) -> None:
    source = (public / "map.html").read_text(encoding="utf-8")
    for address in ("index.html", "search.html", "help.html", "about.html", "taicang-npc-2025/sec_8.html"):
        assert f'href="{address}' in source
