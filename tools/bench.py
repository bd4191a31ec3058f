"""Sizes and generators in, a table out: what it costs to build archives with Gongbao and with what others would use.

Everything is generated, so that a run can be repeated anywhere: `tools/archive.py` writes the archives,
`bench_markdown` the same text for the others, which are installed in the versions of `bench-requirements.txt`.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench_page import make_page
from bench_peers import PEERS, Peer, find_program, install_peer
from bench_run import BuildError, Cost, measure, take_median
from bench_table import BASE, ONE_SCRIPT, Results, write_section

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "BENCHMARKS.md"
SIZES = (1, 10, 100, 1000)
# A build is run again until it was run this often or took this many seconds together.
RUNS, ENOUGH = 5, 20
LEFT_BY_BUILDS = ("site", "public", "resources", ".cache", ".zensical-i18n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to measure: the sizes, the peers, how often at most, whether also what takes hours; and where to work."""

    sizes: tuple[int, ...]
    peers: tuple[str, ...]
    runs: int
    everything: bool
    home: Path

    @property
    def aside(self) -> Path:
        """Where the outputs of builds wait for the end."""
        return self.home / "done"

    def put_aside(self, folder: Path) -> None:
        """Take a folder away without deleting it.

        Linux's ext4 makes files many times slower for a minute after thousands were deleted (it passes over the places
        of what was just deleted, one by one), so a build would be measured by what was deleted before it.
        """
        if folder.exists():
            self.aside.mkdir(parents=True, exist_ok=True)
            folder.rename(self.aside / str(len(list(self.aside.iterdir()))))

    if __name__ == "__main__":
    main()
