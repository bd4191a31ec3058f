"""Automatic numbers of Word: a reader sees them, the paragraphs do not hold them."""

from pathlib import Path

from word_files import SPACES, level, numbering, par, read_blocks, read_texts

LIST = numbering(
    {1: level(0, "chineseCounting", "（%1）") + level(1, "decimal", "%2.")},
    {1: (1, ""), 2: (1, ""), 3: (1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')},
)


def test_lists_of_one_pattern_count_on_and_an_override_starts_anew(tmp_path: Path) -> None:
    blocks = [par("甲", number=(1, 0)), par("乙", number=(2, 0)), par("丙", number=(3, 0)), par("丁", number=(3, 0))]
    blocks.append(par("戊", number=(1, 0)))
    assert read_texts(tmp_path, *blocks, parts={"numbering": LIST}) == [
        "（一）甲", "（二）乙", "（五）丙", "（六）丁", "（七）戊",
    ]  # fmt: skip


def test_a_level_starts_anew_below_another_unless_it_says_not(tmp_path: Path) -> None:
    steady = numbering(
        {1: level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')}, {1: (1, "")}
    )
    blocks = [par(text, number=(1, depth)) for text, depth in (("甲", 0), ("乙", 1), ("丙", 0), ("丁", 1))]
    assert read_texts(tmp_path, *blocks, parts={"numbering": LIST}) == ["（一）甲", "1.乙", "（二）丙", "1.丁"]
    assert read_texts(tmp_path, *blocks, parts={"numbering": steady}) == ["1.甲", "1)乙", "2.丙", "2)丁"]


def test_legal_numbers_an_overridden_level_and_a_custom_format(tmp_path: Path) -> None:
    legal = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride>'
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
        'w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="%1号"/></w:lvl>'
    )
    lists = numbering({1: legal, 2: legal, 3: custom}, {1: (1, ""), 2: (2, other), 3: (3, "")})
    blocks = [
        par("总则", number=(1, 0)),
        par("目的", number=(1, 1)),
        par("罗马", number=(2, 0)),
        par("定制", number=(3, 0)),
    ]
    assert read_texts(tmp_path, *blocks, parts={"numbering": lists}) == [
        "第一章总则",
        "1.1 目的",
        "I.罗马",
        "001号定制",
    ]


def test_styles_give_lists_and_lists_give_levels_by_style(tmp_path: Path) -> None:
    style = '<w:style w:type="paragraph" w:styleId="{}">{}<w:pPr><w:numPr>{}</w:numPr></w:pPr></w:style>'
    own = '<w:numId w:val="1"/>'
    styles = f"<w:styles {SPACES}>" + "".join(
        [
            style.format("H1", "", own),
            style.format("H2", "", own),
            style.format("Child", '<w:basedOn w:val="H2"/>', '<w:ilvl w:val="1"/>'),
            style.format("Off", '<w:basedOn w:val="H1"/>', '<w:numId w:val="0"/>'),
            "</w:styles>",
        ]
    )
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>')
    levels += level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>')
    blocks = [
        par(text, properties=f'<w:pStyle w:val="{name}"/>')
        for text, name in (("甲", "H1"), ("乙", "H2"), ("丙", "Child"), ("丁", "Off"))
    ]
    parts = {"styles": styles, "numbering": numbering({1: levels}, {1: (1, "")})}
    assert read_texts(tmp_path, *blocks, parts=parts) == ["一、甲", "（一）乙", "（二）丙", "丁"]


def test_a_list_may_point_to_another_by_a_style(tmp_path: Path) -> None:
    patterns = {
        1: '<w:numStyleLink w:val="L"/>',
        2: '<w:styleLink w:val="L"/>' + level(0, "ideographTraditional", "%1、"),
    }
    lists = numbering(patterns, {1: (1, ""), 2: (2, "")})
    blocks = [par("子项", number=(1, 0)), par("丑项", number=(2, 0))]
    assert read_texts(tmp_path, *blocks, parts={"numbering": lists}) == ["甲、子项", "乙、丑项"]


def test_hidden_and_deleted_paragraphs_count_no_number(tmp_path: Path) -> None:
    hidden = par("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>", number=(1, 0))
    gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    deleted = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{gone}</w:pPr><w:del w:id="2">'
    deleted += "<w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    blocks = [par("甲", number=(1, 0)), hidden, deleted, par("乙", number=(1, 0))]
    assert read_texts(tmp_path, *blocks, parts={"numbering": LIST}) == ["（一）甲", "（二）乙"]


def test_a_number_before_nothing_is_told(tmp_path: Path) -> None:
    found = read_blocks(tmp_path, par("甲", number=(1, 0)), par(number=(1, 0)), parts={"numbering": LIST})
    assert [passage.text for passage in found.passages] == ["（一）甲"]
    assert [(one.kind, one.text) for one in found.left_out] == [("the number of an empty paragraph", "（二）")]
