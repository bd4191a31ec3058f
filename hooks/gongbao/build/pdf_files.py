"""Reports in, their PDFs in every script out: as they were made last time, or set now, on every core.

They are set in threads, not in forked processes: threads share what Typst holds of the fonts (25 MB a face), and what
it starts of threads for itself no forked process has. Documents are made in the thread that asks for them.
"""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import typst

from gongbao.build.context import Context
from gongbao.build.parallel import count_cores
from gongbao.build.report_cache import Kept, join_files, read_files
from gongbao.build.report_files import Named
from gongbao.checks.page_facts import make_survey
from gongbao.data.load import hash_report
from gongbao.output.font_list import name_font
from gongbao.print.document import Document, make_section, make_whole
from gongbao.print.faces import describe_fonts, find_face
from gongbao.print.fonts import list_known, list_stacks
from gongbao.print.gaps import iter_gaps
from gongbao.print.setting import Setting
from gongbao.print.typesetter import make_pdf
from gongbao.report.addresses import Addresses, make_addresses
from gongbao.report.messages import _
from gongbao.report.problems import Problem, ReportError
from gongbao.report.report import Report, ScriptTag
from gongbao.report.scripts import script_path
from gongbao.store import Key, Store, hash_files, make_key, read_sealed

SHARED_FILES = ("data/site.yml", "data/names.yml", "data/wording.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A document that is being set: the path of its file, its report's script, and the bytes to come."""

    path: str
    document: Document
    setting: Setting
    coming: Future[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfMaker:
    """The kept PDFs of a project's reports and under what those of each are kept, and how others are set.

    `named` are the reports with converters of their own.
    """

    store: Store
    keys: Mapping[str, Key]
    settings: Mapping[ScriptTag, Setting]
    named: Named

    def iter_pdfs(self, reports: Iterable[Report]) -> Iterator[Kept]:
        """Give the PDFs of reports, in their order. Raises ReportError for one that cannot be set."""
        waiting: deque[tuple[Report, Kept | Sequence[Order]]] = deque()
        with ThreadPoolExecutor(count_cores()) as pool:
            try:
                for report in reports:
                    waiting.append((report, self.fetch(report.slug) or [*self.iter_orders(report, pool)]))
                    # One report ahead keeps every core at work, more would only fill memory.
                    if len(waiting) > 1:
                        yield self.finish(*waiting.popleft())
                while waiting:
                    yield self.finish(*waiting.popleft())
            finally:
                pool.shutdown(cancel_futures=True)

    def fetch(self, slug: str) -> Kept | None:
        """Return a report's PDFs as they are kept, if this machine would make the same."""
        content = self.store.fetch(self.keys[slug])
        kept = read_files(content, slug) if content else None
        return kept if kept and self.fits(kept.machine) else None

    def fits(self, machine: str) -> bool:
        """Tell whether PDFs would be the same here that depend on a machine's fonts, if it is named."""
        return machine in ("", describe_machine())

    def iter_orders(self, report: Report, pool: ThreadPoolExecutor) -> Iterator[Order]:
        """Order a report's documents, and give the orders."""
        addresses = make_addresses(report)
        for tag, common in self.settings.items():
            own = self.named.get(report.slug)
            setting = replace(common, convert=own[tag].convert) if own else common
            for name, document in iter_documents(report, setting, addresses):
                path = script_path(tag, f"downloads/{report.slug}/{name}.pdf")
                yield Order(path=path, document=document, setting=setting, coming=pool.submit(make_pdf, document))

    def finish(self, report: Report, pdfs: Kept | Sequence[Order]) -> Kept:
        """Return a report's PDFs when they are set, and keep them."""
        if isinstance(pdfs, Kept):
            return pdfs
        files = tuple((order.path, self.wait(report, order)) for order in pdfs)
        choices = [(order.setting, order.document.fonts) for order in pdfs]
        root = report.path.parent.parent.parent
        gaps = [
            gap.under(root)
            for setting, fonts in choices
            for gap in iter_gaps(report, setting.convert, fonts.missing, fonts.substitute)
        ]
        made = Kept(
            files=files,
            survey=make_survey({}),
            notes=tuple(dict.fromkeys(map(str, gaps))),
            fonts=tuple(sorted({str(face) for _, fonts in choices for face in fonts.faces})),
            machine=describe_machine() if any(fonts.beyond for _, fonts in choices) else "",
        )
        self.store.keep(self.keys[report.slug], join_files(made))
        return made

    def wait(self, report: Report, order: Order) -> bytes:
        """Return the bytes of a document. Raises ReportError if it could not be set."""
        try:
            return order.coming.result()
        except typst.TypstError as error:
            message = _(
                "{name} could not be set: {reason} (build with pdf: false in data/site.yml, and report this to the "
                "makers of Gongbao)"
            ).format(name=order.path, reason=" ".join(str(error).split()))
            raise ReportError([Problem(path=report.path, message=message)]) from error


def make_pdf_maker(context: Context, named: Named) -> PdfMaker:
    """Return what makes the PDFs of a publication.

    They depend on the reports, on what is said of the publication, on the style sheet that names grid and fonts, and on
    the fonts of its stacks as they are here.
    """
    settings = context.settings
    facts = [context.site_url, *(setting.standard for setting in settings.values()), *settings]
    facts += [setting.sheet for setting in settings.values()]
    facts += [str(face) for setting in settings.values() for face in list_known(list_stacks(setting))]
    shared = [context.root / name for name in SHARED_FILES]
    parts = ["\n".join(facts).encode(), hash_files(path for path in shared if path.is_file())]
    keys = {
        slug: make_key("pdf", slug, [slug.encode(), *parts, hash_report(context.root / "data" / slug)])
        for slug in context.library.entries
    }
    return PdfMaker(store=context.store, keys=keys, settings=settings, named=named)


def find_other_fonts(folders: Iterable[Path], slug: str) -> list[str]:
    """Return the names of fonts in which parts have PDFs of a report, and which are not here, or not the same."""
    entries = [path for folder in folders for path in sorted(folder.glob(f"pdf.{slug}.*"))]
    kept = [read_files(content, slug) for content in map(read_sealed, entries) if content]
    fonts = {font for one in kept if one for font in one.fonts}
    return sorted(name_font(font) for font in fonts if not is_here(font))


def is_here(font: str) -> bool:
    """Tell whether this machine has a font, with the same content, that is given as a line of a publication's list."""
    family, _, weight = name_font(font).rpartition(" ")
    return str(find_face(family, int(weight))) == font


def describe_machine() -> str:
    """Return a name for the fonts of this machine, all of them."""
    return hashlib.sha256(describe_fonts().encode()).hexdigest()


def iter_documents(report: Report, setting: Setting, addresses: Addresses) -> Iterator[tuple[str, Document]]:
    """Give the documents of a report, each with the name of its file without the ending."""
    yield "report", make_whole(report, setting, addresses=addresses)
    yield "report-large", make_whole(report, setting, large=True, addresses=addresses)
    for section in report.sections:
        yield section.id, make_section(report, section, setting, addresses)
