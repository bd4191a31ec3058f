"""A built publication in, BROWSERS.md out: what holds in real engines, old and new, each asked itself.

    make test-engines              every engine that this machine has or can get (npm, Debian)
    make test-engines ARGS="chromium-86 firefox"

Old Chromium comes in npm packages made for servers; the others are Debian's.
"""

import contextlib
import functools
import http.server
import io
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2

from engine_drivers import Driver, run_page, start_chromium, start_firefox, start_webkit

HERE = Path(__file__).parent
CACHE = HERE.parent / ".cache/engines"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
# The package that holds a Chromium, and the flags it needs: what was built for one process does not start as several.
ALONE = ("--single-process", "--no-zygote")
PACKAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "78": ("chrome-aws-lambda@1.20.4", ALONE),
    "86": ("chrome-aws-lambda@5.3.1", ()),
    "92": ("chrome-aws-lambda@10.1.0", ()),
    "108": ("@sparticuz/chromium@108.0.3", ALONE),
    "130": ("@sparticuz/chromium@130.0.0", ALONE),
}
LIBRARIES = "/usr/lib/x86_64-linux-gnu"
UNPACK = "process.stdin.pipe(require('zlib').createBrotliDecompress()).pipe(process.stdout)"
# GB/T 9704: so many characters a line. What is shorter is a heading or a last line; a cover has fewer characters.
CHARACTERS, SHORT, COVER = 28, 20, 100
# In mm. With margins of its own a page stands 1 mm off the middle, for the binding; a mark may hang over the edge.
TYPE_AREA, PAPER, BINDING, SLACK = 156, 210, 2, 3
PRINTED = ("28 characters a line", "156 mm, centred", "cover of one page", "page numbers")
POINT = 25.4 / 72  # mm


class Pages(http.server.SimpleHTTPRequestHandler):
    """Serves a publication with the policy, and the page that looks at it without."""

    def end_headers(self) -> None:
        """Send the policy with what is the publication's."""
        if not self.path.startswith("/engines"):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self) -> None:
        """Answer with a file, or with the page that looks at the others."""
        own = {
            "/engines.html": b'<!doctype html><meta charset="utf-8"><body><script src="engines.js"></script>',
            "/engines.js": (HERE / "engines_page.js").read_bytes(),
        }
        body = own.get(self.path.partition("?")[0])
        if body is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if b"<!doctype" in body else "text/javascript; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve a publication and give its address."""
    handler = functools.partial(Pages, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def get_chromium(version: str) -> Path:
    """Return an old Chromium, unpacked from its npm package. Raises OSError or CalledProcessError without npm."""
    program = CACHE / f"chromium-{version}/chromium"
    if not program.exists():
        npm, node = shutil.which("npm"), shutil.which("node")
        if not npm or not node:
            raise FileNotFoundError("npm")
        program.parent.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [npm, "pack", "--silent", PACKAGES[version][0]],
            cwd=program.parent,
            check=True,
            capture_output=True,
            text=True,
        )
        archive = program.parent / done.stdout.split()[-1]
        with tarfile.open(archive) as package:
            for name in ("swiftshader.tar.br", "chromium.br"):
                member = package.extractfile(f"package/bin/{name}")
                unpacked = subprocess.run(
                    [node, "-e", UNPACK], input=member.read() if member else b"", check=True, capture_output=True
                ).stdout
                if name == "chromium.br":
                    program.write_bytes(unpacked)
                else:
                    with tarfile.open(fileobj=io.BytesIO(unpacked)) as libraries:
                        libraries.extractall(program.parent, filter="data")
        program.chmod(0o755)
        archive.unlink()
    return program


