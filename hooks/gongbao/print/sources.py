"""A document's report in, the lines at its end out: what it is taken from, who published it, and where it stands."""

from gongbao.pages.qrcode import CODES
from gongbao.print.items import Item, Items
from gongbao.print.setting import Setting
from gongbao.report.addresses import Addresses
from gongbao.report.formats import chinese_date
from gongbao.report.report import Report, Section
from gongbao.report.scripts import script_path
from gongbao.report.walk import section_page


def make_source(report: Report, section: Section | None, setting: Setting, items: Items) -> Item:
    """Return the lines at the end of a document, of the whole report or of a section; with an address, its QR code."""
    session = f"，{report.session}" if report.session else ""
    source = f"《{report.name}》（{chinese_date(report.date)}{session}）"
    source = f"摘自{source}{tell_range(report, section, items.addresses)}。" if section else f"{source}。"
    day = chinese_date(report.published) if report.published else ""
    publisher = f"{setting.publisher}{day}公布于《{setting.publication}》。"
    item: Item = {"runs": [*items.runs(source), *items.runs(setting.edition), *items.runs(publisher)]}
    if setting.site_url:
        address = setting.site_url + script_path(setting.tag, name_page(report, section))
        code = CODES.make_code(address).decode()
        item |= {"address": address, "code": code, "alternative": setting.convert("本页网址的二维码")}
    return item


def name_page(report: Report, section: Section | None) -> str:
    """Return the page that a document stands for, with the place of its first paragraph."""
    if not section:
        return f"{report.slug}/full.html"
    return f"{section_page(report, section)}#{(section.paragraphs or (section,))[0].id}"


def tell_range(report: Report, section: Section, addresses: Addresses) -> str:
    """Return the numbers of the paragraphs in a section's document: `第7–10段`."""
    numbers = addresses.ranges.get(section_page(report, section))
    if not numbers:
        return ""
    first, last = numbers
    return f"第{first}段" if first == last else f"第{first}–{last}段"
