import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from gongbao.print import lettering, typefaces
from gongbao.print.lettering import Choice, Lettering, make_lettering, read_stacks
from gongbao.print.typefaces import Face, find_face, may_embed, read_faces, write_subset

STYLE = """
:root {
  --line: 10mm;
  --xiaobiaosong: Fine, Plain, serif; --fangsong: Plain, serif; --kaiti: Brush, Plain;
  --heiti: Plain, x; --songti: Plain, x;
}
:root:lang(zh-Hant) {
  --fangsong: "Other Plain", Plain, serif;
}
"""


def draw(pen: T2CharStringPen | TTGlyphPen) -> None:
    pen.moveTo((0, 0))
    pen.curveTo((0, 500), (500, 500), (500, 0))
    pen.closePath()


def make_font(
    path: Path, family: str, characters: str, *, statement: int = 0, cubic: bool = False, named: Sequence[str] = ()
) -> Path:
    names = [".notdef", *(named or (f"u{ord(character):04X}" for character in characters))]
    builder = FontBuilder(1000, isTTF=not cubic)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(character): name for character, name in zip(characters, names[1:], strict=True)})
    if cubic:
        pen = T2CharStringPen(1000, None)
        draw(pen)
        builder.setupCFF(family, {}, dict.fromkeys(names, pen.getCharString()), {})
    else:
        outline = TTGlyphPen(None)
        outline.moveTo((0, 0))
        outline.lineTo((0, 500))
        outline.lineTo((500, 0))
        outline.closePath()
        builder.setupGlyf(dict.fromkeys(names, outline.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": f"{family}-Regular"})
    builder.setupOS2(fsType=statement)
    builder.setupPost()
    builder.save(path)
    return path


@pytest.mark.parametrize(
    ("statement", "permitted"),
    [(0, True), (2, False), (4, True), (8, True), (6, True), (0x102, False), (0x100, False), (0x204, False)],
)
def test_a_font_is_taken_at_its_word(statement: int, permitted: bool) -> None:  # noqa: FBT001
    assert may_embed(statement) is permitted


def test_cubic_outlines_become_quadratic(tmp_path: Path) -> None:
    (face,) = read_faces(make_font(tmp_path / "字.otf", "Plain", "人大代表", cubic=True))
    assert (face.ready, face.permitted, face.postscript) == (False, True, "Plain-Regular")
    write_subset(face, 400, "人大", tmp_path / "one.ttf")
    write_subset(face, 400, "人大", tmp_path / "two.ttf")
    with TTFont(tmp_path / "one.ttf") as font:
        assert "glyf" in font
        assert "CFF " not in font
        assert set(font.getBestCmap()) == {ord("人"), ord("大")}
        assert font["glyf"][font.getBestCmap()[ord("人")]].numberOfContours == 1
        assert font["hmtx"][font.getBestCmap()[ord("人")]][0] == 1000
    assert (tmp_path / "one.ttf").read_bytes() == (tmp_path / "two.ttf").read_bytes()


def test_an_accented_letter_made_of_two_others_is_drawn_whole(tmp_path: Path) -> None:
    named = ("A", "acute", "Aacute")
    path = make_font(tmp_path / "a.otf", "Accents", "A\u00b4\u00c1", cubic=True, named=named)
    with TTFont(path) as font:
        # The operator makes a letter of two of Adobe's standard encoding: 65 is A, 194 the acute.
        font["CFF "].cff.topDictIndex[0].CharStrings["Aacute"].setProgram([200, 300, 65, 194, "endchar"])
        font.save(path)
    target = tmp_path / "b.ttf"
    write_subset(next(read_faces(path)), 400, "\u00c1", target)
    with TTFont(target) as font:
        outline = font["glyf"][font.getBestCmap()[0xC1]]
        assert (outline.numberOfContours, outline.xMax, outline.yMin) == (2, 700, 0)
        assert "A" not in font.getGlyphOrder()


def test_what_is_no_font_is_passed_over(tmp_path: Path) -> None:
    broken = tmp_path / "a.ttf"
    broken.write_bytes(b"no font")
    assert list(read_faces(broken)) == []


def test_the_nearest_weight_of_a_family_is_found(tmp_path: Path) -> None:
    faces = list(read_faces(make_font(tmp_path / "a.ttf", "Plain", "人")))
    assert find_face(faces, "Plain", 700) == faces[0]
    assert find_face(faces, "Other", 700) is None


def test_stacks_follow_the_script() -> None:
    assert read_stacks(STYLE, "zh-Hans")["fangsong"] == ["Plain", "serif"]
    assert read_stacks(STYLE, "zh-Hant-HK")["fangsong"] == ["Other Plain", "Plain", "serif"]
    assert read_stacks(STYLE, "zh-Hant")["kaiti"] == ["Brush", "Plain"]


@pytest.mark.parametrize(
    ("tag", "last"), [("zh-Hans", "CJK SC"), ("zh-Hant", "CJK TC"), ("zh-Hant-TW", "CJK TC"), ("zh-Hant-HK", "CJK HK")]
)
def test_every_stack_of_the_style_sheet_ends_with_noto_in_the_letters_of_the_script(
    root: Path, tag: str, last: str
) -> None:
    style = (root / "hooks/gongbao/pages/assets/css/print.css").read_text(encoding="utf-8")
    stacks = read_stacks(style, tag)
    assert {use for use, _, _ in lettering.USES} == set(stacks)
    assert all(any(name.endswith(last) for name in stack) for stack in stacks.values())


def test_a_font_that_forbids_it_is_barred_and_the_next_of_the_stack_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_font(tmp_path / "fine.ttf", "Fine", "人大", statement=2)
    make_font(tmp_path / "plain.otf", "Plain", "人", cubic=True)
    make_font(tmp_path / "brush.ttf", "Brush", "大")
    monkeypatch.setattr(typefaces, "list_font_folders", lambda: [tmp_path])
    typefaces.list_faces.cache_clear()
    try:
        letters = make_lettering(STYLE, "zh-Hans", frozenset("人大𰻝"))
    finally:
        typefaces.list_faces.cache_clear()
    assert letters.barred == {"Fine"}
    assert letters.missing == {"𰻝"}
    assert letters.describe() == "Plain (小标宋 仿宋 楷体 黑体 宋体), Brush (楷体)"
    letters.write_files(tmp_path, tmp_path / "kept")
    rules = (tmp_path / "faces.css").read_text(encoding="utf-8")
    assert 'font-family: "Fine"; src: url("none"); unicode-range: U+0;' in rules
    assert 'font-family: "Plain"; font-weight: 700; src: url("Plain-Regular-700.ttf")' in rules
    assert "Brush" not in rules


def test_a_font_is_made_once_and_again_when_anything_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_font(tmp_path / "plain.otf", "Plain", "人大", cubic=True)
    kept, made = tmp_path / "kept", list[str]()

    def note(face: Face, weight: int, characters: Sequence[str], target: Path) -> None:
        made.append("".join(characters))
        write_subset(face, weight, characters, target)

    monkeypatch.setattr(lettering, "write_subset", note)
    (face,) = read_faces(path)

    def write(characters: str) -> bytes:
        choice = Choice(use="宋体", family="Plain", weight=400, face=face, characters=frozenset(characters))
        Lettering(choices=(choice,), barred=frozenset(), missing=frozenset()).write_files(tmp_path, kept)
        return (tmp_path / "Plain-Regular-400.ttf").read_bytes()

    first = write("人")
    assert (write("人"), made) == (first, ["人"])
    assert write("人大") != first
    assert len(list(kept.iterdir())) == 1
    (place,) = kept.iterdir()
    place.write_bytes(b"x" + place.read_bytes()[1:])
    write("人大")
    os.utime(path, ns=(0, 0))
    write("人大")
    assert made == ["人", "人大", "人大", "人大"]
