"""Pages of bad input printed: nothing is cut, nothing leaves the type area, every character is there."""

import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Browser

from bad_report import ADDRESS, LONG_WORD, TITLE, repeat
from conftest import AWKWARD, copy_project, run_gongbao
from paper import Leaf, read_pdf


def paragraph(section: int, number: int, text: str) -> dict[str, object]:
    return {"id": f"sec_{section}__para_{number}", "text": text}


def table(section: int, number: int, columns: int, rows: int, cell: str) -> dict[str, object]:
    head = [f"第{column}列" for column in range(1, columns + 1)]
    return {"id": f"sec_{section}__table_{number}", "rows": [head, *([cell] * columns for _ in range(rows))]}


SECTIONS: dict[str, list[dict[str, object]]] = {
    "一、只有一行": [paragraph(1, 1, "完。")],
    "二、两万字": [paragraph(2, number, repeat(500)) for number in range(1, 41)],
    "三、宽于纸面的表": [
        paragraph(3, 1, "见下表。"),
        table(3, 1, 14, 5, "逐步推进落实到位"),
        table(3, 2, 24, 3, "逐步推进"),
        table(3, 3, 3, 60, "123456.78"),
        table(3, 4, 2, 2, LONG_WORD * 2),
    ],
    "四、外文": [
        paragraph(4, 1, f"The committee met nine times, see {ADDRESS}, and the {LONG_WORD} went on to meet."),
        paragraph(4, 2, "A" * 300),
    ],
    "五、罕见的字": [
        paragraph(5, 1, "姓名用字：𠮷𡈽㐂䶮㛃𰻝𫖯䲢镕喆堃淼犇，另有①②③㎡℃‰½→★。"),
        paragraph(5, 2, "〇" * 60),
    ],
    "六、" + "标题极长" * 20: [paragraph(6, 1, repeat(60))],
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a report that holds everything a printer fears, beside the good one."""
    project = copy_project(tmp_path_factory.mktemp("bad") / AWKWARD)
    data = project / "data/bad-input"
    data.mkdir()
    files = [f"{number}.yml" for number in range(1, len(SECTIONS) + 1)]
    report = {
        "title": TITLE,
        "body": "某某县人民代表大会常务委员会",
        "date": "2025-01-08",
        "parts": [{"id": "part_1", "sections": files}],
        "printed": ["title"],
    }
    write(data / "report.yml", report)
    for number, (heading, content) in enumerate(SECTIONS.items(), 1):
        write(data / f"{number}.yml", {"id": f"sec_{number}", "heading": heading, "content": content})
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    return project / "site/bad-input"


def write(path: Path, content: object) -> None:
    # JSON is YAML; a date stands there without quotes.
    text = json.dumps(content, ensure_ascii=False).replace('"2025-01-08"', "2025-01-08")
    path.write_text(text, encoding="utf-8", newline="\n")


def print_page(browser: Browser, path: Path, *, large: bool = False) -> list[Leaf]:
    page = browser.new_page()
    page.goto(path.as_uri())
    if large:
        page.click("#large-text")
    content = page.pdf(prefer_css_page_size=True)
    page.evaluate("localStorage.clear()")
    page.close()
    return read_pdf(content)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("number", range(1, len(SECTIONS) + 1))
def test_nothing_is_cut(folder: Path, browser: Browser, number: int, large: bool) -> None:  # noqa: FBT001
    leaves = print_page(browser, folder / f"sec_{number}.html", large=large)
    heading, content = list(SECTIONS.items())[number - 1]
    wanted = TITLE + heading + "".join(text for block in content for text in texts(block))
    # The reader gives characters beyond the BMP as two halves.
    halves = "".join(leaf.text for leaf in leaves).encode("utf-16", "surrogatepass")
    printed = Counter(halves.decode("utf-16", "replace"))
    missing = Counter(filter(is_ink, wanted)) - printed
    assert not missing, missing
    for leaf in leaves:
        broad = leaf.width > leaf.height
        left, right = (37, 35) if broad else (26, 26)
        for line in leaf.lines:
            assert line.left > left - 1, line
            assert line.right < leaf.width - right + 1, line
            assert line.base < leaf.height - (26 if broad else 35), line


def texts(block: dict[str, object]) -> list[str]:
    if "rows" in block:
        return [cell for row in cast("list[list[str]]", block["rows"]) for cell in row]
    return [str(block["text"])]


def is_ink(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter) not in {"Cf", "Cc"}


def test_the_whole_holds_it_all(folder: Path, browser: Browser) -> None:
    leaves = print_page(browser, folder / "full.html")
    printed = "".join(leaf.text for leaf in leaves)
    for text in ("完。", "".join(repeat(500)), "〇" * 60, "标题极长" * 20):
        assert text in printed
    assert leaves[0].text.startswith(TITLE)


def test_a_title_of_eighty_characters_takes_several_even_lines(folder: Path, browser: Browser) -> None:
    assert len(TITLE) == 80
    first = print_page(browser, folder / "sec_1.html")[0]
    title = [line for line in first.lines if line.size * 72 / 96 > 20]
    assert "".join(line.text for line in title) == TITLE
    assert len(title) in (4, 5)
    assert min(len(line.text) for line in title) > 8
