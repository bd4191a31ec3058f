"""Real web servers with the configuration that Gongbao writes, each on a port of its own."""

import contextlib
import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gongbao.checks.server_config import ServerName, make_server_config

NGINX = """
{user}daemon off; pid {work}/pid; error_log {work}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {work}/1; proxy_temp_path {work}/2; fastcgi_temp_path {work}/3;
    uwsgi_temp_path {work}/4; scgi_temp_path {work}/5;
    server {{ listen 127.0.0.1:{port}; include "{work}/gongbao.conf"; }}
}}
"""
APACHE = """
ServerRoot "{work}"
PidFile "{work}/pid"
ErrorLog "{work}/error.log"
Listen 127.0.0.1:{port}
ServerName 127.0.0.1
ServerTokens Prod
{user}
{modules}
TypesConfig /dev/null
Include "{work}/gongbao.conf"
"""
# With one that a server often has and Gongbao does not ask for: it lists folders.
MODULES = ("mpm_event", "authz_core", "alias", "autoindex", "deflate", "dir", "filter", "headers", "mime", "rewrite")


Start = Callable[[Path, str], tuple[subprocess.Popen[bytes], int]]


def free_port() -> int:
    """Return a port that no connection of another program gets from the system before the server has taken it."""
    for port in random.SystemRandom().sample(range(10_000, 32_000), 100):
        with socket.socket() as found, contextlib.suppress(OSError):
            found.bind(("127.0.0.1", port))
            return port
    pytest.fail("no port is free")


def start_nginx(work: Path, config: str) -> tuple[subprocess.Popen[bytes], int]:
    port = free_port()
    (work / "gongbao.conf").write_text(config, encoding="utf-8")
    user = "user root; " if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    (work / "nginx.conf").write_text(NGINX.format(user=user, work=work, port=port), encoding="utf-8")
    return subprocess.Popen(
        ["nginx", "-p", str(work), "-e", str(work / "error.log"), "-c", str(work / "nginx.conf")]
    ), port


def start_apache(work: Path, config: str) -> tuple[subprocess.Popen[bytes], int]:
    port = free_port()
    (work / "gongbao.conf").write_text(config, encoding="utf-8")
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES)
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    (work / "apache.conf").write_text(APACHE.format(user=user, work=work, port=port, modules=modules), encoding="utf-8")
    return subprocess.Popen(["apache2", "-X", "-f", str(work / "apache.conf")]), port


STARTS: dict[ServerName, Start] = {"nginx": start_nginx, "apache": start_apache}
PROGRAMS: dict[ServerName, str] = {"nginx": "nginx", "apache": "apache2"}


@contextlib.contextmanager
def run_server(name: ServerName, work: Path, folder: Path, path: str) -> Iterator[str]:
    """Give the address of a publication in `folder`, shown below `path` by a real server."""
    if not shutil.which(PROGRAMS[name]):
        pytest.skip(f"{PROGRAMS[name]} is not on this machine")
    # Apache's workers give up the rights of root, so they cannot look into a private folder, as pytest's are.
    with tempfile.TemporaryDirectory() as shelter:
        if name == "apache":
            Path(shelter).chmod(0o755)
            before = folder.with_name(f"{folder.name}.before")
            folder = Path(shutil.copytree(folder, Path(shelter, "site")))
            if before.exists():
                shutil.copytree(before, Path(shelter, "site.before"))
        process, port = STARTS[name](work, make_server_config(name, ("zh-Hans", "zh-Hant"), path, str(folder)))
        try:
            wait_for(port, process, work / "error.log")
            yield f"http://127.0.0.1:{port}{path}"
        finally:
            process.terminate()
            process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(100):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the server did not start")
