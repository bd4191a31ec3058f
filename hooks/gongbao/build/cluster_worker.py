"""A project packed for travelling and some of its reports in, the files of their part out: what a Dask worker does."""

import hashlib
import io
import shutil
import tempfile
import threading
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from distributed import Worker, WorkerPlugin, get_worker

from gongbao.build.builder import open_context
from gongbao.build.context import Context
from gongbao.build.distributed import write_part
from gongbao.report.messages import _
from gongbao.report.problems import Problem, ReportError
from gongbao.store import hash_code

Batch = tuple[str, ...]

# A worker with several threads makes one batch at a time, so that its memory is that of one.
turn = threading.Lock()


class ProjectPlugin(WorkerPlugin):
    """The project's files on a worker, under the hash of them all, for as long as the build runs."""

    def __init__(self, content: bytes) -> None:
        """Take the project as `pack_files` packed it."""
        self.content, self.name = content, f"gongbao-{hashlib.sha256(content).hexdigest()[:32]}"

    def setup(self, worker: Worker) -> None:
        """Unpack the project in the worker's own folder."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as packed:
            packed.extractall(find_project(worker, self.name))

    def teardown(self, worker: Worker) -> None:
        """Delete the project."""
        open_once.cache_clear()
        shutil.rmtree(find_project(worker, self.name), ignore_errors=True)


def find_project(worker: Worker, name: str) -> Path:
    """Return the folder of a project on a worker."""
    return Path(worker.local_directory, name)


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


def make_batch(project: str, code: bytes, batch: Batch, *, pdf: bool | None) -> dict[str, bytes]:
    """Make the editions of some reports; return the files of their part.

    Raises ReportError for what is wrong with them, and where the package is not the one whose `hash_code` is given.
    """
    worker = get_worker()
    if tell_code() != code:
        message = _("has another Gongbao than the machine that builds (install the same version there)")
        raise ReportError([Problem(path=Path(worker.address.rpartition("/")[2]), message=message)])
    with turn, tempfile.TemporaryDirectory(prefix="gongbao-") as folder:
        write_part(open_once(find_project(worker, project), pdf=pdf), batch, Path(folder))
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


@lru_cache(maxsize=1)
def open_once(root: Path, *, pdf: bool | None) -> Context:
    """Load a project as a build does, once for all batches of a worker."""
    return open_context(root, pdf=pdf)
