"""Compiled templates: kept, and believed for their own source alone."""

from pathlib import Path

import jinja2

from gongbao.pages.bytecode import Bytecode


def test_a_compiled_template_is_believed_for_its_own_source_alone(tmp_path: Path) -> None:
    def render(source: str) -> str:
        cache = Bytecode()
        cache.folder = tmp_path
        loader = jinja2.DictLoader({"page.html": source})
        environment = jinja2.Environment(loader=loader, bytecode_cache=cache, autoescape=True)
        return environment.get_template("page.html").render()

    assert render("one") == render("one") == "one"
    (kept,) = tmp_path.iterdir()
    assert render("another") == "another"
    assert list(tmp_path.iterdir()) == [kept]
    content = bytearray(kept.read_bytes())
    content[len(content) * 2 // 3] ^= 1
    kept.write_bytes(content)
    assert render("another") == "another"
    kept.write_bytes(b"")
    assert render("another") == "another"


def test_a_template_that_was_moved_is_compiled_anew(tmp_path: Path) -> None:
    found = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        (folder / "page.html").write_text("text", encoding="utf-8")
        cache = Bytecode()
        cache.folder = tmp_path / "kept"
        environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), bytecode_cache=cache, autoescape=True)
        found.append(environment.get_template("page.html").root_render_func.__code__.co_filename)
    assert found == [str(tmp_path / name / "page.html") for name in ("one", "two")]
