"""A web page or a text that Word takes in when it opens a file (w:altChunk) in, its passages out."""

from pathlib import Path

from gongbao.importing.manuscript import Passage
from gongbao.importing.readers.decoding import decode_text
from gongbao.importing.readers.html import decode_page, parse_page, unpack_page
from gongbao.importing.readers.ledger import Ledger
from gongbao.importing.readers.markup import MarkupReader
from gongbao.importing.readers.text import split_passages
from gongbao.importing.readers.unseen import find_hidden_classes
from gongbao.report.messages import _
from gongbao.report.problems import refuse

PACKED = (".mht", ".mhtml")
PAGES = (".htm", ".html", ".xhtml", ".xht", *PACKED)


def read_chunk(data: bytes, kind: str, path: Path, ledger: Ledger) -> list[Passage] | None:
    """Return the passages of a part; None if its kind, a suffix, is none that is read here.

    Raises ReportError if it cannot be read.
    """
    if kind == ".txt":
        return split_passages(decode_text(data, path).text, path)[0]
    if kind not in PAGES:
        return None
    page = unpack_page(data) if kind in PACKED else (data, "")
    if page is None:
        raise refuse(path, _("a packed web page without a page in it"))
    root = parse_page(decode_page(page[0], path, page[1]).text, path)
    reader = MarkupReader(path, find_hidden_classes(root))
    passages = reader.read(root.find("body"))
    ledger.left_out += reader.left_out
    ledger.doubts += reader.doubts
    return passages
