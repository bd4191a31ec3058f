"""An edition in, a catalogue with its data out: W3C's Data Catalog Vocabulary (DCAT 3), as JSON-LD.

Of each report there is one set of data in several files. It keeps to the European profile (DCAT-AP 3.0), whose rules
are those that catalogues are checked by; what it asks for in the Union's own vocabularies is left out.
"""

from typing import Any

from gongbao.forms.data_files import DataFile, list_data_files, list_years
from gongbao.forms.description import DATASETS, Document, make_context, write_description
from gongbao.forms.edition import Edition
from gongbao.report.citation import get_day

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# That of the Library of Congress knows no scripts; those stand at each text.
CHINESE = {"@id": "http://id.loc.gov/vocabulary/iso639-1/zh", "@type": "dct:LinguisticSystem"}
MEDIA = "https://www.iana.org/assignments/media-types/"
FILE = "dcat.jsonld"


def make_dcat(edition: Edition) -> bytes:
    """Return the catalogue of the publication with the data of a report alone."""
    report = edition.report
    catalogue = {
        "@context": make_context(edition, PREFIXES | {"@language": edition.tag}),
        "@id": edition.locate(f"downloads/{FILE}"),
        "@type": "dcat:Catalog",
        "dct:title": edition.convert(edition.publication),
        "dct:description": edition.convert(edition.description),
        "dct:publisher": make_agent(edition.convert(edition.publisher or report.body)),
        "dct:language": CHINESE,
        "foaf:homepage": make_resource(edition, "index.html", "foaf:Document"),
        DATASETS: [make_dataset(edition)],
    }
    return write_description(catalogue)


def make_dataset(edition: Edition) -> Document:
    """Return the data of a report."""
    report = edition.report
    dataset: Document = {
        "@id": edition.locate(f"downloads/{report.slug}/{FILE}"),
        "@type": "dcat:Dataset",
        # The name under which the report is cited in every form.
        "dct:identifier": {"@value": report.slug},
        "dct:title": edition.title,
        "dct:description": describe(edition),
        "dct:issued": {"@value": get_day(report).isoformat(), "@type": "xsd:date"},
        "dct:creator": make_agent(edition.convert(report.body)),
        "dct:publisher": make_agent(edition.convert(edition.publisher or report.body)),
        "dct:language": CHINESE,
        "dcat:landingPage": make_resource(edition, f"{report.slug}/index.html", "foaf:Document"),
    }
    if report.place:
        dataset["dct:spatial"] = {"@type": "dct:Location", "rdfs:label": edition.convert(report.place)}
    if years := list_years(report):
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": make_day(f"{years[0]}-01-01"),
            "dcat:endDate": make_day(f"{years[-1]}-12-31"),
        }
    if themes := list(dict.fromkeys(edition.convert(figure.theme) for figure in report.figures)):
        dataset["dcat:keyword"] = themes
    files = [*list_data_files(report, of_figures=False), *list_data_files(report, of_figures=True)]
    dataset["dcat:distribution"] = [make_distribution(edition, one) for one in files]
    return dataset


def describe(edition: Edition) -> str:
    """Return what the data of a report is, in a sentence or two."""
    report = edition.report
    figures = f"，其中的 {len(report.figures)} 个数字" if report.figures else ""
    return f"{edition.title}：{edition.convert(f'全文，逐段的数据{figures}')}。"


def make_distribution(edition: Edition, one: DataFile) -> Document:
    """Return a file of a report's data."""
    slug = edition.report.slug
    path = f"downloads/{slug}/{one.file}"
    distribution: Document = {
        "@id": edition.locate(path),
        "@type": "dcat:Distribution",
        "dct:title": edition.convert(one.title),
        "dcat:accessURL": make_resource(edition, f"{slug}/index.html", "rdfs:Resource"),
        "dcat:downloadURL": make_resource(edition, path, "rdfs:Resource"),
    }
    if one.registered:
        distribution["dcat:mediaType"] = {"@id": f"{MEDIA}{one.media}", "@type": "dct:MediaType"}
    else:
        label = {"@value": one.media}
        distribution["dct:format"] = {"@type": "dct:MediaTypeOrExtent", "rdfs:label": label}
    if one.standard:
        distribution["dct:conformsTo"] = {"@id": one.standard, "@type": "dct:Standard"}
    return distribution


def make_agent(name: str) -> Document:
    """Return a body of which no more than its name is known."""
    return {"@type": "foaf:Agent", "foaf:name": name}


def make_resource(edition: Edition, path: str, kind: str) -> Document:
    """Return a page or a file as something that is pointed to."""
    return {"@id": edition.locate(path), "@type": kind}


def make_day(day: str) -> dict[str, Any]:
    """Return a day."""
    return {"@value": day, "@type": "xsd:date"}
