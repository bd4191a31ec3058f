"""What the style sheets and scripts use is known to the oldest browsers, or asked for first."""

from pathlib import Path

import pytest

from gongbao import pages
from young_features import list_own_names, list_young_script, list_young_styles

ASSETS = Path(pages.__file__).parent / "assets"
STYLES = sorted(ASSETS.glob("css/*.css"))
SCRIPTS = sorted(ASSETS.glob("js/*.js"))
# No engine can be asked whether it knows the boxes in a page's margin, or its named pages and size: one that does not
# prints without page numbers, as the help says.
UNASKABLE = {"@page", "size", "@bottom-left", "@bottom-right"}


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_style_sheet_has_fallbacks(path):
    found = list_young_styles(path.read_text(encoding="utf-8"))
    assert [one for one in found if one.partition(": ")[2] not in UNASKABLE] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_script_is_ecmascript_2015(path):
    own = set().union(*(list_own_names(one.read_text(encoding="utf-8")) for one in SCRIPTS))
    assert list_young_script(path.read_text(encoding="utf-8"), own) == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("p { text-wrap: balance }", ["1: text-wrap"]),
        ("a {}\n:is(a, b) { color: red }", ["2: :is"]),
        ("a:not(:has(b)) { color: red }", ["1: :has"]),
        ("p { font-size: clamp(1em, 2vw, 2em) }", ["1: font-size: clamp()"]),
        ("p { font-size: 1em; font-size: clamp(1em, 2vw, 2em) }", []),
        ("p { min-height: 1em; min-height: max(1em, var(--a)) }", ["1: min-height: max()"]),
        ("p { display: flex; gap: 1em }", ["1: gap in a flex box"]),
        ("p { display: grid; gap: 1em }", []),
        ("@media (min-width: 1px) { p { overflow-wrap: anywhere } }", ["1: overflow-wrap: anywhere"]),
        ("@supports (text-wrap: balance) { p { text-wrap: balance } }", []),
        ("p { -webkit-appearance: none; appearance: none }", []),
        ("@container (width > 1px) { p { color: red } }", ["1: @container"]),
        ("@page { @top-left { content: none } }", ["1: @page", "1: @top-left"]),
    ],
)
def test_what_is_young_in_a_style_sheet_is_named(css, found):
    assert list_young_styles(css) == found


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("const f = async () => 1;", ["async"]),
        ("const a = b ?? 1;", ["??"]),
        ("const a = b?.c;", ["?."]),
        ("const a = { ...b };", ["spread_element"]),
        ("try { a(); } catch { b(); }", ["catch_clause"]),
        ("a.replaceChildren();", ["replaceChildren"]),
        ("new WeakRef(a);", ["WeakRef"]),
        ("const a = 2 ** 3;", ["**"]),
        ("class A { b = 1; }", ["field_definition"]),
        ("function* f([a, ...b]) { yield g(...b); }", []),
    ],
)
def test_what_is_young_in_a_script_is_named(script, found):
    assert [one.partition(": ")[2] for one in list_young_script(script)][: len(found) or None] == found
