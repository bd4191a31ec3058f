"""Huge and hostile sources: the time grows in proportion to their length, and none stops the importer."""

import math
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import word_files as word
from gongbao.importing.intake import import_reports
from gongbao.report.problems import ReportError

SENTENCE = "过去一年，全市上下团结奋进，各项事业取得新的成绩。"
CALL = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def make_table(rows: int) -> str:
    return "| 甲 | 乙 |\n| --- | --- |\n" + "| 项目 | 12亿元 |\n" * rows


# Each grows from a first to a fourfold length; what is read over and over again takes sixteen times as long.
SOURCES: dict[str, tuple[int, Callable[[int], str]]] = {
    "images.md": (2000, lambda n: "![" * n),
    "links.md": (4000, lambda n: "[" * n),
    "comments.md": (4000, lambda n: "<!--" * n),
    "stars.md": (4000, lambda n: "*a " * n),
    "marks.txt": (2000, lambda n: "一、\n" * n),
    "line.txt": (30_000, lambda n: SENTENCE * (n // 25)),
    "tabs.txt": (2000, lambda n: "\t字" * n),
    "quantities.txt": (3000, lambda n: "增长8.5%，" * n),
    "breaks.txt": (2000, lambda n: "甲\u2028" * n + SENTENCE),
    "items.html": (1000, lambda n: "<html><body><ul>" + "<li>甲乙" * n),
    "numbers.html": (1000, lambda n: "<html><body><ol>" + "<li>甲乙" * n),
    "rows.txt": (500, make_table),
    "rows.md": (500, make_table),
    "rows.html": (500, lambda n: f"<html><body><table>{'<tr><td>项目<td>12<td>24亿元' * n}"),
}


def measure(path: Path, number: int) -> float:
    """Return the processor time of one import."""
    begin = time.process_time()
    import_reports([path], path.parent / f"x-{number}")
    return time.process_time() - begin


def measure_growth(write: Callable[[int], Path], first: int) -> float:
    """Return the exponent with which the time grows; of three tries the best, for a machine has other work."""
    exponents = []
    for attempt in range(3):
        short, long = (measure(write(size), 10 * attempt + size // first) for size in (first, 4 * first))
        exponents.append(math.log(long / short, 4))
        if exponents[-1] < 1.3:
            break
    return min(exponents)


@pytest.mark.parametrize("name", SOURCES)
def test_the_time_grows_in_proportion(name: str, tmp_path: Path) -> None:
    first, make = SOURCES[name]

    def write(size: int) -> Path:
        path = tmp_path / name
        path.write_text(SENTENCE + "\n\n" + make(size) if name[-1] != "l" else make(size), encoding="utf-8")
        return path

    measure(write(10), 0)
    assert measure_growth(write, first) < 1.5


@pytest.mark.parametrize("kind", ["paragraphs", "rows", "notes"])
def test_the_time_of_a_word_file_grows_in_proportion(kind: str, tmp_path: Path) -> None:
    def write(size: int) -> Path:
        notes = [f'<w:footnote w:id="{one}">{word.par("注文")}</w:footnote>' for one in range(size)]
        call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
        row = f"<w:tr>{word.cell(word.par('项目'))}{word.cell(word.par('12亿元'))}</w:tr>"
        blocks = {
            "paragraphs": [word.par(f"{SENTENCE}第{one}段。") for one in range(size)],
            "rows": [word.par("一、情况"), f"<w:tbl>{row * size}</w:tbl>", word.par(SENTENCE)],
            "notes": [word.par(SENTENCE, call.format(one)) for one in range(size)],
        }[kind]
        parts = {"footnotes": f"<w:footnotes {word.SPACES}>{''.join(notes)}</w:footnotes>"}
        return word.write_docx(tmp_path / "report.docx", *blocks, parts=parts)

    measure(write(10), 0)
    assert measure_growth(write, 400) < 1.5


def test_a_note_that_calls_itself_is_read_once(tmp_path: Path) -> None:
    notes = f'<w:footnotes {word.SPACES}><w:footnote w:id="2">{word.par("见注", CALL)}</w:footnote></w:footnotes>'
    texts = word.read_texts(tmp_path, word.par(SENTENCE, CALL), parts={"footnotes": notes})
    assert texts == [f"{SENTENCE}[1]", "[1] 见注[1]"]


@pytest.mark.parametrize("tag", ["div", "span", "ul><li", "table><tr><td", "blockquote", "b"])
def test_a_page_nested_without_end_is_read_or_refused_in_words(tag: str, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(f"<html><body>{f'<{tag}>' * 1200}{SENTENCE}</body></html>", encoding="utf-8")
    begin = time.process_time()
    try:
        import_reports([path], tmp_path / "x-1")
    except ReportError as error:
        assert "nested too deeply" in str(error)
    assert time.process_time() - begin < 3
