"""A report in, all its files but PDFs out: as they were published, if nothing that they depend on has changed.

The published folder itself keeps the pages: the store only remembers what a report's files depended on and their
checksums, and they are linked if they still have these. Files that travel, the PDFs and the parts of a distributed
build, are entries of their own: a line of JSON that lists them with the survey of the report's pages, and these files
one after the other, the textual ones compressed.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gongbao.archive.index import Entry
from gongbao.build.context import Context
from gongbao.build.report_files import Press, Sizes, has_drawings
from gongbao.checks.page_facts import Survey, read_survey
from gongbao.data.load import hash_report
from gongbao.output.compression import deflate, inflate, is_textual
from gongbao.output.writer import File, Writer
from gongbao.report.report import SOURCE_SCRIPT
from gongbao.report.scripts import SCRIPT_NAMES
from gongbao.store import Key, Store, hash_files, make_key

SHARED_FILES = ("mkdocs.yml", "data/site.yml", "data/names.yml", "data/redirects.yml", "data/wording.yml")

OTHER_SCRIPTS = frozenset(SCRIPT_NAMES) - {SOURCE_SCRIPT}
FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Files of a report as they are kept; the survey of pages among them, and notes.

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
        return {path: len(content) for path, content in self.files if "downloads/" in path}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Files of a report as they stand in a publication: their checksums, the sizes of downloads, the pages' survey."""

    sums: Mapping[str, str]
    sizes: Mapping[str, int]
    survey: Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCache:
    """What is remembered of a project's reports but for their PDFs, and what the files of each depend on."""

    store: Store
    parts: Mapping[str, Sequence[bytes]]

    def make_key(self, slug: str, pdfs: Sizes, kind: Literal["files", "part"] = "files") -> Key:
        """Return under what a report's files are remembered, or kept as a part; its pages tell the sizes of PDFs."""
        return make_key(kind, slug, [slug.encode(), repr(sorted(pdfs.items())).encode(), *self.parts[slug]])

    def link(self, slug: str, pdfs: Sizes, writer: Writer) -> bytes | None:
        """Link a report's files as they were published, and return what is remembered of them.

        None if they were others, or are not as they were.
        """
        content = self.store.fetch(self.make_key(slug, pdfs))
        return content if content and writer.link_all(read_written(content).sums) else None

    def write(self, press: Press, entry: Entry, pdfs: Sizes, writer: Writer) -> bytes:
        """Write a report's files, from a part or made now, and return what is remembered of them."""
        slug = entry.report.slug
        content = self.store.fetch(self.make_key(slug, pdfs, "part"))
        kept = (read_files(content, slug) if content else None) or make_kept(press, entry, pdfs)
        written = join_written(Written(sums=writer.write_part(kept.files), sizes=kept.sizes, survey=kept.survey))
        self.store.keep(self.make_key(slug, pdfs), written)
        return written


def make_kept(press: Press, entry: Entry, pdfs: Sizes) -> Kept:
    """Make the files of a report."""
    made = press.make_report_files(entry, pdfs)
    return Kept(files=made.files, survey=made.survey)


def join_written(written: Written) -> bytes:
    """Return what is remembered of a report's files."""
    about = [dict(written.sums), dict(written.sizes), written.survey.to_data()]
    return json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode()


def read_written(content: bytes) -> Written:
    """Return what `join_written` wrote."""
    sums, sizes, survey = json.loads(content)
    return Written(sums=sums, sizes=sizes, survey=read_survey(survey))


def read_files(content: bytes, slug: str) -> Kept | None:
    """Return the files of a report that `join_files` joined; None if one lies outside of what is the report's own."""
    place = content.index(b"\n") + 1
    files: list[File] = []
    index, survey, notes, fonts, machine = json.loads(content[:place])
    if find_strange((name for name, *_ in index), slug) is not None:
        return None
    for name, length, size in index:
        stream = content[place : place + length]
        files.append((name, stream if size is None else inflate(stream, size)))
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
    index: list[tuple[str, int, int | None]] = []
    streams = []
    for name, content in made.files:
        textual = is_textual(name)
        streams.append(deflate(content).stream if textual else content)
        index.append((name, len(streams[-1]), len(content) if textual else None))
    about = [index, made.survey.to_data(), made.notes, made.fonts, made.machine]
    line = json.dumps(about, ensure_ascii=False, separators=(",", ":"))
    return b"".join([line.encode(), b"\n", *streams])


def make_cache(context: Context) -> ReportCache:
    """Return the cache of a project; the pages of a report show others of its body."""
    facts = [context.site_url, *sorted(context.written), context.library.archive.index, repr(context.frame.extras)]
    facts += [f"{name} {asset.published}" for name, asset in context.frame.assets.items()]
    common = ["\n".join(facts).encode(), hash_files(iter_shared_files(context.root, context.frame.overrides))]
    parts: dict[str, Sequence[bytes]] = {}
    archive = context.library.archive
    together = [(body.path if len(archive.bodies) > 1 else "", body.reports) for body in archive.bodies]
    # A report whose body is still to be named stands by itself.
    lone = [entry.report for slug, entry in context.library.entries.items() if slug not in archive.body_of]
    for page, reports in [*together, *(("", (report,)) for report in lone)]:
        slugs = [report.slug for report in reports]
        shown = [page, *slugs]
        own = [*common, "\n".join(shown).encode(), *(hash_report(context.root / "data" / slug) for slug in slugs)]
        if context.frame.extras.word and any(map(has_drawings, reports)):
            from gongbao.print.faces import describe_fonts

            own.append(describe_fonts().encode())
        parts |= dict.fromkeys(slugs, own)
    return ReportCache(store=context.store, parts=parts)


def iter_shared_files(root: Path, overrides: Path | None) -> Iterator[Path]:
    """Give the files of the project that every report's pages depend on: its settings, its own templates."""
    if overrides:
        yield from sorted(path for path in overrides.rglob("*") if path.is_file())
    yield from (root / name for name in SHARED_FILES if (root / name).is_file())
