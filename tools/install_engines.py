"""A machine in, the same machine with the engines that Debian has out: Firefox, WebKitGTK, WPE, a text browser."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Packages, each with the program or file that shows that it is there.
PACKAGES = {
    "firefox-esr": "firefox-esr",
    "webkit2gtk-driver": "WebKitWebDriver",
    "gir1.2-webkit2-4.1": "/usr/lib/x86_64-linux-gnu/girepository-1.0/WebKit2-4.1.typelib",
    "python3-gi": "/usr/lib/python3/dist-packages/gi/__init__.py",
    "xvfb": "xvfb-run",
    "openbox": "openbox",
    "wpewebkit-driver": "WPEWebDriver",
    "cog": "cog",
    "w3m": "w3m",
}


def main() -> int:
    """Install what is missing, where that can be done; an engine that stays away is told by the run."""
    missing = [package for package, sign in PACKAGES.items() if not (shutil.which(sign) or Path(sign).is_file())]
    apt = shutil.which("apt-get")
    if missing and apt:
        sudo = [] if os.geteuid() == 0 else ["sudo"]
        command = [*sudo, apt, "install", "-q", "-y", "--no-install-recommends", *missing]
        subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
