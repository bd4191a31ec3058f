"""A project and a Dask cluster in, its publication out, whose reports were made in batches on the cluster's workers.

Workers need the package and no shared disk: what a build reads travels to each worker once. What a worker sends back is
the files of a part, which are verified and put into the store as soon as they come: a build that is cut off goes on
from there. Reports that are published as they are to be, or of which a part is there, do not travel.
"""

import contextlib
import logging
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gongbao.build.builder import build_site, open_config, open_context
from gongbao.build.crew import Crew
from gongbao.build.distributed import Joint, make_joint
from gongbao.build.progress import Progress
from gongbao.data.project import CONFIG
from gongbao.report.messages import _
from gongbao.report.problems import Problems, ReportError, refuse
from gongbao.store import FOLDER

if TYPE_CHECKING:
    from distributed import Client, Future

    from gongbao.build.cluster_worker import Batch

LOCAL = "local"
# The bytes of YAML in one batch: its files are in memory at once, on its worker and here, and have 15 times as many,
# with PDFs 100 times.
BATCH, BATCH_OF_PDFS = 800_000, 200_000
SHARES = 6  # batches that come to a worker at the least, so that all end at the same time
AHEAD = 2  # batches that a worker has at once: one that it makes, one for the time in which the first is fetched
WAIT = 30  # seconds that a scheduler, a first worker or one that takes the place of a lost one may take to come
LOOK = 2  # seconds between two looks at who is there
LOSSES = 2  # workers that a batch may lose


def build_on_cluster(root: Path, address: str, *, pdf: bool | None = None) -> Path:
    """Build the publication with its reports made on a Dask cluster, and return its folder.

    The data is loaded and checked here first. Raises ReportError as `build_site`, and for a cluster of no use.
    """
    context = open_context(root, pdf=pdf)
    joint = make_joint(context)
    published = Path(open_config(root).site_dir).is_dir()
    left = [slug for slug in context.library.entries if not joint.is_made(slug, published=published)]
    if len(left) < len(context.library.entries):
        message = _("{count} of {total} reports are made already; the others are for the cluster")
        done = len(context.library.entries) - len(left)
        sys.stderr.write(f"{message.format(count=done, total=len(context.library.entries))}\n")
    if left:
        with open_cluster(address) as client, tell_loss(client, address):
            from gongbao.build.cluster_worker import pack_files

            project = pack_files(root, iter_read_files(root))
            texts = {slug: measure_text(root / "data" / slug) for slug in left}
            make_parts(client, project, texts, joint, pdf=context.frame.extras.pdf)
    site = build_site(root, pdf=pdf)
    # What came is in the publication now.
    context.store.delete_kind("part")
    return site


def measure_text(folder: Path) -> int:
    """Return how many bytes the YAML of a report has."""
    return sum(path.stat().st_size for path in folder.glob("*.yml"))


def iter_read_files(root: Path) -> Iterator[Path]:
    """Give every file of a project that a build reads: settings, data, written pages, own templates and hooks.

    The reports as they were read here go along: to read their YAML again would be half of a worker's work.
    """
    config = open_config(root)
    own = [root / "data", Path(config.docs_dir), root / "hooks", Path(config.theme.custom_dir or root / "data")]
    yield from root.glob("*.yml")
    yield from (root / FOLDER).glob("report.*")
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
        raise refuse(Path(CONFIG), _('Dask is not installed (python -m pip install "gongbao[dask]")')) from error
    # What Dask logs of a loss is a traceback; what it means is told.
    for handler in logging.getLogger("distributed").handlers:
        handler.setLevel(logging.CRITICAL + 1)
    name, _colon, number = address.partition(":")
    if name != LOCAL:
        with connect(address) as client:
            yield client
        return
    if number and not (number.isdecimal() and int(number)):
        message = _("{number} is no number of processes (write --dask local:4)").format(number=number)
        raise refuse(Path(CONFIG), message)
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
        raise refuse(Path(CONFIG), message.format(address=address)) from error
    return client


@contextmanager
def tell_loss(client: "Client", address: str) -> Iterator[None]:
    """Raise ReportError where a scheduler that goes away would raise one of many things."""
    from concurrent.futures import CancelledError

    from distributed.comm.core import CommClosedError

    try:
        yield
    except ReportError:
        raise
    except Exception as error:
        if client.status == "running" and not isinstance(error, (CancelledError, CommClosedError)):
            raise
        message = _(
            "the connection to the scheduler at {address} was lost (build again: what was made before is not made anew)"
        )
        raise refuse(Path(CONFIG), message.format(address=address)) from error


