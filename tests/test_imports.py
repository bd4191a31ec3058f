"""The shape of the package: imports run one way, and only the hook file and the build know MkDocs."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path


def imported(path: Path, *, everywhere: bool) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if everywhere else iter(tree.body)
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return names


def modules(root: Path) -> dict[str, Path]:
    package = root / "hooks/gongbao"
    return {
        ".".join(path.relative_to(root / "hooks").with_suffix("").parts).removesuffix(".__init__"): path
        for path in package.rglob("*.py")
    }


def test_imports_run_one_way(root: Path) -> None:
    paths = modules(root)
    graph = {
        name: {other for other in imported(path, everywhere=True) if other in paths} for name, path in paths.items()
    }
    TopologicalSorter(graph).prepare()
    assert not any("gongbao.__main__" in needs for needs in graph.values())
    assert graph["gongbao.problem"] == set()
    assert graph["gongbao.model"] == set()


def test_the_package_knows_mkdocs_only_while_building(root: Path) -> None:
    for name, path in modules(root).items():
        known = {other for other in imported(path, everywhere=True) if other.split(".")[0] in ("mkdocs", "material")}
        assert not known or name == "gongbao.build"
        assert "mkdocs" not in {other.split(".")[0] for other in imported(path, everywhere=False)}
        assert not any(other.startswith("site_hooks") for other in imported(path, everywhere=True))
