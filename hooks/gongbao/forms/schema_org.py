"""An edition in, what it is in the words of schema.org out: a Report, and the Dataset of its figures, as JSON-LD.

Harvesters of research data read it. Every page of a report says the same of it in short, for search engines.
"""

from collections.abc import Callable

from gongbao.forms.data_files import list_data_files, list_years
from gongbao.forms.description import GRAPH, Document, make_context, write_description
from gongbao.forms.edition import Edition
from gongbao.forms.rows import to_number
from gongbao.report.citation import format_iso
from gongbao.report.report import Report

CONTEXT = "https://schema.org"


def make_schema_org(edition: Edition) -> bytes:
    """Return the description of a report and of its figures."""
    things = [make_report(edition), *([make_dataset(edition)] if edition.report.figures else [])]
    return write_description({"@context": make_context(edition, CONTEXT), GRAPH: things})


def make_report(edition: Edition) -> Document:
    """Return a report: what it is, whose, from when, of what sections, in which files."""
    report, page = edition.report, edition.locate(f"{edition.report.slug}/index.html")
    data: Document = {
        "@type": "Report",
        "@id": page,
        "url": page,
        # The name under which the report is cited in every form.
        "identifier": report.slug,
        "name": edition.convert(report.name),
        "inLanguage": edition.tag,
        **describe_origin(report, edition.publisher or report.body, edition.convert),
        "isPartOf": make_publication(edition, "WebSite"),
        "hasPart": [
            {"@type": "Chapter", "identifier": section.id, "url": edition.link(section.id)}
            | ({"name": edition.convert(name)} if (name := section.heading or section.label) else {})
            for section in report.sections
        ],
        "encoding": list_files(edition, "MediaObject", of_figures=False),
    }
    if report.reference:
        data["reportNumber"] = edition.convert(report.reference)
    if report.session:
        data["recordedAt"] = {"@type": "Event", "name": edition.convert(report.session)}
    if report.source:
        data["isBasedOn"] = {"@type": "CreativeWork", "name": edition.convert(report.source.name)}
    return data


def make_dataset(edition: Edition) -> Document:
    """Return the figures of a report as a set of data."""
    report, page = edition.report, edition.locate(f"{edition.report.slug}/figures.html")
    themes = list(dict.fromkeys(edition.convert(figure.theme) for figure in report.figures))
    name = f"{edition.title}：{edition.convert('数字')}"
    told = f"这份报告说出的 {len(report.figures)} 个数字：每个数字说的是什么、数值、单位、原话，以及所在的段落。主题："
    return {
        "@type": "Dataset",
        "@id": page,
        "url": page,
        "identifier": f"{report.slug}/figures",
        "name": name,
        "description": f"{name}。{edition.convert(told)}{'、'.join(themes)}。",
        "keywords": themes,
        "inLanguage": edition.tag,
        **describe_origin(report, edition.publisher or report.body, edition.convert),
        "isAccessibleForFree": True,
        "isBasedOn": {"@id": edition.locate(f"{report.slug}/index.html")},
        "includedInDataCatalog": make_publication(edition, "DataCatalog"),
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "identifier": figure.id,
                "name": edition.convert(figure.label),
                "value": to_number(figure.value),
                "unitText": edition.convert(figure.unit),
                "url": edition.link(figure.paragraph),
            }
            for figure in report.figures
        ],
        "distribution": list_files(edition, "DataDownload", of_figures=True),
    }


def describe_origin(report: Report, publisher: str, convert: Callable[[str], str] = str) -> Document:
    """Return whose a report is, from when, of which place and years, as far as it is known; it holds for its parts."""
    data: Document = {"dateCreated": report.date.isoformat()}
    if report.published:
        data["datePublished"] = format_iso(report.published)
    data |= {"creator": describe_body(convert(report.body)), "publisher": describe_body(convert(publisher))}
    if report.speaker:
        role = {"jobTitle": convert(report.speaker.office)} if report.speaker.office else {}
        data["author"] = {"@type": "Person", "name": convert(report.speaker.name), **role}
    if report.place:
        data["spatialCoverage"] = convert(report.place)
    if years := list_years(report):
        data["temporalCoverage"] = f"{years[0]}/{years[-1]}" if years[1:] else str(years[0])
    return data


def describe_body(name: str) -> Document:
    """Return a body of government."""
    return {"@type": "GovernmentOrganization", "name": name}


def make_publication(edition: Edition, kind: str) -> Document:
    """Return the publication, as what a description takes it for."""
    return {"@type": kind, "name": edition.convert(edition.publication), "url": edition.locate("index.html")}


def list_files(edition: Edition, kind: str, *, of_figures: bool) -> list[Document]:
    """Return the files of a report's figures, or its others."""
    return [
        {
            "@type": kind,
            "name": edition.convert(one.title),
            "contentUrl": edition.locate(f"downloads/{edition.report.slug}/{one.file}"),
            "encodingFormat": one.media,
        }
        for one in list_data_files(edition.report, of_figures=of_figures)
    ]
