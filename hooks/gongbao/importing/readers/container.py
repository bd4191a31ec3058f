"""A .docx file → its opened document and the XML inside; locked, damaged and swollen files are refused."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongbao.importing.readers.decoding import NEWLINE, UNPRINTABLE, read_bytes, refuse

LARGEST_FILE, LARGEST_PART, LARGEST_SUM, MOST_PARTS = 60_000_000, 40_000_000, 300_000_000, 5_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
COMPOUND = b"\xd0\xcf\x11\xe0"
GATES = {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}


def open_document(path: Path) -> Any:
    """Return the python-docx document of a file. Raises ReportError if it is not one, locked or swollen."""
    data = read_bytes(path, LARGEST_FILE)
    if data.startswith(COMPOUND):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        remedy = "protected by a password (open it in Word, remove the password, save it)"
        raise refuse(path, f"this is {remedy if locked else 'an old .doc (open it in Word and save it as .docx)'}")
    check_archive(path)
    # Only reports in Word need python-docx; it takes longer to load than a report takes to read.
    import docx

    return docx.Document(str(path))


def check_archive(path: Path) -> None:
    """Refuse what is not a Word file, and an archive that would unpack to far more than a report."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    # What zipfile raises for a file that is no zip, cut short, of wrong offsets, or of a kind it does not read.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refuse(path, "a damaged Word file (open it in Word and save it anew)") from error
    if any(part.flag_bits & 1 for part in parts):
        raise refuse(path, "it is protected by a password (remove the password and save)")
    sizes = [part.file_size for part in parts]
    too_large = any(part.file_size > LARGEST_PART and part.filename.endswith((".xml", ".rels")) for part in parts)
    if len(parts) > MOST_PARTS or sum(sizes) > LARGEST_SUM or too_large:
        raise refuse(path, f"unpacks to {sum(sizes) / 1e6:.0f} MB in {len(parts)} parts, more than a report can be")
    if not {"word/document.xml", "[Content_Types].xml"} & {part.filename for part in parts}:
        raise refuse(path, "not a Word file (a .docx of Word or WPS is read)")


def find_part(document: Any, name: str) -> Any:
    """Return the root of a part that the document refers to, None if it has none."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            part = relation.target_part
            return part.element if hasattr(part, "element") else parse_xml(part.blob)
    return None


def count_margins(document: Any) -> int:
    """Return the characters in headers and footers."""
    kinds = ("/header", "/footer")
    parts = [
        rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith(kinds) and not rel.is_external
    ]
    return sum(count_words(part.element) for part in parts if hasattr(part, "element"))


def name_of(element: Any) -> str:
    """Return the name of an element without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def count_words(element: Any) -> int:
    """Return how many characters stand in an element, deleted ones too; the fallback of a newer form counts not."""
    spare = {node for fallback in element.iter(f"{MC}Fallback") for node in fallback.iter()}
    texts = (clean(node.text) for node in element.iter(f"{W}t", f"{W}delText") if node not in spare)
    return sum(len("".join(text.split())) for text in texts)


def clean(text: str | None) -> str:
    """Return the text of a node with line feeds only and without unprintable characters."""
    return UNPRINTABLE.sub("", NEWLINE.sub("\n", text or ""))


def iter_named(parent: Any, name: str) -> Iterator[Any]:
    """Give the children of that name, those in content controls and insertions too."""
    for child in parent:
        if name_of(child) == name:
            yield child
        elif name_of(child) in GATES:
            yield from iter_named(child, name)


def is_on(properties: Any, name: str) -> bool:
    """Tell whether a yes-or-no property is set."""
    element = None if properties is None else properties.find(f"{W}{name}")
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off", "none")
