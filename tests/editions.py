"""Reports as editions in a script, for what forms are made of."""

from gongbao.forms.edition import Edition
from gongbao.report.addresses import make_addresses
from gongbao.report.report import Report, ScriptTag
from gongbao.script.converter import make_converter


def make_edition(report: Report, tag: ScriptTag = "zh-Hans", site_url: str = "") -> Edition:
    convert = make_converter(tag).for_report(report).convert
    return Edition(report=report, addresses=make_addresses(report), tag=tag, convert=convert, site_url=site_url)
