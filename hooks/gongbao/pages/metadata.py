"""A page's facts in, what machines read of it out: the tags of government sites, its trail, JSON-LD (schema.org)."""

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from gongbao.archive.index import Library
from gongbao.pages.converted import convert_texts
from gongbao.pages.report_pages import Sheet
from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.report.scripts import script_path
from gongbao.report.site import Site

# Stands in a page's head where its JSON-LD belongs, which is another in each script.
DATA_PLACE = "<!--json-ld-->"
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
CONTEXT = {"@context": "https://schema.org"}
CHINA = "+08:00"
KINDS = {"section": "Chapter", "figures": "Dataset"}
FIGURE_FILES = ((".csv", "text/csv"), (".json", "application/json"))
Convert = Callable[[str], str]
Data = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A step of the way to a page: its name, and its path under the root of a script, or none for the page itself."""

    name: str
    path: str = ""


def make_tags(site: Site, kind: str, sheet: Sheet | None, url: str) -> Markup:
    """Return the `meta` tags that 国办发〔2017〕47号 asks for on a page; what is not filled in is left out.

    Every page names the site; every page but the one for missing pages names the column; the pages of a report are
    articles.
    """
    tags = make_site_tags(site, kind if kind in ("home", "missing") else "")
    if not (sheet and sheet.view):
        return tags
    report = sheet.view.report
    article = {
        "ArticleTitle": sheet.title,
        "PubDate": format_moment(report.published),
        "ContentSource": name_source(report),
        "Url": url,
    }
    return Markup("\n").join(filter(None, (tags, mark_tags(article))))


@lru_cache(maxsize=16)  # they stand on every page
def make_site_tags(site: Site, kind: str) -> Markup:
    """Return the tags that name the site and the column; `kind` is that of the page, if it is a special one."""
    government, column = site.government, site.column
    tags = {"SiteName": government.name, "SiteDomain": government.domain, "SiteIDCode": government.code}
    if column and kind != "missing":
        tags |= {
            "ColumnName": column.name,
            "ColumnDescription": column.description,
            "ColumnKeywords": ",".join(column.keywords),
            "ColumnType": "首页" if kind == "home" else column.type,
        }
    return mark_tags(tags)


def mark_tags(tags: Mapping[str, str | None]) -> Markup:
    """Return tags that have a value, one a line."""
    lines = [f'<meta name="{name}" content="{escape(value)}">' for name, value in tags.items() if value]
    return Markup("\n".join(lines))  # noqa: S704  escaped


def format_moment(moment: datetime.date | None) -> str:
    """Return when something was published as inspections want it, `2025-01-20 09:30`; no time is made up."""
    if isinstance(moment, datetime.datetime):
        return moment.strftime("%Y-%m-%d %H:%M")
    return moment.isoformat() if moment else ""


def format_iso(moment: datetime.date | None) -> str:
    """Return when something was published in ISO 8601, China's time."""
    if isinstance(moment, datetime.datetime):
        return moment.replace(tzinfo=None).isoformat(timespec="minutes") + CHINA
    return moment.isoformat() if moment else ""


def name_source(report: Report) -> str:
    """Return where a report's text was taken from, or else the body that reports."""
    return report.source.name if report.source else report.body


def list_trail(library: Library, path: str, title: str, sheet: Sheet | None) -> list[Crumb]:
    """Return the way from the home page to a page, the page itself last; none for the home page."""
    if path == "index.html":
        return []
    trail = [Crumb(name="首页", path="index.html")]
    if sheet and library.archive.index and sheet.path != library.archive.index:
        trail.append(Crumb(name="全部报告", path=library.archive.index))
    if sheet and sheet.view and sheet.kind != "cover":
        trail.append(Crumb(name=sheet.view.report.title, path=f"{sheet.view.report.slug}/index.html"))
        title = title.removesuffix(f" · {sheet.view.report.title}")
    return [*trail, Crumb(name=title)]


