"""Integrity that a webmaster can prove: one checksum for everything, and a build that is made again to compare."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import copy_project, run_gongbao
from gongbao.output.manifest import MANIFEST, write_manifest


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A project that was built, and what the build said."""
    project = copy_project(tmp_path_factory.mktemp("sealed") / "公报 项目")
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    return project, done.stdout


def test_a_build_tells_the_checksum_of_its_manifest_and_writes_it_beside_the_folder(
    published: tuple[Path, str],
) -> None:
    project, said = published
    digest = hashlib.sha256((project / "site" / MANIFEST).read_bytes()).hexdigest()
    assert f"site/{MANIFEST}: {digest}\n" in said
    assert (project / "site.sha256").read_text(encoding="utf-8") == f"{digest}  site/{MANIFEST}\n"
    assert not (project / "site/site.sha256").exists()
    assert run_gongbao(project, "verify", "site", "--expect", digest.upper()).returncode == 0
    other = run_gongbao(project, "verify", "site", "--expect", "0" * 64)
    assert other.returncode == 1
    assert f"site/{MANIFEST}: its checksum is {digest}, not the one expected" in other.stderr


def test_what_was_changed_with_its_sums_is_found_by_building_again(published: tuple[Path, str], tmp_path: Path) -> None:
    project = published[0]
    assert run_gongbao(project, "verify", "site", "--against", "data").returncode == 0
    hacked = tmp_path / "site"
    shutil.copytree(project / "site", hacked)
    page = hacked / "help.html"
    page.write_bytes(page.read_bytes().replace("阅读".encode(), "查看".encode(), 1))
    (hacked / "robots.txt").unlink()
    (hacked / "more.txt").write_text("new", encoding="utf-8")
    (hacked / MANIFEST).unlink()
    write_manifest(hacked, {})
    assert run_gongbao(tmp_path, "verify", "site").returncode == 0
    done = run_gongbao(tmp_path, "verify", "site", "--against", str(project / "data"))
    assert done.returncode == 1
    assert "help.html: is not what the data gives: its bytes differ from number" in done.stderr
    assert "robots.txt: is missing: the data gives this file" in done.stderr
    assert "more.txt: is not what the data gives: the file is of no build" in done.stderr


def test_links_and_lines_that_stand_twice_are_told(published: tuple[Path, str], tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(published[0] / "site", site)
    (site / "robots.txt").rename(tmp_path / "robots.txt")
    (site / "robots.txt").symlink_to(tmp_path / "robots.txt")
    lines = (site / MANIFEST).read_text(encoding="utf-8").splitlines()
    (site / MANIFEST).write_text("\n".join([*lines, lines[0]]) + "\n", encoding="utf-8", newline="\n")
    done = run_gongbao(tmp_path, "verify", "site")
    assert done.returncode == 1
    assert "site/robots.txt: a link in place of a file" in done.stderr
    assert f"site/{MANIFEST}:{len(lines) + 1}: {lines[0][66:]} is listed twice" in done.stderr


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not on this machine")
def test_a_publication_is_signed_with_the_own_key(published: tuple[Path, str], tmp_path: Path) -> None:
    project = published[0]
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "key")], check=True)
    (project / "site.sig").write_text("an old one", encoding="utf-8")
    done = run_gongbao(project, "sign", "--key", str(tmp_path / "key"))
    assert done.returncode == 0, done.stderr
    assert not (project / "site/site.sig").exists()
    asked = ["verify", "site", "--signature", "site.sig", "--signers", str(tmp_path / "key.pub")]
    assert run_gongbao(project, *asked).returncode == 0
    (project / "site.sig").write_text("an old one", encoding="utf-8")
    done = run_gongbao(project, *asked)
    assert done.returncode == 1
    assert "site.sig: ssh-keygen refuses" in done.stderr
    assert run_gongbao(project, "verify", "site", "--signature", "site.sig").returncode == 2
    page = project / "site/help.html"
    content = page.read_bytes()
    page.write_bytes(content + b" ")
    done = run_gongbao(project, "sign", "--key", str(tmp_path / "key"))
    page.write_bytes(content)
    assert done.returncode == 1  # what was changed is not signed
    assert "help.html: changed since it was published" in done.stderr


def test_a_publication_is_the_same_whoever_builds_it(
    published: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a build says is in the language of the person; what it publishes is not."""
    monkeypatch.setenv("GONGBAO_LANG", "zh-Hant")
    project = copy_project(tmp_path / "公報")
    done = run_gongbao(project, "build")
    assert "頁" in done.stdout
    assert (project / "site" / MANIFEST).read_bytes() == (published[0] / "site" / MANIFEST).read_bytes()
