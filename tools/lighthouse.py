"""A built publication in, Lighthouse's four scores of each kind of page out; what is wanting is named.

    make lighthouse                with the publication in site/

Lighthouse comes from npm, its version fixed here, and looks at pages as a phone of medium speed has them. Nothing is
compressed by this server, so that a real one is quicker.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from engines import CACHE, find_program, serve

LIGHTHOUSE = "lighthouse@12.8.2"
WANTED = {"accessibility": 1.0, "best-practices": 1.0, "seo": 1.0, "performance": 0.95}


def main() -> int:
    """Look at the home page, a cover, a section, figures and the search; return the exit code."""
    site = Path(__file__).parents[1] / "site"
    slug = next(site.glob("*/sec_2.html")).parent.name
    program = get_lighthouse()
    wanting = 0
    with serve(site) as root:
        for name in ("index.html", f"{slug}/index.html", f"{slug}/sec_2.html", f"{slug}/figures.html", "search.html"):
            found = look(program, f"{root}/{name}")
            scores = {kind: found["categories"][kind]["score"] for kind in WANTED}
            sys.stdout.write(f"{name}: {', '.join(f'{kind} {round(score * 100)}' for kind, score in scores.items())}\n")
            for kind, least in WANTED.items():
                if scores[kind] < least:
                    wanting += 1
                    names = [one["id"] for one in found["categories"][kind]["auditRefs"] if one["weight"]]
                    failed = [name for name in names if (found["audits"][name]["score"] or 0) < 1]
                    sys.stdout.write(f"  {kind}: {', '.join(failed)}\n")
    return bool(wanting)


def get_lighthouse() -> Path:
    """Return the program, installed where the engines are. Raises OSError or CalledProcessError without npm."""
    folder = CACHE.parent / "lighthouse"
    program = folder / "node_modules/.bin/lighthouse"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        npm = find_program("npm")
        subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", LIGHTHOUSE], cwd=folder, check=True)
    return program


def look(program: Path, address: str) -> dict[str, Any]:
    """Return what Lighthouse finds at an address."""
    flags = "--chrome-flags=--headless --no-sandbox"
    chrome = {**os.environ, "CHROME_PATH": find_program("chromium", "google-chrome", "chrome")}
    done = subprocess.run(
        [program, address, "--quiet", "--output=json", flags], env=chrome, check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    sys.exit(main())
