"""The documents of a report as the print room makes them, for tests: whole, large, sections, in each script."""

from functools import cache
from pathlib import Path

from gongbao.data.load import load_publication
from gongbao.print.document import Document, make_section, make_whole
from gongbao.print.setting import Setting
from gongbao.print.typesetter import make_pdf
from gongbao.report.problems import Problems
from gongbao.report.report import Report, ScriptTag
from gongbao.report.walk import iter_lines
from gongbao.script.converter import make_converter
from gongbao.script.overrides import load_wording
from paper import Leaf, read_pdf

ROOT = Path(__file__).resolve().parents[1]
SHEET = (ROOT / "hooks/gongbao/pages/assets/css/print.css").read_text(encoding="utf-8")
SITE_URL = "https://gongbao.example.gov.cn/reports/"


@cache
def get_report() -> Report:
    publication = load_publication(ROOT / "data", Problems())
    assert publication
    return publication.reports[0]


@cache
def get_setting(tag: ScriptTag, *, site_url: str = SITE_URL) -> Setting:
    converter = make_converter(tag, load_wording(ROOT / "data/wording.yml", Problems()))
    return Setting(
        tag=tag,
        convert=converter.convert,
        sheet=SHEET,
        publisher="太仓市人民代表大会常务委员会",
        publication="太仓市人大常委会工作报告公报",
        site_url=site_url,
    )


@cache
def get_document(tag: ScriptTag, name: str = "whole") -> Document:
    report = get_report()
    if name in ("whole", "large"):
        return make_whole(report, get_setting(tag), large=name == "large")
    section = next(section for section in report.sections if section.id == name)
    return make_section(report, section, get_setting(tag))


@cache
def get_pdf(tag: ScriptTag, name: str = "whole") -> bytes:
    return make_pdf(get_document(tag, name))


@cache
def get_leaves(tag: ScriptTag, name: str = "whole") -> list[Leaf]:
    return read_pdf(get_pdf(tag, name))


@cache
def get_lines(tag: ScriptTag) -> list[str]:
    """Return the lines of the report as `gongbao text` prints them, without spaces."""
    return ["".join(get_setting(tag).convert(line).split()) for line in iter_lines(get_report())]
