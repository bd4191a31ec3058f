"""A project and a Dask cluster in, its publication out, whose reports were made in batches on the cluster's workers.

Workers need the package and no shared disk: what a build reads travels to each worker once, as a plugin of Dask's,
which workers that come later get as well. What a worker sends back is the files of a part, and joining verifies them.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gongbao.build.builder import build_site, open_config, open_context
from gongbao.build.distributed import join_parts
from gongbao.build.progress import Progress
from gongbao.data.project import CONFIG
from gongbao.report.messages import _
from gongbao.report.problems import Problem, Problems, ReportError
from gongbao.store import DIGEST_SIZE, hash_code

if TYPE_CHECKING:
    from distributed import Client, Future

    from gongbao.build.cluster_worker import Batch

LOCAL = "local"
# A batch's files are in memory at once, on its worker and here; an archive's report has less than 2 MB.
BATCH = 8
WAIT = 30  # seconds that a scheduler, a first worker or one that takes the place of a lost one may take to come


def build_on_cluster(root: Path, address: str, *, pdf: bool | None = None) -> Path:
    """Build the publication with its reports made on a Dask cluster, and return its folder.

    The data is loaded and checked here first. Raises ReportError as `build_site`, and for a cluster of no use.
    """
    context = open_context(root, pdf=pdf)
    with open_cluster(address) as client, tempfile.TemporaryDirectory(prefix="gongbao-") as folder:
        from gongbao.build.cluster_worker import pack_files

        project = pack_files(root, iter_read_files(root))
        make_parts(client, project, list(context.library.entries), Path(folder), pdf=pdf)
        join_parts(context, [Path(folder)])
    return build_site(root, pdf=pdf)


def iter_read_files(root: Path) -> Iterator[Path]:
    """Give every file of a project that a build reads: settings, data, written pages, own templates and hooks."""
    config = open_config(root)
    own = [root / "data", Path(config.docs_dir), root / "hooks", Path(config.theme.custom_dir or root / "data")]
    yield from root.glob("*.yml")
    for folder in dict.fromkeys(own):
        yield from (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


@contextmanager
def open_cluster(address: str) -> Iterator["Client"]:
    """Give a client of the cluster at an address, or of worker processes of this machine (`local`, `local:4`).

    Raises ReportError without the extra, and for an address where no cluster answers.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise fail(_('Dask is not installed (python -m pip install "gongbao[dask]")')) from error
    name, _colon, number = address.partition(":")
    if name != LOCAL:
        with connect(address) as client:
            yield client
        return
    if number and not (number.isdecimal() and int(number)):
        raise fail(_("{number} is no number of processes (write --dask local:4)").format(number=number))
    count = int(number) if number else None
    with (
        LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None, silence_logs="CRITICAL") as cluster,
        Client(cluster) as client,
    ):
        yield client


def connect(address: str) -> "Client":
    """Return a client of a cluster that has a worker at least. Raises ReportError if none answers at the address."""
    from distributed import Client

    try:
        client = Client(address, timeout=WAIT)
        client.wait_for_workers(1, timeout=WAIT)
    except (OSError, ValueError) as error:
        message = _("no cluster of Dask with a worker answers at {address} (write --dask tcp://HOST:8786)")
        raise fail(message.format(address=address)) from error
    return client


def make_parts(client: "Client", project: bytes, slugs: Sequence[str], folder: Path, *, pdf: bool | None) -> None:
    """Make the editions of the named reports on the workers, and put their parts into a folder.

    Raises ReportError with every problem that a worker found, for workers whose package is another one, and for reports
    whose worker is lost whenever they are made.
    """
    from gongbao.build.cluster_worker import ProjectPlugin

    check_workers(client)
    plugin = ProjectPlugin(content=project)
    client.register_plugin(plugin, name=plugin.name)
    try:
        batches = [tuple(slugs[start : start + BATCH]) for start in range(0, len(slugs), BATCH)]
        run = Run(client, plugin.name, folder, Progress(label="reports", total=len(slugs)), pdf=pdf)
        lost = run.make(batches, together=len(batches))
        # A batch that only waited at a worker that was lost fails like the one that was being made, so none is blamed
        # before it was lost alone.
        lost = run.make([(slug,) for batch in lost for slug in batch], together=1)
        for (slug,) in lost:
            message = _(
                "every worker that made its edition was lost, perhaps for want of memory (build without --dask)"
            )
            run.problems.add(Path("data", slug), 0, message)
    finally:
        client.unregister_worker_plugin(plugin.name)
    run.problems.raise_any()


class Run:
    """The making of batches on a cluster: what came is in the folder, what is wrong among the problems."""

    def __init__(self, client: "Client", project: str, folder: Path, progress: Progress, *, pdf: bool | None) -> None:
        """Begin with nothing made."""
        self.client, self.project, self.folder, self.progress, self.pdf = client, project, folder, progress, pdf
        self.problems = Problems()

    def make(self, batches: Sequence["Batch"], together: int) -> list["Batch"]:
        """Make batches, so many at a time, and return those whose workers were lost."""
        from distributed import KilledWorker, wait

        waiting, lost = list(reversed(batches)), list["Batch"]()
        running: dict[Future[dict[str, bytes]], Batch] = {}
        while waiting or running:
            while waiting and len(running) < together:
                running |= self.submit(waiting.pop())
            try:
                done = wait(list(running), timeout=WAIT, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                if not self.client.scheduler_info()["workers"]:
                    raise fail(_("the cluster has no worker left (start some and build again)")) from None
                continue
            for future in done:
                batch = running.pop(future)
                try:
                    self.keep(batch, future.result())
                except KilledWorker:
                    lost.append(batch)
                except ReportError as error:
                    self.problems.found += error.problems
        return lost

    def submit(self, batch: "Batch") -> dict["Future[dict[str, bytes]]", "Batch"]:
        """Hand a batch to the scheduler."""
        from gongbao.build.cluster_worker import make_batch

        future = self.client.submit(make_batch, self.project, hash_code(), batch, pdf=self.pdf, pure=False)
        return {future: batch}

    def keep(self, batch: "Batch", files: Mapping[str, bytes]) -> None:
        """Put a part's files into the folder."""
        for name, content in files.items():
            (self.folder / Path(name).name).write_bytes(content)
        for slug in batch:
            self.progress.step(slug)


def check_workers(client: "Client") -> None:
    """Raise ReportError for every worker whose package, Python or libraries differ; Dask itself would only warn."""
    from gongbao.build.cluster_worker import tell_code

    problems = Problems()
    told = client.run(tell_code, on_error="return")
    for address, code in sorted(told.items()):
        worker = address.rpartition("/")[2]
        if isinstance(code, BaseException):
            message = _("has no Gongbao like this one: {error} (install the same version there)").format(error=code)
            problems.add(Path(worker), 0, message)
        elif code != hash_code():
            problems.add(Path(worker), 0, name_difference(code, hash_code()))
    problems.raise_any()


def name_difference(theirs: bytes, ours: bytes) -> str:
    """Return in what the package of a worker differs from this one."""
    there, here = (set(code[DIGEST_SIZE:].decode().split("\n")) for code in (theirs, ours))
    names = [name.removesuffix(".dist-info") for name in sorted(there - here)]
    if names:
        return _("has other versions than this machine: {names} (install from the same requirements.txt)").format(
            names=", ".join(names)
        )
    return _("has another Gongbao, its code or dictionary differs (install the same version there)")


def fail(message: str) -> ReportError:
    """Return the error of a cluster that cannot be used."""
    return ReportError([Problem(path=Path(CONFIG), message=message)])
