"""A page, drawing or style sheet in, everything in it that is not on the list out, with its line.

It is read as browsers read it, with a parser of HTML's own rules: what patterns would pass over (`<!--><script>`, a
scheme behind entities, a tag that never closes) is an element there as it is in a browser.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from gongbao.checks.allowed import judge_comment, judge_element
from gongbao.checks.style_sheets import list_style_faults
from gongbao.report.messages import _

PAGES = (".html", ".htm", ".shtml", ".shtm")
DRAWINGS = (".svg", ".xhtml", ".xht")
XML = (".xml", ".rss", ".atom")
SHEETS = (".css",)
READ = (*PAGES, *DRAWINGS, *XML, *SHEETS, ".svgz")
# Of a page that is written as Gongbao writes them, every < begins one of these, so that to find tags needs no parser.
PLAIN = re.compile(
    r'<(?:/?[a-zA-Z][a-zA-Z0-9:-]*(?: [a-zA-Z_][a-zA-Z0-9_:.-]*(?:="[^"<>]*")?)* ?/?>|!(?i:doctype) html>|!--[^<>]*-->)'
)
WRITTEN = re.compile(r"<[a-zA-Z][^>]*>?")
TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9:-]*)([^>]*)>")
ATTRIBUTE = re.compile(r' ([a-zA-Z_][a-zA-Z0-9_:.-]*)(?:="([^"]*)")?')
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
NOSCRIPT = re.compile("(</?)noscript", re.IGNORECASE)
# The namespaces whose elements a browser shows in any XML; of others only their text.
SHOWN = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML")
XLINK = "{http://www.w3.org/1999/xlink}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What is not on the list, and the line on which it stands; 0 if that is not known."""

    message: str
    line: int


def list_breaches(path: str, content: bytes) -> list[Breach]:
    """Return what is not on the list in a file, which is read by the ending of its name; nothing of other files."""
    name = path.lower()
    if name.endswith(".svgz"):
        return [Breach(message=_("a packed drawing (publish it as .svg)"), line=0)]
    if not name.endswith(READ):
        return []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [Breach(message=_("not UTF-8"), line=0)]
    if name.endswith(SHEETS):
        return [Breach(message=message, line=line) for line, message in list_style_faults(text)]
    if name.endswith(PAGES):
        return list_page_breaches(text)
    return list_xml_breaches(content, every=name.endswith(DRAWINGS))


def list_page_breaches(text: str, source: str = "") -> list[Breach]:
    """Return what is not on the list in HTML, a page or a part of one, with the lines of what it was made of."""
    tags = PLAIN.findall(text)
    if len(tags) == text.count("<"):
        found = [fault for tag in dict.fromkeys(tags) for fault in judge_tag(tag)]
    else:
        found = [*iter_parsed(text)]
        if NOSCRIPT.search(text):
            # Elements to a browser without scripts, and to this parser; else text, as in <xmp>.
            again = iter_parsed(NOSCRIPT.sub(r"\1xmp", text))
            found += [fault for fault in again if fault[1] != "xmp"]
    if not found:
        return []
    lines = list_lines(source or text)
    return [
        Breach(message=message, line=line)
        for message, element, meant in dict.fromkeys(found)
        for line in lines.get((message, element, meant)) or [find_line(source or text, element, meant)]
    ]


@lru_cache(maxsize=20_000)
def judge_tag(tag: str) -> Sequence[tuple[str, str, str]]:
    """Return what is not on the list of a tag in plain form: the message, the element, the name that is meant."""
    if tag.startswith("<!--"):
        return [(reason, "!--", "if")] if (reason := judge_comment(tag)) else []
    match = TAG.fullmatch(tag)
    if not match:
        return []
    name = match[1].lower()
    attributes = [
        (attribute[1].lower(), html.unescape(attribute[2] or "")) for attribute in ATTRIBUTE.finditer(match[2])
    ]
    return [(message, name, meant) for meant, message in judge_element(name, attributes)]


def iter_parsed(text: str) -> Iterator[tuple[str, str, str]]:
    """Give what is not on the list of HTML in any form."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(text).root
    if root is None:
        return
    for node in [root, *root.traverse(include_text=False)]:
        if node.is_comment_node and (reason := judge_comment(node.comment_content or "")):
            yield reason, "!--", "if"
        elif node.is_element_node and node.tag:
            name = node.tag.lower()
            attributes = [(attribute.lower(), value or "") for attribute, value in node.attributes.items()]
            for meant, message in judge_element(name, attributes):
                yield message, name, meant


def list_xml_breaches(content: bytes, *, every: bool) -> list[Breach]:
    """Return what is not on the list in XML; of a drawing or XHTML `every` element counts, else those shown."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return [Breach(message=_("not XML ({error})").format(error=error.msg), line=error.lineno or 0)]
    found: list[Breach] = []
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in content:
        found.append(Breach(message=_("entities of its own (write the characters)"), line=1))
    for node in [*root.itersiblings(preceding=True), *root.iter()]:
        if node.tag is etree.ProcessingInstruction:
            message = _("an instruction to a program: <?{name}").format(name=node.target)
            found.append(Breach(message=message, line=node.sourceline or 0))
        elif isinstance(node.tag, str):
            name = etree.QName(node)
            # What editors write for themselves stands in namespaces that a browser does not know.
            if name.namespace in SHOWN or (every and not name.namespace):
                values = [(flatten(key), value) for key, value in node.attrib.items() if is_shown(key)]
                faults = judge_element(name.localname.lower(), values)
                found += [Breach(message=message, line=node.sourceline or 0) for _meant, message in faults]
    return found


def is_shown(name: str) -> bool:
    """Tell whether a browser knows an attribute of XML."""
    return not name.startswith("{") or name.startswith((XLINK, XML_SPACE))


def flatten(name: str) -> str:
    """Return the name of an attribute of XML as HTML has it, whatever prefix the file gives its namespace."""
    return name.replace(XLINK, "xlink:").replace(XML_SPACE, "xml:").lower()


def blank_template(text: str) -> str:
    """Return a template as the HTML that stands in it, each line where it was."""
    return JINJA.sub(lambda match: ("x" if match[0].startswith("{{") else "") + "\n" * match[0].count("\n"), text)


def list_lines(text: str) -> Mapping[tuple[str, str, str], Sequence[int]]:
    """Return the lines on which tags have a fault, by the fault; each tag is judged by itself, as it is written."""
    lines: dict[tuple[str, str, str], list[int]] = {}
    line, at = 1, 0
    for tag in WRITTEN.finditer(text):
        line, at = line + text.count("\n", at, tag.start()), tag.start()
        for fault in judge_tag(tag[0]) if PLAIN.fullmatch(tag[0]) else iter_parsed(tag[0]):
            if line not in (known := lines.setdefault(fault, []))[-1:]:
                known.append(line)
    return lines


def find_line(text: str, element: str, meant: str) -> int:
    """Return the line on which something of an element stands, as far as it can be found; else 0."""
    within = "" if meant == element else rf"[^<]*?\b{re.escape(meant)}"
    for pattern in (rf"<{re.escape(element)}\b{within}", rf"<{re.escape(element)}\b"):
        if match := re.search(pattern, text, re.IGNORECASE):
            return text.count("\n", 0, match.end()) + 1
    return 0
