"""A picture's file in, the same as a drawing (SVG) out, which is text and so a document's data can hold it.

Typst puts a photograph inside a drawing into the PDF as it is: a JPEG stays the same bytes. Handed over as numbers in
JSON a megabyte takes it half a second.
"""

import base64
from pathlib import Path

from gongbao.pages.pictures import TYPES, measure


def make_drawing(path: Path) -> str | None:
    """Return a picture as a drawing; None if its file is damaged."""
    if path.suffix == ".svg":
        return path.read_text(encoding="utf-8")
    size = measure(path)
    if size is None:
        return None
    content = base64.b64encode(path.read_bytes()).decode()
    place = f'width="{size[0]}" height="{size[1]}"'
    address = f"data:{TYPES[path.suffix]};base64,{content}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {place}><image {place} href="{address}"/></svg>'
