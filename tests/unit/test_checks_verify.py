"""Verification: each kind of fault is found, and named with the file and what is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gongbao.checks.verify import verify_site
from gongbao.output.compression import write_gzips
from gongbao.output.manifest import write_manifest

PAGE = (
    '<!doctype html><html lang="{tag}" data-root="{base}"><head><meta charset="utf-8"><title>页</title>'
    '<link rel="canonical" href="https://www.example.gov.cn/"><link rel="stylesheet" href="{up}assets/site.css"></head>'
    '<body><h1 id="top">页</h1><a href="a.html#p1" hreflang="zh-Hans">一</a><p id="p1">甲</p>{more}</body></html>'
)

Verify = Callable[..., list[str]]


@pytest.fixture
def verify(tmp_path: Path) -> Verify:
    """A function that publishes two pages in two scripts, with an addition to one page, and lists the problems."""

    def run(more: str = "", at: str = "a.html", **files: str) -> list[str]:
        for tag, folder, up in (("zh-Hans", "", ""), ("zh-Hant", "zh-Hant/", "../")):
            for name in ("index.html", "a.html"):
                path = tmp_path / folder / name
                path.parent.mkdir(exist_ok=True)
                addition = more if folder + name == at else ""
                path.write_text(PAGE.format(tag=tag, base=up, up=up, more=addition), encoding="utf-8")
        (tmp_path / "assets").mkdir(exist_ok=True)
        (tmp_path / "assets" / "site.css").write_text("body { color: #000 }", encoding="utf-8")
        for name, text in files.items():
            (tmp_path / name.replace("__", "/")).write_text(text, encoding="utf-8")
        write_manifest(tmp_path)
        return [str(problem).replace(tmp_path.as_posix() + "/", "") for problem in verify_site(tmp_path)]

    return run


def test_a_sound_publication_has_no_problem(verify: Verify) -> None:
    assert verify() == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ('<a href="b.html">x</a>', 'a.html:1: broken link "b.html": there is no b.html'),
        ('<a href="?q=1#p2">x</a>', 'a.html:1: broken link "?q=1#p2": there is no id p2 on a.html'),
        ('<a href="index.html#p2">x</a>', 'a.html:1: broken link "index.html#p2": there is no id p2 on index.html'),
        ('<a href="#p2">x</a>', 'a.html:1: broken link "#p2": there is no id p2 on a.html'),
        ('<a href="../up.html">x</a>', 'a.html:1: broken link "../up.html": there is no ../up.html'),
        ('<i id="p1"></i>', 'a.html:1: the id "p1" stands here twice'),
        ("<script>1</script>", "a.html: an inline script: <script>"),
        (
            '<script type="module" src="a.html"></script>',
            'a.html: a module script, which does not work on file://: <script type="module"',
        ),
        ("<STYLE>p {}</STYLE>", "a.html: an inline style: <style"),
        ("<i style='color: red'></i>", 'a.html: an inline style: <i style="color: red"'),
        ('<i title="a>b" onclick="f()"></i>', 'a.html: an event attribute: <i title="a&gt;b" onclick="f()"'),
        ('<a href="javascript:f()">x</a>', 'a.html: an address that runs or holds code: <a href="javascript:f()"'),
        ('<img src="//a.example.com/">', 'a.html: another host is asked for: <img src="//a.example.com/"'),
        ("<img src=https://a.example.com/x>", 'a.html: another host is asked for: <img src="https://a.example.com/x"'),
        (
            '<link rel="preconnect" href="https://a.example.com/">',
            'a.html: another host is asked for: <link rel="preconnect" href="https://a.example.com/"',
        ),
        ('<base href="https://example.com/">', "a.html: a base address, which the policy forbids: <base"),
    ],
)
def test_a_fault_of_a_page_is_named(verify: Verify, more: str, problem: str) -> None:
    assert problem in verify(more, at="a.html")


@pytest.mark.parametrize(
    "more",
    [
        '<a href="https://beian.miit.gov.cn/">x</a>',
        '<a href="./">x</a><a href="?q=1">y</a><a href="mailto:a@example.gov.cn">z</a>',
        '<script type="application/ld+json">{"a": "<a href=\'b.html\'>"}</script>',
        '<!-- <a href="b.html" style="x"> -->',
        '<img alt="" src="data:image/png;base64,AA==">',
        '<p>写作 href="b.html"，又如 style="x"</p>',
    ],
)
def test_what_is_allowed_is_not_named(verify: Verify, more: str) -> None:
    assert [problem for problem in verify(more) if "tags or ids" not in problem] == []


def test_scripts_with_different_structure_are_found(verify: Verify) -> None:
    assert verify("<b>乙</b>", at="zh-Hant/a.html") == ["zh-Hant/a.html: its tags or ids are not those of a.html"]
    assert verify('<p id="p3"></p>', at="a.html") == ["zh-Hant/a.html: its tags or ids are not those of a.html"]


def test_a_page_that_a_script_lacks_is_found(verify: Verify) -> None:
    page = PAGE.format(tag="zh-Hans", base="", up="", more="")
    assert verify(**{"b.html": page}) == ["b.html: there is no such page in zh-Hant/"]


def test_hosts_in_style_sheets_and_scripts_are_found(verify: Verify) -> None:
    style = '@import "//fonts.example.com/a.css";\np { background: url(https://example.com/x.png) }'
    script = 'var ns = "http://www.w3.org/2000/svg"; // note\nfetch("https://example.com/x")'
    assert verify(**{"assets__b.css": style, "assets__c.js": script}) == [
        "assets/c.js:2: names another host: https://example.com/x",
        "assets/b.css:1: //fonts.example.com/a.css: another host is asked for",
        "assets/b.css:2: https://example.com/x.png: an address that begins with https: is not fetched or run",
    ]


def test_hidden_files_and_source_maps_are_found(verify: Verify) -> None:
    problems = verify(**{".git": "", "assets__site.css.map": ""})
    assert problems == [".git: a hidden file in a publication", "assets/site.css.map: a source map in a publication"]


def test_addresses_from_the_root_of_the_server_are_followed(verify: Verify) -> None:
    missing = PAGE.format(tag="zh-Hans", base="/gb/", up="", more='<a href="/gb/">x</a><a href="/gb/b.html">y</a>')
    problems = verify(**{"404.html": missing, "zh-Hant__404.html": missing.replace('"assets/', '"../assets/')})
    assert problems == ['404.html:1: broken link "/gb/b.html": there is no b.html']


def test_a_stale_gz_is_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"<p>1</p>")
    write_gzips(tmp_path)
    (tmp_path / "index.html").write_bytes(b"<p>2</p>")
    write_manifest(tmp_path)
    assert [problem.message for problem in verify_site(tmp_path)] == ["does not hold index.html"]
