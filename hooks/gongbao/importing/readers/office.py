"""A file of another office program (.doc, .wps, .rtf, .odt) in, its manuscript out, by LibreOffice if there."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from gongbao.importing.manuscript import Manuscript
from gongbao.importing.readers.docx import read_document
from gongbao.importing.readers.package import COMPOUND, read_package
from gongbao.report.messages import N_, _
from gongbao.report.problems import refuse

KINDS = {
    ".doc": N_("an old Word file"),
    ".dot": N_("an old Word file"),
    ".wps": N_("a WPS file"),
    ".rtf": N_("an RTF file"),
    ".odt": N_("an OpenDocument file"),
}
OTHER = N_("a file of an old Word or WPS")
PROGRAMS = ("soffice", "libreoffice")
# Where installers put it without a word in PATH: Windows, macOS.
PLACES = (
    Path(os.environ.get("PROGRAMFILES", "C:/Program Files")) / "LibreOffice/program/soffice.exe",
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
LONGEST = 180


def read_by_office(path: Path, notes: int = 0) -> Manuscript:
    """Return the manuscript of a file that LibreOffice converts. Raises ReportError if it is not there, or fails."""
    kind = _(KINDS.get(path.suffix.lower(), OTHER))
    program = find_office()
    if program is None:
        message = _(
            "this is {kind} (open it in {editor} and save it as .docx, or install LibreOffice, which then reads it)"
        )
        raise refuse(path, message.format(kind=kind, editor="WPS" if path.suffix.lower() == ".wps" else "Word"))
    version = name_version(program)
    with tempfile.TemporaryDirectory(prefix="gongbao-", ignore_cleanup_errors=True) as shelter:
        data = convert(path, program, Path(shelter))
    if data is None:
        message = _(
            "this is {kind}, which {version} could not convert (is it protected by a password? open it there and save"
            " it as .docx)"
        )
        raise refuse(path, message.format(kind=kind, version=version))
    form = _("{kind} as Word, converted by {version}").format(kind=kind, version=version)
    return read_document(read_package(data, path), form, notes)


def find_office() -> str | None:
    """Return the program of LibreOffice, None if it is not installed."""
    named = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    return named or next((str(place) for place in PLACES if place.is_file()), None)


def name_version(program: str) -> str:
    """Return the name and version that the program gives of itself."""
    try:
        said = run([program, "--version"])
    except (OSError, subprocess.TimeoutExpired):
        return "LibreOffice"
    return " ".join(said.decode("utf-8", "replace").split()[:2]) or "LibreOffice"


def convert(path: Path, program: str, shelter: Path) -> bytes | None:
    """Return a file converted to .docx, None if that fails; the program works with a profile of its own."""
    # A plain name, for LibreOffice takes some characters of a path for parts of an address; a .wps of WPS is a .doc.
    data = path.read_bytes()
    source = shelter / f"source{'.doc' if data.startswith(COMPOUND) else path.suffix.lower()}"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(shelter / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", str(shelter)]
    try:
        run([*command, str(source)])
    except (OSError, subprocess.TimeoutExpired):
        return None
    made = source.with_suffix(".docx")
    return made.read_bytes() if made.is_file() else None


def run(command: Sequence[str]) -> bytes:
    """Return what a program says. Raises OSError if it cannot be started, TimeoutExpired if it takes too long."""
    # The program is the one that is installed; the file is named by us, and no shell reads the line.
    return subprocess.run(command, capture_output=True, timeout=LONGEST, check=False).stdout  # noqa: S603 - see above
