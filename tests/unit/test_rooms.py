"""The shape of the house: rooms import downwards only; MkDocs is known in two places, and unit tests do without it."""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

# From the lowest up: a room may import those that stand before it.
ROOMS = (
    "report", "store", "output", "data", "script", "archive", "search", "forms", "importing", "pages", "print", "checks",
    "serving", "build", "desk", "cli",
)  # fmt: skip
MKDOCS = ("gongbao.build.builder", "gongbao.build.events", "gongbao.build.generator", "gongbao.build.icons")


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def iter_statements(body: Sequence[ast.AST]) -> Iterator[ast.AST]:
    for node in body:
        yield node
        for inside in ("body", "handlers", "orelse", "finalbody"):
            found = getattr(node, inside, ())
            yield from iter_statements(found if isinstance(found, list) else ())


@cache
def list_imports(path: Path, *, everywhere: bool = True) -> frozenset[str]:
    tree = parse(path)
    names: set[str] = set()
    for node in iter_statements(tree.body) if everywhere else tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return frozenset(names)


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
        text = ast.get_docstring(parse(path)) or ""
        assert text, name
        if path.name == "__init__.py" and name.count(".") == 1:
            assert "In come" in text, f"{name} says what comes in, what goes out, and whom it may call"
            assert "It calls" in text, name


# What builds or shows a publication (tests/conftest.py).
BUILDING = frozenset(("gongbao", "project", "site", "hosted", "public", "archive", "serve_folder"))


def test_unit_tests_need_neither_mkdocs_nor_a_browser_nor_a_build(root: Path) -> None:
    tests = root / "tests"
    helpers = {path.stem: path for path in tests.glob("*.py") if not path.name.startswith("test_")}
    own = list(tests.glob("unit/*.py"))
    read: set[Path] = set()
    waiting = [*own, tests / "conftest.py"]
    while waiting:
        path = waiting.pop()
        if path not in read:
            read.add(path)
            known = {name.split(".")[0] for name in list_imports(path)}
            assert not known & {"mkdocs", "material", "playwright", "axe_core_python", "site_hooks"}, path
            waiting += [helpers[name] for name in known & helpers.keys()]
    for path in own:
        for node in parse(path).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                assert not {argument.arg for argument in node.args.args} & BUILDING, f"{path.name}: {node.name}"