def make_parts(client: "Client", project: bytes, texts: Mapping[str, int], joint: Joint, *, pdf: bool) -> None:
    """Make the editions of the named reports on the workers, and put their parts where a build looks for them.

    `texts` are the bytes of text of each. Raises ReportError with every problem that a worker found, for workers whose
    package is another one, and for reports whose worker is lost whenever they are made.
    """
    crew = Crew(client, project)
    try:
        crew.renew().raise_any()
        most = min(BATCH_OF_PDFS if pdf else BATCH, sum(texts.values()) // (max(1, len(crew.fit)) * SHARES))
        run = Run(crew, joint, Progress(label="reports", total=len(texts)), pdf=pdf)
        lost = run.make(cut_batches(texts, most))
        # A batch that only waited at a worker that was lost fails like the one that was being made, so none is blamed
        # before it was lost alone.
        lost = run.make([(slug,) for batch in lost for slug in batch], alone=True)
        for (slug,) in lost:
            message = _(
                "every worker that made its edition was lost, perhaps for want of memory (build without --dask)"
            )
            run.problems.add(Path("data", slug), 0, message)
    finally:
        if client.status == "running":
            crew.dismiss()
    run.problems.raise_any()


def cut_batches(texts: Mapping[str, int], most: int) -> list["Batch"]:
    """Return reports in batches, in their order, of so many bytes of text at most; a longer report is one by itself."""
    batches: list[list[str]] = []
    room = 0
    for slug, size in texts.items():
        if size > room:
            batches.append([])
            room = most
        batches[-1].append(slug)
        room -= size
    return [tuple(batch) for batch in batches]


class Run:
    """The making of batches on a cluster: what came is where the parts join, what is wrong among the problems."""

    def __init__(self, crew: Crew, joint: Joint, progress: Progress, *, pdf: bool) -> None:
        """Begin with nothing made."""
        self.crew, self.joint, self.progress, self.pdf = crew, joint, progress, pdf
        self.problems = Problems()
        self.waiting: deque[Batch] = deque()
        # With the workers that each was given to: those that came later may be of no use.
        self.running: dict[Future[dict[str, bytes]], tuple[Batch, frozenset[str]]] = {}
        self.losses: Counter[Batch] = Counter()

    def make(self, batches: Sequence["Batch"], *, alone: bool = False) -> list["Batch"]:
        """Make batches, each alone or some ahead for every worker, and return those whose workers were lost."""
        from distributed import wait

        self.waiting.extend(batches)
        self.losses.clear()
        seen = time.monotonic()
        while self.waiting or self.running:
            for problem in self.crew.renew():
                sys.stderr.write(f"{problem}\n")
            workers = frozenset(self.crew.fit)
            self.take_back(workers)
            self.submit(workers, together=1 if alone else AHEAD * len(workers))
            if workers:
                seen = time.monotonic()
            elif time.monotonic() - seen > WAIT:
                raise refuse(Path(CONFIG), _("the cluster has no worker left (start some and build again)"))
            if not self.running:
                time.sleep(LOOK)
                continue
            with contextlib.suppress(TimeoutError):
                for future in wait(list(self.running), timeout=LOOK, return_when="FIRST_COMPLETED").done:
                    self.finish(future)
        return [batch for batch, losses in self.losses.items() if losses > LOSSES]

    def submit(self, workers: frozenset[str], together: int) -> None:
        """Hand batches to the scheduler, so many at a time, for these workers alone."""
        from gongbao.build.cluster_worker import make_batch

        while workers and self.waiting and len(self.running) < together:
            batch = self.waiting.popleft()
            future = self.crew.client.submit(
                make_batch, self.crew.project, batch, pdf=self.pdf, workers=sorted(workers), pure=False
            )
            self.running[future] = batch, workers

    def take_back(self, workers: frozenset[str]) -> None:
        """Take back the batches of which no worker is left; the scheduler would wait for their return for ever."""
        for future, (batch, given) in list(self.running.items()):
            if not given & workers and not future.done():
                del self.running[future]
                self.lose(batch)

    def lose(self, batch: "Batch") -> None:
        """Let a batch be made again, unless it lost too many workers."""
        self.losses[batch] += 1
        if self.losses[batch] <= LOSSES:
            self.waiting.append(batch)

    def finish(self, future: "Future[dict[str, bytes]]") -> None:
        """Take what a batch became. Raises ReportError if its part is of no use."""
        from distributed import KilledWorker

        from gongbao.build.cluster_worker import AbsentError

        batch, _given = self.running.pop(future)
        try:
            files = future.result()
        except AbsentError as error:
            self.crew.forget(str(error))
            self.lose(batch)
        except KilledWorker:
            self.losses[batch] = LOSSES
            self.lose(batch)
        except ReportError as error:
            self.problems.found += error.problems
        else:
            self.keep(batch, files)

    def keep(self, batch: "Batch", files: Mapping[str, bytes]) -> None:
        """Put the reports of a part where a build looks for them."""
        with tempfile.TemporaryDirectory(prefix="gongbao-") as folder:
            for name, content in files.items():
                Path(folder, Path(name).name).write_bytes(content)
            self.joint.join(batch, [Path(folder)])
        for slug in batch:
            self.progress.step(slug)
