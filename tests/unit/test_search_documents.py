"""What of a report is searched: every printed line, with an address."""

from gongbao.report.addresses import make_addresses
from gongbao.report.report import Report
from gongbao.report.site import Publication
from gongbao.report.walk import iter_lines, iter_printed
from gongbao.search.documents import make_document


def test_every_printed_line_is_a_passage(everything: Report, publication: Publication) -> None:
    for one in (everything, *publication.reports):
        lines = [line.replace("\t", " ") for line in iter_lines(one)]
        assert [passage.text for _, passage in make_document(one).passages] == lines


def test_every_passage_has_an_address(everything: Report) -> None:
    pages = make_addresses(everything).pages
    cover = {"title", "occasion"}
    assert {passage.id for passage in iter_printed(everything)} - set(pages) == cover


def test_numbers_run_over_headings_leads_and_texts(everything: Report) -> None:
    stock = make_document(everything)
    assert list(stock.zones) == sorted(stock.zones)
    strings = list(stock.iter_strings())
    assert (
        strings.index("2024年主要工作") < strings.index("听取报告。") < strings.index("听取报告。共八项，1 < 2 & 𠮷。")
    )
    assert len(strings) == len(list(iter_printed(everything))) + 1
