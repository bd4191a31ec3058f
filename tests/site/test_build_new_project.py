"""A publication of one's own: it builds at once, empty and friendly, and grows from there; a wheel is enough for it."""

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from conftest import change, run_gongbao

PROJECT = Path("hooks/gongbao/build/project")
REPORT = """某市人民代表大会常务委员会工作报告

——2025年1月8日在某市第十七届人民代表大会第五次会议上

市人大常委会主任　王红星

各位代表：

受市人大常委会委托，现在报告工作，请予审议。

一、2024年主要工作

全年召开常委会会议9次，听取专项报告30项。

二、2025年工作安排

做好监督工作，密切联系代表。
"""


def run(folder: Path, package: Path, *command: str) -> str:
    """Run Python in a folder, the package taken from where it is said to be; return what it says. Fails if it does."""
    environment = {**os.environ, "PYTHONPATH": str(package), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    folder = tmp_path / "新 公报"
    done = run_gongbao(tmp_path, "new", str(folder))
    assert done.returncode == 0, done.stderr
    for switch in ("pdf", "word"):
        change(folder / "data/site.yml", f"\n{switch}: true ", f"\n{switch}: false ")
    return folder


def test_it_builds_at_once_and_says_what_to_do(fresh: Path) -> None:
    for command in (("check",), ("build",), ("verify", "site")):
        done = run_gongbao(fresh, *command)
        assert done.returncode == 0, done.stderr
    home = (fresh / "site/index.html").read_text(encoding="utf-8")
    assert "还没有报告" in home
    assert "gongbao import" in home
    assert "還沒有報告" in (fresh / "site/zh-Hant/index.html").read_text(encoding="utf-8")
    assert "publication.zip" not in home


def test_it_builds_with_an_address_too(fresh: Path) -> None:
    change(fresh / "mkdocs.yml", 'site_url: ""', "site_url: https://gongbao.example.gov.cn/")
    for command in (("build",), ("verify", "site")):
        done = run_gongbao(fresh, *command)
        assert done.returncode == 0, done.stderr


def test_mkdocs_alone_builds_the_same(fresh: Path, root: Path) -> None:
    said = run(fresh, root / "hooks", "-m", "mkdocs", "build", "--site-dir", "plain")
    assert "skipped" not in said
    assert run_gongbao(fresh, "build").returncode == 0
    pages = {path.relative_to(fresh / "site") for path in (fresh / "site").rglob("*.html")}
    assert pages
    assert all((fresh / "plain" / page).read_bytes() == (fresh / "site" / page).read_bytes() for page in pages)


def test_a_report_is_imported_checked_and_published(fresh: Path) -> None:
    (fresh / "报告.txt").write_text(REPORT, encoding="utf-8")
    for command in (("import", "报告.txt", "--into", "data/city-npc-2025"), ("check",), ("build",), ("verify", "site")):
        done = run_gongbao(fresh, *command)
        assert done.returncode == 0, done.stderr
    assert "还没有报告" not in (fresh / "site/index.html").read_text(encoding="utf-8")
    assert (fresh / "site/zh-Hant/city-npc-2025/full.html").is_file()


def test_samples_are_not_for_the_public(fresh: Path) -> None:
    done = run_gongbao(fresh, "check", "--publish")
    assert done.returncode == 1
    assert '"site_url" is empty' in done.stderr


def test_nothing_is_written_where_anything_is(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/mine.txt").write_text("mine", encoding="utf-8")
    done = run_gongbao(tmp_path, "new", "x")
    assert done.returncode == 1
    assert done.stderr == "x: is not empty, so nothing is written (name a new folder)\n1 problem\n"
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["mine.txt"]


def test_without_the_sample_report_and_its_decisions_the_repository_s_own_publication_builds(project: Path) -> None:
    shutil.rmtree(project / "data/taicang-npc-2025")
    (project / "data/wording.yml").unlink()
    (project / "docs/editors.md").unlink(missing_ok=True)
    for command in (("check",), ("build",), ("verify", "site")):
        done = run_gongbao(project, *command)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""


def test_the_repository_s_own_pages_are_those_of_a_new_publication(root: Path) -> None:
    for path in [*(root / PROJECT / "docs").iterdir(), root / PROJECT / "hooks/site_hooks.py"]:
        own = root / path.relative_to(root / PROJECT)
        assert own.read_bytes() == path.read_bytes(), f"{own} and {path} are to be the same"


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    shutil.copytree(root / "hooks", source / "hooks", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, source / name)
    run(folder, source, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source))
    (made,) = folder.glob("gongbao-*.whl")
    return made


def list_below(folder: Path) -> set[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in found if "__pycache__" not in name}


def test_a_wheel_holds_all_that_a_publication_needs(wheel: Path, root: Path, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(inside)
    assert list_below(root / "hooks/gongbao") - list_below(inside / "gongbao") == set()
    project = tmp_path / "公报 二"
    for folder, *command in ((tmp_path, "new", project.name), (project, "build"), (project, "check")):
        run(folder, inside, "-m", "gongbao", *command)


@pytest.mark.full
def test_a_wheel_in_a_fresh_environment_makes_a_publication(wheel: Path, root: Path, tmp_path: Path) -> None:
    home = tmp_path / "环境 一"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    for arguments in (["--require-hashes", "-r", str(root / "requirements.txt")], ["--no-deps", str(wheel)]):
        subprocess.run([str(scripts / "python"), "-m", "pip", "install", "--quiet", *arguments], check=True)
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    project = tmp_path / "公报 三"
    steps = (
        (tmp_path, "new", project.name),
        (project, "import", "../报告.txt", "--into", "data/city-npc-2025"),
        (project, "check"),
        (project, "build"),
        (project, "verify", "site"),
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    for folder, *command in steps:
        program = [str(scripts / "gongbao"), *command]
        done = subprocess.run(program, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr


def test_a_name_once_recognised_holds_for_the_whole_report_everywhere(fresh: Path) -> None:
    text = REPORT.replace("王红星", "余海波").replace("做好监督工作", "其余海波涛声中余海波到会，做好监督工作")
    (fresh / "报告.txt").write_text(text, encoding="utf-8")
    for command in (("import", "报告.txt", "--into", "data/city-npc-2025"), ("build",)):
        done = run_gongbao(fresh, *command)
        assert done.returncode == 0, done.stderr
    printed = run_gongbao(fresh, "text", "data/city-npc-2025", "--script", "zh-Hant").stdout
    pages = "".join(path.read_text(encoding="utf-8") for path in (fresh / "site/zh-Hant/city-npc-2025").glob("*.html"))
    for shown in (printed, pages):
        assert "餘海波到會" not in shown
        assert "余海波到會" in shown


@pytest.mark.parametrize(
    ("builder", "theme"), [("mkdocs", "material"), ("properdocs", "material"), ("materialx", "materialx")]
)
def test_a_publication_for_a_successor_says_what_to_install_and_names_its_theme(
    builder: str, theme: str, tmp_path: Path, root: Path
) -> None:
    assert run_gongbao(tmp_path, "new", "x", "--with", builder).returncode == 0
    text = (tmp_path / "x/mkdocs.yml").read_text(encoding="utf-8")
    assert f"\n  name: {theme}\n" in text
    assert ("pip install properdocs==" in text) is (builder != "mkdocs")
    assert ("mkdocs-materialx==" in text) is (builder == "materialx")
    if builder != "mkdocs":
        locked = (root / f"tools/{builder}-requirements.txt").read_text(encoding="utf-8")
        pins = re.findall(r"[\w-]+==[\d.]+", text)
        assert pins
        assert all(f"{pin} " in locked for pin in pins), "what make successors has tried"


def test_settings_of_a_generator_that_would_leave_out_the_reports_are_noted(fresh: Path) -> None:
    assert "zensical" not in run_gongbao(fresh, "check").stdout
    (fresh / "zensical.toml").write_text('[project]\nsite_name = "x"\n', encoding="utf-8")
    done = run_gongbao(fresh, "check")
    assert done.returncode == 0
    assert "zensical.toml: Zensical runs no hooks" in done.stdout


def test_hook_files_of_earlier_versions_find_every_event_that_they_name() -> None:
    from gongbao.build import events

    for name in (
        *("on_config", "on_env", "on_files", "on_page_content", "on_page_context", "on_page_markdown"),
        *("on_post_build", "on_post_page", "on_post_template", "on_pre_build", "on_serve", "on_template_context"),
    ):
        assert callable(getattr(events, name)), name
