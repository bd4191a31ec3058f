"""Marked documents in a script: the text changes, the markup and the structure do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from filling import SCRIPTS, fill
from gongbao.pages.localize import cut_document
from gongbao.pages.marks import CODE, ROOT, SCRIPT, TEXT, TREE, choose, mark, mark_block, mark_data, mark_plain
from gongbao.report.problems import ReportError


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (f"<p>{mark('发展')}</p>", "<p>發展</p>"),
        (f"<p>{mark_block('<strong>干</strong>部')}</p>", "<p><strong>幹</strong>部</p>"),
        (
            mark_block("头<em>发</em>和发<b>展</b>"),
            "头<em>發</em>".replace("头", "頭").replace("發", "髮") + "和發<b>展</b>",
        ),
        (f"<p>{mark('皇')}</p><p>{mark('后')}</p>", "<p>皇</p><p>後</p>"),
        (mark("AT&T 公司的发展 <script>"), "AT&amp;T 公司的發展 &lt;script&gt;"),
        (mark_block("a&amp;<b>幹</b>&lt;部"), "a&amp;<b>幹</b>&lt;部"),
        (f'<img alt="{mark("发展")}" src="{ROOT}a.png">', '<img alt="發展" src="../a.png">'),
        (mark(Markup("<b>x</b>")), "<b>x</b>"),
        (mark("𲳝 Latin 3+3 “发”"), "𲳝 Latin 3+3 “發”"),
        (f'<html lang="{SCRIPT}">', '<html lang="zh-Hant">'),
        (f"https://a.cn/{TREE}x.html", "https://a.cn/zh-Hant/x.html"),
        (choose(["a", "b", "c", "d"]), "b"),
    ],
)
def test_texts_are_converted_and_values_resolved(marked: str, expected: str) -> None:
    assert fill(marked, "zh-Hant") == expected


def test_the_source_script_is_the_text_as_it_was() -> None:
    marked = f'<html lang="{SCRIPT}">{ROOT}{TREE}{mark("发展 & <干>")}{mark_block("<b>干</b>部")}{choose(["1", "2", "3", "4"])}'
    assert fill(marked) == '<html lang="zh-Hans">发展 &amp; &lt;干&gt;<b>干</b>部1'


def test_a_value_that_only_the_publication_knows_is_given_when_a_page_is_filled() -> None:
    assert fill(f"{TEXT}约{TEXT} \x93size a\x93", "zh-Hant", values={"size a": "3 KB"}) == "約 3 KB"
    with pytest.raises(KeyError):
        fill("\x93size b\x93")


def test_a_document_that_is_no_html_is_converted_as_it_stands() -> None:
    assert fill(mark_plain("发展 &amp; <干部>"), "zh-Hant", entities=False) == "發展 &amp; <幹部>"
    assert mark_data({"a": ["干部", 1, "x"], "b": str(SCRIPT)}) == {
        "a": [f"{TEXT}干部{TEXT}", 1, "x"],
        "b": str(SCRIPT),
    }


def test_a_text_that_nobody_marked_is_named_with_its_page() -> None:
    with pytest.raises(ReportError, match=r"x/sec_1\.html: the text “未标” is not marked"):
        cut_document("x/sec_1.html", f"<p>{mark('标')}</p>未标")


def test_a_text_that_nobody_marked_in_an_inline_tag_is_named() -> None:
    marked = mark_block('写<a title="未标">干</a>')
    with pytest.raises(ReportError, match="写: the text “未标” is not marked"):
        fill(marked, "zh-Hant")


@given(
    st.lists(st.text(alphabet="干部发展后里<&>\"'x1 ", max_size=6), min_size=1, max_size=5), st.sampled_from(SCRIPTS)
)
def test_an_inline_tag_never_changes_how_a_text_is_converted(pieces: list[str], tag) -> None:
    whole = fill(mark("".join(pieces)), tag)
    tagged = fill(mark_block("<b></b>".join(str(Markup.escape(piece)) for piece in pieces)), tag)
    assert tagged.replace("<b></b>", "") == whole
    assert CODE not in tagged
