"""The finished publication in, the whole of it as one zip out, to be read from a disk.

A page in the package does not offer the package: the offer, between its two marks, is taken out of what is packed, and
filled with the size on the pages that are published.
"""

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from gongbao.output.compression import TEXTUAL, deflate, format_size, read_gzip
from gongbao.output.manifest import MANIFEST, format_manifest, hash_file, list_files
from gongbao.output.writer import Ledger
from gongbao.output.zip_file import Item, write_package

OFFER = re.compile(rb"<!--offline-->(.*?)<!--/offline-->", re.DOTALL)
SIZE = b"<!--size-->"
PACKAGE = "downloads/publication.zip"


def write_offline_package(ledger: Ledger, name: str, day: datetime.date, pages: Iterable[str]) -> None:
    """Write the package of a publication whose textual files have their `.gz`.

    `name` is the folder that it unpacks to, `day` the date of its files, `pages` are those that may offer it.
    """
    folder = ledger.folder
    found = {page: (folder / page).read_bytes() for page in pages}
    offering = {page: content for page, content in found.items() if OFFER.search(content)}
    packed = {page: OFFER.sub(b"", content) for page, content in offering.items()}
    path = folder / PACKAGE
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as stream:
        write_package(stream, iter_items(ledger, name, packed), day)
    size = format_size(path.stat().st_size).encode()
    for page, content in offering.items():
        ledger.write(page, OFFER.sub(lambda match: match[1].replace(SIZE, size), content))


def drop_offers(ledger: Ledger, pages: Iterable[str]) -> None:
    """Take the offers out of pages of a publication that has no package."""
    for page in pages:
        content = (ledger.folder / page).read_bytes()
        if OFFER.search(content):
            ledger.write(page, OFFER.sub(b"", content))


def iter_items(ledger: Ledger, name: str, changed: Mapping[str, bytes]) -> Iterator[Item]:
    """Give the files of a publication as they are packed, a manifest of their own last."""
    folder = ledger.folder
    sums: dict[str, str] = {}
    files = [path for path in list_files(folder) if path != PACKAGE]
    there = set(files)
    for path in files:
        if path.endswith(".gz") and path.removesuffix(".gz") in there:
            continue
        if path in changed:
            sums[path] = hashlib.sha256(changed[path]).hexdigest()
            yield Item(name=f"{name}/{path}", content=deflate(changed[path]))
        else:
            sums[path] = ledger.sums.get(path) or hash_file(folder / path)
            textual = path[path.rfind(".") :] in TEXTUAL
            content = read_gzip(f"{folder}/{path}.gz") if textual else (folder / path).read_bytes()
            yield Item(name=f"{name}/{path}", content=content)
    yield Item(name=f"{name}/{MANIFEST}", content=deflate(format_manifest(sums)))
