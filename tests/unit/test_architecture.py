"""ARCHITECTURE.md held against the code: its list of modules, and the walk of a paragraph, which leads nowhere up."""

import ast
import importlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from unit.test_rooms import ROOMS

MODULES = "## The modules\n"
STATION = re.compile(r"^\| +\d+ \| `([\w.]+)` \| `([\w.]+)`", re.MULTILINE)
DEVICE = re.compile(r"`([a-z_]+(?:/[a-z_]+)*\.py)`")


@pytest.fixture(scope="module")
def drawing(root: Path) -> str:
    return (root / "ARCHITECTURE.md").read_text(encoding="utf-8")


def iter_modules(package: Path) -> Iterator[tuple[str, str]]:
    """Give the path of every module of the package, and the first line of its docstring."""
    for path in sorted(package.rglob("*.py")):
        if path.name not in ("__init__.py", "__main__.py"):
            text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            yield path.relative_to(package).as_posix(), text.partition("\n")[0]


def make_list(modules: Sequence[tuple[str, str]]) -> str:
    """Return the modules of every room, from the top of the house down."""
    parts = []
    for room in reversed(ROOMS):
        own = [f"- `{path}` — {words}\n" for path, words in modules if path.split("/")[0] in (room, f"{room}.py")]
        parts += [f"\n### {room}\n\n", *own] if own else []
    return "".join(parts)


def test_the_list_of_modules_is_that_of_the_tree(root: Path, drawing: str, request: pytest.FixtureRequest) -> None:
    head, _, tail = drawing.partition(MODULES)
    introduction = tail.partition("\n### ")[0].rstrip("\n") + "\n"
    modules = [*iter_modules(root / "hooks/gongbao")]
    right = make_list(modules)
    assert right.count("\n- ") == len(modules), "a module stands in no room"
    if request.config.getoption("--update"):
        whole = f"{head}{MODULES}{introduction}{right}"
        (root / "ARCHITECTURE.md").write_text(whole, encoding="utf-8", newline="\n")
    else:
        assert tail == introduction + right, "python -m pytest tests/unit/test_architecture.py --update writes it anew"


def test_the_walk_of_a_paragraph_is_short_and_leads_nowhere_up(drawing: str) -> None:
    stations = STATION.findall(drawing)
    assert 5 < len(stations) < 12
    for station, caller in stations:
        assert find(station)
        assert ROOMS.index(caller.split(".")[0]) >= ROOMS.index(station.split(".")[0]), f"{caller} calls {station}"


def find(name: str) -> object:
    """Return what bears a name such as `pages.localize.Localization.fill_all`."""
    room, module, *names = name.split(".")
    found: object = importlib.import_module(f"gongbao.{room}.{module}")
    for one in names:
        found = getattr(found, one)
    return found


def test_every_device_stands_where_the_drawing_says(root: Path, drawing: str) -> None:
    named = set(DEVICE.findall(drawing.partition(MODULES)[0])) - {"__init__.py"}
    missing = {path for path in named if not any((root / home / path).is_file() for home in ("hooks/gongbao", "."))}
    assert not missing
