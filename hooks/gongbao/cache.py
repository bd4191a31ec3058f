"""The files that make an edition in, the edition as it was made last time out, if nothing it depends on has changed.

A kept edition is a zip file named by a hash of everything that goes into it. It is always safe to delete, and never
wrong: another byte anywhere gives another name, and a damaged file counts as none.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from gongbao.edition import Press
from gongbao.kept import hash_code, hash_files, write_kept
from gongbao.library import Entry
from gongbao.model import Report
from gongbao.work import Work

LIBRARIES = ("OpenCC", "rjieba", "Jinja2", "MarkupSafe", "segno", "isal")
SHARED_FILES = ("mkdocs.yml", "data/site.yml", "data/names.yml", "data/redirects.yml", "data/wording.yml")
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """The kept editions of a project; `bodies` has for each report a hash of all that its body's editions depend on."""

    folder: Path
    bodies: dict[str, bytes]

    def name_edition(self, report: Report) -> Path:
        """Return where the edition of a report is kept."""
        digest = hashlib.sha256(self.bodies[report.slug] + report.slug.encode())
        return self.folder / f"{report.slug}-{digest.hexdigest()[:24]}.zip"

    def fetch(self, press: Press, entry: Entry) -> list[tuple[str, bytes]]:
        """Return the files of a report's edition: as it was kept, or made and kept now."""
        path = self.name_edition(entry.report)
        files = self.read(path)
        if files is None:
            files = list(press.iter_files(entry))
            self.write(path, files)
        return files

    def read(self, path: Path) -> list[tuple[str, bytes]] | None:
        """Return the files of a kept edition; None if there is none, or it is damaged."""
        try:
            with zipfile.ZipFile(path) as archive:
                return [(name, archive.read(name)) for name in archive.namelist()]
        except (OSError, zipfile.BadZipFile):
            return None

    def write(self, path: Path, files: Iterable[tuple[str, bytes]]) -> None:
        """Keep an edition."""
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as draft:
            for name, content in files:
                draft.writestr(zipfile.ZipInfo(name, FIXED_TIME), content)
        write_kept(path, archive.getvalue())


def make_cache(work: Work) -> Cache:
    """Return the cache of a project, under `.cache/editions`; a report's edition shows others of its body."""
    facts = [*(f"{name} {version(name)}" for name in LIBRARIES), work.site_url, *sorted(work.written)]
    facts += [f"{name} {published}" for name, published in sorted(work.assets.items())]
    archive = work.library.archive
    common = hash_code() + hash_files(iter_common_files(work.root)) + "\n".join([*facts, archive.index]).encode()
    bodies: dict[str, bytes] = {}
    for body in archive.bodies:
        files = [hash_files(sorted(report.path.parent.glob("*.yml"))) for report in body.reports]
        slugs = [report.slug for report in body.reports]
        shown = body.path if len(archive.bodies) > 1 else ""
        digest = hashlib.sha256(common + b"".join(files) + "\n".join([shown, *slugs]).encode()).digest()
        bodies |= dict.fromkeys(slugs, digest)
    return Cache(folder=work.root / ".cache/editions", bodies=bodies)


def iter_common_files(root: Path) -> Iterator[Path]:
    """Give the files of the project that every edition depends on: the theme, the settings."""
    yield from sorted(path for path in (root / "hooks/theme").rglob("*") if path.is_file())
    yield from (root / name for name in SHARED_FILES if (root / name).is_file())
