"""A file's bytes in, its text and the encoding it was in out; what is not text is refused with what to do instead."""

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from gongbao.importing.readers.lines import is_break, make_lines
from gongbao.report.messages import N_, _, tell_reason
from gongbao.report.problems import refuse

LARGEST = 2_000_000
SIGNATURES = (
    (
        b"\xd0\xcf\x11\xe0",
        N_("this is an old Word file or a password-protected one (open it in Word and save it as .docx)"),
    ),
    (b"PK\x03\x04", N_("this is a packed file, not text (a Word file must be named .docx)")),
    (b"%PDF", N_("this is a PDF (save its text as .txt, or ask for the Word file)")),
    (b"{\\rtf", N_("this is an RTF file (open it in Word and save it as .docx)")),
    (b"\x89PNG", N_("this is a picture (ask for the text)")),
    (b"\xff\xd8\xff", N_("this is a picture (ask for the text)")),
    (b"GIF8", N_("this is a picture (ask for the text)")),
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
NEWLINE = re.compile("\r\n|[\r\x0c\x1c-\x1e]")
# Breaks of a layout program; inside a sentence they end a line, not a paragraph.
SOFT_BREAK = re.compile("[\x0b\x85\u2028\u2029]")
# Controls, marks of the direction of writing and non-characters stand for nothing that could be published (tab and
# line feed aside).
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
# The characters that make up a third of any Chinese report; text read in a wrong encoding hardly has them.
COMMON = frozenset("的一和工作发展建设大年业社会要人民经济全市政府实施加强推进国了在为新有，。、：；“”（）")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The text of a file with line feeds only, its encoding, and how many unprintable characters were left out."""

    text: str
    encoding: str
    unprintable: int = 0


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Return the bytes of a file. Raises ReportError if it is missing, empty or too large."""
    try:
        if path.is_dir():
            raise refuse(path, _("a folder, not a file (name the file of the report)"))
        if path.exists() and not path.is_file():
            # To open a pipe would wait for ever.
            raise refuse(path, _("a pipe or a device, not a file (name the file of the report)"))
        size = path.stat().st_size
        if size > largest:
            raise refuse(
                path,
                _("{number:.0f} MB, more than a report can be (the limit is {number2:.0f} MB)").format(
                    number=size / 1e6, number2=largest / 1e6
                ),
            )
        data = path.read_bytes()
    except OSError as error:
        raise refuse(path, _("cannot be read ({value})").format(value=tell_reason(error))) from error
    if not data.strip():
        raise refuse(path, _("the file is empty"))
    return data


def read_text(path: Path) -> SourceText:
    """Return the text of a file. Raises ReportError if it cannot be read or is not text."""
    return decode_text(read_bytes(path), path)


def decode_text(data: bytes, path: Path, declared: str = "") -> SourceText:
    """Return the text of bytes in UTF-8, UTF-16 or GB 18030; `declared` is what a page says of itself."""
    for start, message in SIGNATURES:
        if data.startswith(start):
            raise refuse(path, _(message))
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return _clean(_decode(data, codec, name, path), name, path)
    if b"\x00" in data[:4000]:
        return _decode_wide(data, path)
    # Text in GB 18030 is hardly ever valid UTF-8; what is, is, whatever the page says of itself.
    try:
        return _clean(data.decode("utf-8"), "UTF-8", path)
    except UnicodeDecodeError as error:
        if declared.lower() in ("gb2312", "gbk", "gb18030"):
            return _clean(_decode(data, "gb18030", "GB 18030", path), "GB 18030", path)
        return _decode_chinese(data, error, path)


def _decode(data: bytes, codec: str, name: str, path: Path) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refuse(
            path,
            _("damaged {name}: the byte {text:#04x} has no meaning here").format(name=name, text=data[error.start]),
            line,
        ) from error


def _decode_wide(data: bytes, path: Path) -> SourceText:
    """Read UTF-16 without a mark: of both byte orders the one that makes Chinese of it."""
    if len(data) % 2 == 0:
        for codec in ("utf-16-le", "utf-16-be"):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if _is_chinese(text):
                return _clean(text, "UTF-16", path)
    raise refuse(path, _("not a text file (.txt, .md, .html and .docx are read)"))


def _decode_chinese(data: bytes, error: UnicodeDecodeError, path: Path) -> SourceText:
    """Read bytes that are not UTF-8 as GB 18030, if Chinese comes out."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if _is_chinese(text):
        return _clean(text, "GB 18030", path)
    if _is_chinese(data.decode("utf-8", errors="ignore")):
        line = data.count(b"\n", 0, error.start) + 1
        raise refuse(
            path, _("damaged UTF-8: the byte {text:#04x} has no meaning here").format(text=data[error.start]), line
        )
    raise refuse(path, _("neither UTF-8, UTF-16 nor GB 18030 (save it as UTF-8)"))


def _is_chinese(text: str) -> bool:
    """Tell whether a text looks like Chinese prose rather than bytes read in a wrong encoding."""
    sample = [character for character in text[:20_000] if not character.isspace() and not character.isascii()]
    return bool(sample) and sum(character in COMMON for character in sample) >= len(sample) / 8


def mend_breaks(text: str) -> str:
    """Return a text with line feeds only; breaks of a layout inside a sentence are joined, unless they are the rule."""
    text = NEWLINE.sub("\n", text)
    soft = SOFT_BREAK.findall(text)
    if not soft:
        return text
    if len(soft) > text.count("\n") + 1:
        return SOFT_BREAK.sub("\n", text)
    return "\n".join(map(_join_pieces, text.split("\n")))


def _join_pieces(line: str) -> str:
    """Return a line with its breaks joined but those at which a paragraph ends."""
    pieces = [piece for piece in SOFT_BREAK.split(line) if piece.strip()]
    joined = "".join(pieces[:1])
    for before, piece in pairwise(pieces):
        joined += ("\n" if is_break(*make_lines(f"{before}\n{piece}")) else "") + piece
    return joined


def _clean(text: str, encoding: str, path: Path) -> SourceText:
    text, unprintable = UNPRINTABLE.subn("", mend_breaks(text))
    if unprintable > 20 + len(text) / 100:
        raise refuse(path, _("not a text file (.txt, .md, .html and .docx are read)"))
    if not text.strip():
        raise refuse(path, _("the file is empty"))
    return SourceText(text=text, encoding=encoding, unprintable=unprintable)
