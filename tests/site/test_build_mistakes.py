"""`gongbao serve`: what is wrong with a saved file stands in the browser, and goes when the file is mended."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import change
from gongbao.build.new_project import write_project

WRONG = "没有生成"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A new project and the address at which it is shown."""
    project = tmp_path / "云溪 公报"
    write_project(project)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "gongbao", "serve", "--address", address]
    with subprocess.Popen(command, cwd=project, stderr=subprocess.DEVNULL) as server:
        try:
            yield project, f"http://{address}/"
        finally:
            server.kill()


def wait_for(address: str, expected: str, absent: str = "\0") -> str:
    """Return a page as soon as it has one text and not the other."""
    text = ""
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                text = answer.read().decode()
        except OSError:
            text = ""
        if expected in text and absent not in text:
            return text
        time.sleep(0.25)
    raise AssertionError(text)


def test_what_is_wrong_stands_in_the_browser_until_it_is_mended(served: tuple[Path, str]) -> None:
    project, address = served
    wait_for(address, "某某市")
    change(project / "data/site.yml", "title: 某某市", "titel: <某某市")
    shown = wait_for(address + "help.html", WRONG)
    assert "data/site.yml:2: unknown key &quot;titel&quot;" in shown
    assert "/livereload/" in shown, "the page renews itself"
    with urllib.request.urlopen(address + "assets/images/seal.svg", timeout=30) as answer:
        assert answer.status == 200
    change(project / "data/site.yml", "titel: <某某市", "title: 东江市")
    wait_for(address, "东江市", WRONG)
    change(project / "docs/help.md", "{{ offline() }}", "{{ offlin() }}")
    assert "docs/help.md:" in wait_for(address, WRONG)
    change(project / "docs/help.md", "{{ offlin() }}", "{{ offline() }}")
    wait_for(address + "help.html", "东江市", WRONG)
