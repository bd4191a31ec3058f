"""The finished publication's addresses in, what machines follow out: Atom feeds, the sitemap, robots.txt.

All of them need absolute addresses: without a site_url there is robots.txt alone.
"""

import datetime
from collections.abc import Iterator, Sequence
from html import escape as escape_signs
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from gongbao.pages.marks import SCRIPT, TREE, choose, mark_plain
from gongbao.report.citation import format_iso, get_day
from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.report.scripts import script_path
from gongbao.report.site import Publication, Site

FEED = "feed.xml"
MIDNIGHT = "T00:00:00+08:00"
# A feed without entries has a date all the same (RFC 4287).
BEGINNING = datetime.date(1970, 1, 1)
NEWEST = 50
# What the protocol of sitemaps.org allows in one file.
MOST = 50_000
XML = '<?xml version="1.0" encoding="utf-8"?>\n'


def make_feed(publication: Publication, site_url: str) -> str:
    """Return the Atom feed (RFC 4287) of the newest reports, marked; ids do not move with the address."""
    site, reports = publication.site, publication.reports[:NEWEST]
    lines = [
        f'{XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{SCRIPT}">',
        f"<id>{make_id(site_url, get_day(publication.reports[-1]) if reports else BEGINNING, FEED)}</id>",
        f"<title>{escape(site.title)}</title>",
        f"<subtitle>{escape(site.description)}</subtitle>",
        f"<updated>{max(map(format_update, reports), default=BEGINNING.isoformat() + MIDNIGHT)}</updated>",
        f"<author><name>{escape(site.publisher)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{site_url}{TREE}{FEED}"/>',
        make_links(site, site_url, "index.html"),
        *(line for report in reports for line in iter_entry(site, site_url, report)),
        "</feed>\n",
    ]
    return "\n".join(lines)


def iter_entry(site: Site, site_url: str, report: Report) -> Iterator[str]:
    """Give the lines of a report's entry."""
    yield "<entry>"
    yield f"<id>{make_id(site_url, report.date, report.slug)}</id>"
    yield f"<title>{escape(report.name)}</title>"
    yield f"<updated>{format_update(report)}</updated>"
    if report.published:
        yield f"<published>{format_update(report)}</published>"
    yield f"<author><name>{escape(report.body)}</name></author>"
    yield make_links(site, site_url, f"{report.slug}/index.html")
    summary = "，".join(filter(None, (report.session, report.place)))
    if summary:
        yield f"<summary>{escape(summary)}</summary>"
    yield "</entry>"


def escape(text: str) -> str:
    """Return a text as XML, marked; none stands between quotes."""
    return mark_plain(escape_signs(text, quote=False))


def make_links(site: Site, site_url: str, path: str) -> str:
    """Return the lines that link to a page: in the feed's own script first, then in every other."""
    links = {
        tag: f'<link rel="alternate" type="text/html" hreflang="{tag}" href="{site_url}{script_path(tag, path)}"/>'
        for tag in site.scripts
    }
    return choose("\n".join([links[own], *(link for tag, link in links.items() if tag != own)]) for own in site.scripts)


def make_id(site_url: str, day: datetime.date, name: str) -> str:
    """Return a tag URI (RFC 4151)."""
    return f"tag:{urlsplit(site_url).hostname},{day.isoformat()}:{TREE}{name}"


def format_update(report: Report) -> str:
    """Return when a report last changed for readers: its publication, or the day it was given."""
    moment = format_iso(report.published or report.date)
    return moment + MIDNIGHT if "T" not in moment else moment.replace("+", ":00+")


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
