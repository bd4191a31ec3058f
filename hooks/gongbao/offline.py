"""The finished publication in, the whole of it as one zip out, to be read from a disk.

A page in the package does not offer the package: the offer, between its two marks, is taken out of what is packed, and
filled with the size on the pages that are published.
"""

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gongbao.compression import TEXTUAL, deflate, read_gzip, write_gzip
from gongbao.downloads import format_size
from gongbao.macros import PACKAGE
from gongbao.manifest import MANIFEST, format_manifest, list_files
from gongbao.package import Item, write_package

OFFER = re.compile(rb"<!--offline-->(.*?)<!--/offline-->", re.DOTALL)
SIZE = b"<!--size-->"


def write_offline_package(folder: Path, name: str, day: datetime.date, pages: Iterable[str]) -> None:
    """Write the package of a folder whose textual files have their `.gz`.

    `name` is the folder that it unpacks to, `day` the date of its files, `pages` are those that may offer it.
    """
    found = {page: (folder / page).read_bytes() for page in pages}
    offering = {page: content for page, content in found.items() if OFFER.search(content)}
    packed = {page: OFFER.sub(b"", content) for page, content in offering.items()}
    path = folder / PACKAGE
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as stream:
        write_package(stream, iter_items(folder, name, packed), day)
    size = format_size(path.stat().st_size).encode()
    for page, content in offering.items():
        (folder / page).write_bytes(OFFER.sub(lambda match: match[1].replace(SIZE, size), content))
        write_gzip(folder / page)


def iter_items(folder: Path, name: str, changed: Mapping[str, bytes]) -> Iterator[Item]:
    """Give the files of a publication as they are packed, a manifest of their own last."""
    sums: dict[str, str] = {}
    files = [path for path in list_files(folder) if path != PACKAGE]
    there = set(files)
    for path in files:
        if path.endswith(".gz") and path.removesuffix(".gz") in there:
            continue
        content = changed.get(path) or (folder / path).read_bytes()
        sums[path] = hashlib.sha256(content).hexdigest()
        if path in changed:
            yield Item(name=f"{name}/{path}", content=deflate(content))
        else:
            textual = path[path.rfind(".") :] in TEXTUAL
            yield Item(name=f"{name}/{path}", content=read_gzip(folder / f"{path}.gz") if textual else content)
    yield Item(name=f"{name}/{MANIFEST}", content=deflate(format_manifest(sums)))
