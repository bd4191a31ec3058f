"""A machine in, the same machine with what the tests drive out: Chromium, Chinese fonts, PDF readers, web servers.

On Debian the missing packages are installed; elsewhere the missing programs are named.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = {
    "chromium": ("chromium", "google-chrome", "chrome"),
    "poppler-utils": ("pdftotext",),
    "nginx-light": ("nginx",),
    "apache2": ("apache2",),
}
FONTS = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")


def find_missing() -> list[str]:
    """Return the Debian packages whose programs or fonts this machine lacks."""
    missing = [package for package, programs in PACKAGES.items() if not any(map(shutil.which, programs))]
    if sys.platform == "linux" and not FONTS.exists():
        missing.append("fonts-noto-cjk")
    return missing


def main() -> int:
    """Install what is missing; return the exit code."""
    missing = find_missing()
    if not missing:
        return 0
    apt = shutil.which("apt-get")
    if not apt:
        sys.stderr.write(f"missing for the tests: {', '.join(missing)} (install them, then run make test again)\n")
        return 1
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *missing]):
        done = subprocess.run([*sudo, apt, *command], env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
