"""What is published, and by whom: `data/site.yml` as data, and the reports.

The norms of government sites are those of 国办发〔2017〕47号; a field that is left out is left out of the pages, and
`gongbao check --publish` names it.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from gongbao.report.report import Names, Report, ScriptTag, doc, where

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
CODE = re.compile(r"(?:\d{10}|[a-z]{2}\d{8})")
ICP = re.compile(rf"[{PROVINCES}]ICP备\d{{8,10}}号(?:-\d+)?")
POLICE = re.compile(rf"[{PROVINCES}]公网安备\d{{14}}号")
ADDRESS = re.compile(r"https://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::\d+)?(?:[/?#][^\s\"<>]*)?")
ASSET = re.compile(r"images/[A-Za-z0-9_/-]+\.(?:svg|png|jpg|gif|webp)")
PLACE = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.html(?:#[A-Za-z][A-Za-z0-9_-]*)?|[A-Za-z0-9_-]+/")
# Written as they stand in YAML, where true and false are no texts.
PdfMode = Literal["false", "true", "archive"]
ColumnType = Literal[
    "首页", "概况信息", "机构职能", "负责人信息", "工作动态", "政策文件", "信息公开指南", "信息公开目录",
    "信息公开年报", "依申请公开", "数据发布", "数据开放", "政策解读", "回应关切", "办事服务", "咨询投诉", "征集调查",
    "在线访谈",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark in the footer: where it leads, and its picture, which the site holds itself."""

    url: str = field(
        metadata=doc(
            "where it leads",
            "https://bszs.conac.cn/sitename?method=show&id=…",
            pattern=ADDRESS,
            must="an address that begins with https://",
        )
    )
    image: str | None = field(
        default=None,
        metadata=doc(
            "its picture, under docs/assets",
            "images/marks/government.png",
            pattern=ASSET,
            must="a picture under docs/assets",
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Government:
    """What a government site states of itself on every page."""

    name: str | None = field(default=None, metadata=doc("the standard name of the site (SiteName)", "太仓人大网"))
    domain: str | None = field(
        default=None,
        metadata=doc("its domain (SiteDomain)", "www.taicang.gov.cn", pattern=DOMAIN, must="a domain in lower case"),
    )
    code: str | None = field(
        default=None,
        metadata=doc(
            "网站标识码 (SiteIDCode)", "3205850001", pattern=CODE, must="ten digits, or two letters and eight digits"
        ),
    )
    contact: str | None = field(default=None, metadata=doc("how to reach the publisher", "电话：0512-53500000"))
    icp: str | None = field(
        default=None, metadata=doc("ICP备案编号", "苏ICP备05001234号-1", pattern=ICP, must="an ICP number")
    )
    police: str | None = field(
        default=None,
        metadata=doc("公安机关备案编号", "苏公网安备32058502010001号", pattern=POLICE, must="a number of 公安机关备案"),
    )
    badge: Mark | None = field(default=None, metadata=doc("党政机关网站标识", None))
    mistakes: Mark | None = field(default=None, metadata=doc("“我为政府网站找错”入口", None))
    line: int = where(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The column of the government site that the publication is."""

    name: str = field(metadata=doc("its name (ColumnName)", "工作报告"))
    description: str = field(
        metadata=doc("its purpose and content (ColumnDescription)", "公布人大常委会历年工作报告全文")
    )
    keywords: tuple[str, ...] = field(
        metadata=doc("words that characterise it (ColumnKeywords)", ["人大", "工作报告"], least=1)
    )
    type: ColumnType = field(default="政策文件", metadata=doc("its type (ColumnType)", "政策文件"))
    line: int = where(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What `data/site.yml` says of the publication and its publisher."""

    title: str = field(metadata=doc("the name of the publication", "太仓市人大常委会工作报告公报"))
    publisher: str = field(metadata=doc("the body that publishes", "太仓市人民代表大会常务委员会"))
    description: str = field(
        metadata=doc("what the publication is, in one sentence", "历年工作报告全文，可检索、引用和打印。")
    )
    scripts: tuple[ScriptTag, ...] = field(
        default=("zh-Hans", "zh-Hant"), metadata=doc("the scripts offered, zh-Hans first", ["zh-Hans", "zh-Hant"])
    )
    pdf: PdfMode = field(
        default="false",
        metadata=doc("whether a build makes PDFs of reports and sections; archive: as PDF/A-2a for keeping", True),
    )
    word: bool = field(default=False, metadata=doc("whether a build makes each report as a Word file too", True))
    forms: bool = field(
        default=False,
        metadata=doc("whether a build makes the standard forms of each report and of the archive, for programs", True),
    )
    offline: bool | None = field(
        default=None,
        metadata=doc(
            "whether a build makes the offline package, the whole publication as one zip; left out: up to 50 MB",
            True,
        ),
    )
    precompressed: bool = field(
        default=False,
        metadata=doc("whether a build puts a .gz beside every page, for a server that does not compress itself", True),
    )
    government: Government = field(default=Government(), metadata=doc("what a government site states of itself", None))
    column: Column | None = field(default=None, metadata=doc("the column that the publication is", None))
    path: Path = where(default_factory=Path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An address that was published, and where it leads now."""

    old: str = field(
        metadata=doc(
            "the page, or the page and id, that was published",
            "taicang-npc-2025/sec_9.html",
            key="from",
            pattern=PLACE,
            must="the address of a page",
        )
    )
    new: str = field(
        metadata=doc(
            "the page, or the page and id, that it leads to",
            "taicang-npc-2025/sec_8.html#sec_8",
            key="to",
            pattern=PLACE,
            must="the address of a page",
        )
    )
    line: int = where(default=0)
    path: Path = where(default_factory=Path)

    @property
    def old_page(self) -> str:
        """The page that was published, or that the id stood on."""
        return self.old.partition("#")[0]

    @property
    def old_id(self) -> str:
        """The id that was published; empty if the whole page moved."""
        return self.old.partition("#")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirects:
    """What `data/redirects.yml` says of addresses that were published and are gone."""

    redirects: tuple[Redirect, ...] = field(metadata=doc("the addresses that moved", None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Everything that is published: the site, its reports, newest first, and the addresses given to names or moved."""

    site: Site
    reports: tuple[Report, ...]
    names: Names = Names()
    redirects: tuple[Redirect, ...] = ()


def is_placeholder(value: str | Mark) -> bool:
    """Tell whether a value is a sample: a domain of examples, 某某, or a number with six zeros in a row."""
    text = value.url if isinstance(value, Mark) else str(value)
    return bool(re.search(r"\bexample\b|某某", text)) or "000000" in re.sub(r"\D", "", text)
