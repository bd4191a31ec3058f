"""Checkers of standard forms that are not ours, each installed where it is kept: for the full tests alone."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import pytest

from conftest import ROOT

REQUIREMENTS = ROOT / "tests/requirements-form-checkers.txt"
# Google's types of schema.org, and what holds data against types.
TYPES = ("schema-dts@2.1.0", "typescript@7.0.2")
MANY = 100


@cache
def get_python() -> Path:
    """Return the Python that has the checkers, in an environment of its own."""
    folder = ROOT / ".cache/form-checkers"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "locked"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != REQUIREMENTS.read_text(encoding="utf-8"):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(REQUIREMENTS)]
        subprocess.run(command, check=True)
        stamp.write_text(REQUIREMENTS.read_text(encoding="utf-8"), encoding="utf-8")
    return python


def find_faults(kind: Literal["csvw", "dcat"], files: Sequence[Path]) -> list[str]:
    """Return what a checker finds wrong in some files."""
    faults: dict[str, list[str]] = {}
    for start in range(0, len(files), MANY):
        command = [str(get_python()), str(ROOT / "tests/checking_forms.py"), kind]
        command += [str(path) for path in files[start : start + MANY]]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        faults |= json.loads(done.stdout)
    assert len(faults) == len(files)
    return [f"{path}: {fault}" for path, found in faults.items() for fault in found]


@cache
def get_types() -> Path:
    """Return the folder in which the types of schema.org are; skip without npm."""
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("npm is not there, which brings the types of schema.org")
    folder = ROOT / ".cache/schema-dts"
    stamp = folder / "installed"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != " ".join(TYPES):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text("{}", encoding="utf-8")
        subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", *TYPES], cwd=folder, check=True)
        stamp.write_text(" ".join(TYPES), encoding="utf-8")
    return folder


def find_type_faults(files: Sequence[Path]) -> list[str]:
    """Return what of some descriptions is not as schema.org has it: an unknown name, a thing in a wrong place.

    What stands in a description is written as TypeScript; nothing of it runs.
    """
    folder, node = get_types(), shutil.which("node") or "node"
    checked = folder / "checked"
    shutil.rmtree(checked, ignore_errors=True)
    checked.mkdir()
    names = {}
    for place, path in enumerate(files):
        document = json.loads(path.read_bytes())
        context = document["@context"]
        assert "https://schema.org" in (context if isinstance(context, list) else [context])
        things = json.dumps(document["@graph"], ensure_ascii=False)
        source = f'import type {{ Thing }} from "schema-dts";\nexport const things: readonly Thing[] = {things};\n'
        (checked / f"_{place}.ts").write_text(source, encoding="utf-8")
        names[f"_{place}.ts"] = path
    program = folder / "node_modules/typescript/bin/tsc"
    command = [node, str(program), "--noEmit", "--strict", "--skipLibCheck", "--pretty", "false"]
    done = subprocess.run([*command, *names], cwd=checked, capture_output=True, encoding="utf-8", check=False)
    assert bool(done.returncode) == bool(done.stdout), done.stderr
    return [f"{names[line.partition('(')[0]]}: {line}" for line in done.stdout.splitlines() if line.startswith("_")]
