"""Word files of a few paragraphs, written part by part: what a test needs, and nothing that a library adds."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from gongbao.importing.manuscript import Manuscript
from gongbao.importing.readers.docx import read_word

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
TYPES = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, properties: str = "", number: tuple[int, int] | None = None) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}{listed}</w:pPr>{inside}</w:p>"


def field(code: str, result: str | None = None) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = "" if result is None else mark.format("separate") + result
    written = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return mark.format("begin") + written + shown + mark.format("end")


def cell(*blocks: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks) or '<w:p/>'}</w:tc>"


def level(depth: int, kind: str, template: str, *more: str, start: int = 1) -> str:
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{"".join(more)}<w:lvlText w:val="{template}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inside}</w:lvl>'


def numbering(patterns: Mapping[int, str], lists: Mapping[int, tuple[int, str]]) -> str:
    written = [f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>' for key, levels in patterns.items()]
    written += [
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{pattern}"/>{overrides}</w:num>'
        for key, (pattern, overrides) in lists.items()
    ]
    return f"<w:numbering {SPACES}>{''.join(written)}</w:numbering>"


def write_docx(
    path: Path,
    *blocks: str,
    parts: Mapping[str, str | bytes] | None = None,
    relations: str = "",
    strict: bool = False,
) -> Path:
    """Write a file of these blocks; a part named `styles`, `numbering` … is related to the document by its kind."""
    named = {f"word/{name}.xml": content for name, content in (parts or {}).items() if "." not in name}
    others = {f"word/{name}": content for name, content in (parts or {}).items() if "." in name}
    related = "".join(
        f'<Relationship Id="p{number}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for number, name in enumerate(name for name in parts or {} if "." not in name)
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{TYPES}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{related}{relations}</Relationships>",
        "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{''.join(blocks)}</w:body></w:document>",
        **named,
        **others,
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            if strict:
                data = data.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
                data = data.replace(OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            archive.writestr(name, data)
    return path


def read_blocks(folder: Path, *blocks: str, **options: object) -> Manuscript:
    return read_word(write_docx(folder / "report.docx", *blocks, **options))  # type: ignore[arg-type]


def read_texts(folder: Path, *blocks: str, **options: object) -> list[str]:
    return [passage.words for passage in read_blocks(folder, *blocks, **options).passages]
