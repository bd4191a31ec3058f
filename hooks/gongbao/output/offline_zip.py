"""The finished publication in, the whole of it as one zip out, to be read from a disk.

A page in the package does not offer the package, so those that do are given apart, as they are packed.
"""

import datetime
import hashlib
import posixpath
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from gongbao.output.compression import Deflated, deflate, is_textual, read_gzip
from gongbao.output.manifest import MANIFEST, format_manifest, hash_file, list_files
from gongbao.output.writer import Writer
from gongbao.output.zip_file import Item, write_package
from gongbao.store import Store, make_key

PACKAGE = "downloads/publication.zip"
# What is larger hardly anybody downloads: so much of pages, assets and search a package is made of unasked.
MOST = 50 * 1024**2


def write_offline_zip(
    writer: Writer,
    store: Store,
    name: str,
    day: datetime.date,
    apart: Mapping[str, bytes],
    *,
    without: Set[str] = frozenset(),
) -> int:
    """Write the package of a publication; return its size.

    `name` is the folder that it unpacks to, `day` the date of its files; `apart` are files that are not in the folder
    yet, or in another state, `without` are files of the publication that it has no need of. A package of the same files
    as in the publication before is linked: with PDFs it is as large as half of all other files.
    """
    sums = list_sums(writer, apart, without)
    key = make_key("package", "publication", [name.encode(), day.isoformat().encode(), format_manifest(sums)])
    writer.make_folder(posixpath.dirname(PACKAGE))
    path, digest = writer.folder / PACKAGE, (store.fetch(key) or b"").decode()
    if not digest or not writer.link(PACKAGE, digest):
        with path.open("wb") as stream:
            write_package(stream, iter_items(writer, name, apart, sums), day)
        digest = hash_file(path)
        store.keep(key, digest.encode())
    writer.sums[PACKAGE] = digest
    store.delete_older([key])
    return path.stat().st_size


def list_sums(writer: Writer, apart: Mapping[str, bytes], without: Set[str]) -> dict[str, str]:
    """Return the checksums of the files that are packed, by path in their order."""
    files = sorted({*list_files(writer.folder), *apart} - {PACKAGE} - without)
    there = set(files)
    sums: dict[str, str] = {}
    for path in files:
        if path in apart:
            sums[path] = hashlib.sha256(apart[path]).hexdigest()
        elif not path.endswith(".gz") or path.removesuffix(".gz") not in there:
            sums[path] = writer.sums.get(path) or hash_file(writer.folder / path)
    return sums


def iter_items(writer: Writer, name: str, apart: Mapping[str, bytes], sums: Mapping[str, str]) -> Iterator[Item]:
    """Give the files of a publication as they are packed, a manifest of their own last."""
    folder = writer.folder
    for path in sums:
        if path in apart:
            yield Item(name=f"{name}/{path}", content=deflate(apart[path]))
        else:
            yield Item(name=f"{name}/{path}", content=read_item(folder / path))
    yield Item(name=f"{name}/{MANIFEST}", content=deflate(format_manifest(sums)))


def read_item(path: Path) -> Deflated | bytes:
    """Return the content of a file as it is packed: deflated if it is textual."""
    return deflate_file(path) if is_textual(path.name) else path.read_bytes()


def deflate_file(path: Path) -> Deflated:
    """Return the content of a file deflated: as its `.gz` has it, if there is one."""
    packed = path.with_name(f"{path.name}.gz")
    return read_gzip(str(packed)) if packed.is_file() else deflate(path.read_bytes())


def measure_pages(folder: Path) -> int:
    """Return how many bytes the pages, assets and search of a publication have."""
    shown = (path for path in list_files(folder) if not path.endswith(".gz") and "downloads/" not in path)
    return sum((folder / path).stat().st_size for path in shown)
