"""A project packed for travelling and some of its reports in, the files of their part out: what a Dask worker does."""

import io
import shutil
import tempfile
import threading
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from distributed import Worker, get_worker

from gongbao.build.builder import open_context
from gongbao.build.distributed import PartMaker, make_part_maker
from gongbao.report.messages import _, tell_reason
from gongbao.report.problems import refuse
from gongbao.store import hash_code

Batch = tuple[str, ...]

# A worker with several threads makes one batch at a time, so that its memory is that of one.
turn = threading.Lock()


class AbsentError(Exception):
    """A worker that has no project: it was started anew at the same address."""


def pack_files(root: Path, paths: Iterable[Path]) -> bytes:
    """Return files of a project as one that travels; equal files give equal bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(paths):
            name = zipfile.ZipInfo(path.relative_to(root).as_posix())
            archive.writestr(name, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def tell_code() -> bytes:
    """Return what the package, Python and the libraries of this process are."""
    return hash_code()


def unpack_project(name: str, content: bytes, dask_worker: Worker) -> None:
    """Put the project in the worker's own folder, where it stays as long as the build runs."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(find_project(dask_worker, name))


def drop_project(name: str, dask_worker: Worker) -> None:
    """Delete the project, and free the memory that it took."""
    open_once.cache_clear()
    shutil.rmtree(find_project(dask_worker, name), ignore_errors=True)


def find_project(worker: Worker, name: str) -> Path:
    """Return the folder of a project on a worker."""
    return Path(worker.local_directory, name)


def make_batch(project: str, batch: Batch, *, pdf: bool | None) -> dict[str, bytes]:
    """Make the editions of some reports; return the files of their part.

    Raises ReportError for what is wrong with them or with the worker's disk, AbsentError without a project.
    """
    worker = get_worker()
    root = find_project(worker, project)
    if not root.is_dir():
        raise AbsentError(worker.address)
    try:
        with turn, tempfile.TemporaryDirectory(prefix="gongbao-") as folder:
            open_once(root, pdf=pdf).write(batch, Path(folder))
            return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    except OSError as error:
        message = _("this worker cannot make reports: {reason} (mend that, or build without it)")
        raise refuse(Path(name_worker(worker.address)), message.format(reason=tell_reason(error))) from error


def name_worker(address: str) -> str:
    """Return a worker's address as a person types it."""
    return address.rpartition("/")[2]


@lru_cache(maxsize=1)
def open_once(root: Path, *, pdf: bool | None) -> PartMaker:
    """Load a project as a build does, once for all batches of a worker."""
    return make_part_maker(open_context(root, pdf=pdf))
