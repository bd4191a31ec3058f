"""A report in, its files for paper out, in one script: PDFs of the whole and of each section, a Word file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongbao.pages.asset_names import Asset
from gongbao.pages.downloads import Paper
from gongbao.print.document import Document, make_section, make_whole
from gongbao.print.faces import list_families
from gongbao.print.fonts import NoFontError
from gongbao.print.gaps import iter_gaps
from gongbao.print.setting import Setting
from gongbao.print.typesetter import make_pdf
from gongbao.print.word import make_word
from gongbao.report.report import Report, ScriptTag
from gongbao.report.site import Site
from gongbao.script.converter import Converter

SHEET = "css/print.css"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFiles:
    """The files of a report for paper, by path under a script's root, and what a person should know of its fonts."""

    contents: Mapping[str, bytes]
    notes: tuple[str, ...] = ()


def make_setting(
    site: Site, site_url: str, assets: Mapping[str, Asset], tag: ScriptTag, converter: Converter
) -> Setting:
    """Return how the documents of one script are set."""
    return Setting(
        tag=tag,
        convert=converter.convert,
        sheet=assets[SHEET].path.read_text(encoding="utf-8"),
        publisher=site.publisher,
        publication=site.title,
        site_url=site_url,
        standard="archive" if site.pdf == "archive" else "ua",
    )


def find_missing_font(report: Report, settings: Mapping[ScriptTag, Setting]) -> str:
    """Return what a person should install before PDFs can be made; nothing if they can."""
    try:
        for setting in settings.values():
            make_section(report, report.sections[0], setting)
    except NoFontError as error:
        return str(error)
    return ""


def describe_machine() -> str:
    """Return what of this machine its PDFs depend on: the fonts that there are, by name, weight and size."""
    faces = [info for infos in list_families().values() for info in infos]
    sizes = {path: Path(path).stat().st_size for path in {str(info.path) for info in faces}}
    return repr(sorted((info.family, info.weight, info.index, sizes[str(info.path)]) for info in faces))


def make_paper_files(report: Report, setting: Setting, paper: Paper) -> PaperFiles:
    """Return the files of a report for paper that are wanted."""
    contents: dict[str, bytes] = {}
    notes: dict[str, None] = {}
    folder = f"downloads/{report.slug}"
    if paper.pdf:
        for name, document in iter_documents(report, setting):
            contents[f"{folder}/{name}.pdf"] = make_pdf(document)
            fonts = document.fonts
            notes |= dict.fromkeys(map(str, iter_gaps(report, setting.convert, fonts.missing, fonts.substitute)))
    if paper.word:
        contents[f"{folder}/report.docx"] = make_word(report, setting)
    return PaperFiles(contents=contents, notes=tuple(notes))


def iter_documents(report: Report, setting: Setting) -> Iterator[tuple[str, Document]]:
    """Give the documents of a report, each with the name of its file without the ending."""
    yield "report", make_whole(report, setting)
    yield "report-large", make_whole(report, setting, large=True)
    for section in report.sections:
        yield section.id, make_section(report, section, setting)
