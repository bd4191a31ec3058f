"""Marked documents as a build fills them: in one script, or as they are in the source's."""

from collections.abc import Mapping

from gongbao.pages.downloads import list_downloads
from gongbao.pages.epub import bind_book, make_book
from gongbao.pages.localize import Localization, cut_document, make_localization
from gongbao.report.addresses import make_addresses
from gongbao.report.report import Report, ScriptTag
from gongbao.script.converter import make_converter

SCRIPTS: tuple[ScriptTag, ...] = ("zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK")


def localization(tag: ScriptTag = "zh-Hans") -> Localization:
    return make_localization(tag, SCRIPTS, make_converter(tag))


def fill(
    marked: str, tag: ScriptTag = "zh-Hans", *, entities: bool = True, values: Mapping[str, str] | None = None
) -> str:
    return localization(tag).with_values(values or {}).fill(cut_document("page", marked, entities=entities))


def make_epub(report: Report, tag: ScriptTag) -> bytes:
    return bind_book(report, {name: fill(text, tag) for name, text in make_book(report, SCRIPTS).items()})


def make_downloads(report: Report, tag: ScriptTag = "zh-Hans") -> dict[str, bytes]:
    """Return the downloads of a report but its book, by name of the file."""
    return {
        file.path.rpartition("/")[2]: fill(file.make(), tag, entities=False).encode(file.encoding)
        for file in list_downloads(report, make_addresses(report))
        if file.make
    }
