"""Pictures in a real publication: one file for all scripts, in the pages of each, in the book and on paper."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from PIL import Image

from conftest import run_gongbao

LONG = "全年各项工作都按照计划完成，收支保持平衡，重点支出得到保障，群众满意度进一步提高。"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    assert run_gongbao(folder, "new", "pub").returncode == 0
    Image.new("RGB", (90, 60), (20, 60, 200)).save(folder / "gdp.png")
    source = folder / "report.md"
    blocks = ("# 东江市2024年统计公报", "一、综合", LONG, "![柱状图：国内增长](gdp.png)", "图1 国内生产总值", LONG)
    source.write_text("\n\n".join(blocks), encoding="utf-8")
    done = run_gongbao(folder / "pub", "import", str(source), "--into", "data/stat-2024")
    assert done.returncode == 0, done.stdout + done.stderr
    done = run_gongbao(folder / "pub", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "pub" / "site"


def test_every_script_shows_the_one_file(site: Path) -> None:
    (file,) = site.glob("**/picture-*")
    assert file.parent == site / "stat-2024"
    for page, address, words in (
        ("stat-2024/sec_1.html", f"../stat-2024/{file.name}", ("柱状图：国内增长", "图1 国内生产总值")),
        ("zh-Hant/stat-2024/full.html", f"../../stat-2024/{file.name}", ("柱狀圖：國內增長", "圖1 國內生產總值")),
    ):
        source = re.sub(r"<wbr>|</?span[^>]*>", "", (site / page).read_text(encoding="utf-8"))
        assert f'<img src="{address}" alt="{words[0]}" width="90" height="60">' in source
        assert f"<figcaption>{words[1]}</figcaption>" in source


def test_book_and_word_file_hold_it(site: Path) -> None:
    downloads = site / "downloads" / "stat-2024"
    with zipfile.ZipFile(downloads / "report.epub") as book:
        (name,) = (name for name in book.namelist() if name.endswith(".png"))
        assert f'href="{name.removeprefix("EPUB/")}" media-type="image/png"' in book.read("EPUB/package.opf").decode()
        assert Image.open(io.BytesIO(book.read(name))).size == (90, 60)
    assert len(docx.Document(str(downloads / "report.docx")).inline_shapes) == 1


def test_a_publication_with_pictures_verifies(site: Path) -> None:
    done = run_gongbao(site.parent, "verify", "site")
    assert done.returncode == 0, done.stdout + done.stderr
