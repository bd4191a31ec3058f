"""The package of the whole publication: every reader of zips opens it, and what it holds is a publication."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import change
from gongbao.checks.verify import verify_site
from gongbao.forms.catalogue import ALL_WHOLES
from gongbao.output.manifest import list_files
from gongbao.output.offline_zip import MOST, PACKAGE

TITLE = "太仓市人大常委会工作报告公报"


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
    wholes = {f"{script}{whole.path}" for script in ("", "zh-Hant/") for whole in ALL_WHOLES}
    assert set(list_files(unpacked)) == there - {PACKAGE} - wholes
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


def test_a_large_publication_has_a_package_only_if_it_is_asked_for(
    project: Path, gongbao: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    with (project / "docs/assets/film.txt").open("wb") as film:
        film.truncate(MOST)
    done = gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    assert "no offline package is made: pages, assets and search have 5" in done.stderr
    assert not (project / "site" / PACKAGE).exists()
    assert "publication.zip" not in (project / "site/help.html").read_text(encoding="utf-8")
    change(project / "data/site.yml", "scripts:", "offline: true\nscripts:")
    done = gongbao(project, "build")
    assert (done.returncode, (project / "site" / PACKAGE).exists()) == (0, True)
    assert "no offline package" not in done.stderr


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
