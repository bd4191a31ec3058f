"""A picture's file in, the same as a drawing (SVG) out for PDFs, or as pixels for Word files, which have no drawings.

A drawing is text, and so a document's data can hold it.
Typst puts a photograph inside a drawing into the PDF as it is: a JPEG stays the same bytes. Handed over as numbers in
JSON a megabyte takes it half a second.
"""

import base64
import io
import json
from functools import cache
from pathlib import Path

import typst

from gongbao.pages.pictures import TYPES, measure
from gongbao.print.faces import find_fonts

# Sharp on paper, and no broader than a page.
DENSITY = 192
SHEET = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: json(bytes(sys.inputs.families)))
#let drawing = bytes(sys.inputs.drawing)
#let picture = image.with(drawing, format: "svg")
#context picture(width: calc.min(measure(picture()).width, 156mm))"""


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


def read_pixels(path: Path, families: tuple[str, ...]) -> io.BytesIO | None:
    """Return the file of a picture of pixels, that of a drawing made into one; None if the drawing is damaged.

    `families` set what is written in a drawing in a family that is not here.
    """
    data = path.read_bytes()
    made = draw(data, families) if path.suffix == ".svg" else data
    return None if made is None else io.BytesIO(made)


@cache
def draw(drawing: bytes, families: tuple[str, ...]) -> bytes | None:
    """Return a drawing (SVG) as a PNG, with this machine's fonts; None if it is damaged.

    For a family that is not here Typst takes those around the drawing; where these are not here either, it leaves the
    letters out without a word.

    It is Typst at work: what holds for `make_pdf` holds here. What is drawn before a process is forked, that one has.
    """
    try:
        made = typst.compile(
            SHEET,
            format="png",
            ppi=DENSITY,
            font_paths=find_fonts(),
            sys_inputs={"drawing": drawing.decode(), "families": json.dumps(families)},
        )
    except (typst.TypstError, UnicodeDecodeError):
        return None
    if not isinstance(made, bytes):
        raise TypeError(made)
    # Loading it takes as long as setting a section, and few reports have drawings.
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(made)) as opened:
        opened.save(out, "PNG", dpi=(DENSITY, DENSITY))
    return out.getvalue()
