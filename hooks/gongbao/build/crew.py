"""A Dask cluster and a packed project in, the workers that may make its reports out: each is checked before its first.

A worker that comes later is checked when it comes. Nothing is registered with the scheduler: a plugin of ours would
keep every worker from joining, whoever started it, that has no Gongbao.
"""

import contextlib
import secrets
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.store import DIGEST_SIZE, hash_code

if TYPE_CHECKING:
    from distributed import Client


class Crew:
    """The workers of a cluster, as far as they are known: `fit` have this very package, and the project."""

    def __init__(self, client: "Client", project: bytes) -> None:
        """Know none yet."""
        self.client, self.content = client, project
        self.project = f"gongbao-{secrets.token_hex(8)}"
        self.fit: set[str] = set()
        self.unfit: set[str] = set()

    def renew(self) -> Problems:
        """Look who is there now, and check those who came; return what is wrong with those who may make nothing."""
        from gongbao.build.cluster_worker import unpack_project

        problems = Problems()
        present = set(self.client.scheduler_info()["workers"])
        self.fit &= present
        self.unfit &= present
        if came := present - self.fit - self.unfit:
            equal = self._check(came, problems)
            done = self.client.run(unpack_project, self.project, self.content, workers=sorted(equal), on_error="return")
            self.fit |= {address for address, result in done.items() if result is None}
        return problems

    def forget(self, address: str) -> None:
        """Check a worker again: another one has its address."""
        self.fit.discard(address)

    def dismiss(self) -> None:
        """Take the project away from all workers that are still there."""
        from gongbao.build.cluster_worker import drop_project

        with contextlib.suppress(OSError):
            self.client.run(drop_project, self.project, workers=sorted(self.fit), on_error="ignore")

    def _check(self, came: Collection[str], problems: Problems) -> set[str]:
        """Return the workers whose package, Python and libraries are the same, and note the others.

        Dask itself would only warn, and of a few libraries. A worker that is lost meanwhile is neither.
        """
        from gongbao.build.cluster_worker import name_worker, tell_code

        equal = set[str]()
        told = self.client.run(tell_code, workers=sorted(came), on_error="return")
        for address, code in sorted(told.items()):
            if isinstance(code, OSError):
                continue
            if code == hash_code():
                equal.add(address)
                continue
            self.unfit.add(address)
            if isinstance(code, BaseException):
                message = _("has no Gongbao like this one: {error} (install the same version there)").format(error=code)
            else:
                message = name_difference(code, hash_code())
            problems.add(Path(name_worker(address)), 0, message)
        return equal


def name_difference(theirs: bytes, ours: bytes) -> str:
    """Return in what the package of a worker differs from this one."""
    there, here = (set(code[DIGEST_SIZE:].decode().split("\n")) for code in (theirs, ours))
    names = [name.removesuffix(".dist-info") for name in sorted(there - here)]
    if names:
        return _("has other versions than this machine: {names} (install from the same requirements.txt)").format(
            names=", ".join(names)
        )
    return _("has another Gongbao, its code or dictionary differs (install the same version there)")
