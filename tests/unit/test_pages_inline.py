"""Inside a block: raised and lowered letters are such on pages, marks of notes are links."""

import re

from gongbao.pages.inline import dress
from gongbao.pages.marks import CODE


def plain(html: str) -> str:
    return html.replace(CODE, "")


def test_raised_and_lowered_letters_are_such() -> None:
    assert plain(dress("面积10⁸m²，CO₂，x⁻¹")) == "面积10<sup>8</sup>m<sup>2</sup>，CO<sub>2</sub>，x<sup>−1</sup>"


def test_only_marks_of_notes_are_links() -> None:
    html = plain(dress("增长5%[1]，见[9]，A<B", {"[1]": "#sec_9__para_1"}))
    assert re.findall(r'href="([^"]*)"[^>]*>([^<]*)<', html) == [("#sec_9__para_1", "[1]")]
    assert html.endswith("，见[9]，A&lt;B")