def make_data(  # noqa: PLR0917
    site: Site, site_url: str, path: str, sheet: Sheet | None, tag: ScriptTag, convert: Convert
) -> str:
    """Return the JSON-LD of a page in one script as the element that holds it; nothing for a page without any."""
    if sheet and sheet.view:
        report = sheet.view.report
        whole = convert_texts(describe_report(site, site_url, report, tag), convert)
        if sheet.kind in ("cover", "full"):
            return mark_data(encode(CONTEXT | whole | locate(site_url, sheet.path, tag)))
        data = CONTEXT | describe_sheet(site_url, report, sheet, tag, whole["creator"], convert=convert)
        relation = "isBasedOn" if sheet.kind == "figures" else "isPartOf"
        return mark_data(f'{encode(data)[:-1]},"{relation}":{encode(whole)}}}')
    if path == "index.html":
        data = CONTEXT | {"@type": "WebSite", "name": site.title, "description": site.description}
        data |= locate(site_url, path, tag) | {"publisher": describe_body(site.publisher)}
        return mark_data(encode(convert_texts(data, convert)))
    return ""


def encode(data: Data) -> str:
    """Return data as JSON that may stand in a page."""
    return ENCODER.encode(data).replace("<", "\\u003c")


def mark_data(text: str) -> str:
    """Return the element that holds JSON-LD."""
    return f'<script type="application/ld+json">{text}</script>'


def locate(site_url: str, path: str, tag: ScriptTag) -> Data:
    """Return the address, if there is one, and the language of a page."""
    url = {"url": site_url + script_path(tag, path)} if site_url else {}
    return {**url, "inLanguage": tag}


def describe_sheet(
    site_url: str, report: Report, sheet: Sheet, tag: ScriptTag, creator: Data, *, convert: Convert
) -> Data:
    """Return what a page is that holds a part of a report: a chapter, or the set of figures."""
    data: Data = {"@type": KINDS.get(sheet.kind, "WebPage"), "name": convert(sheet.title)}
    data |= locate(site_url, sheet.path, tag)
    if report.published:
        data["datePublished"] = format_iso(report.published)
    if sheet.kind == "figures":
        data["creator"] = creator
        folder = site_url + script_path(tag, f"downloads/{report.slug}/figures")
        data["distribution"] = [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": folder + suffix}
            for suffix, kind in (FIGURE_FILES if site_url else ())
        ]
    return data


def describe_report(site: Site, site_url: str, report: Report, tag: ScriptTag) -> Data:
    """Return a report with its publisher, dates and, between the scripts, what is the original and what the copy."""
    cover = f"{report.slug}/index.html"
    data: Data = {"@type": "Report", "name": report.title} | locate(site_url, cover, tag)
    data |= {"dateCreated": report.date.isoformat()}
    if report.published:
        data["datePublished"] = format_iso(report.published)
    data |= {"creator": describe_body(report.body), "publisher": describe_body(site.publisher)}
    if report.speaker:
        role = {"jobTitle": report.speaker.office} if report.speaker.office else {}
        data["author"] = {"@type": "Person", "name": report.speaker.name, **role}
    if report.place:
        data["spatialCoverage"] = report.place
    if years := sorted({part.year for part in report.parts if part.year}):
        data["temporalCoverage"] = f"{years[0]}/{years[-1]}" if years[1:] else str(years[0])
    if not site_url:
        return data
    original = {"@type": "Report"} | locate(site_url, cover, SOURCE_SCRIPT)
    if tag != SOURCE_SCRIPT:
        return data | {"translationOfWork": original}
    copies = [{"@type": "Report"} | locate(site_url, cover, other) for other in site.scripts if other != SOURCE_SCRIPT]
    return data | ({"workTranslation": copies} if copies else {})


def describe_body(name: str) -> Data:
    """Return a body of government."""
    return {"@type": "GovernmentOrganization", "name": name}
