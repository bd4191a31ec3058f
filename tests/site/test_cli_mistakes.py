"""The whole command line on projects with random mistakes in them: an exit code of 0, 1 or 2, and never a traceback."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive_project import write_report
from conftest import change
from gongbao.build.new_project import write_project
from gongbao.cli.commands import main

REPORT = "data/taicang-npc-2025"
OTHER = "data/taicang-npc-2024"
# Files of a project, there or not, in which a person may make a mistake.
NAMES = (
    "mkdocs.yml", "data/site.yml", "data/wording.yml", "data/names.yml", "data/redirects.yml", "data/published.txt",
    f"{REPORT}/report.yml", f"{REPORT}/01.yml", f"{REPORT}/glossary.yml", f"{REPORT}/09.yml", f"{REPORT}/pictures/a.png",
    "data/x-2023/report.yml", "data/cannot be written", "docs/index.md", "docs/x.md", "docs/l.html", "docs/a/b.svg",
    "docs/assets/css/site.css", f"docs/{REPORT[5:]}/sec_1.md", "docs/downloads", "docs/SHA256SUMS", "over/main.html",
    "site", "site.new", "site.sha256", ".cache", "site/index.html", "site/SHA256SUMS", "site/l.html/x", "hooks/site_hooks.py",
)  # fmt: skip
TOKENS = (
    "{{ 1/0 }}", '{{ "a".encode("none") }}', "{{ nothing() }}", '{{ "\\ue0000\\ue001" }}', "{% for a in (1,) %}", "---\n",
    "template: none.html\n", "title: [1]\n", "a: 1\n", "id: sec_1\n", "content:\n", "  - id: a\n", "    text: b\n", "value: sNaN\n",
    "date: 2108-01-08\n", "site_url: https://[::1/\n", "# 报告\n", "\ue0000\ue001", "\x00", "\u202e", "\x1b[2J", "[", "{", "- ",
    "&a [*a]", "!!python/name:os\n", "%YAML 9\n", "<svg>", "<p", "../x.html", "e" * 70, "[a](b.md)", "\n", "::", "0" * 64 + "  x\n",
)  # fmt: skip
CHANGES = (
    (f"{REPORT}/01.yml", "value: 9", "value: sNaN"),
    (f"{REPORT}/01.yml", "value: 9", "value: " + "9" * 5000),
    (f"{REPORT}/01.yml", "sec_1__para_1", "sec_1__para_2"),
    (f"{REPORT}/report.yml", "date: 2025", "date: 9999"),
    (f"{REPORT}/report.yml", "date: 2025", "date: 0001"),
    (f"{REPORT}/report.yml", "title: ", "title: \u202e"),
    ("mkdocs.yml", 'site_url: ""', "site_url: https://[::1/"),
    ("mkdocs.yml", 'site_url: ""', "site_url: https://a.gov.cn:99999/"),
    ("mkdocs.yml", "hooks: [hooks/site_hooks.py]", "site_author: x"),
    ("mkdocs.yml", "docs_dir: docs", "docs_dir: none"),
    ("mkdocs.yml", "  font: false", "  font: false\n  custom_dir: over"),
    ("data/site.yml", "scripts: ", "scripts: x"),
)
COMMANDS = (
    ("check",), ("check", "--publish"), ("build",), ("text", "taicang-npc-2025"), ("text", REPORT, "--script", "zh-Hant"),
    ("verify",), ("verify", "--expect", "x"), ("verify", "docs"), ("diff", "site", "docs"), ("record",), ("review",),
    ("figures", "taicang-npc-2025"), ("server-config", "nginx"), ("schema",), ("convert", "--to", "zh-Hant"), ("merge", "docs"),
    ("build", "--only", "taicang-npc-2025"), ("import", f"{REPORT}/01.yml", "docs/x.md", "--into", "data/new-2025"),
    ("import", "docs/index.md", "--into", REPORT, "--dry-run"),
)  # fmt: skip

texts = st.lists(st.sampled_from(TOKENS), max_size=6).map("".join).map(str.encode)
contents = st.one_of(
    texts, texts, st.binary(max_size=40), texts.map(lambda text: text.decode().encode("gbk", "ignore"))
)
files = st.tuples(st.just("file"), st.sampled_from(NAMES), contents)
kinds = ("folder", "pipe", "gone", "nowhere", "outside", "back")
others = st.tuples(st.sampled_from(kinds), st.sampled_from(NAMES), st.just(b""))
named = st.tuples(
    st.just("file"),
    st.tuples(
        st.sampled_from(("docs/", "data/", REPORT + "/", "site/")),
        st.text("a.\n\x1b\u202e\udcff~ ", min_size=1).filter(lambda name: name.strip(".")),
    ),
    texts,
).map(lambda mistake: (mistake[0], "".join(mistake[1]), mistake[2]))
changes = st.sampled_from(CHANGES)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small project, published."""
    before = Path.cwd()
    project = tmp_path_factory.mktemp("sound") / "公报 一"
    write_project(project)
    for year in (2024, 2025):
        write_report(project / f"data/taicang-npc-{year}", "taicang-npc", year)
    for paper in ("pdf", "word"):
        change(project / "data/site.yml", f"\n{paper}: true", f"\n{paper}: false")
    os.chdir(project)
    assert CliRunner().invoke(main, ["build"]).exit_code == 0
    yield project
    os.chdir(before)


def spoil(project: Path, kind: str, name: str, content: bytes) -> None:
    """Put something into a project in the place of what is there."""
    path = project / name
    for parent in reversed(path.relative_to(project).parents):
        if (project / parent).is_symlink() or not (project / parent).is_dir():
            (project / parent).unlink(missing_ok=True)
            (project / parent).mkdir()
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    targets: dict[str, str | Path] = {"nowhere": "nowhere", "outside": project.parent / "outside", "back": project}
    if kind == "file":
        path.write_bytes(content)
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind in targets:
        path.symlink_to(targets[kind])


@pytest.mark.skipif(os.name != "posix", reason="no pipes and links here")
@pytest.mark.filterwarnings("default")
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mistakes=st.lists(st.one_of(files, files, others, named), max_size=2),
    edits=st.lists(changes, max_size=1),
    command=st.sampled_from(COMMANDS),
)
def test_a_mistake_ends_in_a_message(
    sound: Path, mistakes: list[tuple[str, str, bytes]], edits: list[tuple[str, str, str]], command: tuple[str, ...]
) -> None:
    project = sound.parent / "公报 二"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(sound, project, symlinks=True)
    (sound.parent / "outside").write_text("x", encoding="utf-8")
    for name, old, new in edits:
        path = project / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    for kind, name, content in mistakes:
        spoil(project, kind, name, content)
    os.chdir(project)
    done = CliRunner().invoke(main, command, input="工作\n")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code in (0, 1, 2)
    assert "Traceback" not in done.stderr
    assert not any(sign in done.stderr for sign in "\x1b\u202e"), done.stderr
    assert done.exit_code == 0 or done.stderr, command
