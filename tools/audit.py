"""The locked requirements in, DEPENDENCIES.md out: what each is for, who keeps it, its licence, wheels, advisories.

    make audit                                     advisories by pip-audit, from the network
    make audit ARGS="--advisories PyPI-all.zip"    from an offline copy: OSV's export for PyPI

What a tool cannot know stands in tools/dependencies.tsv. The exit code is 1 if an advisory names a locked version.
"""

import argparse
import importlib.metadata
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

HERE = Path(__file__).parent
ROOT = HERE.parent
LOCK = ROOT / "requirements.txt"
PAGE = ROOT / "DEPENDENCIES.md"
HOME = ROOT / ".cache/audit"
PLATFORMS = {
    "Linux x86-64": "x86_64-manylinux_2_28",
    "Linux arm64": "aarch64-manylinux_2_28",
    "Windows": "x86_64-pc-windows-msvc",
    "macOS": "aarch64-apple-darwin",
}
LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
ALONE = {"one": " (alone)", "none": " (**nobody**)", "": ""}
HEAD = """# Dependencies

Written by `make audit` from the locked requirements; what each is for, who keeps it and what would replace it stands in
`tools/dependencies.tsv`. "Alone" is said where one person publishes a package. Tests and tools use more
(`requirements-dev.txt`); they are no part of a publication, nor of what makes one.

| package | version | what for | who keeps it | licence | what would replace it |
|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What people know of a dependency."""

    name: str
    purpose: str
    keeper: str
    alone: str
    replacement: str


def read_entries() -> dict[str, Entry]:
    """Return what stands in the table, by name."""
    lines = (HERE / "dependencies.tsv").read_text(encoding="utf-8").splitlines()
    fields = ("name", "purpose", "keeper", "alone", "replacement")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0]: Entry(**dict(zip(fields, row, strict=True))) for row in rows}


def read_lock(text: str) -> dict[str, list[str]]:
    """Return the locked versions by name; one for a newer Python may stand beside another."""
    found: dict[str, list[str]] = {}
    for name, version in LOCKED.findall(text):
        found.setdefault(name, []).append(version)
    return found


def find_licence(name: str) -> str:
    """Return the licence that an installed package states."""
    about = importlib.metadata.metadata(name)
    classified = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License ::")
    ]
    if "License-Expression" in about:
        return about["License-Expression"]
    if classified:
        return ", ".join(classified)
    return about["License"].partition("\n")[0] if "License" in about else "not stated"


def find_lacking(platform: str) -> str:
    """Return why the locked wheels of a platform could not all be installed there, or nothing."""
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--dry-run",
        "--no-deps",
        "--only-binary",
        ":all:",
    ]
    with tempfile.TemporaryDirectory() as folder:
        place = ["--python-platform", platform, "--python-version", "3.12", "--target", folder]
        done = subprocess.run([*command, *place, "-r", str(LOCK)], capture_output=True, text=True, check=False)
    return re.sub(r"\s+", " ", done.stderr).strip() if done.returncode else ""


def ask_network() -> tuple[list[str], int]:
    """Return what pip-audit finds, and of how many packages it could ask: it takes what it cannot find for sound."""
    if not (HOME / "pyvenv.cfg").is_file():
        subprocess.run([sys.executable, "-m", "uv", "venv", "--quiet", str(HOME)], check=True)
    wanted = ["-r", str(HERE / "audit-requirements.txt")]
    install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--require-hashes", "--python", str(HOME)]
    subprocess.run([*install, *wanted], check=True)
    program = next(path for path in (HOME / "bin/pip-audit", HOME / "Scripts/pip-audit.exe") if path.is_file())
    asked = [str(program), "--no-deps", "--disable-pip", "--require-hashes", "--progress-spinner", "off"]
    done = subprocess.run([*asked, "-f", "json", "-r", str(LOCK)], capture_output=True, text=True, check=False)
    try:
        answers = json.loads(done.stdout)["dependencies"]
    except ValueError:
        return [], 0
    answered = [one for one in answers if "vulns" in one]
    return [f"{one['name']} {one['version']}: {vuln['id']}" for one in answered for vuln in one["vulns"]], len(answered)


def search_copy(path: Path, locked: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the advisories of an offline copy that name a locked version."""
    found = []
    with zipfile.ZipFile(path) as copy:
        for name in copy.namelist():
            advisory = json.loads(copy.read(name))
            if advisory.get("withdrawn"):
                continue
            for affected in advisory.get("affected", ()):
                package = re.sub(r"[-_.]+", "-", affected.get("package", {}).get("name", "")).lower()
                found += [
                    f"{package} {version}: {advisory['id']}"
                    for version in locked.get(package, ())
                    if is_affected(version, affected)
                ]
    return sorted(set(found))


def is_affected(version: str, affected: Mapping[str, Any]) -> bool:
    """Tell whether an advisory names a version, in its list or within its ranges (OSV schema 1.6)."""
    if version in affected.get("versions", ()):
        return True
    return any(
        is_within(Version(version), events.get("events", ()))
        for events in affected.get("ranges", ())
        if events.get("type") == "ECOSYSTEM"
    )


def is_within(version: Version, events: Iterable[Mapping[str, str]]) -> bool:
    """Tell whether a version lies where a range that events open and close is open."""
    within = False
    for event in events:
        for kind, text in event.items():
            try:
                limit = Version(text)
            except InvalidVersion:
                continue
            if kind == "introduced" and version >= limit:
                within = True
            elif (kind == "fixed" and version >= limit) or (kind == "last_affected" and version > limit):
                within = False
    return within


def make_rows(locked: Mapping[str, list[str]], entries: Mapping[str, Entry]) -> Iterator[str]:
    """Give the rows of the table."""
    for name, versions in locked.items():
        entry = entries[name]
        keeper = f"{entry.keeper}{ALONE[entry.alone]}"
        cells = (name, " / ".join(versions), entry.purpose, keeper, find_licence(name), entry.replacement)
        yield f"| {' | '.join(cells)} |\n"


def main() -> int:
    """Write the page; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--advisories", type=Path, help="an offline copy of the advisories, as a zip of OSV's JSON")
    arguments = parser.parse_args()
    locked, entries = read_lock(LOCK.read_text(encoding="utf-8")), read_entries()
    if arguments.advisories:
        found, asked = search_copy(arguments.advisories, locked), len(locked)
    else:
        found, asked = ask_network()
    lacking = {label: find_lacking(platform) for label, platform in PLATFORMS.items()}
    wheels = [f"- {label}: {why or 'all there'}\n" for label, why in lacking.items()]
    if not asked:
        told = "Not asked on this run: no source of advisories was reached. Give an offline copy (`--advisories`).\n"
    elif asked < len(locked):
        told = f"Only {asked} of {len(locked)} packages could be asked for.\n"
    else:
        told = "" if found else "None of the locked versions is named.\n"
    text = [HEAD, *make_rows(locked, entries), "\n## Wheels (Python 3.12)\n\n", *wheels, "\n## Advisories\n\n", told]
    PAGE.write_text("".join([*text, *(f"- {one}\n" for one in found)]), encoding="utf-8", newline="\n")
    print(f"{PAGE.name}: {len(locked)} packages, {len(found)} advisories; {told.strip()}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
