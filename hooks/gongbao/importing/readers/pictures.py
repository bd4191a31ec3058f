"""The bytes of a picture in a source file in, a picture as it may be published out: PNG, JPEG or cleaned SVG, bounded.

What a camera or a program wrote beside the picture (place, owner, edits) is taken out; a broad one is made smaller.
"""

import base64
import binascii
import hashlib
import io
import re
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from gongbao.importing.manuscript import Image
from gongbao.report.messages import N_

BROADEST, LARGEST_FILE, MOST_PIXELS, LEAST = 2_000, 20_000_000, 80_000_000, 24
MISSING, ELSEWHERE, UNREADABLE = N_("a picture whose file is missing"), N_("a picture on the network"), N_("a picture")
DRAWN = N_("a picture in EMF or WMF (save it as PNG in Word: right click, Save as Picture)")
EMF, WMF = re.compile(rb"\x01\x00\x00\x00.{36} EMF", re.DOTALL), re.compile(rb"\xd7\xcd\xc6\x9a|\x01\x00\x09\x00")
SVG = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE svg|<svg)", re.IGNORECASE)
DATA = re.compile(r"data:image/[\w.+-]+(?P<packed>;base64)?,(?P<data>.*)", re.DOTALL)
SVG_SPACE = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
DRAWING = frozenset(
    [
        "svg",
        "g",
        "defs",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "clipPath",
        "linearGradient",
        "radialGradient",
        "stop",
        "marker",
        "pattern",
        "mask",
        "symbol",
        "use",
    ]
)
LEADS_AWAY = re.compile(r"url\((?!\s*['\"]?#)|javascript:|data:|@import|expression\(", re.IGNORECASE)


def read_linked(address: str, beside: Path, alternative: str) -> Image | str:
    """Return the picture at an address in a page or a Markdown file, or else why there is none."""
    if found := DATA.fullmatch(address):
        try:
            packed = found["packed"]
            data = base64.b64decode(found["data"]) if packed else unquote_to_bytes(found["data"])
        except (binascii.Error, ValueError):
            return UNREADABLE
        return read_picture(data, alternative)
    if re.match(r"(?:[a-z][a-z0-9+.-]+:)?//", address, re.IGNORECASE):
        return ELSEWHERE
    return read_beside(unquote(re.split(r"[?#]", address)[0]), beside.parent.resolve(), alternative)


def read_beside(name: str, folder: Path, alternative: str) -> Image | str:
    """Return the picture in a file of a folder, or else why there is none."""
    try:
        path = (folder / name).resolve()
        # A file may only bring in what lies beside it.
        if not path.is_relative_to(folder) or not path.is_file():
            return MISSING
        if path.stat().st_size > LARGEST_FILE:
            return UNREADABLE
        return read_picture(path.read_bytes(), alternative)
    except (OSError, ValueError, RuntimeError):
        return MISSING  # a link that leads to itself is a RuntimeError before Python 3.13


def read_picture(data: bytes, alternative: str) -> Image | str:
    """Return a picture as it may be published, or else what kind of thing it is that cannot be."""
    if EMF.match(data) or WMF.match(data):
        return DRAWN
    made = clean_drawing(data) if SVG.match(data) else redraw(data)
    if made is None:
        return UNREADABLE
    content, suffix = made
    name = f"{hashlib.sha256(content).hexdigest()[:12]}{suffix}"
    return Image(name=name, data=content, alternative=" ".join(alternative.split()))


def redraw(data: bytes) -> tuple[bytes, str] | None:
    """Return a picture of pixels as PNG or JPEG without anything beside its pixels; None if it is none, or an icon."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    try:
        with warnings.catch_warnings(), Pillow.open(io.BytesIO(data)) as opened:
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            if opened.width * opened.height > MOST_PIXELS or min(opened.size) < LEAST:
                return None
            photograph = opened.format in ("JPEG", "MPO")
            upright: Any = ImageOps.exif_transpose(opened)
            if upright.width > BROADEST:
                upright = upright.resize(
                    (BROADEST, max(1, upright.height * BROADEST // upright.width)), Pillow.Resampling.LANCZOS
                )
            out = io.BytesIO()
            if photograph:
                upright.convert("RGB").save(out, "JPEG", quality=88, optimize=True)
                return out.getvalue(), ".jpg"
            kept = upright if upright.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else upright.convert("RGB")
            bare = Pillow.new(kept.mode, kept.size)
            if kept.mode == "P":
                bare.putpalette(kept.getpalette() or [])
            bare.paste(kept)
            if "transparency" in kept.info:
                bare = kept.convert("RGBA")
                bare.info.clear()
            bare.save(out, "PNG", optimize=True)
            return out.getvalue(), ".png"
    # Pillow's readers raise what they meet in a damaged file.
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        TypeError,
        OverflowError,
        Pillow.DecompressionBombError,
    ):
        return None


def clean_drawing(data: bytes) -> tuple[bytes, str] | None:
    """Return an SVG drawing with its shapes and words alone: nothing runs, loads or leads away; None if it is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.tag != f"{SVG_SPACE}svg" or len(data) > LARGEST_FILE:
        return None
    for element in list(root.iter()):
        known = isinstance(element.tag, str) and element.tag.removeprefix(SVG_SPACE) in DRAWING
        if not known or not element.tag.startswith(SVG_SPACE):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for name, value in list(element.attrib.items()):
            inside = name in ("href", XLINK) and value.startswith("#")
            strange = name.startswith(("{", "on")) or name in ("href", "class") or bool(LEADS_AWAY.search(value))
            if strange and not inside:
                del element.attrib[name]
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), ".svg"
