"""A report's PDFs as they were published in, the same in the next publication out, unread: linked, not made or copied.

The PDFs of an archive are gigabytes. The store has them too, for a publication that is not there any more; to read and
sum them there takes as long as a build of all pages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongbao.build.pdf_files import PdfMaker
from gongbao.build.report_cache import Kept, find_strange
from gongbao.build.report_files import Sizes
from gongbao.data.record import read_record, write_record
from gongbao.output.standing import Standing, link_standing, note_standing
from gongbao.output.writer import Writer
from gongbao.report.report import Report
from gongbao.store import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The PDFs of a report in a publication, and what `Kept` says of them."""

    files: tuple[Standing, ...]
    notes: tuple[str, ...]
    fonts: tuple[str, ...]
    machine: str

    @property
    def sizes(self) -> dict[str, int]:
        """The sizes of the PDFs."""
        return {file.path: file.size for file in self.files}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Puts the PDFs of reports where a writer writes."""

    maker: PdfMaker
    writer: Writer

    def iter_published(self, reports: Iterable[Report]) -> Iterator[tuple[str, Published]]:
        """Give the PDFs of each report, with its name, when they stand in their place: first those that are linked.

        Raises ReportError for a report that cannot be set.
        """
        left: list[Report] = []
        for report in reports:
            if found := self.link(report.slug):
                yield report.slug, found
            else:
                left.append(report)
        for report, kept in zip(left, self.maker.iter_pdfs(left), strict=True):
            yield report.slug, self.write(report.slug, kept)

    def link(self, slug: str) -> Published | None:
        """Link a report's PDFs; nothing if they are to be others, or do not stand as they were published."""
        published = find_published(self.maker, slug)
        if published is None:
            return None
        if find_strange((file.path for file in published.files), slug) is not None:
            return None
        return published if link_standing(self.writer, published.files) else None

    def write(self, slug: str, kept: Kept) -> Published:
        """Write a report's PDFs, and keep how they stand."""
        sums = self.writer.write_part(kept.files)
        self.writer.sums.update(sums)
        published = Published(
            files=note_standing(self.writer, sums), notes=kept.notes, fonts=kept.fonts, machine=kept.machine
        )
        self.maker.store.keep(make_key(self.maker, slug), write_record(published))
        return published

    def delete_older(self) -> None:
        """Delete what the store holds of older PDFs."""
        self.maker.store.delete_older(
            [*self.maker.keys.values(), *(make_key(self.maker, slug) for slug in self.maker.keys)]
        )


def make_key(maker: PdfMaker, slug: str) -> Key:
    """Return under what is kept how a report's PDFs stand: they depend on what the PDFs do."""
    return maker.keys[slug]._replace(kind="published")


def find_published(maker: PdfMaker, slug: str) -> Published | None:
    """Return how a report's PDFs stand, if they are as they would be made now."""
    content = maker.store.fetch(make_key(maker, slug))
    published = read_record(Published, content) if content else None
    return published if published and maker.fits(published.machine) else None


def find_sizes(maker: PdfMaker, slug: str) -> Sizes | None:
    """Return the sizes of a report's PDFs, if they are published or kept as they would be made now."""
    known = find_published(maker, slug) or maker.fetch(slug)
    return known.sizes if known else None
