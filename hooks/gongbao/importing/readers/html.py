"""A web page saved from a browser → its manuscript: the report's text; the page's furniture is left out and told."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongbao.importing.manuscript import Manuscript, Passage, split_lines, squeeze
from gongbao.importing.readers.decoding import decode_text, read_bytes, refuse
from gongbao.importing.readers.text import even_rows, split_passages

LARGEST_PAGE = 20_000_000
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
SILENT = ("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea", "button")
FURNITURE = ("nav", "header", "footer", "aside", "form")
BLOCKS = frozenset(
    (
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "section",
        "article",
        "main",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "center",
        "header",
        "figure",
        "figcaption",
        "hr",
        "body",
        "caption",
    )
)
NOTICE = re.compile(
    r"(?:(?:发布|发表|更新|创建)?(?:时间|日期)|(?:信息|文章)?来源|浏览(?:次数|量)?|点击数?|阅读|字体|字号|打印|分享|责任编辑|编辑|作者"
    r"|扫一扫|上一篇|下一篇|附件下载)\s*[:：【\[].*"
    r"|【?(?:大|中|小|打印|关闭|返回|关闭窗口|打印本页)】?(?:\s+【?(?:大|中|小|打印|关闭)】?)*|当前位置.*|首页.*[>＞»].*"
)
HEADING = re.compile(r"h([1-6])")
NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|foot|footer|copyright|breadcrumb|crumb|share|sidebar|toolbar|position|banner)",
    re.IGNORECASE,
)
LISTS, LINKED = ("ul", "ol", "dl", "div", "table"), 0.6
ENOUGH, SENTENCE, SHOWN = 0.85, 30, 6


def read_page(path: Path) -> Manuscript:
    """Return the manuscript of a .html file. Raises ReportError if it cannot be read."""
    from lxml import etree, html

    data = read_bytes(path, LARGEST_PAGE)
    declared = CHARSET.search(data[:4000])
    source = decode_text(data, path, declared[1].decode("ascii", "replace") if declared else "")
    try:
        root = html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", source.text), parser=html.HTMLParser(huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refuse(path, f"not a web page ({error})") from error
    body = root.find("body")
    if body is None:
        raise refuse(path, "the page has no text")
    for element in list(body.iter(*SILENT, etree.Comment, etree.ProcessingInstruction)):
        _drop(element)
    everything = list(_iter_passages(body, path))
    for element in list(body.iter()):
        if _is_furniture(element):
            _drop(element)
    main = _find_main(body)
    passages = [passage for passage in _iter_passages(main, path) if not NOTICE.fullmatch(passage.text)]
    return Manuscript(
        path=path,
        form=f"web page, {source.encoding}",
        passages=tuple(passages),
        characters=squeeze("".join(passage.words for passage in passages)),
        left_out=_note_left_out(everything, passages),
    )


def _note_left_out(everything: list[Passage], passages: list[Passage]) -> tuple[str, ...]:
    """Return what to say of the passages of the page that were not taken."""
    taken = {squeeze(passage.words) for passage in passages}
    missing = [passage.words for passage in everything if squeeze(passage.words) not in taken]
    if not missing:
        return ()
    count = sum(len(squeeze(words)) for words in missing)
    shown = " · ".join(squeeze(words)[:20] for words in missing[:SHOWN]) + " …" * (len(missing) > SHOWN)
    return (f"the page's furniture: {len(missing)} passages, {count} characters ({shown})",)


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


def _iter_passages(element: Any, path: Path) -> Iterator[Passage]:
    """Give the passages of an element: one a block, a line break parts them."""
    if element.tag == "pre":
        yield from split_passages(element.text_content(), path)[0]
        return
    if element.tag == "table" and _is_data(element):
        rows = [[squeeze_space(cell.text_content()) for cell in row.iter("td", "th")] for row in element.iter("tr")]
        rows = [row for row in rows if any(row)]
        if rows:
            yield Passage(text="", file=path, line=element.sourceline or 0, rows=even_rows(rows))
        return
    pieces: list[tuple[str, bool]] = []
    level = int(match[1]) if (match := HEADING.fullmatch(str(element.tag))) else 0
    for kind, value, bold in _iter_inline(element, bold=False):
        if kind == "block":
            yield from _make_passages(pieces, path, element.sourceline, level)
            pieces = []
            yield from _iter_passages(value, path)
        else:
            pieces.append((value, bold))
    yield from _make_passages(pieces, path, element.sourceline, level)


def _iter_inline(element: Any, *, bold: bool) -> Iterator[tuple[str, Any, bool]]:
    """Give the text of an element in order, and each block inside it."""
    if element.text:
        yield "text", re.sub(r"[ \t\n]+", " ", element.text), bold
    for child in element:
        if child.tag == "br":
            yield "text", "\n", bold
        elif child.tag in BLOCKS or (
            isinstance(child.tag, str) and any(inner.tag in BLOCKS for inner in child.iter() if inner is not child)
        ):
            yield "block", child, bold
        elif isinstance(child.tag, str):
            heavy = child.tag in ("strong", "b") or "font-weight:bold" in squeeze(child.get("style", "")).lower()
            yield from _iter_inline(child, bold=bold or heavy)
        if child.tail:
            yield "text", re.sub(r"[ \t\n]+", " ", child.tail), bold


def _make_passages(pieces: list[tuple[str, bool]], path: Path, line: int | None, level: int) -> Iterator[Passage]:
    for text, bold in split_lines(pieces):
        if text.strip():
            whole = bold == text
            yield Passage(text=text, file=path, line=line or 0, bold="" if whole else bold, level=level or 6 * whole)


def _is_data(table: Any) -> bool:
    """Tell whether a table holds data, not the page's layout: several rows of short cells."""
    rows = [list(row.iter("td", "th")) for row in table.iter("tr")]
    nested = next((inner for inner in table.iter("table") if inner is not table), None) is not None
    return not nested and len(rows) > 1 and max(map(len, rows)) > 1


def squeeze_space(text: str) -> str:
    """Return a cell's text on one line."""
    return " ".join(text.split())


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
