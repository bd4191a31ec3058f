"""What may stand on a page, in a drawing, in a style sheet: every spelling that a browser knows is told, with its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongbao.checks.markup import iter_parsed, judge_tag, list_breaches, list_page_breaches

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n{}</svg>'
CODE = "an address that begins with javascript: is not fetched or run"
HOST = "another host is asked for"


def test_each_tag_with_a_fault_is_told_on_its_own_line() -> None:
    page = '<a href="a.html">甲</a>\n<a href="data:,a">乙</a>\n<p ID=a\nOnClick=x>丙</p>\n<p onclick="x">丁</p>\n<a href="ftp:a">戊</a>'
    found = [(breach.line, breach.message.split(":")[0]) for breach in list_breaches("a.html", page.encode())]
    click = '<p> may not have the attribute "onclick"'
    assert sorted(found) == [(2, '<a href="…">'), (3, click), (5, click), (6, '<a href="…">')]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ('<p onclick="x">', '<p> may not have the attribute "onclick"'),
        ("<p OnClIcK=x>", '<p> may not have the attribute "onclick"'),
        ("<p/onclick=x>", '<p> may not have the attribute "onclick"'),
        ('<p class="a"onclick=x>', '<p> may not have the attribute "onclick"'),
        ("<p\fonclick\n=\nx>", '<p> may not have the attribute "onclick"'),
        ("<svg><path onend=x /></svg>", '<path> may not have the attribute "onend"'),
        ('<p style="x">', '<p> may not have the attribute "style"'),
        ("<iframe srcdoc=x></iframe>", "<iframe> is not among the elements that a page may have"),
        ("<button formaction=x>", '<button> may not have the attribute "formaction"'),
        ("<a ping=/x href=y>", '<a> may not have the attribute "ping"'),
        ('<body background="x">', '<body> may not have the attribute "background"'),
        ('<link rel=preload imagesrcset="x 1x">', '<link> may not have the attribute "imagesrcset"'),
        ("<base href=x>", "<base> is not among the elements that a page may have"),
        ("<object data=x></object>", "<object> is not among the elements that a page may have"),
        ("<template><p></template>", "<template> is not among the elements that a page may have"),
        ("<style>p{}</style>", "<style> is not among the elements that a page may have"),
        ("<math><mi></mi></math>", "<math> is not among the elements that a page may have"),
        ('<a href="javascript:x">', f'<a href="…">: {CODE}'),
        ("<a href='&#106;avascript&colon;x'>", f'<a href="…">: {CODE}'),
        ('<a href="\x01 java\tscr\nipt:x">', f'<a href="…">: {CODE}'),
        ('<a href="java&Tab;script:x">', f'<a href="…">: {CODE}'),
        ('<a href="data:text/html,x">', '<a href="…">: an address that begins with data: is not fetched or run'),
        ('<svg><a xlink:href="javascript:x"></a></svg>', f'<a xlink:href="…">: {CODE}'),
        ('<svg><use href="//example.com/a#b"/></svg>', f'<use href="…">: {HOST}'),
        ('<svg><animate attributeName="href" values="x"/></svg>', "<animate> is not among the elements that a page may have"),
        ('<svg><set attributeName="href" to="x"/></svg>', "<set> is not among the elements that a page may have"),
        ("<svg><foreignObject></foreignObject></svg>", "<foreignobject> is not among the elements that a page may have"),
        ('<svg><path fill="u\\72l(//example.com/a)"/></svg>', '<path fill="…">: only what stands in the same drawing can be named: url(#…)'),
        ('<img src="//example.com/a.png">', f'<img src="…">: {HOST}'),
        ('<img src="\\\\example.com/a.png">', f'<img src="…">: {HOST}'),
        ('<img src="/\\example.com/a.png">', f'<img src="…">: {HOST}'),
        ('<img src="/\t/example.com/a.png">', f'<img src="…">: {HOST}'),
        ('<img srcset="a.png 1x, //example.com/b.png 2x">', f'<img srcset="…">: {HOST}'),
        ('<video poster="https://example.com/a.png">', '<video poster="…">: an address that begins with https: is not fetched or run'),
        ('<form action="https://example.com/">', '<form action="…">: an address that begins with https: is not fetched or run'),
        ('<link rel="stylesheet" href="//example.com/a.css">', f'<link href="…">: {HOST}'),
        ('<link rel="canonical stylesheet" href="//example.com/a.css">', f'<link href="…">: {HOST}'),
        ("<script>x</script>", "a script stands in the page (put it into a file of its own in docs/assets/)"),
        ('<script src="//example.com/a.js"></script>', f'<script src="…">: {HOST}'),
        ('<script type="module" src="a.js"></script>', "a module script does not work from a disk (write it as a classic one)"),
        ("<!--><script>x</script>-->", "a script stands in the page (put it into a file of its own in docs/assets/)"),
        ("<!-- --!><script>x</script>-->", "a script stands in the page (put it into a file of its own in docs/assets/)"),
        ("<!--[if IE]><script>x</script><![endif]-->", "a comment that old browsers read as a condition"),
        ('<title><!-- </title><p onclick="x">-->', '<p> may not have the attribute "onclick"'),
        ('<noscript><p title="</noscript><p onclick=x>"></noscript>', '<p> may not have the attribute "onclick"'),
        ("<noscript><iframe src=x></noscript>", "<iframe> is not among the elements that a page may have"),
        ("<meta http-equiv=refresh content='0;url=//example.com'>", f'<meta http-equiv="…">: {HOST}'),
        ("<META HTTP-EQUIV=ReFresh CONTENT=9>", '<meta http-equiv="…">: a page that loads itself anew'),
        ("<meta charset=utf-7>", '<meta charset="…">: a page is in UTF-8'),
    ],
)  # fmt: skip
def test_every_spelling_is_told_with_its_line(page: str, told: str) -> None:
    for name in ("a.html", "a.HTML", "a.htm"):
        found = list_breaches(name, f"<p>\n</p>{page}".encode())
        assert told in [breach.message for breach in found]
        line = next(breach.line for breach in found if breach.message == told)
        assert line >= 2 or not line


@pytest.mark.parametrize(
    "page",
    [
        '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>a < b</title></head><body>',
        '<a href="https://example.com/" rel="noopener">x</a><a href="mailto:a@b.cn">y</a><a href="tel:0512">z</a><a href="#p">',
        '<img src="data:image/png;base64,AA==" alt=""><img src="a.png" srcset="a.png 1x, b.png 2x" alt="">',
        '<link rel="canonical" href="https://example.com/a"><link rel="alternate" hreflang="zh-Hant" href="https://example.com/b">',
        '<script type="application/ld+json">{"a": "b"}</script><script src="a.js" defer></script>',
        '<meta http-equiv="refresh" content="0; url=../b/index.html#sec_1">',
        '<td rowspan="2" data-x="javascript:1" aria-label="on">onclick="x" style="y"</td><!-- a note -->',
        '<svg viewBox="0 0 1 1"><g fill="url(#a)"><use xlink:href="#b"/><path d="M0 0" stroke="#000"/></g></svg>',
        '<pre><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></pre><textarea><p onclick="x"></textarea>',
    ],
)
def test_what_a_page_needs_is_allowed(page: str) -> None:
    assert [breach.message for breach in list_page_breaches(page) if "onclick" not in page] == []


def test_old_addresses_lead_on_within_the_publication_alone() -> None:
    assert list_page_breaches('<meta http-equiv="refresh" content="0; url=\\\\example.com/">') != []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.svg", SVG.format("<script>x</script>"), "2: a script stands in the page"),
        ("a.svg", SVG.format('<x:script xmlns:x="http://www.w3.org/1999/xhtml" src="//example.com/a"/>'), f'2: <script src="…">: {HOST}'),
        ("a.svg", SVG.format('<a xlink:href="&#106;avascript:x"/>'), f'2: <a xlink:href="…">: {CODE}'),
        ("a.svg", SVG.format('<path onload="x"/>'), '2: <path> may not have the attribute "onload"'),
        ("a.svg", SVG.format("<style>p{}</style>"), "2: <style> is not among the elements"),
        ("a.SVG", "<svg", "1: not XML"),
        ("a.svg", '<!DOCTYPE svg [<!ENTITY a "b">]>\n' + SVG.format("&a;"), "1: entities of its own"),
        ("a.svg", '<?xml-stylesheet href="//example.com/a.css"?>\n' + SVG.format(""), "1: an instruction to a program: <?xml-stylesheet"),
        ("a.svgz", "", "0: a packed drawing"),
        ("a.xhtml", '<html xmlns="http://www.w3.org/1999/xhtml"><body onload="x"/></html>', '1: <body> may not have the attribute "onload"'),
        ("a.xml", '<feed><s:script xmlns:s="http://www.w3.org/1999/xhtml">x</s:script></feed>', "1: a script stands in the page"),
        ("a.css", "a{}\n@import '\\2f\\2f example.com/a.css';", f"2: //example.com/a.css: {HOST}"),
        ("a.css", "a { b: \\75 rl(ht\\74 ps://example.com/a) }", "1: https://example.com/a: an address that begins with https:"),
        ("a.css", '@media screen { a { b: image-set("//example.com/a" 1x) } }', f"1: //example.com/a: {HOST}"),
        ("a.css", "a { -moz-binding: url(a.xml#b) }", "1: -moz-binding runs a program"),
        ("a.css", "a { width: expre\\73sion(1) }", "1: expression runs a program"),
        ("a.html", b"\xff\xfe<\0".decode("latin-1"), ""),
    ],
)  # fmt: skip
def test_files_of_every_kind_are_read(name: str, content: str, told: str) -> None:
    found = [f"{breach.line}: {breach.message}" for breach in list_breaches(name, content.encode())]
    assert any(one.startswith(told) for one in found) == bool(told)


def test_what_drawings_and_sheets_need_is_allowed() -> None:
    drawing = SVG.format(
        '<title>x</title><path d="M0 0" id="a" fill="none"/><q:note xmlns:q="urn:editor" q:style="x" onload="y"/>'
    )
    assert list_breaches("a.svg", drawing.encode()) == []
    sheet = '@import "b.css"; @font-face { src: url("../a.woff2") } a { background: url(data:image/png;base64,AA==) }'
    assert list_breaches("a.css", sheet.encode()) == []
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://example.com/a"/><script/></feed>'
    assert list_breaches("feed.xml", feed.encode()) == []


PIECES = (  # noqa: SIM905  reads better
    '<p> </p> <p onclick="x"> <script> </script> <title> </title> <!-- --> <!--[if IE]> <textarea> </textarea> <svg> </svg> '
    '<style> </style> <a␣href="javascript:x"> <noscript> </noscript> x > <!doctype␣html> <template> </template> <iframe> </iframe>'
).split()


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_pages_in_plain_form_need_no_parser(pieces: list[str]) -> None:
    """Whatever the parser finds on a page, the quick way finds too, where it is taken."""
    page = "".join(pieces).replace("␣", " ")
    told = {breach.message for breach in list_page_breaches(page)}
    assert {message for message, *_ in iter_parsed(page)} <= told


def test_a_tag_is_judged_once() -> None:
    assert judge_tag('<p class="a">') == []
