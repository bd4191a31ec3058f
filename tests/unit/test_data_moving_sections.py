"""A section gets another address, or goes, by a command: what was published leads on, nothing is half done."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from gongbao.cli.commands import main
from gongbao.data import moving_sections
from gongbao.data.text_file import put_back

REPORT = (
    "title: 报告\nbody: 东江市\ndate: 2026-01-08\nprinted: [title]\nparts:\n  - id: part_1\n    sections: {files}\n"
)
SECTION = "id: {name}\nheading: {name}\ncontent:\n  - id: {name}__para_1\n    text: 新增就业2.1万人。\n"
NAMES = ("sec_1", "sec_2", "sec_3")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data/x-2026"
    folder.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: 公报\n", encoding="utf-8")
    for name in NAMES:
        (folder / f"{name}.yml").write_text(SECTION.replace("{name}", name), encoding="utf-8")
    write_list(folder, "[sec_1.yml, sec_2.yml, sec_3.yml]   # 三节")
    (tmp_path / "data/published.txt").write_text(
        "".join(f"x-2026/{name}.html\nx-2026/{name}.html#{name}__para_1\n" for name in NAMES), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_list(folder: Path, files: str) -> None:
    (folder / "report.yml").write_text(REPORT.replace("{files}", files), encoding="utf-8")


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, words)
    return done.exit_code, done.output


def test_a_section_is_renamed_with_all_in_it(root: Path) -> None:
    assert run("rename", "x-2026/sec_2", "plan")[0] == 0
    assert (root / "data/x-2026/sec_2.yml").read_text(encoding="utf-8") == SECTION.replace("{name}", "plan").replace(
        "heading: plan", "heading: sec_2"
    )
    assert (root / "data/redirects.yml").read_text(encoding="utf-8") == (
        "redirects:\n- {from: x-2026/sec_2.html, to: x-2026/plan.html}\n"
    )
    assert run("rename", "data/x-2026/plan", "sec_2")[0] == 0
    assert "plan" not in (root / "data/redirects.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lines", [False, True])
def test_a_section_is_withdrawn_whole(root: Path, name: str, *, lines: bool) -> None:
    folder = root / "data/x-2026"
    if lines:
        write_list(folder, "\n      - sec_1.yml\n      - sec_2.yml\n      - sec_3.yml   ")
    assert run("withdraw", f"x-2026/{name}")[0] == 0
    assert (root / f"withdrawn/x-2026/{name}.yml").read_text(encoding="utf-8") == SECTION.replace("{name}", name)
    assert not (folder / f"{name}.yml").exists()
    assert name not in (folder / "report.yml").read_text(encoding="utf-8")
    assert lines or "# 三节" in (folder / "report.yml").read_text(encoding="utf-8")
    entry = f"- {{from: x-2026/{name}.html, to: x-2026/index.html}}\n"
    assert (root / "data/redirects.yml").read_text(encoding="utf-8") == f"redirects:\n{entry}"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rename", "x-2026/sec_1", "sec_2"), "sec_2"),
        (("rename", "x-2026/sec_1", "二 节"), "cannot be an id"),
        (("rename", "x-2026/sec_9", "plan"), "there is no section sec_9"),
        (("withdraw", "x-2026/sec_9"), "there is no section sec_9"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changed(root: Path, words: tuple[str, ...], told: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    code, output = run(*words)
    assert code == 1
    assert told in output
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_full_disk_leaves_all_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def write(path: Path, text: str | None) -> None:
        if path.name == "redirects.yml" and text:
            raise OSError(28, "No space left on device", str(path))
        put_back(path, text)

    monkeypatch.setattr(moving_sections, "put_back", write)
    code, output = run("withdraw", "x-2026/sec_1")
    assert (code, "No space left" in output) == (1, True)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
