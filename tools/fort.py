"""A number of reports in, a section of RELIABILITY.md out: readers at a real server while the publication is replaced.

The archive is generated and built twice, with one report changed. Then nginx, with the configuration that Gongbao
writes, shows it on the loopback to many readers at once, each of whom reads a page and all that the page names, while
Gongbao puts one publication in the place of the other again and again. Nothing is measured beyond this machine.
"""

import argparse
import asyncio
import gzip
import os
import posixpath
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from archive import write_archive
from gongbao.checks.server_config import make_server_config
from gongbao.output.manifest import list_files
from gongbao.output.swap import publish

ROOT = Path(__file__).resolve().parents[1]
STYLE = ROOT / "hooks/gongbao/pages/assets/css/site.css"
DOCUMENT = ROOT / "RELIABILITY.md"
Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]
MARKS = ("<!-- readers -->", "<!-- end of readers -->")
PORT = 18_431
NGINX = """
{user}daemon off; pid {work}/pid; error_log {work}/error.log; worker_processes 2;
events {{ worker_connections 1024; }}
http {{
    access_log off; keepalive_requests 1000000;
    client_body_temp_path {work}/1; proxy_temp_path {work}/2; fastcgi_temp_path {work}/3;
    uwsgi_temp_path {work}/4; scgi_temp_path {work}/5;
    server {{ listen 127.0.0.1:{port} backlog=1024; include "{work}/gongbao.conf"; }}
}}
"""
NAMED = re.compile(rb'<(?:script|link rel="stylesheet"|img)[^>]*? (?:src|href)="([^"#?]+)')
# A page of the new publication has this in the place of what the old one has.
OLD, NEW = "历年工作报告全文", "历年工作报告的全文"


@dataclass(slots=True)
class Tally:
    """What the readers met."""

    answers: int = 0
    pages: int = 0
    bytes: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)


