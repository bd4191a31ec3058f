"""The package of the whole publication: every reader of zips opens it, and what it holds is a publication."""

import datetime
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import change
from gongbao.checks.verify import verify_site
from gongbao.output.compression import deflate
from gongbao.output.manifest import list_files
from gongbao.output.offline_zip import PACKAGE
from gongbao.output.zip_file import Item, write_package

DAY = datetime.date(2025, 1, 20)
TITLE = "太仓市人大常委会工作报告公报"


def pack(items: list[Item], day: datetime.date = DAY) -> zipfile.ZipFile:
    stream = io.BytesIO()
    write_package(stream, items, day)
    return zipfile.ZipFile(io.BytesIO(stream.getvalue()))


def test_items_come_out_as_they_went_in() -> None:
    contents = {"公报/首页.html": b"<p>" * 999, "a.txt": b"", "b.bin": bytes(range(256))}
    items = [Item(name=name, content=deflate(content)) for name, content in contents.items()]
    archive = pack([*items, Item(name="stored.png", content=b"\x89PNG")])
    assert archive.testzip() is None
    assert archive.namelist() == [*contents, "stored.png"]
    for name, content in contents.items():
        assert archive.read(name) == content
        assert archive.getinfo(name).date_time == (2025, 1, 20, 0, 0, 0)
    assert archive.getinfo("stored.png").compress_type == zipfile.ZIP_STORED


def test_a_chinese_name_is_marked_as_utf8_and_a_plain_one_is_not() -> None:
    archive = pack([Item(name="公报.html", content=b"1"), Item(name="a.html", content=b"1")])
    assert [info.flag_bits & 0x800 for info in archive.infolist()] == [0x800, 0]


def test_more_files_than_the_old_format_can_count() -> None:
    archive = pack([Item(name=f"{number}", content=b"") for number in range(65_600)])
    assert len(archive.infolist()) == 65_600
    assert archive.read("65599") == b""


def test_a_date_before_the_format_is_its_first() -> None:
    assert pack([Item(name="a", content=b"")], datetime.date(1955, 9, 1)).infolist()[0].date_time[0] == 1980


@pytest.fixture(scope="module")
def unpacked(public: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("优盘")
    with zipfile.ZipFile(public / PACKAGE) as archive:
        archive.extractall(folder)
    return folder / TITLE


def test_the_package_is_a_publication_of_its_own(unpacked: Path) -> None:
    assert [str(problem) for problem in verify_site(unpacked)] == []


def test_the_package_holds_everything_but_itself_and_what_servers_need(public: Path, unpacked: Path) -> None:
    there = {name for name in list_files(public) if not name.endswith(".gz")}
    assert set(list_files(unpacked)) == there - {PACKAGE}
    for name in list_files(unpacked):
        if name.rpartition("/")[2] not in ("help.html", "index.html"):
            assert (unpacked / name).read_bytes() == (public / name).read_bytes(), name


def test_the_offer_tells_the_size_and_is_not_in_the_package(public: Path, unpacked: Path) -> None:
    for folder, words in (("", "下载离线版"), ("zh-Hant/", "下載離線版")):
        page = (public / folder / "help.html").read_text(encoding="utf-8")
        up = "../" if folder else ""
        assert f'<a href="{up}{PACKAGE}" download=' in page
        assert words in page
        assert f"ZIP · {(public / PACKAGE).stat().st_size / 1024:.0f} KB" in page
        assert "<!--" not in page
        packed = (unpacked / folder / "help.html").read_text(encoding="utf-8")
        assert words not in packed
        assert "publication.zip" not in packed


@pytest.mark.skipif(not shutil.which("unzip"), reason="no unzip on this machine")
def test_unzip_reads_the_package(public: Path) -> None:
    subprocess.run(["unzip", "-tqq", str(public / PACKAGE)], check=True)


def test_a_publication_goes_without_the_package_if_that_is_not_wanted(
    project: Path, gongbao: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    change(project / "data/site.yml", "scripts:", "offline: false\nscripts:")
    done = gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    assert not (project / "site" / PACKAGE).exists()
    for page in ("help.html", "zh-Hant/help.html"):
        assert "publication.zip" not in (project / "site" / page).read_text(encoding="utf-8")
    assert not verify_site(project / "site").found
