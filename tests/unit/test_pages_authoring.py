"""What Markdown's extensions make for authors reads without a script: tabs, tasks, titles, icons."""

import pytest
from lxml import html as lxml_html

from gongbao.pages.authoring import settle_authoring

LABELS = '<label for="a">甲 <em>一</em></label><label for="b">乙</label>'
INPUTS = '<input id="a" name="t" type="radio" checked><input id="b" name="t" type="radio">'
ALTERNATE = (
    f'<div class="tabbed-set tabbed-alternate" data-tabs="1:2">{INPUTS}<div class="tabbed-labels">{LABELS}</div>'
    '<div class="tabbed-content"><div class="tabbed-block"><p>1</p></div><div class="tabbed-block">2</div></div></div>'
)
PLAIN = (
    '<div class="tabbed-set"><input id="a" name="t" type="radio"><label for="a">甲 <em>一</em></label>'
    '<div class="tabbed-content"><p>1</p></div><input id="b" type="radio"><label for="b">乙</label>'
    '<div class="tabbed-content">2</div></div>'
)
TABS = (
    '<div class="tabs">\n<div class="tab" role="group" aria-labelledby="a"><p class="tab-title" id="a">甲 <em>一</em></p>'
    '<p>1</p></div>\n<div class="tab" role="group" aria-labelledby="b"><p class="tab-title" id="b">乙</p>2</div>\n</div>'
)


def settle(source: str) -> str:
    root = lxml_html.fragment_fromstring(source, create_parent="div")
    settle_authoring(root)
    return lxml_html.tostring(root, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


@pytest.mark.parametrize("source", [ALTERNATE, PLAIN], ids=["alternate", "plain"])
def test_tabs_become_sections(source: str) -> None:
    assert settle(source).replace("\n", "") == TABS.replace("\n", "")
    inner = source.replace('"a"', '"c"').replace('"b"', '"d"')
    nested = settle(source.replace("<p>1</p>", inner, 1))
    assert nested.count('class="tab"') == 4
    assert "<input" not in nested


@pytest.mark.parametrize(
    "form", ["{}<p>办</p>", "<p>{} 办</p>", '<label class="task-list-control">{}<span></span></label> 办']
)
def test_a_task_says_whether_it_is_done(form: str) -> None:
    for attributes, words in ((" checked", "已完成"), ("", "未完成")):
        box = form.format(f'<input type="checkbox" disabled{attributes}>')
        made = settle(f'<ul><li class="task-list-item">{box}</li></ul>')
        assert f'aria-label="{words}"' in made
        assert "办" in made
        assert "<input" not in made
        assert "<label" not in made


def test_an_admonition_without_a_title_is_named_in_chinese() -> None:
    assert settle('<div class="admonition tip"><p class="admonition-title">Tip</p></div>').endswith(">提示</p></div>")
    assert "<summary>问题</summary>" in settle("<details><summary>Question</summary></details>")
    assert "<summary>Questions</summary>" in settle("<details><summary>Questions</summary></details>")
    assert '<p class="x">Tip</p>' in settle('<p class="x">Tip</p>')


def test_icons_are_for_the_eye() -> None:
    assert 'aria-hidden="true"' in settle('<p><span class="twemoji lg"><svg></svg></span></p>')
