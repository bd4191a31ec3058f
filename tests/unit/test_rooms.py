"""The shape of the house: rooms import downwards only, and MkDocs is known in two places."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

# From the lowest up: a room may import those that stand before it.
ROOMS = (
    "report", "store", "output", "data", "script", "archive", "search", "importing", "pages", "print", "checks",
    "build", "desk", "cli",
)  # fmt: skip
MKDOCS = ("gongbao.build.builder", "gongbao.build.events")


def list_imports(path: Path, *, everywhere: bool = True) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree) if everywhere else tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return names


def list_modules(root: Path) -> dict[str, Path]:
    return {
        ".".join(path.relative_to(root / "hooks").with_suffix("").parts).removesuffix(".__init__"): path
        for path in (root / "hooks/gongbao").rglob("*.py")
    }


def room_of(module: str) -> str:
    return module.split(".")[1]


def test_rooms_import_downwards_only(root: Path) -> None:
    modules = list_modules(root)
    upwards = [
        f"{name} imports {other}"
        for name, path in modules.items()
        if name not in ("gongbao", "gongbao.__main__")
        for other in list_imports(path) & modules.keys() - {"gongbao"}
        if ROOMS.index(room_of(other)) > ROOMS.index(room_of(name))
    ]
    assert upwards == []


def test_no_module_imports_itself_by_way_of_others(root: Path) -> None:
    modules = list_modules(root)
    TopologicalSorter({name: list_imports(path) & modules.keys() - {name} for name, path in modules.items()}).prepare()


def test_only_the_build_knows_mkdocs_and_only_while_it_builds(root: Path) -> None:
    for name, path in list_modules(root).items():
        known = {other.split(".")[0] for other in list_imports(path)}
        assert not known & {"mkdocs", "material", "site_hooks"} or name in MKDOCS
        assert name == "gongbao.build.events" or "mkdocs" not in {
            other.split(".")[0] for other in list_imports(path, everywhere=False)
        }


def test_every_module_stands_in_a_room_that_says_what_it_is_for(root: Path) -> None:
    for name, path in list_modules(root).items():
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert text, name
        if path.name == "__init__.py" and name.count(".") == 1:
            assert "In come" in text, f"{name} says what comes in, what goes out, and whom it may call"
            assert "It calls" in text, name
