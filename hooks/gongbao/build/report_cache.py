"""The files that make an edition in, the edition as it was made last time out, if nothing it depends on has changed.

A kept edition is a file named by a hash of everything that goes into it: a line of JSON that lists the files of the
edition with the survey of its pages, and these files one after the other, the textual ones compressed. It is always
safe to delete, and never wrong: another byte anywhere gives another name, and a damaged file counts as none.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from gongbao.archive.index import Entry
from gongbao.build.context import Context
from gongbao.build.report_files import Press
from gongbao.checks.page_facts import Survey, read_survey
from gongbao.output.compression import Deflated, inflate, pack
from gongbao.output.writer import File
from gongbao.report.report import Report
from gongbao.store import delete_older, hash_code, hash_files, read_kept, write_kept

LIBRARIES = ("OpenCC", "rjieba", "Jinja2", "MarkupSafe", "rapidfuzz", "segno", "deflate")
SHARED_FILES = ("mkdocs.yml", "data/site.yml", "data/names.yml", "data/redirects.yml", "data/wording.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The files of a report in every script, and the survey of its pages."""

    files: list[File]
    survey: Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """The kept editions of a project; `bodies` has for each report a hash of all that its body's editions depend on."""

    folder: Path
    bodies: dict[str, bytes]

    def name_edition(self, report: Report) -> Path:
        """Return where the edition of a report is kept."""
        digest = hashlib.sha256(self.bodies[report.slug] + report.slug.encode())
        return self.folder / f"{report.slug}-{digest.hexdigest()[:24]}.edition"

    def fetch(self, press: Press, entry: Entry) -> Edition:
        """Return a report's edition: as it was kept, or made and kept now."""
        path = self.name_edition(entry.report)
        edition = read_edition(path)
        if edition is None:
            files, survey = press.make_report_files(entry)
            edition = Edition(files=[(name, content, pack(name, content)) for name, content in files], survey=survey)
            write_kept(path, join_edition(edition))
        return edition

    def delete_older(self, reports: Iterable[Report]) -> None:
        """Delete what was kept of older states of the reports."""
        delete_older(self.folder, {self.name_edition(report).name for report in reports})


def read_edition(path: Path) -> Edition | None:
    """Return a kept edition; None if there is none, or it is damaged."""
    content = read_kept(path)
    if content is None:
        return None
    place = content.index(b"\n") + 1
    files: list[File] = []
    index, survey = json.loads(content[:place])
    for name, length, about in index:
        stream = content[place : place + length]
        packed = Deflated(stream=stream, crc=about[0], size=about[1]) if about else None
        files.append((name, inflate(packed) if packed else stream, packed))
        place += length
    return Edition(files=files, survey=read_survey(survey))


def join_edition(edition: Edition) -> bytes:
    """Return an edition as the one file that is kept."""
    streams = [packed.stream if packed else content for _, content, packed in edition.files]
    abouts = [[packed.crc, packed.size] if packed else None for _, _, packed in edition.files]
    names = [name for name, _, _ in edition.files]
    index = list(zip(names, map(len, streams), abouts, strict=True))
    line = json.dumps([index, edition.survey.to_data()], ensure_ascii=False, separators=(",", ":"))
    return b"".join([line.encode(), b"\n", *streams])


def make_cache(context: Context) -> Cache:
    """Return the cache of a project, under `.cache/editions`; a report's edition shows others of its body."""
    facts = [*(f"{name} {version(name)}" for name in LIBRARIES), context.site_url, *sorted(context.written)]
    facts += [f"{name} {published}" for name, published in sorted(context.frame.assets.items())]
    archive = context.library.archive
    common = (
        hash_code()
        + hash_files(iter_common_files(context.root, context.frame.overrides))
        + "\n".join([*facts, archive.index]).encode()
    )
    bodies: dict[str, bytes] = {}
    for body in archive.bodies:
        slugs = [report.slug for report in body.reports]
        files = [context.hashes[slug] for slug in slugs]
        shown = body.path if len(archive.bodies) > 1 else ""
        digest = hashlib.sha256(common + b"".join(files) + "\n".join([shown, *slugs]).encode()).digest()
        bodies |= dict.fromkeys(slugs, digest)
    return Cache(folder=context.root / ".cache/editions", bodies=bodies)


def iter_common_files(root: Path, overrides: Path | None) -> Iterator[Path]:
    """Give the files of the project that every edition depends on: its settings, its own templates."""
    if overrides:
        yield from sorted(path for path in overrides.rglob("*") if path.is_file())
    yield from (root / name for name in SHARED_FILES if (root / name).is_file())
