"""A publication in, a signature of its manifest beside its folder out, by the signer's own program; and back again.

Nothing is reckoned here: OpenSSH (`ssh-keygen -Y`) or minisign signs and verifies, whichever the key is for. The
manifest lists the checksum of every file, so its signature stands for all of them.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from gongbao.output.manifest import MANIFEST
from gongbao.report.messages import _
from gongbao.report.problems import refuse

Program = Literal["ssh-keygen", "minisign"]
# What an OpenSSH signature is for, so that one made for another purpose counts for nothing here.
NAMESPACE = "gongbao"
ENDINGS: dict[Program, str] = {"ssh-keygen": ".sig", "minisign": ".minisig"}
# The first line of every file of minisign.
MINISIGN = b"untrusted comment:"
# A public key of OpenSSH stands alone; in a list of signers each has a name before it.
BARE_KEY = (b"ssh-", b"ecdsa-", b"sk-")


def sign_site(site: Path, key: Path) -> Path:
    """Sign a publication's manifest with a person's private key; return the file of the signature, beside the folder.

    Raises ReportError if the program is missing or refuses, and if what it wrote does not verify.
    """
    manifest = site / MANIFEST
    content = read_bytes(manifest)
    program: Program = "minisign" if read_bytes(key).startswith(MINISIGN) else "ssh-keygen"
    site = site.resolve()
    path = site.with_name(site.name + ENDINGS[program])
    # An old signature that stays where it is would pass for the new one.
    path.unlink(missing_ok=True)
    if program == "minisign":
        run(program, ["-S", "-s", str(key), "-m", str(manifest), "-x", str(path)], key, asks=True)
        public = key.with_suffix(".pub")
        if public.is_file():
            verify_signature(site, path, public)
    else:
        path.write_bytes(run(program, ["-Y", "sign", "-n", NAMESPACE, "-f", str(key)], key, content))
        run(program, ["-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(path)], path, content)
    if not path.is_file() or not path.stat().st_size:
        raise refuse(path, _("{program} wrote no signature").format(program=program))
    return path


def verify_signature(site: Path, signature: Path, signers: Path) -> None:
    """Raise ReportError unless a signature of a publication's manifest is by one of the signers.

    `signers` is a file of allowed signers or a public key of OpenSSH, or a public key of minisign.
    """
    content, known = read_bytes(site / MANIFEST), read_bytes(signers)
    if read_bytes(signature).startswith(MINISIGN):
        run("minisign", ["-V", "-p", str(signers), "-m", str(site / MANIFEST), "-x", str(signature)], signature)
        return
    with tempfile.TemporaryDirectory(prefix="gongbao-") as shelter:
        allowed = Path(shelter) / "signers"
        lines = (b"* " + line if line.startswith(BARE_KEY) else line for line in known.splitlines())
        allowed.write_bytes(b"\n".join(lines) + b"\n")
        seen = ["-s", str(signature), "-f", str(allowed)]
        # Who signed is told by the key; whether these bytes were signed, by the second call alone.
        names = run("ssh-keygen", ["-Y", "find-principals", *seen], signature).split(b"\n", 1)
        name = names[0].strip().decode(errors="replace")
        run("ssh-keygen", ["-Y", "verify", "-n", NAMESPACE, "-I", name, *seen], signature, content)


def run(
    program: Program, arguments: Sequence[str], path: Path, content: bytes | None = None, *, asks: bool = False
) -> bytes:
    """Return what a program writes; nothing if it is one that asks for a password where it writes.

    Raises ReportError about `path` if it fails.
    """
    found = shutil.which(program)
    if not found:
        raise refuse(path, _("{program} is not on this machine (install it)").format(program=program))
    done = subprocess.run([found, *arguments], input=content, capture_output=not asks, check=False)  # noqa: S603  no shell
    if done.returncode:
        said = ((done.stdout or b"") + (done.stderr or b"")).decode(errors="replace")
        reason = ": ".join(dict.fromkeys(filter(None, map(str.strip, said.splitlines())))) or str(done.returncode)
        raise refuse(path, _("{program} refuses: {reason}").format(program=program, reason=reason))
    return done.stdout or b""


def read_bytes(path: Path) -> bytes:
    """Return the content of a file. Raises ReportError."""
    if path.exists() and not path.is_file():
        # To open a pipe would wait for ever.
        raise refuse(path, _("a folder, a pipe or a device, not a file (delete it)"))
    try:
        return path.read_bytes()
    except OSError as error:
        raise refuse(path, _("cannot be read ({strerror})").format(strerror=error.strerror)) from error
