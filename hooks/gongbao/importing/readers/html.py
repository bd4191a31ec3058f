"""A web page saved from a browser in, its manuscript out: the report's text; the page's furniture is told."""

import email
import email.policy
import re
from pathlib import Path
from typing import Any

from gongbao.importing.manuscript import Manuscript, Omission, Passage
from gongbao.importing.readers.decoding import SourceText, decode_text, read_bytes
from gongbao.importing.readers.elements import BLOCKS
from gongbao.importing.readers.markup import MarkupReader
from gongbao.importing.readers.unseen import SILENT, find_hidden_classes
from gongbao.report.messages import N_, _
from gongbao.report.problems import refuse
from gongbao.report.spacing import squeeze

LARGEST_PAGE = 20_000_000
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
FURNITURE = ("nav", "header", "footer", "aside", "form")
# The names that the standard for government pages, and others, give to a page's own title.
TITLES = ("ArticleTitle", "og:title", "title")
NOTICE = re.compile(
    r"(?:(?:发布|发表|更新|创建)?(?:时间|日期)|(?:信息|文章)?来源|浏览(?:次数|量)?|点击数?|阅读|字体|字号|打印|分享|责任编辑|编辑|作者"
    r"|扫一扫|上一篇|下一篇|附件下载)\s*[:：【\[].*"
    r"|【?(?:大|中|小|打印|关闭|返回|关闭窗口|打印本页)】?(?:\s+【?(?:大|中|小|打印|关闭)】?)*|当前位置.*|首页.*[>＞»].*"
)
NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|foot|footer|copyright|breadcrumb|crumb|share|sidebar|toolbar|position|banner)",
    re.IGNORECASE,
)
LISTS, LINKED = ("ul", "ol", "dl", "div", "table"), 0.6
ENOUGH, SENTENCE = 0.85, 30


def read_page(path: Path) -> Manuscript:
    """Return the manuscript of a .html file. Raises ReportError if it cannot be read."""
    return read_markup(read_bytes(path, LARGEST_PAGE), path)


def read_markup(data: bytes, path: Path, form: str = N_("web page"), named: str = "") -> Manuscript:
    """Return the manuscript of the bytes of a page; `named` is their encoding. Raises ReportError if they are none."""
    source = decode_page(data, path, named)
    root = parse_page(source.text, path)
    titled = find_title(root)
    hidden = find_hidden_classes(root)
    body = root.find("body")
    if body is None:
        raise refuse(path, _("the page has no text"))
    clear(body)
    reader = MarkupReader(path, hidden)
    everything = found = reader.read(body)
    furniture = [element for element in body.iter() if _is_furniture(element)]
    for element in furniture:
        _drop(element)
    main = _find_main(body)
    if furniture or main is not body:
        reader = MarkupReader(path, hidden)
        found = reader.read(main)
    passages = [passage for passage in found if not NOTICE.fullmatch(passage.text)]
    return Manuscript(
        path=path,
        form=_("{form}, {encoding}").format(form=_(form), encoding=source.encoding),
        passages=tuple(passages),
        characters=squeeze("".join(passage.words for passage in passages)),
        doubts=tuple(reader.doubts),
        left_out=(*reader.left_out, *list_furniture(everything, passages)),
        titled=titled,
    )


def unpack_page(data: bytes) -> tuple[bytes, str] | None:
    """Return the page that is packed with its pictures into one file (.mht), and the encoding that the file names.

    None if there is no page in it.
    """
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(page, bytes):
            return page, part.get_content_charset("")
    return None


def decode_page(data: bytes, path: Path, named: str = "") -> SourceText:
    """Return the text of a page in the encoding that it names, or its file, if it is right. Raises ReportError."""
    declared = CHARSET.search(data[:4000])
    return decode_text(data, path, named or (declared[1].decode("ascii", "replace") if declared else ""))


def parse_page(text: str, path: Path) -> Any:
    """Return the root of a page. Raises ReportError if it is none."""
    from lxml import etree, html

    try:
        # A small tree is cut off at 256 levels without a word; a huge one is read, and refused if it is too deep.
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refuse(path, _("not a web page ({error})").format(error=error)) from error


def clear(body: Any) -> None:
    """Take out what holds no text for a reader."""
    from lxml import etree

    for element in list(body.iter(*SILENT, etree.Comment, etree.ProcessingInstruction)):
        _drop(element)


def find_title(root: Any) -> str:
    """Return the title that a page gives in its head."""
    named = {element.get("name") or element.get("property"): element.get("content") for element in root.iter("meta")}
    found = next((named[name] for name in TITLES if named.get(name)), None)
    return " ".join((found or root.findtext(".//title") or "").split())


def list_furniture(everything: list[Passage], passages: list[Passage]) -> list[Omission]:
    """Return what to say of the passages of the page that were not taken."""
    taken = {squeeze(passage.words) for passage in passages}
    return [
        Omission(kind=N_("the page's furniture"), text=" ".join(passage.words.split()), line=passage.line)
        for passage in everything
        if squeeze(passage.words) not in taken
    ]


def _find_main(body: Any) -> Any:
    """Return the innermost element that holds nearly all of the page's prose and its title."""
    total = _count_prose(body)
    found = body
    while total:
        inner = [child for child in found if isinstance(child.tag, str) and child.tag in BLOCKS]
        richest = max(inner, key=_count_prose, default=None)
        if (
            richest is None
            or richest.tag in ("p", "tr", "td", "tbody", "table")
            or _count_prose(richest) < ENOUGH * total
        ):
            return found
        if any(_holds_title(child) for child in inner if child is not richest):
            return found
        found = richest
    return found


def _holds_title(element: Any) -> bool:
    """Tell whether an element outside the prose may hold the report's title block."""
    text = squeeze(element.text_content())
    return len(text) < 200 and bool(re.search(r"报告$|会议上[）)]?$|[省市州县区]长\S{2,4}$", text))


def _count_prose(element: Any) -> int:
    """Return how many characters of running text an element holds, links not counted."""
    text = len(squeeze(element.text_content()))
    links = sum(len(squeeze(link.text_content())) for link in element.iter("a"))
    return text - links if text - links >= SENTENCE else 0


def _is_furniture(element: Any) -> bool:
    """Tell whether an element frames the page: by its tag, its name, or as little more than links."""
    if element.tag in ("html", "body") or not isinstance(element.tag, str):
        return False
    text = squeeze(element.text_content())
    if re.search(r"各位代表|报告$|会议上|请予审议", text):
        return False
    links = sum(len(squeeze(link.text_content())) for link in element.iter("a"))
    named = NAMED.search(f"{element.get('class', '')} {element.get('id', '')}")
    return element.tag in FURNITURE or bool(named) or (element.tag in LISTS and links > LINKED * len(text))


def _drop(element: Any) -> None:
    """Take an element out of its tree and leave the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
