"""A publication's reports in, their search index out: as it was published, or made; for a preview, opened."""

import json
from collections.abc import Iterable
from itertools import chain, islice
from threading import Lock

from gongbao.build.context import Context
from gongbao.build.report_cache import ReportCache
from gongbao.build.report_files import Named
from gongbao.data.glossary import iter_explained
from gongbao.output.writer import Writer
from gongbao.report.report import ScriptTag
from gongbao.report.walk import iter_printed
from gongbao.search.index import iter_search_files
from gongbao.search.preview_index import PreviewIndex
from gongbao.search.variants import ConvertAll
from gongbao.store import Key, make_key


def write_search(context: Context, cache: ReportCache, writer: Writer, named: Named) -> str:
    """Write the index of the search; return the path of the file that the search page names.

    Where nothing has changed that any report depends on, its files are linked as they were published.
    """
    key = make_search_key(cache)
    return link_search(context, key, writer) or make_search(context, key, writer, named)


def make_search_key(cache: ReportCache) -> Key:
    """Return under what the checksums of the index are remembered: it depends on what the files of all reports do."""
    return make_key("search", "index", chain.from_iterable(dict.fromkeys(map(tuple, cache.parts.values()))))


def link_search(context: Context, key: Key, writer: Writer) -> str:
    """Link the files of the index as they were published; return the path of the first, or nothing if they are not."""
    content = context.store.fetch(key) if writer.before else None
    if content is None:
        return ""
    entry, sums = json.loads(content)
    if not writer.link_all(sums):
        return ""
    writer.sums.update(sums)
    return str(entry)


def make_search(context: Context, key: Key, writer: Writer, named: Named) -> str:
    """Make the files of the index and remember their checksums; return the path of the first."""
    reports, scripts = context.library.publication.reports, context.site.scripts
    files = iter_search_files(reports, scripts, convert_texts(context, named), explained=iter_explained(reports))
    before = len(writer.sums)
    entry = ""
    for path, content in files:
        writer.write(path, content)
        entry = path
    sums = dict(islice(writer.sums.items(), before, None))
    context.store.keep(key, json.dumps([entry, sums]).encode())
    context.store.delete_older([key])
    return entry


def open_search(context: Context, named: Named, converting: Lock) -> PreviewIndex:
    """Return the index of the search, whose files are made when they are asked for; who converts holds the lock."""
    reports, scripts = context.library.publication.reports, context.site.scripts

    def hold(convert_all: ConvertAll) -> ConvertAll:
        def convert(texts: Iterable[str]) -> dict[str, str]:
            with converting:
                return convert_all(texts)

        return convert

    held = {tag: hold(convert_all) for tag, convert_all in convert_texts(context, named).items()}
    return PreviewIndex(reports, scripts, held, explained=iter_explained(reports))


def convert_texts(context: Context, named: Named) -> dict[ScriptTag, ConvertAll]:
    """Return for each script what converts the texts of all reports."""
    return {tag: make_convert_all(context, tag, named) for tag in context.site.scripts}


def make_convert_all(context: Context, tag: ScriptTag, named: Named) -> ConvertAll:
    """Return what converts the texts of all reports, each with the names that its report knows."""
    plain = context.converters[tag].convert_all
    own: dict[str, str] = {}
    for report in context.library.publication.reports:
        if report.slug in named:
            own |= named[report.slug][tag].convert_all(item.text for item in iter_printed(report))

    def convert_all(texts: Iterable[str]) -> dict[str, str]:
        converted = plain(texts)
        return converted | {text: own[text] for text in converted.keys() & own.keys()}

    return convert_all if own else plain
