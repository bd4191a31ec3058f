"""The HTML that Markdown makes: its texts are marked, a line as one; what scripts share is written from their root."""

import pytest

from filling import fill
from gongbao.pages.written import mark_html
from gongbao.report.report import ScriptTag


def show(source: str, page: str = "one/a.html", tag: ScriptTag = "zh-Hant") -> str:
    return fill(mark_html(source, page), tag)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p><strong>干</strong>部</p>\n<p>发<br>展</p>", "<p><strong>幹</strong>部</p>\n<p>發<br>展</p>"),
        ("<ul><li>皇</li><li>后</li></ul>", "<ul><li>皇</li><li>後</li></ul>"),
        ("<p>AT&amp;T 发展 &lt;b&gt;</p>", "<p>AT&amp;T 發展 &lt;b&gt;</p>"),
        ('<p>看<img alt="发展" src="a.png">发</p>', '<p>看<img alt="發展" src="../../one/a.png">發</p>'),
        ("<p>x<!-- 发 --></p>", "<p>x</p>"),
        ('<p class="x" data-a="发">发</p>', '<p class="x" data-a="發">發</p>'),
        ("plain", "plain"),
        ("<p>x</p>", "<p>x</p>"),
    ],
)
def test_text_is_converted_and_markup_is_not(source: str, expected: str) -> None:
    assert show(source) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../index.html", "../index.html"),
        ("b.html#x", "b.html#x"),
        ("#x", "#x"),
        ("../downloads/one/a.csv", "../downloads/one/a.csv"),
        ("../downloads/publication.zip", "../../downloads/publication.zip"),
        ("../assets/a.svg", "../../assets/a.svg"),
        ("notes.pdf?v=1#p", "../../one/notes.pdf?v=1#p"),
        ("https://other.example/", "https://other.example/"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
    ],
)
def test_links_stay_in_the_script_and_what_is_shared_is_found_from_it(address: str, expected: str) -> None:
    assert show(f'<a href="{address}">x</a>') == f'<a href="{expected}">x</a>'


def test_the_marks_of_macros_stay_outside_of_texts() -> None:
    marked = mark_html("<p>共 \ue0000\ue001 份</p><p>\ue0001\ue001</p>", "a.html")
    assert "<p>\ue0001\ue001</p>" in marked
    assert (
        fill(marked.replace("\ue0000\ue001", "3").replace("\ue0001\ue001", "x"), "zh-Hant") == "<p>共 3 份</p><p>x</p>"
    )
