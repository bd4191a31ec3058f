"""Mistakes in YAML: each is told on its line as what it is, in English and in Chinese; right files are left in peace."""

from pathlib import Path
from random import Random

import pytest

from conftest import ROOT
from full_report import make_everything
from gongbao.data.decode import MISSING, Reader, decode
from gongbao.data.load import load_report
from gongbao.data.yaml_nodes import compose, read_node
from gongbao.importing.intake import import_reports
from gongbao.importing.structure.metadata import Given
from gongbao.importing.yaml_writer import make_report_text, make_section_text
from gongbao.report.problems import Problems
from gongbao.report.report import Report, Section
from yaml_mistakes import MISTAKES, Mistake

# A mistake is made on so many lines of each file; the heavy test makes it on every line.
PLACES = 2
# Of the corpus one source in so many is imported here; it takes a second.
SPARSE = 12
STROKES = ":：#\"'“”‘’-—[]{},，、|>&*!%@`\t\n \u3000\u00a0\\?"
FOLDER = ROOT / "data/taicang-npc-2025"


def list_files() -> dict[str, str]:
    """The files of a real report, and a section with a table as the importer writes it."""
    everything = make_everything()
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yml"))}
    return files | {
        "90-table.yml": make_section_text(everything.sections[1], {}),
        "report-2.yml": make_report_text(
            everything, dict.fromkeys((section.id for section in everything.sections), "01.yml"), {}
        ),
    }


FILES = list_files()


def find_problems(name: str, text: str) -> list[tuple[int, str]]:
    """What is told of a file by itself."""
    problems = Problems()
    path = Path(name)
    node = compose(text, path, problems)
    if node:
        reader = Reader(path=path, problems=problems, fetch=lambda _reader, _name, _line: MISSING)
        decode(reader, node, Report if name.startswith("report") else Section)
    return [(problem.line, problem.message) for problem in problems]


def check_mistake(mistake: Mistake, language: str, places: int | None) -> int:
    made = 0
    for name, text in FILES.items():
        for wrong, line, *messages in list(mistake.make(text))[:places]:
            expected = messages[0] if language == "en" else messages[1]
            assert find_problems(name, wrong) == [(line, expected)], wrong.split("\n")[line - 1 : line + 1]
            made += 1
    return made


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_as_what_it_is(mistake: Mistake, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGBAO_LANG", language)
    assert check_mistake(mistake, language, PLACES)


@pytest.mark.full
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_wherever_it_is_made(mistake: Mistake) -> None:
    assert check_mistake(mistake, "en", None)


def test_a_wrong_key_stroke_is_told_where_it_was_made() -> None:
    """One sign typed too much or over another, anywhere: of what is refused, nearly all on that line or the next."""
    random = Random(5)
    near, far = 0, []
    for name, text in [*FILES.items()] * 60:
        place = random.randrange(len(text))
        wrong = text[:place] + random.choice(STROKES) + text[place + random.randrange(2) :]
        typed = wrong.count("\n", 0, place) + 1
        if problems := find_problems(name, wrong):
            if typed <= problems[0][0] <= typed + 1:
                near += 1
            else:
                far.append((typed, problems[0]))
    assert near > 100
    assert len(far) < near / 20, far


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
def test_files_of_any_editor_are_read(end: str, mark: str, tmp_path: Path) -> None:
    path = tmp_path / "report.yml"
    for name, text in FILES.items():
        path.write_bytes((mark + text.replace("\n", end)).encode())
        problems = Problems()
        assert read_node(path, problems), name
        assert not problems.found
    # A file that two editors wrote has both.
    path.write_bytes(FILES["report.yml"].replace("\n", "\r\n", 5).encode())
    assert read_node(path, Problems())


@pytest.mark.parametrize(
    "value",
    [
        "2024",
        "2025-01-08",
        "1.50",
        "0x10",
        "yes",
        "=1+1",
        "“四史”学习",
        "报告（#1）",
        "报告#1",
        "http://a.cn/#b",
        "甲：乙",
        "a:b",
    ],
)
def test_a_text_that_looks_like_something_else_stays_a_text(value: str) -> None:
    problems = Problems()
    path = Path("01.yml")
    text = f"id: sec_1\nheading: {value}\ncontent:\n  - id: sec_1__para_1\n    text: 一。\n"
    node = compose(text, path, problems)
    assert node
    assert not problems.found
    section = decode(Reader(path=path, problems=problems), node, Section)
    assert section.heading == value


@pytest.mark.parametrize(
    "text",
    [
        "a: 值   # 注释\n",
        "a: 值  # 注释\n",
        "a: 12 # 个\n",
        "unit: 公里 # 已核\n",
        "a:   # 注释\n  b: 1\n",
        "a: # 注释\n  b: 1\n",
        "a: [甲, 乙] # 注释\n",
        "# 注释\n#注释\na: 1\n",
        'a: "值 #1" # 注释\n',
        "text: |-\n  第一行 #1\n  第二行：说明\n",
        "text: 第一行\n  第二行\n",
        'text: "第一行\n  第二行"\n',
    ],
)
def test_what_is_right_is_left_in_peace(text: str) -> None:
    problems = Problems()
    assert compose(text, Path("x.yml"), problems)
    assert not problems.found


def test_a_file_of_nothing_but_mistakes_is_told_all_the_same() -> None:
    for text in (
        "：",
        "“",
        "[",
        "\t",
        "- ",
        "a: b: c: d",
        "？",
        ": ",
        "{a",
        "'",
        "|",
        "%",
        "@",
        "*",
        "&a",
        "!!",
        "--- a\n--- b",
    ):
        assert [line for line, _message in find_problems("01.yml", text)] != [], text


def test_yaml_that_the_importer_writes_has_no_mistake(shared: Path, tmp_path: Path) -> None:
    """Every source of the corpus, imported: all its YAML, comments and all."""
    sources = [
        path
        for folder in ("plain", "more", "other")
        for path in sorted((shared / "corpus" / folder).rglob("*"))
        if path.suffix in (".txt", ".md", ".docx", ".html")
    ]
    assert sources
    told = []
    for number, source in enumerate(sources[::SPARSE]):
        into = tmp_path / "data" / f"report-{number}"
        import_reports([source], into)
        problems = Problems()
        files = sorted(into.glob("*.yml"))
        assert files
        for path in files:
            read_node(path, problems)
        told += [f"{source.name}: {problem}" for problem in problems]
    assert told == []


def test_a_title_that_is_printed_between_quotation_marks_is_written_so_that_it_is_one(tmp_path: Path) -> None:
    source = tmp_path / "r.txt"
    source.write_text("一、工作\n全年召开会议12次。\n", encoding="utf-8")
    given = Given(title="“十四五”", date=None)
    into = tmp_path / "data/mou-npc-2026"
    import_reports([source], into, given=given)
    problems = Problems()
    report = load_report(into, problems)
    assert not problems.found
    assert report.title == "“十四五”"
