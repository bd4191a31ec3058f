"""A file of any kind in, its manuscript out, by the reader for what it really is: many a `.doc` is a web page."""

import re
from collections.abc import Callable
from pathlib import Path

from gongbao.importing.manuscript import Manuscript
from gongbao.importing.readers.decoding import read_bytes
from gongbao.importing.readers.docx import read_word
from gongbao.importing.readers.html import LARGEST_PAGE, read_markup, read_page, unpack_page
from gongbao.importing.readers.markdown import read_markdown
from gongbao.importing.readers.office import KINDS, find_office, read_by_office
from gongbao.importing.readers.package import COMPOUND, LARGEST_FILE, is_locked
from gongbao.importing.readers.text import read_plain
from gongbao.report.messages import N_, _
from gongbao.report.problems import refuse

READERS: dict[str, Callable[[Path], Manuscript]] = {
    ".txt": read_plain,
    ".text": read_plain,
    "": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
}
WORD = (".docx", ".docm", ".dotx", ".dotm")
PACKED_PAGES = (".mht", ".mhtml")
PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE
)
PACKED = re.compile(rb"\s*(?:MIME-Version|From|Content-Type|Subject|Date|X-\w+)\s*:", re.IGNORECASE)
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"


def open_file(path: Path, notes: int = 0) -> Manuscript:
    """Return the manuscript of a file. Raises ReportError if it cannot be read.

    `notes` is how many notes the files before it have, which the numbers of its own go on from.
    """
    suffix = path.suffix.lower()
    if suffix == ".pdf" and path.is_file():
        raise refuse(path, _("this is a PDF (save its text as .txt, or ask for the Word file)"))
    if suffix in (*WORD, *KINDS, *PACKED_PAGES):
        return open_office(path, suffix, notes)
    if suffix not in READERS:
        raise refuse(path, _("{suffix} is not read (.docx, .txt, .md and .html are)").format(suffix=suffix))
    return READERS[suffix](path)


def open_office(path: Path, suffix: str, notes: int) -> Manuscript:
    """Return the manuscript of a file that an office program wrote, by what its first bytes are."""
    data = read_bytes(path, LARGEST_FILE)
    start = data[:400]
    if PAGE.match(start):
        return read_page(path)
    if suffix in PACKED_PAGES or PACKED.match(start):
        return read_packed_page(path)
    other = start.startswith((COMPOUND, b"{\\rtf")) or OPEN_DOCUMENT in start
    if other and not is_locked(data) and (suffix not in WORD or find_office()):
        return read_by_office(path, notes)
    return read_word(path, notes)


def read_packed_page(path: Path) -> Manuscript:
    """Return the manuscript of a web page packed into one file (.mht). Raises ReportError if there is none in it."""
    if page := unpack_page(read_bytes(path, LARGEST_PAGE)):
        return read_markup(page[0], path, N_("packed web page"), page[1])
    raise refuse(path, _("a packed web page without a page in it (save it as “Web page, HTML only”)"))
