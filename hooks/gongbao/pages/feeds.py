"""The finished publication's addresses in, what machines follow out: Atom feeds, the sitemap, robots.txt.

All of them need absolute addresses: without a site_url there is robots.txt alone.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape as escape_quotes
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from gongbao.pages.metadata import format_iso
from gongbao.report.citation import get_day
from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.report.scripts import script_path
from gongbao.report.site import Publication, Site

Convert = Callable[[str], str]
FEED = "feed.xml"
NEWEST = 50
# What the protocol of sitemaps.org allows in one file.
MOST = 50_000
# No value stands between quotes.
escape = partial(escape_quotes, quote=False)
XML = '<?xml version="1.0" encoding="utf-8"?>\n'


def make_feed(publication: Publication, site_url: str, tag: ScriptTag, convert: Convert) -> bytes:
    """Return the Atom feed (RFC 4287) of the newest reports in one script; ids do not move with the address."""
    site, reports = publication.site, publication.reports[:NEWEST]
    lines = [
        f'{XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{tag}">',
        f"<id>{make_id(site_url, get_day(publication.reports[-1]), FEED, tag)}</id>",
        f"<title>{escape(convert(site.title))}</title>",
        f"<subtitle>{escape(convert(site.description))}</subtitle>",
        f"<updated>{max(map(format_update, reports))}</updated>",
        f"<author><name>{escape(convert(site.publisher))}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{site_url}{script_path(tag, FEED)}"/>',
        *iter_links(site, site_url, "index.html", tag),
        *(line for report in reports for line in iter_entry(site, site_url, report, tag, convert)),
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def iter_entry(site: Site, site_url: str, report: Report, tag: ScriptTag, convert: Convert) -> Iterator[str]:
    """Give the lines of a report's entry."""
    cover = f"{report.slug}/index.html"
    yield "<entry>"
    yield f"<id>{make_id(site_url, report.date, report.slug, tag)}</id>"
    yield f"<title>{escape(convert(report.title))}</title>"
    yield f"<updated>{format_update(report)}</updated>"
    if report.published:
        yield f"<published>{format_update(report)}</published>"
    yield f"<author><name>{escape(convert(report.body))}</name></author>"
    yield from iter_links(site, site_url, cover, tag)
    summary = "，".join(filter(None, (report.session, report.place)))
    if summary:
        yield f"<summary>{escape(convert(summary))}</summary>"
    yield "</entry>"


def iter_links(site: Site, site_url: str, path: str, tag: ScriptTag) -> Iterator[str]:
    """Give the links to a page: in the feed's own script first, then in every other."""
    for other in sorted(site.scripts, key=lambda one: one != tag):
        yield f'<link rel="alternate" type="text/html" hreflang="{other}" href="{site_url}{script_path(other, path)}"/>'


def make_id(site_url: str, day: datetime.date, name: str, tag: ScriptTag) -> str:
    """Return a tag URI (RFC 4151)."""
    return f"tag:{urlsplit(site_url).hostname},{day.isoformat()}:{script_path(tag, name)}"


def format_update(report: Report) -> str:
    """Return when a report last changed for readers: its publication, or the day it was given."""
    moment = format_iso(report.published or report.date)
    return f"{moment}T00:00:00+08:00" if "T" not in moment else moment.replace("+", ":00+")


def make_sitemaps(publication: Publication, site_url: str, pages: Sequence[str]) -> dict[str, bytes]:
    """Return the sitemap of the pages in every script, each with all its scripts as alternates; several if many."""
    days = {report.slug: get_day(report) for report in publication.reports if report.published}
    scripts = publication.site.scripts
    entries = [format_entry(site_url, page, tag, scripts, days) for page in pages for tag in scripts]
    parts = [entries[start : start + MOST] for start in range(0, len(entries), MOST)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)] if parts[1:] else ["sitemap.xml"]
    files = {
        name: (
            f'{XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{"".join(part)}</urlset>\n'
        ).encode()
        for name, part in zip(names, parts, strict=True)
    }
    if parts[1:]:
        listed = "".join(f"<sitemap><loc>{site_url}{name}</loc></sitemap>\n" for name in names)
        index = f'{XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}</sitemapindex>\n'
        files["sitemap.xml"] = index.encode()
    return files


def format_entry(
    site_url: str, page: str, tag: ScriptTag, scripts: Sequence[ScriptTag], days: dict[str, datetime.date]
) -> str:
    """Return the sitemap's entry of a page in a script."""
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{name}" href="{site_url}{script_path(other, page)}"/>'
        for name, other in (*((other, other) for other in scripts), ("x-default", SOURCE_SCRIPT))
    )
    day = days.get(PurePosixPath(page).parts[0])
    changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<url><loc>{site_url}{script_path(tag, page)}</loc>{changed}{alternates}</url>\n"


def make_robots(site_url: str) -> bytes:
    """Return robots.txt: everything may be read. It counts at the root of a server only."""
    sitemap = f"Sitemap: {site_url}sitemap.xml\n" if site_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()