def main() -> None:
    """Read the command line, build, serve, replace, and write down what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--readers", type=int, default=200)
    options.add_argument("--swaps", type=int, default=20)
    options.add_argument("--folder", type=Path, default=ROOT / ".cache/fort")
    given = options.parse_args()
    # A stopped run stops its server, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if not shutil.which("nginx"):
        sys.exit("nginx is not on this machine")
    folder: Path = given.folder.resolve()
    one, other = build_both(folder / str(given.reports), given.reports)
    target = folder / "served/site"
    shutil.rmtree(target.parent, ignore_errors=True)
    publish(target, partial(link_tree, one))
    with run_nginx(target) as address:
        tally, took = asyncio.run(read_while_replacing(address, target, (one, other), given.readers, given.swaps))
    shutil.rmtree(target.parent)
    text = describe(tally, took, given)
    print(text)
    write_section(text)
    if tally.faults:
        sys.exit(1)


def build_both(project: Path, reports: int) -> tuple[Path, Path]:
    """Build an archive twice, with other words and another style sheet on every page; return both publications."""
    if not project.exists():
        write_archive(project, reports)
    built = []
    for name, old, new in (("one", NEW, OLD), ("other", OLD, NEW)):
        settings = project / "data/site.yml"
        settings.write_text(settings.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        style = project / "docs/assets/css/site.css"
        style.parent.mkdir(parents=True, exist_ok=True)
        style.write_bytes(STYLE.read_bytes() + f"/* {name} */\n".encode())
        kept = project / name
        if not kept.exists():
            command = [sys.executable, "-m", "gongbao", "build"]
            subprocess.run(command, cwd=project, check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")})
            link_tree(project / "site", kept)
        built.append(kept)
    return built[0], built[1]


def link_tree(source: Path, target: Path) -> None:
    """Fill a folder with links to the files of another: a finished build, as fast as a disk can take it."""
    target.mkdir(exist_ok=True)
    for path in [*list_files(source), "SHA256SUMS"]:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(source / path, target / path)


@contextmanager
def run_nginx(target: Path) -> Iterator[str]:
    """Show a publication with the configuration that Gongbao writes; give its address."""
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        config = make_server_config("nginx", ("zh-Hans", "zh-Hant"), "/reports/", str(target))
        (work / "gongbao.conf").write_text(config, encoding="utf-8")
        user = "user root; " if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
        (work / "nginx.conf").write_text(NGINX.format(user=user, work=work, port=PORT), encoding="utf-8")
        command = ["nginx", "-p", place, "-e", str(work / "error.log"), "-c", str(work / "nginx.conf")]
        process = subprocess.Popen(command)
        try:
            time.sleep(4)
            if process.poll() is not None:
                sys.exit(f"nginx did not start: another may be at port {PORT}")
            yield f"http://127.0.0.1:{PORT}/reports/"
        finally:
            process.terminate()
            process.wait()


async def read_while_replacing(
    address: str, target: Path, both: tuple[Path, Path], readers: int, swaps: int
) -> tuple[Tally, float]:
    """Let readers read until the publication was replaced so often; return what they met, and the seconds it took."""
    pages = [path for path in list_files(both[0]) if path.endswith(".html") and not path.endswith("404.html")]
    tally, done = Tally(), asyncio.Event()
    started = time.monotonic()
    place = urlsplit(address).path
    tasks = [asyncio.create_task(read(Reader(place, both, tally), pages, done, number)) for number in range(readers)]
    for turn in range(swaps):
        source = both[(turn + 1) % 2]
        await asyncio.to_thread(publish, target, partial(link_tree, source))
        print(f"{turn + 1} of {swaps}: {tally.answers} answers, {tally.faults.total()} faults", file=sys.stderr)
    done.set()
    await asyncio.gather(*tasks)
    return tally, time.monotonic() - started


@dataclass(frozen=True, slots=True)
class Reader:
    """Where a reader reads, what may come, and where is noted what came."""

    place: str
    both: tuple[Path, Path]
    tally: Tally

    async def ask(self, stream: Stream, path: str) -> bytes:
        """Return the file that the server answers with, asked for packed; note it if it is of no build."""
        started = time.perf_counter()
        request = f"GET {self.place}{path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
        stream[1].write(request.encode())
        head = (await stream[0].readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"\r\ncontent-length: (\d+)", head, re.IGNORECASE)
        content = await stream[0].readexactly(int(length[1])) if length else await read_chunks(stream[0])
        self.tally.times.append(time.perf_counter() - started)
        self.tally.answers += 1
        self.tally.bytes += len(content)
        if "\r\nContent-Encoding: gzip" in head:
            content = gzip.decompress(content)
        status = head.split(" ", 2)[1]
        if status != "200":
            self.tally.faults[f"{status} {path}"] += 1
        elif not any(has(build / path, content) for build in self.both):
            self.tally.faults[f"of no build: {path}"] += 1
        return content


async def read_chunks(stream: asyncio.StreamReader) -> bytes:
    """Return an answer that comes in chunks, as a server sends what it compresses meanwhile."""
    pieces = []
    while size := int(await stream.readline(), 16):
        pieces.append(await stream.readexactly(size))
        await stream.readline()
    await stream.readline()
    return b"".join(pieces)


def has(path: Path, content: bytes) -> bool:
    """Tell whether a file is there and has this content."""
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


async def read(reader: Reader, pages: list[str], done: asyncio.Event, number: int) -> None:
    """Read pages by chance, each with everything that it names, as a browser does that keeps its connection."""
    chance = random.Random(number)  # noqa: S311  the same in every run
    stream = await asyncio.open_connection("127.0.0.1", PORT)
    while not done.is_set():
        page = chance.choice(pages)
        content = await reader.ask(stream, page)
        reader.tally.pages += 1
        for name in dict.fromkeys(NAMED.findall(content)):
            await reader.ask(stream, posixpath.normpath(posixpath.join(posixpath.dirname(page), name.decode())))
    stream[1].close()


def describe(tally: Tally, took: float, options: argparse.Namespace) -> str:
    """Return what came of it as Markdown."""
    times = sorted(tally.times)
    slow = times[int(len(times) * 0.99)] * 1000
    faults = "".join(f"\n- {fault}: {count}" for fault, count in tally.faults.most_common(10))
    return f"""An archive of {options.reports:,} reports behind nginx, {options.readers} readers at once, each
reading a page and then every style sheet, script and picture that it names; {options.swaps} times another build,
with other words and another style sheet on every page, was put in the place of the one that was shown.

| | |
|---|---:|
| replaced | {options.swaps} times in {took:.0f} s |
| pages read | {tally.pages:,} |
| answers | {tally.answers:,} ({tally.answers / took:,.0f} a second, {tally.bytes / took / 1e6:.1f} MB a second) |
| half of the answers within | {statistics.median(times) * 1000:.0f} ms |
| 99 of 100 within | {slow:.0f} ms |
| other answers than 200, files of no build, or named by a page and not there | {tally.faults.total()} |
{faults}"""


def write_section(text: str) -> None:
    """Put the figures into RELIABILITY.md."""
    document = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = document.partition(MARKS[0])
    DOCUMENT.write_text(f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{rest.partition(MARKS[1])[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
