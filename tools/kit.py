"""The locked requirements in, a kit for an office without internet out: a new publication with every wheel beside it.

    make kit                              for Windows, into kit/
    make kit ARGS="--python 3.13"         for another Python than 3.12
    make kit ARGS="--platform here"       for this machine

On the first double-click `开始.cmd` makes the environment from the wheels, and opens the desk.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from gongbao.build.new_project import write_project

ROOT = Path(__file__).resolve().parents[1]
PLATFORMS = {"windows": "win_amd64"}


def write_kit(folder: Path, platform: str, python: str) -> None:
    """Write the kit into a new folder. Raises ReportError or CalledProcessError; nothing is left then."""
    shutil.rmtree(folder, ignore_errors=True)
    write_project(folder)
    wheels = folder / "wheels"
    try:
        download(wheels, platform, python)
        run("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT))
    except subprocess.CalledProcessError:
        shutil.rmtree(folder)
        raise
    finally:
        # Where setuptools has gathered the package; it would be taken for the next one's.
        shutil.rmtree(ROOT / "build", ignore_errors=True)


def download(wheels: Path, platform: str, python: str) -> None:
    """Fetch every locked wheel for a platform."""
    foreign = (
        []
        if platform == "here"
        else ["--platform", PLATFORMS[platform], "--python-version", python, "--implementation", "cp"]
    )
    lock = ROOT / "requirements.txt"
    run("download", "--quiet", "--require-hashes", "--only-binary=:all:", "--no-deps", *foreign,
        "--dest", str(wheels), "--requirement", str(lock))  # fmt: skip


def run(*arguments: str) -> None:
    """Run pip."""
    subprocess.run([sys.executable, "-m", "pip", *arguments], check=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--into", type=Path, default=ROOT / "kit")
    parser.add_argument("--platform", choices=[*PLATFORMS, "here"], default="windows")
    parser.add_argument("--python", default="3.12")
    asked = parser.parse_args()
    write_kit(asked.into, asked.platform, asked.python)
    sys.stdout.write(f"{asked.into}\n")
