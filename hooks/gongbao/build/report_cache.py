"""A report in, all its files but PDFs out: as they were made last time, if nothing that they depend on has changed.

An entry of the store is a line of JSON that lists the files with the survey of the report's pages, and these files one
after the other, the textual ones compressed.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongbao.archive.index import Entry
from gongbao.build.context import Context
from gongbao.build.report_files import Press, Sizes
from gongbao.checks.page_facts import Survey, read_survey
from gongbao.data.load import hash_report
from gongbao.output.compression import Deflated, inflate, pack
from gongbao.output.writer import File
from gongbao.pages.pictures import is_drawing
from gongbao.report.report import SOURCE_SCRIPT, Report
from gongbao.report.scripts import SCRIPT_NAMES
from gongbao.store import Key, Store, hash_files, make_key

SHARED_FILES = ("mkdocs.yml", "data/site.yml", "data/names.yml", "data/redirects.yml", "data/wording.yml")

OTHER_SCRIPTS = frozenset(SCRIPT_NAMES) - {SOURCE_SCRIPT}
FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Files of a report as they are kept, textual ones compressed too; the survey of pages among them, and notes.

    `fonts` are the faces of which PDFs carry parts; `machine` names all fonts of the machine, if PDFs depend on them.
    """

    files: tuple[File, ...]
    survey: Survey
    notes: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    machine: str = ""

    @property
    def sizes(self) -> dict[str, int]:
        """The sizes of the downloads among the files."""
        return {path: len(content) for path, content, _ in self.files if "downloads/" in path}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCache:
    """The kept files of a project's reports but for their PDFs, and what those of each report depend on."""

    store: Store
    parts: Mapping[str, Sequence[bytes]]

    def make_key(self, slug: str, pdfs: Sizes) -> Key:
        """Return under what a report's files are kept, whose pages tell the sizes of its PDFs."""
        return make_key("files", slug, [slug.encode(), repr(sorted(pdfs.items())).encode(), *self.parts[slug]])

    def fetch(self, press: Press, entry: Entry, pdfs: Sizes) -> Kept:
        """Return a report's files: as they were kept, or made and kept now."""
        key = self.make_key(entry.report.slug, pdfs)
        content = self.store.fetch(key)
        found = read_files(content, entry.report.slug) if content else None
        if found is None:
            made = press.make_report_files(entry, pdfs)
            packed = tuple((name, content, pack(name, content)) for name, content in made.files)
            found = Kept(files=packed, survey=made.survey)
            self.store.keep(key, join_files(found))
        return found

    def draw_ahead(self, press: Press, entries: Iterable[Entry], pdfs: Mapping[str, Sizes]) -> None:
        """Draw the pictures of the Word files that are to be made, before this process is forked."""
        for entry in entries if press.context.frame.paper.word else ():
            slug = entry.report.slug
            if has_drawings(entry.report) and not self.store.holds(self.make_key(slug, pdfs.get(slug, {}))):
                press.draw(entry.report)


def has_drawings(report: Report) -> bool:
    """Tell whether a report has drawings (SVG), the words in which are set with the fonts of a machine."""
    return any(map(is_drawing, report.pictures))


def read_files(content: bytes, slug: str) -> Kept | None:
    """Return the files of a report that `join_files` joined; None if one lies outside of what is the report's own."""
    place = content.index(b"\n") + 1
    files: list[File] = []
    index, survey, notes, fonts, machine = json.loads(content[:place])
    if find_strange((name for name, *_ in index), slug) is not None:
        return None
    for name, length, about in index:
        stream = content[place : place + length]
        packed = Deflated(stream=stream, crc=about[0], size=about[1]) if about else None
        files.append((name, inflate(packed) if packed else stream, packed))
        place += length
    return Kept(files=tuple(files), survey=read_survey(survey), notes=tuple(notes), fonts=tuple(fonts), machine=machine)


def list_names(content: bytes) -> list[str]:
    """Return the names of the files that `join_files` joined."""
    index, *_ = json.loads(content[: content.index(b"\n")])
    return [name for name, *_ in index]


def find_strange(names: Iterable[str], slug: str) -> str | None:
    """Return the first name that is not one of a report's own files, `[script/][downloads/]slug/file`, or nothing."""
    for name in names:
        *folders, file = name.split("/")
        own = folders[1:] if folders and folders[0] in OTHER_SCRIPTS else folders
        if own not in ([slug], ["downloads", slug]) or not FILE_NAME.fullmatch(file):
            return name
    return None


def join_files(made: Kept) -> bytes:
    """Return the files of a report as the one file that is kept."""
    streams = [packed.stream if packed else content for _, content, packed in made.files]
    abouts = [[packed.crc, packed.size] if packed else None for _, _, packed in made.files]
    names = [name for name, _, _ in made.files]
    index = list(zip(names, map(len, streams), abouts, strict=True))
    about = [index, made.survey.to_data(), made.notes, made.fonts, made.machine]
    line = json.dumps(about, ensure_ascii=False, separators=(",", ":"))
    return b"".join([line.encode(), b"\n", *streams])


def make_cache(context: Context) -> ReportCache:
    """Return the cache of a project; the pages of a report show others of its body."""
    facts = [context.site_url, *sorted(context.written), context.library.archive.index, repr(context.frame.paper)]
    facts += [f"{name} {asset.published}" for name, asset in context.frame.assets.items()]
    common = ["\n".join(facts).encode(), hash_files(iter_shared_files(context.root, context.frame.overrides))]
    parts: dict[str, Sequence[bytes]] = {}
    bodies = context.library.archive.bodies
    for body in bodies:
        slugs = [report.slug for report in body.reports]
        shown = [body.path if len(bodies) > 1 else "", *slugs]
        own = [*common, "\n".join(shown).encode(), *(hash_report(context.root / "data" / slug) for slug in slugs)]
        if context.frame.paper.word and any(map(has_drawings, body.reports)):
            from gongbao.print.faces import describe_fonts

            own.append(describe_fonts().encode())
        parts |= dict.fromkeys(slugs, own)
    return ReportCache(store=context.store, parts=parts)


def iter_shared_files(root: Path, overrides: Path | None) -> Iterator[Path]:
    """Give the files of the project that every report's pages depend on: its settings, its own templates."""
    if overrides:
        yield from sorted(path for path in overrides.rglob("*") if path.is_file())
    yield from (root / name for name in SHARED_FILES if (root / name).is_file())