def get_old_firefox() -> Path:
    """Return the oldest Firefox ESR that Debian's archive has here, unpacked beside the installed one.

    Raises OSError or CalledProcessError where there is none.
    """
    told = subprocess.run(
        [find_program("apt-cache"), "madison", "firefox-esr"], check=True, capture_output=True, text=True
    ).stdout
    versions = sorted({line.split("|")[1].strip() for line in told.splitlines() if "Packages" in line}, key=read_major)
    if not versions or read_major(versions[0]) == read_major(versions[-1]):
        raise FileNotFoundError("a second firefox-esr in Debian's archive")
    folder = CACHE / f"firefox-{versions[0].partition('-')[0]}"
    if not folder.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as aside:
            subprocess.run([find_program("apt-get"), "download", f"firefox-esr={versions[0]}"], cwd=aside, check=True)
            package = next(Path(aside).glob("*.deb"))
            subprocess.run([find_program("dpkg-deb"), "-x", package, Path(aside, "whole")], check=True)
            Path(aside, "whole/usr/lib/firefox-esr").rename(folder)
    return folder / "firefox-esr"


def read_major(version: str) -> int:
    """Return the number before the first dot of a version."""
    return int(version.partition(".")[0])


def list_engines() -> dict[str, Callable[[], AbstractContextManager[Driver]]]:
    """Return how each engine is started, by name."""
    engines: dict[str, Callable[[], AbstractContextManager[Driver]]] = {
        f"chromium-{version}": functools.partial(start_old_chromium, version) for version in PACKAGES
    }
    engines["chromium"] = lambda: start_chromium(find_program("chromium", "google-chrome", "chrome"))
    engines["firefox"] = lambda: start_firefox(find_program("firefox-esr", "firefox"))
    engines["firefox-old"] = lambda: start_firefox(str(get_old_firefox()))
    engines["webkitgtk"] = lambda: start_webkit(
        [find_program("xvfb-run"), "-a", find_program("WebKitWebDriver")],
        "webkitgtk", f"{LIBRARIES}/webkit2gtk-4.1/MiniBrowser", "--automation",
        printing=[find_program("xvfb-run"), "-a", "/usr/bin/python3", str(HERE / "webkit_print.py")],
    )  # fmt: skip
    engines["wpe"] = lambda: start_webkit(
        [find_program("WPEWebDriver")], "wpe", f"{LIBRARIES}/wpe-webkit-1.1/MiniBrowser", "--automation", "--headless"
    )
    return engines


def start_old_chromium(version: str) -> AbstractContextManager[Driver]:
    """Start a Chromium from its npm package."""
    return start_chromium(get_chromium(version), *PACKAGES[version][1])


def find_program(*names: str) -> str:
    """Return the first of these programs that the machine has. Raises FileNotFoundError for none."""
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        raise FileNotFoundError(names[0])
    return found


def look(driver: Driver, root: str, site: Path, slug: str) -> dict[str, bool | str]:
    """Return what holds in an engine: on a server with the policy, from disk, on paper."""
    held = run_page(driver, f"{root}/engines.html?slug={slug}")
    return held | look_at_disk(driver, site) | look_at_paper(driver, root, slug)


def look_at_disk(driver: Driver, site: Path) -> dict[str, bool | str]:
    """Return whether the publication can be searched from disk."""
    try:
        driver.open(f"{(site / 'search.html').as_uri()}?q=%E4%BC%9A%E8%AE%AE")
        script = "document.querySelectorAll('#search-results li').length"
        return {"search from disk": wait_until(lambda: driver.evaluate(script))}
    except (OSError, RuntimeError) as error:
        return {"search from disk": f"not asked: {type(error).__name__}"}


def wait_until(ask: Callable[[], Any], times: int = 40) -> bool:
    """Tell whether something comes true within ten seconds."""
    pause = threading.Event()
    return any(ask() or pause.wait(0.25) for _ in range(times))


def look_at_paper(driver: Driver, root: str, slug: str) -> dict[str, bool | str]:
    """Return what holds on paper, as far as the engine can be asked for it."""
    pages: dict[str, list[str]] = {}
    edges: tuple[float, float] = (0, 0)
    for name in ("sec_2", "full"):
        driver.open(f"{root}/{slug}/{name}.html")
        wait_until(lambda: driver.evaluate("document.readyState === 'complete'"))
        pdf = driver.print()
        if pdf is None:
            return dict.fromkeys(PRINTED, "no command to print")
        pages[name] = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
        edges = find_edges(pdf)
    lines = [len(line.strip()) for page in pages["sec_2"] for line in page.splitlines()]
    cover, behind = ("".join(page.split()) for page in pages["full"][:2])
    return {
        PRINTED[0]: Counter(line for line in lines if line > SHORT).most_common(1)[0][0] == CHARACTERS,
        PRINTED[1]: abs(edges[1] - edges[0] - TYPE_AREA) < SLACK and abs(sum(edges) - PAPER) < BINDING + SLACK,
        PRINTED[2]: len(cover) < COVER < len(behind),
        PRINTED[3]: any(re.search(r"—\s*\d+\s*—", page) for page in pages["sec_2"]),
    }


