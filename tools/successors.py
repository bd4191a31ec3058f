"""The project in, whether MkDocs' successors make the same publication of it out: byte for byte, or exit code 1.

    make successors

Each set-up is installed under .cache/successors as the handbook tells a webmaster to move (requirements.txt first),
with hashes, and builds a copy of the project, and a new publication, that hold nothing from earlier builds.
"""

import filecmp
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
HOME = ROOT / ".cache/successors"
LOCKS = (ROOT / "requirements-build.txt", ROOT / "requirements.txt")
COPIED = ("mkdocs.yml", "data", "docs", "hooks/site_hooks.py")
SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What builds: the requirements on top of Gongbao's own, the package that goes before them, the theme's name."""

    name: str
    title: str
    lock: Path | None = None
    without: str = ""
    theme: str = "material"

    @property
    def folder(self) -> Path:
        """Where its environment and its project stand."""
        return HOME / self.name


PRESENT = Setup(name="mkdocs", title="MkDocs + Material")
SUCCESSORS = (
    Setup(name="properdocs", title="ProperDocs + Material", lock=HERE / "properdocs-requirements.txt"),
    Setup(
        name="materialx",
        title="ProperDocs + MaterialX",
        lock=HERE / "materialx-requirements.txt",
        # Both packages install a module `material`: that of the one would lie among the files of the other.
        without="mkdocs-material",
        theme="materialx",
    ),
)


def find_program(setup: Setup, name: str) -> str:
    """Return the path of a program of a set-up's environment."""
    return str(setup.folder / "env" / ("Scripts" if os.name == "nt" else "bin") / name)


def install(setup: Setup) -> None:
    """Install a set-up, unless it is there as it is locked now."""
    locks = [*LOCKS, *([setup.lock] if setup.lock else [])]
    state = hashlib.sha256(b"".join(path.read_bytes() for path in locks)).hexdigest()
    stamp = setup.folder / "locked"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == state:
        return
    venv.create(setup.folder / "env", clear=True, with_pip=True)
    pip = [find_program(setup, "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    strict = [*pip, "install", "--require-hashes"]
    run([*strict, *(part for path in LOCKS for part in ("-r", str(path)))])
    if setup.without:
        run([*pip, "uninstall", "--yes", setup.without])
    if setup.lock:
        run([*strict, "-r", str(setup.lock)])
    run([*pip, "install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    stamp.write_text(state, encoding="utf-8")


def build(setup: Setup) -> tuple[Path, Path]:
    """Build a copy of the project, and what `gongbao new --with` writes; return the published folders."""
    project = setup.folder / "project"
    shutil.rmtree(project, ignore_errors=True)
    for name in COPIED:
        source, target = ROOT / name, project / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("\n  name: material\n", f"\n  name: {setup.theme}\n"), encoding="utf-8")
    program = find_program(setup, "gongbao")
    run([program, "build"], project)
    fresh = setup.folder / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    run([program, "new", str(fresh), "--with", setup.name], setup.folder)
    run([program, "build"], fresh)
    return project / "site", fresh / "site"


def run(command: Sequence[str], folder: Path = ROOT) -> None:
    """Run a program. Raises SystemExit if it fails, which has told why."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {done.returncode}")


def list_files(folder: Path) -> set[str]:
    """Return the paths of all files in a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def list_differences(before: Path, after: Path) -> Iterator[str]:
    """Give every path that is in one folder alone, or in both with other bytes."""
    ours, theirs = list_files(before), list_files(after)
    yield from sorted(ours ^ theirs)
    _, other, unread = filecmp.cmpfiles(before, after, sorted(ours & theirs), shallow=False)
    yield from other + unread


def main() -> int:
    """Build with each set-up, tell what differs, and return the exit code."""
    install(PRESENT)
    present = build(PRESENT)
    print(f"{PRESENT.title}: {sum(len(list_files(folder)) for folder in present)} files")
    differing = 0
    for setup in SUCCESSORS:
        install(setup)
        found = [path for pair in zip(present, build(setup), strict=True) for path in list_differences(*pair)]
        differing += len(found)
        print(f"{setup.title}: {f'{len(found)} files differ' if found else 'the same, byte for byte'}")
        print("".join(f"  {path}\n" for path in found[:SHOWN]), end="")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
