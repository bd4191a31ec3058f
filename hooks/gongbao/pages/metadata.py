"""A page's facts in, what machines read of it out: the tags of government sites, its trail, JSON-LD (schema.org)."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from gongbao.archive.index import Library
from gongbao.forms.schema_org import describe_body, describe_origin
from gongbao.pages.marks import SCRIPT, TREE, choose, mark, mark_data
from gongbao.pages.report_pages import Sheet
from gongbao.pages.views import View
from gongbao.report.citation import format_iso
from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.report.scripts import script_path
from gongbao.report.site import Site

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
CONTEXT = {"@context": "https://schema.org"}
KINDS = {"section": "Chapter", "figures": "Dataset"}
FIGURE_FILES = ((".csv", "text/csv"), (".json", "application/json"))
Data = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A step of the way to a page: its name, and its path under the root of a script, or none for the page itself."""

    name: str
    path: str = ""


def make_tags(site: Site, kind: str, sheet: Sheet | None, url: Markup | str) -> Markup:
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
    lines = [f'<meta name="{name}" content="{mark(value)}">' for name, value in tags.items() if value]
    return Markup("\n".join(lines))  # noqa: S704  escaped


def format_moment(moment: datetime.date | None) -> str:
    """Return when something was published as inspections want it, `2025-01-20 09:30`; no time is made up."""
    if isinstance(moment, datetime.datetime):
        return moment.strftime("%Y-%m-%d %H:%M")
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
        trail.append(Crumb(name=sheet.view.report.name, path=f"{sheet.view.report.slug}/index.html"))
        title = title.removesuffix(f" · {sheet.view.report.name}")
    return [*trail, Crumb(name=title)]


def make_page_data(site: Site, site_url: str, path: str) -> Markup:
    """Return the JSON-LD of a page that people wrote, as the element that holds it; only the home page has any."""
    if path != "index.html":
        return Markup()
    data = CONTEXT | {"@type": "WebSite", "name": site.title, "description": site.description}
    return hold_data(encode(data | locate(site_url, path) | {"publisher": describe_body(site.publisher)}))


def make_sheet_data(site_url: str, sheet: Sheet, view: View, described: Data, work: Markup) -> Markup:
    """Return the JSON-LD of a report's page as the element that holds it.

    `described` is the report as `describe_report` gives it, `work` what `relate_scripts` says of its scripts.
    """
    if sheet.kind in ("cover", "full"):
        return hold_data(extend(encode(CONTEXT | described | locate(site_url, sheet.path)), work))
    data = CONTEXT | describe_sheet(site_url, view.report, sheet, described["creator"])
    relation = "isBasedOn" if sheet.kind == "figures" else "isPartOf"
    whole = extend(encode(described), work)
    return hold_data(extend(encode(data), Markup(f',"{relation}":{whole}')))  # noqa: S704  JSON of ours


def encode(data: Data) -> str:
    """Return data, its texts marked, as JSON that may stand in a page: without `<`, and without entities."""
    return ENCODER.encode(mark_data(data)).replace("<", "\\u003c").replace("&", "\\u0026")


def extend(encoded: str, more: str) -> str:
    """Return a JSON object with more members, given as JSON that begins with a comma."""
    return f"{encoded[:-1]}{more}}}"


def hold_data(text: str) -> Markup:
    """Return the element that holds JSON-LD."""
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704  JSON without <


def locate(site_url: str, path: str) -> Data:
    """Return the address, if there is one, and the language of a page."""
    url = {"url": f"{site_url}{TREE}{path}"} if site_url else {}
    return {**url, "inLanguage": str(SCRIPT)}


def describe_sheet(site_url: str, report: Report, sheet: Sheet, creator: Data) -> Data:
    """Return what a page is that holds a part of a report: a chapter, or the set of figures."""
    data: Data = {"@type": KINDS.get(sheet.kind, "WebPage"), "name": sheet.title}
    data |= locate(site_url, sheet.path)
    if report.published:
        data["datePublished"] = format_iso(report.published)
    if sheet.kind == "figures":
        data["creator"] = creator
        folder = f"{site_url}{TREE}downloads/{report.slug}/figures"
        data["distribution"] = [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": folder + suffix}
            for suffix, kind in (FIGURE_FILES if site_url else ())
        ]
    return data


def describe_report(site: Site, site_url: str, report: Report) -> Data:
    """Return a report with its publisher and dates; what its scripts are to each other says `relate_scripts`."""
    data = {"@type": "Report", "name": report.name} | locate(site_url, f"{report.slug}/index.html")
    return data | describe_origin(report, site.publisher)


def relate_scripts(scripts: Sequence[ScriptTag], site_url: str, report: Report) -> Markup:
    """Return members of a report's JSON-LD: to the source script its copies, to a copy the original."""
    if not site_url:
        return Markup()

    def describe(tag: ScriptTag) -> Data:
        url = site_url + script_path(tag, f"{report.slug}/index.html")
        return {"@type": "Report", "url": url, "inLanguage": tag}

    copies = [describe(tag) for tag in scripts if tag != SOURCE_SCRIPT]
    original = f',"translationOfWork":{encode(describe(SOURCE_SCRIPT))}'
    own = f',"workTranslation":{ENCODER.encode(copies)}' if copies else ""
    return choose(own if tag == SOURCE_SCRIPT else original for tag in scripts)
