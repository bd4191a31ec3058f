"""A Word file (.docx) → its manuscript: paragraphs, bold leads, heading styles, numbers, tables and notes.

What Word shows but does not store as text (automatic numbers, note marks) is read as it shows it; headers, footers,
deleted and hidden text, comments and generated contents lists are left out and reported.
"""

import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gongbao.importing.numbering import Numbering
from gongbao.importing.passage import Doubt, Manuscript, Passage, split_lines, squeeze
from gongbao.importing.plain import even_rows
from gongbao.importing.reading import NEWLINE, UNPRINTABLE, read_bytes, refuse

LARGEST_FILE, LARGEST_PART, LARGEST_SUM, MOST_PARTS = 60_000_000, 40_000_000, 300_000_000, 5_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
NOTE_PARTS = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
GATES = {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
REMOVED = {"del": "deleted text (tracked changes)", "moveFrom": "moved text (tracked changes)"}


@dataclass(slots=True)
class _Text:
    """A paragraph's text while it is read: its stretches with their boldness, the boxes that hang on it."""

    stretches: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


class WordReader:
    """Reads one document: its styles, numbers and notes, and what it leaves out on the way."""

    def __init__(self, path: Path, document: Any) -> None:
        """Take an opened python-docx document."""
        self.path = path
        self.body = document.element.body
        self.styles = {style.style_id: style for style in document.styles}
        self.numbering = Numbering(_find_part(document, "numbering"))
        self.note_parts = {name: _find_part(document, name) for name in NOTE_PARTS.values()}
        self.notes: list[tuple[str, str]] = []
        self.left_out: Counter[str] = Counter()
        self.doubts: list[Doubt] = []
        self.count = 0

    def read(self) -> list[Passage]:
        """Return the passages of the body, its notes last."""
        passages = list(self.iter_blocks(self.body))
        passages += [
            replace(passage, text=f"{mark} {passage.text}" if first else passage.text, note=True)
            for mark, kind, number in self._iter_note_keys()
            for first, passage in self._iter_note(kind, number)
        ]
        return [passage for passage in passages if passage.words.strip()]

    def iter_blocks(self, parent: Any) -> Iterator[Passage]:
        """Give the passages of paragraphs, tables and content controls in their order."""
        for child in parent:
            name = _name(child)
            if name == "p":
                yield from self.iter_paragraph(child)
            elif name == "tbl":
                self.count += 1
                yield Passage(text="", file=self.path, line=self.count, rows=self.read_table(child))
            elif name in GATES:
                yield from self.iter_blocks(child)
            elif name in REMOVED:
                self._leave_out(REMOVED[name], _words(child))

    def iter_paragraph(self, paragraph: Any) -> Iterator[Passage]:
        """Give a paragraph as a passage; one with line breaks as several; text boxes after it."""
        self.count += 1
        line, style = self.count, self._style(paragraph)
        if style is not None and (style.style_id or "").upper().startswith("TOC"):
            self._leave_out("contents list made by Word", _words(paragraph))
            return
        found = _Text()
        self._read_runs(paragraph, self._style_is_bold(style), found)
        number = self.numbering.count(paragraph, style)
        if number and any(text.strip() for text, _ in found.stretches):
            found.stretches.insert(0, (number, found.stretches[0][1]))
        level = self._level(paragraph, style)
        for text, bold in split_lines(found.stretches):
            yield Passage(text=text, file=self.path, line=line, bold="" if bold == text else bold, level=level or 6 * (bold == text != ""))
        for box in found.boxes:
            boxed = list(self.iter_blocks(box))
            if boxed:
                context = " ".join(passage.words for passage in boxed)[:40]
                self.doubts.append(Doubt(kind="break", file=self.path, line=line, context=context, choice="a text box, put after its paragraph"))
            yield from boxed

    def read_table(self, table: Any) -> tuple[tuple[str, ...], ...]:
        """Return the rows of a table; a cell's paragraphs run together, a merged cell's text stands once."""
        rows = []
        for row in _iter_named(table, "tr"):
            cells = []
            for cell in _iter_named(row, "tc"):
                passages = self.iter_blocks(cell)
                cells.append("".join(passage.words.replace("\n", "").replace("\t", " ") for passage in passages))
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                cells += [""] * (int(span.get(f"{W}val", 1)) - 1 if span is not None else 0)
            rows.append(cells or [""])
        return even_rows(rows or [[""]])

    def _read_runs(self, parent: Any, bold: bool, found: _Text) -> None:
        for child in parent:
            name = _name(child)
            if name == "r":
                self._read_run(child, bold, found)
            elif name in GATES:
                self._read_runs(child, bold, found)
            elif name in REMOVED:
                self._leave_out(REMOVED[name], _words(child))

    def _read_run(self, run: Any, bold: bool, found: _Text) -> None:
        properties = run.find(f"{W}rPr")
        if _is_on(properties, "vanish"):
            self._leave_out("hidden text", _words(run))
            return
        own = None if properties is None else properties.find(f"{W}b")
        if own is not None:
            bold = _is_on(properties, "b")
        elif properties is not None and (named := properties.find(f"{W}rStyle")) is not None:
            bold = bold or self._style_is_bold(self.styles.get(named.get(f"{W}val")))
        text = "".join(self._read_piece(child, found) for child in run)
        if text:
            found.stretches.append((text, bold))

    def _read_piece(self, piece: Any, found: _Text) -> str:
        """Return what one child of a run shows."""
        name = _name(piece)
        if name == "t":
            return UNPRINTABLE.sub("", NEWLINE.sub("\n", piece.text or ""))
        if name in ("br", "cr"):
            return "" if piece.get(f"{W}type") in ("page", "column") else "\n"
        if name in NOTE_PARTS:
            mark = f"[{len(self.notes) + 1}]"
            self.notes.append((NOTE_PARTS[name], piece.get(f"{W}id", "")))
            return mark
        if name == "AlternateContent":
            choice = piece.find(f"{MC}Choice")
            found.boxes.extend([] if choice is None else choice.iter(f"{W}txbxContent"))
        elif name in ("pict", "drawing"):
            found.boxes.extend(piece.iter(f"{W}txbxContent"))
            self.left_out["pictures"] += next(piece.iter(f"{W}txbxContent"), None) is None
        elif name in ("object", "sym"):
            self.left_out["embedded objects and symbols of special fonts"] += 1
        return {"tab": "\t", "noBreakHyphen": "-"}.get(name, "")

    def _iter_note_keys(self) -> Iterator[tuple[str, str, str]]:
        index = 0
        while index < len(self.notes):
            yield f"[{index + 1}]", *self.notes[index]
            index += 1

    def _iter_note(self, kind: str, number: str) -> Iterator[tuple[bool, Passage]]:
        part = self.note_parts[kind]
        for note in () if part is None else part:
            if note.get(f"{W}id") == number:
                passages = [passage for passage in self.iter_blocks(note) if passage.text.strip()]
                yield from ((place == 0, replace(passage, text=passage.text.strip())) for place, passage in enumerate(passages))

    def _style(self, paragraph: Any) -> Any:
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        return None if named is None else self.styles.get(named.get(f"{W}val"))

    def _style_is_bold(self, style: Any) -> bool:
        while style is not None:
            properties = style.element.find(f"{W}rPr")
            if properties is not None and properties.find(f"{W}b") is not None:
                return _is_on(properties, "b")
            style = style.base_style if hasattr(style, "base_style") else None
        return False

    def _level(self, paragraph: Any, style: Any) -> int:
        """Return the outline level of a paragraph, 0 for text."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        while own is None and style is not None:
            own = style.element.find(f"{W}pPr/{W}outlineLvl")
            style = style.base_style if hasattr(style, "base_style") else None
        level = 9 if own is None else int(own.get(f"{W}val", 9))
        return level + 1 if level < 6 else 0

    def _leave_out(self, what: str, words: str) -> None:
        self.left_out[what] += len("".join(words.split()))


def read_word(path: Path) -> Manuscript:
    """Return the manuscript of a .docx file. Raises ReportError if it is not one, locked, damaged or a zip bomb."""
    data = read_bytes(path, LARGEST_FILE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        reason = "it is protected by a password (open it in Word, remove the password, save)" if locked else "this is an old .doc (open it in Word and save it as .docx)"
        raise refuse(path, reason)
    _check_archive(path)
    # Only reports in Word need python-docx; it takes longer to load than a report takes to read.
    import docx  # noqa: PLC0415

    try:
        document = docx.Document(str(path))
        reader = WordReader(path, document)
        passages = reader.read()
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, SyntaxError, AttributeError, TypeError, RecursionError) as error:
        raise refuse(path, f"a damaged Word file ({error}); open it in Word and save it anew") from error
    reader.left_out["headers and footers"] += _count_margins(document)
    left_out = tuple(f"{what} ({number})" for what, number in reader.left_out.items() if number)
    return Manuscript(
        path=path,
        form="Word",
        passages=tuple(passages),
        characters=squeeze("".join(passage.words for passage in passages)),
        doubts=tuple(reader.doubts),
        left_out=left_out,
    )


def _check_archive(path: Path) -> None:
    """Refuse what is not a Word file, and an archive that would unpack to far more than a report."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refuse(path, "a damaged Word file (open it in Word and save it anew)") from error
    if any(part.flag_bits & 1 for part in parts):
        raise refuse(path, "it is protected by a password (remove the password and save)")
    sizes = [part.file_size for part in parts]
    too_large = any(part.file_size > LARGEST_PART and part.filename.endswith((".xml", ".rels")) for part in parts)
    if len(parts) > MOST_PARTS or sum(sizes) > LARGEST_SUM or too_large:
        raise refuse(path, f"unpacks to {sum(sizes) / 1e6:.0f} MB in {len(parts)} parts, more than a report can be")
    if not any(part.filename == "word/document.xml" for part in parts) and "[Content_Types].xml" not in {part.filename for part in parts}:
        raise refuse(path, "not a Word file (a .docx of Word or WPS is read)")


def _find_part(document: Any, name: str) -> Any:
    """Return the root of a part that the document refers to, None if it has none."""
    from docx.oxml import parse_xml  # noqa: PLC0415

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            part = relation.target_part
            return part.element if hasattr(part, "element") else parse_xml(part.blob)
    return None


def _count_margins(document: Any) -> int:
    """Return the characters in headers and footers."""
    kinds = ("/header", "/footer")
    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith(kinds) and not rel.is_external]
    return sum(len("".join(_words(part.element).split())) for part in parts if hasattr(part, "element"))


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _words(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t", f"{W}delText"))


def _iter_named(parent: Any, name: str) -> Iterator[Any]:
    """Give the children of that name, those in content controls and insertions too."""
    for child in parent:
        if _name(child) == name:
            yield child
        elif _name(child) in GATES:
            yield from _iter_named(child, name)


def _is_on(properties: Any, name: str) -> bool:
    """Tell whether a yes-or-no property is set."""
    element = None if properties is None else properties.find(f"{W}{name}")
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off", "none")
