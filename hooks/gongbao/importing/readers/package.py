"""A Word file in, its parts and the relations between them out; locked, damaged and swollen files are refused.

Word opens what names missing pictures or anchors, holds macros or is saved as Strict Open XML; so does this.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from gongbao.importing.readers.decoding import UNPRINTABLE, mend_breaks, read_bytes
from gongbao.report.messages import _
from gongbao.report.problems import refuse

LARGEST_FILE, LARGEST_PART, LARGEST_SUM, MOST_PARTS = 60_000_000, 40_000_000, 300_000_000, 5_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
COMPOUND = b"\xd0\xcf\x11\xe0"
# The namespaces of Strict Open XML, each with the one of the usual form (ISO/IEC 29500-4, annex A).
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/([\w./-]+)")
USUAL = (
    (b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"drawingml/wordprocessingDrawing", b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    (b"drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
GATES = frozenset(
    ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What one part says of another: its kind, and the part's name or an address outside."""

    kind: str
    target: str
    external: bool = False


@dataclass(slots=True)
class Package:
    """The parts of an opened file by their names in lower case, and the name of the document among them."""

    path: Path
    archive: zipfile.ZipFile
    names: dict[str, str]
    document: str = ""
    relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a part, None if it is missing or damaged."""
        stored = self.names.get(name.lower())
        try:
            return None if stored is None else self.archive.read(stored)
        # What zipfile and its unpackers raise for a part that is damaged, locked, or packed in a way they do not read.
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
            return None

    def parse(self, name: str) -> Any:
        """Return the root of a part, None if it is missing or no XML."""
        from lxml import etree

        data = self.read(name)
        try:
            return None if data is None else parse_part(data)
        except (etree.XMLSyntaxError, ValueError):
            return None

    def list_relations(self, name: str) -> dict[str, Relation]:
        """Return the relations of a part by their ids."""
        if name not in self.relations:
            folder, _, file = name.rpartition("/")
            root = self.parse(f"{folder}/_rels/{file}.rels".lstrip("/"))
            self.relations[name] = {} if root is None else dict(_iter_relations(root, folder))
        return self.relations[name]

    def find_relation(self, name: str) -> Relation | None:
        """Return the relation of the document that has an id, None if there is none."""
        return self.list_relations(self.document).get(name)

    def find(self, kind: str) -> Any:
        """Return the root of the first part of a kind that the document refers to, None if there is none."""
        return next((root for name in self.list_parts(kind) if (root := self.parse(name)) is not None), None)

    def list_parts(self, kind: str) -> list[str]:
        """Return the names of the parts of a kind that the document refers to."""
        found = self.list_relations(self.document).values()
        return [one.target for one in found if one.kind == kind and not one.external]


def open_package(path: Path) -> Package:
    """Return the opened file. Raises ReportError if it is not a Word file, locked or swollen."""
    return read_package(read_bytes(path, LARGEST_FILE), path)


def read_package(data: bytes, path: Path) -> Package:
    """Return the opened bytes of a file. Raises ReportError if they are no Word file, locked or swollen."""
    if data.startswith(COMPOUND):
        locked = _("this is protected by a password (open it in Word, remove the password, save it)")
        old = _("this is an old .doc (open it in Word and save it as .docx)")
        raise refuse(path, locked if is_locked(data) else old)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    # What zipfile raises for a file that is no zip, cut short, of wrong offsets, or of a kind it does not read.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refuse(path, _("a damaged Word file (open it in Word and save it anew)")) from error
    check_parts(parts, path)
    names = {part.filename.replace("\\", "/").lstrip("/").lower(): part.filename for part in parts}
    package = Package(path, archive, names)
    package.document = find_document(package)
    if not package.document:
        raise refuse(path, _("not a Word file (a .docx of Word or WPS is read)"))
    return package


def is_locked(data: bytes) -> bool:
    """Tell whether a file is a Word file behind a password."""
    return data.startswith(COMPOUND) and "EncryptedPackage".encode("utf-16-le") in data


def check_parts(parts: list[zipfile.ZipInfo], path: Path) -> None:
    """Refuse an archive that is locked, or would unpack to far more than a report."""
    if any(part.flag_bits & 1 for part in parts):
        raise refuse(path, _("it is protected by a password (remove the password and save)"))
    sizes = [part.file_size for part in parts]
    too_large = any(part.file_size > LARGEST_PART and part.filename.endswith((".xml", ".rels")) for part in parts)
    if len(parts) > MOST_PARTS or sum(sizes) > LARGEST_SUM or too_large:
        raise refuse(
            path,
            _("unpacks to {number:.0f} MB in {count} parts, more than a report can be").format(
                number=sum(sizes) / 1e6, count=len(parts)
            ),
        )


def find_document(package: Package) -> str:
    """Return the name of the part that holds the document, nothing if there is none."""
    named = [one.target for one in package.list_relations("").values() if one.kind == "officeDocument"]
    return next((name for name in (*named, "word/document.xml") if name.lower() in package.names), "")


def parse_part(data: bytes) -> Any:
    """Return the root of XML; entities are not resolved, and Strict Open XML is read in the usual namespaces."""
    from lxml import etree

    if b"purl.oclc.org" in data:
        data = STRICT.sub(_name_usual, data)
    # The parser refuses what nests more than 256 levels deep.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


def _name_usual(match: re.Match[bytes]) -> bytes:
    for strict, usual in USUAL:
        if match[1].startswith(strict):
            return usual + match[1][len(strict) :]
    return match[0]


def _iter_relations(root: Any, folder: str) -> Iterator[tuple[str, Relation]]:
    for element in root:
        if name_of(element) != "Relationship":
            continue
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            target = unquote(target.partition("#")[0])
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        kind = element.get("Type", "").rpartition("/")[2]
        yield element.get("Id", ""), Relation(kind=kind, target=target, external=external)


def name_of(element: Any) -> str:
    """Return the name of an element without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def clean(text: str | None) -> str:
    """Return the text of a node with line feeds only and without unprintable characters."""
    return UNPRINTABLE.sub("", mend_breaks(text)) if text else ""


def iter_named(parent: Any, name: str) -> Iterator[Any]:
    """Give the children of that name, those in content controls and insertions too."""
    for child in parent:
        if name_of(child) == name:
            yield child
        elif name_of(child) in GATES:
            yield from iter_named(child, name)


@cache
def qualify(path: str) -> str:
    """Return a path of names in Word's namespace."""
    return "/".join(f"{W}{name}" for name in path.split("/"))


def read_value(parent: Any, path: str, otherwise: str = "") -> str:
    """Return the value of a property below an element: `pPr/numPr/numId`."""
    if parent is None:
        return otherwise
    found = parent.find(qualify(path))
    return otherwise if found is None else str(found.get(f"{W}val", otherwise))


def read_whole(parent: Any, path: str, otherwise: int = 0) -> int:
    """Return the value of a property that is a whole number."""
    value = read_value(parent, path)
    return int(value) if re.fullmatch(r"-?\d{1,9}", value) else otherwise


def read_switch(properties: Any, name: str) -> bool | None:
    """Tell whether a yes-or-no property is set; None if nothing is said."""
    element = None if properties is None else properties.find(f"{W}{name}")
    return None if element is None else element.get(f"{W}val", "1") not in ("0", "false", "off", "none")
