from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from gongbao.print import faces
from gongbao.print.faces import find_covered, find_face, may_embed
from gongbao.print.fonts import NoFontError, choose_fonts
from gongbao.print.style import USES, Use


@dataclass(frozen=True)
class Made:
    """A font as Typst lists it."""

    family: str
    path: str
    weight: int = 400
    style: str = "normal"
    index: int = 0


def make_font(folder: Path, family: str, characters: str, *, embedding: int = 0, weight: int = 400) -> Made:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((500, 500))
    pen.closePath()
    names = [".notdef", *(f"u{ord(character):04X}" for character in characters)]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(character): f"u{ord(character):04X}" for character in characters})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    builder.setupOS2(fsType=embedding, usWeightClass=weight)
    builder.setupPost()
    path = folder / f"{family}-{weight}.ttf"
    builder.save(path)
    return Made(family, str(path), weight)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Made]]:
    """A machine whose only fonts are those that a test puts there."""
    fonts = [
        make_font(tmp_path, "Song", "公报〓"),
        make_font(tmp_path, "Next", "公报镕㛃〓"),
        make_font(tmp_path, "Barred", "公报镕", embedding=2),
        make_font(tmp_path, "Other", "\U00030edd"),
    ]

    def list_families() -> dict[str, Sequence[Made]]:
        return {family: [font for font in fonts if font.family == family] for family in {font.family for font in fonts}}

    monkeypatch.setattr(faces, "list_families", list_families)
    monkeypatch.setattr("gongbao.print.fonts.list_families", list_families)
    faces.find_face.cache_clear()
    yield fonts
    faces.find_face.cache_clear()


def stacks(*families: str) -> dict[Use, tuple[str, ...]]:
    return dict.fromkeys(USES, families)


@pytest.mark.usefixtures("machine")
def test_the_first_family_that_is_here_serves() -> None:
    choice = choose_fonts(stacks("Elsewhere", "Song", "Next"), frozenset("公报"))
    assert set(map(tuple, choice.families.values())) == {("Song",)}
    assert [face.family for face in choice.faces] == ["Song"]
    assert not choice.missing
    assert choice.describe() == "Song (xiaobiaosong fangsong kaiti heiti songti)"


@pytest.mark.usefixtures("machine")
def test_a_gap_is_filled_from_the_next_font_of_the_stack() -> None:
    choice = choose_fonts(stacks("Song", "Next"), frozenset("公报镕"))
    assert set(map(tuple, choice.families.values())) == {("Song", "Next")}


@pytest.mark.usefixtures("machine")
def test_what_no_stack_has_comes_from_any_font_and_what_none_has_is_told() -> None:
    choice = choose_fonts(stacks("Song"), frozenset("公镕\U00030edd\ue000 \u200b"))
    assert choice.families["fangsong"] == ["Song", "Next", "Other"]
    assert choice.missing == {"\ue000"}
    assert choice.substitute == "〓"


@pytest.mark.usefixtures("machine")
def test_a_font_that_forbids_embedding_is_passed_over() -> None:
    choice = choose_fonts(stacks("Barred", "Song"), frozenset("公报"))
    assert choice.families["fangsong"] == ["Song"]
    with pytest.raises(NoFontError, match="no Chinese font"):
        choose_fonts(stacks("Barred"), frozenset("公报"))


def test_bold_is_asked_only_of_a_face_that_has_it(machine: list[Made], tmp_path: Path) -> None:
    assert choose_fonts(stacks("Song"), frozenset("公报")).bold == frozenset()
    machine.append(make_font(tmp_path, "Song", "公报", weight=700))
    faces.find_face.cache_clear()
    choice = choose_fonts(stacks("Song"), frozenset("公报"))
    assert choice.bold == {"xiaobiaosong", "fangsong"}
    assert {face.weight for face in choice.faces} == {400, 700}


@pytest.mark.usefixtures("machine")
def test_another_content_has_another_digest(tmp_path: Path) -> None:
    before = find_face("Song", 400)
    make_font(tmp_path, "Song", "公报社〓")
    faces.find_face.cache_clear()
    after = find_face("Song", 400)
    assert before and after and before.digest != after.digest


@pytest.mark.usefixtures("machine")
def test_a_broken_font_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Song-400.ttf").write_bytes(b"no font")
    assert choose_fonts(stacks("Song", "Next"), frozenset("公")).families["fangsong"] == ["Next"]


@pytest.mark.usefixtures("machine")
def test_both_kinds_of_character_map_are_read() -> None:
    wide, narrow = find_face("Other", 400), find_face("Song", 400)
    assert wide and find_covered(wide, frozenset("公\U00030edd")) == {"\U00030edd"}
    assert narrow and find_covered(narrow, frozenset("公报社")) == {"公", "报"}


@pytest.mark.parametrize(
    ("statement", "permitted"),
    [(0, True), (2, False), (4, True), (8, True), (6, True), (0x100, False), (0x200, False), (0x104, False)],
)
def test_the_statement_of_a_font_is_kept(statement: int, permitted: bool) -> None:  # noqa: FBT001
    assert may_embed(statement) is permitted