def find_edges(pdf: bytes) -> tuple[float, float]:
    """Return where the lines of a document's fullest page begin and end, in mm from the left edge of the paper."""
    sides: list[tuple[float, float]] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_charbox(number, loose=True) for number in range(text.count_chars())]
            broad = [box for box in boxes if box[2] > box[0]]
            sides.append((min(box[0] for box in broad) * POINT, max(box[2] for box in broad) * POINT))
    return max(sides, key=lambda side: side[1] - side[0])


def look_as_text(site: Path, slug: str) -> dict[str, bool | str]:
    """Return what a browser without pictures, styles and scripts makes of a page."""
    dump = subprocess.run(
        [find_program("w3m"), "-dump", "-O", "UTF-8", site / slug / "sec_2.html"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    words = ["首页", "检索", "使用帮助"]
    return {"words of the foot apart": all(re.search(rf"(^|\s){word}(\s|$)", dump, re.MULTILINE) for word in words)}


def write_matrix(found: dict[str, dict[str, bool | str]], missing: dict[str, str], path: Path) -> None:
    """Write what was found as a table: an engine a column."""
    names = list(dict.fromkeys(name for held in found.values() for name in held))
    notes: list[str] = []
    lines = [f"| | {' | '.join(found)} |", f"|---|{'---|' * len(found)}"]
    for name in names:
        cells = []
        for engine, held in found.items():
            value = held.get(name, "–")
            if isinstance(value, str) and value != "–":
                note = f"{engine}: {value}"
                notes += [] if note in notes else [note]
                number = notes.index(note) + 1
                value = f"[{number}]" if value.startswith(("no ", "not ")) else f"**no** [{number}]"
            cells.append({True: "yes", False: "**no**"}.get(value, str(value)) if isinstance(value, bool) else value)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    listed = [f"{number}. {note}" for number, note in enumerate(notes, 1)]
    absent = [f"- {engine}: {reason}" for engine, reason in missing.items()]
    text = [
        "# What holds in which browser\n",
        "Written by `make test-engines`, which installs each engine, drives it over HTTP with the security policy and",
        "from disk, and prints. Page numbers stand in the margin boxes of `@page`, which Chromium knows since 131 and",
        "Firefox and WebKit do not: there the PDF of the report and of each section has them.\n",
        *lines,
        *(["", *listed] if listed else []),
        *(["", "Not there on the machine of this run:\n", *absent] if absent else []),
    ]
    path.write_text("\n".join(text) + "\n", encoding="utf-8")


def main(wanted: list[str]) -> int:
    """Look at the publication in every engine, or in those that are named; return the exit code."""
    site = HERE.parent / "site"
    slug = next(site.glob("*/sec_2.html")).parent.name
    found: dict[str, dict[str, bool | str]] = {}
    missing: dict[str, str] = {}
    with serve(site) as root:
        for name, start in list_engines().items():
            if wanted and name not in wanted:
                continue
            try:
                with start() as driver:
                    found[f"{name.partition('-')[0]} {driver.version}"] = look(driver, root, site, slug)
            except Exception as error:  # noqa: BLE001  an engine that does not start is told, and the next one is asked
                missing[name] = f"{type(error).__name__}: {str(error)[:120]}"
            sys.stderr.write(f"{name}: {missing.get(name) or list(found.values())[-1]}\n")
    if not wanted or "w3m" in wanted:
        try:
            found["w3m"] = look_as_text(site, slug)
        except OSError as error:
            missing["w3m"] = str(error)
    if not wanted:
        write_matrix(found, missing, HERE.parent / "BROWSERS.md")
    return any(value is False for held in found.values() for name, value in held.items() if name not in PRINTED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
