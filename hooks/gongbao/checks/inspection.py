"""A publication in, what an inspection of government sites would miss in it out.

What is looked for stands in 《政府网站发展指引》 (国办发〔2017〕47号) and in 《政府网站与政务新媒体检查指标》
(国办秘函〔2019〕19号).
"""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.report import Report
from gongbao.report.site import Government, Mark, Publication, Site, is_placeholder

# No query, no fragment, and nothing that an address has to encode.
ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f-\x9f\"'<>\\^`{|}?#@]+")
LOCAL = ("localhost", "127.0.0.1", "::1")
# What an inspection looks for in the head and at the foot of every page, by the key in data/site.yml.
ASKED = {
    "name": "SiteName 网站标准名称",
    "domain": "SiteDomain 网站域名",
    "code": "SiteIDCode 网站标识码",
    "contact": "主办单位联系方式",
    "icp": "ICP备案编号",
    "police": "公安机关备案编号",
    "badge": "党政机关网站标识",
    "mistakes": "“我为政府网站找错”入口",
}


def check_address(site: Site, site_url: str, path: Path, problems: Problems) -> None:
    """Note an absolute address that is not secure, or not of the domain that the pages will state."""
    if not site_url:
        return
    if not is_address(site_url):
        message = _('"site_url": "{site_url}" is no address (example: https://www.example.gov.cn/reports/)')
        problems.add(path, find_line(path), message.format(site_url=site_url))
        return
    parts = urlsplit(site_url)
    if parts.hostname in LOCAL:
        return
    if parts.scheme != "https":
        problems.add(
            path, find_line(path), _('"site_url": "{site_url}" does not begin with https://').format(site_url=site_url)
        )
    domain = site.government.domain
    if domain and not is_placeholder(domain) and parts.hostname != domain:
        message = _('"site_url": "{site_url}" is not on {domain}, the domain in {name}').format(
            site_url=site_url, domain=domain, name=site.path.name
        )
        problems.add(path, find_line(path), message)


def is_address(text: str) -> bool:
    """Tell whether a text is an absolute address (RFC 3986, RFC 3987) that a publication can stand at."""
    try:
        parts = urlsplit(text)
        return bool(ADDRESS.fullmatch(text) and parts.hostname and parts.port != 0)
    except ValueError:
        # Brackets that do not pair, or a port that there is none of.
        return False


def find_line(path: Path) -> int:
    """Return the line of `site_url` in mkdocs.yml; 0 if it stands elsewhere."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith("site_url:")), 0)


def check_norms(publication: Publication, site_url: str, config: Path, problems: Problems) -> None:
    """Note everything that an inspection would miss or refuse: what is not filled in, and what is only a sample."""
    site = publication.site
    if not site_url:
        problems.add(config, find_line(config), _('"site_url" is empty: feeds, sitemap and hreflang need the address'))
    elif is_placeholder(site_url):
        problems.add(
            config, find_line(config), _('"site_url": "{site_url}" is only a sample').format(site_url=site_url)
        )
    for message in iter_missing(site.government):
        problems.add(site.path, site.government.line, message)
    for key, mark in (("badge", site.government.badge), ("mistakes", site.government.mistakes)):
        if mark and not mark.image:
            problems.add(
                site.path, site.government.line, _('"government": "{key}" has no picture ("image")').format(key=key)
            )
    if site.column is None:
        problems.add(site.path, 0, _('"column" is missing: an inspection looks for ColumnName and its like'))
    for report in publication.reports:
        check_dates(report, problems)


def iter_missing(government: Government) -> Iterator[str]:
    """Give what to say of the keys that are not filled in, or only with a sample."""
    for key, meaning in ASKED.items():
        value = getattr(government, key)
        if value is None:
            message = _('"government": "{key}" is missing: an inspection looks for {meaning}')
            yield message.format(key=key, meaning=meaning)
        elif is_placeholder(value):
            shown = value.url if isinstance(value, Mark) else value
            message = _('"government": "{key}" "{shown}" is only a sample: fill in {meaning}')
            yield message.format(key=key, shown=shown, meaning=meaning)


def check_pictures(site: Site, assets: Path, problems: Problems) -> None:
    """Note marks whose picture is not there."""
    for mark in (site.government.badge, site.government.mistakes):
        if mark and mark.image and not (assets / mark.image).is_file():
            message = _('there is no picture "{image}" in {name}/{name2}').format(
                image=mark.image, name=assets.parent.name, name2=assets.name
            )
            problems.add(site.path, site.government.line, message)


def check_dates(report: Report, problems: Problems) -> None:
    """Note a report whose publication is not dated to the minute, or dated before the report was given."""
    if report.published is None:
        message = _('"published" is missing: what is not dated counts as not published (example: 2025-01-20 09:30)')
        problems.add(report.path, 0, message)
    elif not isinstance(report.published, datetime.datetime):
        message = _('"published": {published} has no time of day (PubDate is 2025-01-20 09:30)').format(
            published=report.published
        )
        problems.add(report.path, 0, message)
    if report.published is not None and report.published.isoformat()[:10] < report.date.isoformat():
        problems.add(
            report.path, 0, _('"published" is before {date}, the day the report was given').format(date=report.date)
        )
    if report.source is None:
        problems.add(report.path, 0, _('"source" is missing: ContentSource will name the body that reports'))
