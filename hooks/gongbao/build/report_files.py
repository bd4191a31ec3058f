"""A report in, its files but PDFs in every script out: first its downloads, then its pages, which tell their sizes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import jinja2

from gongbao.archive.index import Entry
from gongbao.build.context import Context
from gongbao.checks.page_facts import Survey, make_survey
from gongbao.checks.tags import TagReader
from gongbao.forms.catalogue import list_forms
from gongbao.forms.edition import Edition
from gongbao.output.compression import format_size
from gongbao.pages.downloads import Download, list_downloads
from gongbao.pages.epub import bind_book, make_book
from gongbao.pages.layout import make_frame_environment, make_list_page, make_moved_page, make_report_pages
from gongbao.pages.localize import Document, Localization, cut_document, make_localization
from gongbao.pages.pictures import find_file, is_drawing
from gongbao.pages.qrcode import CODES, CodeMaker
from gongbao.pages.report_pages import Sheet
from gongbao.report.addresses import name_picture
from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.report.scripts import script_path
from gongbao.script.context import find_known_names
from gongbao.script.converter import Converter

File = tuple[str, bytes]
Sizes = Mapping[str, int]
Named = Mapping[str, Mapping[ScriptTag, Converter]]
BOOK = "report.epub"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFiles:
    """The files of a report in every script, and what stands on its source script's pages."""

    files: tuple[File, ...]
    survey: Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The downloads of a report before any script: texts, cut, and the leaves of its book, cut, with their names."""

    texts: tuple[Download, ...]
    documents: tuple[Document, ...]
    book: tuple[str, ...]
    leaves: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What every report of a build is set with: the theme's page, and how documents are filled for each script."""

    context: Context
    template: jinja2.Template
    localizations: tuple[Localization, ...]
    named: Named
    codes: CodeMaker
    tags: TagReader

    def make_draft(self, entry: Entry) -> Draft:
        """Return the downloads of a report, marked."""
        texts = [one for one in list_downloads(entry.report, entry.addresses, self.context.site_url) if one.make]
        book = make_book(entry.report, self.context.site.scripts)
        return Draft(
            texts=tuple(texts),
            documents=tuple(cut_document(one.path, one.make(), entities=False) for one in texts if one.make),
            book=tuple(book),
            leaves=tuple(cut_pages({f"{BOOK}/{name}": leaf for name, leaf in book.items()})),
        )

    def fill_draft(self, entry: Entry, draft: Draft, localization: Localization) -> dict[str, bytes]:
        """Return the downloads of a report in a script, by path."""
        slug = entry.report.slug
        filled = zip(draft.texts, localization.fill_all(draft.documents), strict=True)
        contents = {one.path: text.encode(one.encoding) for one, text in filled}
        leaves = dict(zip(draft.book, localization.fill_all(draft.leaves), strict=True))
        contents[f"downloads/{slug}/{BOOK}"] = bind_book(entry.report, leaves)
        return contents

    def make_report_files(self, entry: Entry, pdfs: Sizes) -> ReportFiles:
        """Return every file of a report but its PDFs, whose sizes by path are given, in every script."""
        report, sheets = entry.report, self.list_own(self.context.sheets[entry.report.slug])
        draft = self.make_draft(entry)
        pages = cut_pages(make_report_pages(self.template, self.context.frame, sheets))
        files: list[File] = [
            (name_picture(report, picture), find_file(report, picture).read_bytes()) for picture in report.pictures
        ]
        files = list(dict(files).items())
        survey = make_survey({})
        converters = self.named.get(report.slug, self.context.converters)
        for base in self.localizations:
            localization = replace(base, conversion=converters[base.tag])
            contents = self.fill_draft(entry, draft, localization)
            if self.context.frame.extras.word:
                contents[f"downloads/{report.slug}/report.docx"] = self.make_word(report, converters[base.tag])
            if self.context.frame.extras.forms:
                contents |= self.make_forms(entry, converters[base.tag])
            sizes = {path: len(content) for path, content in contents.items()}
            sizes |= {path: pdfs[own] for path in pdfs if (own := script_path(base.tag, path)) in pdfs}
            told = localization.with_values({f"size {path}": format_size(size) for path, size in sizes.items()})
            sources = dict(zip([page.path for page in pages], told.fill_all(pages), strict=True))
            contents |= {path: source.encode() for path, source in sources.items()}
            files += [(script_path(localization.tag, path), content) for path, content in contents.items()]
            files += self.iter_codes(sheets, localization)
            if localization.tag == SOURCE_SCRIPT:
                survey = make_survey(sources, reader=self.tags)
        return ReportFiles(files=tuple(files), survey=survey)

    def draw_ahead(self, reports: Iterable[Report]) -> None:
        """Draw here what the Word files of reports need as pixels: in a process that is forked Typst does not work."""
        for report in filter(has_drawings, reports if self.context.frame.extras.word else ()):
            from gongbao.print.drawings import read_pixels
            from gongbao.print.fonts import list_lettering

            for families in map(list_lettering, self.context.settings.values()):
                for picture in filter(is_drawing, report.pictures):
                    read_pixels(find_file(report, picture), families)

    def make_word(self, report: Report, converter: Converter) -> bytes:
        """Return the Word file of a report in a converter's script."""
        # Loading python-docx takes as long as setting five PDFs.
        from gongbao.print.word import make_word

        return make_word(report, replace(self.context.settings[converter.tag], convert=converter.convert))

    def make_forms(self, entry: Entry, converter: Converter) -> dict[str, bytes]:
        """Return the standard forms of a report in a converter's script, by path."""
        edition = Edition(
            report=entry.report,
            addresses=entry.addresses,
            tag=converter.tag,
            convert=converter.convert,
            site_url=self.context.site_url,
            publisher=self.context.site.publisher,
            publication=self.context.site.title,
            description=self.context.site.description,
        )
        return {f"downloads/{entry.report.slug}/{form.file}": form.make(edition) for form in list_forms(entry.report)}

    def iter_codes(self, sheets: Sequence[Sheet], localization: Localization) -> Iterator[File]:
        """Give the QR codes of the addresses that a report's pages show on paper, if the publication has one."""
        if self.context.site_url:
            for sheet in sheets:
                address = self.context.site_url + script_path(localization.tag, sheet.address)
                yield script_path(localization.tag, sheet.code), self.codes.make_code(address)

    def iter_lists(self) -> Iterator[File]:
        """Give every page that lists reports, and that leads on from an old address, in every script."""
        frame = self.context.frame
        pages = {sheet.path: make_list_page(self.template, frame, sheet) for sheet in self.list_own(self.context.lists)}
        for redirect in self.context.library.publication.redirects:
            if not redirect.old_id:
                pages[redirect.old] = make_moved_page(self.template, frame, redirect)
        yield from self.fill_pages(cut_pages(pages))

    def fill_pages(self, pages: Sequence[Document]) -> Iterator[File]:
        """Give pages in every script."""
        for localization in self.localizations:
            for page, source in zip(pages, localization.fill_all(pages), strict=True):
                yield script_path(localization.tag, page.path), source.encode()

    def list_own(self, sheets: Sequence[Sheet]) -> list[Sheet]:
        """Return sheets but for those that a person has written in their place."""
        return [sheet for sheet in sheets if sheet.path not in self.context.written]


def has_drawings(report: Report) -> bool:
    """Tell whether a report has drawings (SVG), the words in which are set with the fonts of a machine."""
    return any(map(is_drawing, report.pictures))


def find_named(context: Context) -> Named:
    """Return the converters, by script, of the reports that know names which elsewhere could be words (`script`)."""
    if set(context.site.scripts) <= {SOURCE_SCRIPT}:
        return {}
    return {
        report.slug: {tag: converter.for_report(report) for tag, converter in context.converters.items()}
        for report in context.library.publication.reports
        if find_known_names(report)
    }


def make_press(context: Context, named: Named | None = None) -> Press:
    """Return the press of a build; `named` are the reports with converters of their own, if they are known."""
    scripts = context.site.scripts
    return Press(
        context=context,
        template=make_frame_environment(context.frame).get_template("main.html"),
        localizations=tuple(make_localization(tag, scripts, context.converters[tag]) for tag in scripts),
        named=find_named(context) if named is None else named,
        codes=CODES,
        tags=TagReader(),
    )


def cut_pages(pages: Mapping[str, str]) -> list[Document]:
    """Return marked pages, cut. Raises ReportError for a text in them that nobody marked."""
    return [cut_document(path, page) for path, page in pages.items()]
