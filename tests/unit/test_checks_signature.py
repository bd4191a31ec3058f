"""Signatures: made and verified by the signer's own programs, where they are on this machine."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gongbao.checks.signature import sign_site, verify_signature
from gongbao.output.manifest import MANIFEST, write_manifest
from gongbao.report.problems import ReportError


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    folder = tmp_path / "公报 一"
    folder.mkdir()
    (folder / "index.html").write_bytes(b"<p>1</p>")
    write_manifest(folder)
    return folder


def make_ssh_key(folder: Path, name: str, password: str = "") -> Path:
    if not shutil.which("ssh-keygen"):
        pytest.skip("ssh-keygen is not on this machine")
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", password, "-C", f"{name}@example.gov.cn"]
    subprocess.run([*command, "-f", str(folder / name)], check=True)
    return folder / name


def make_minisign_key(folder: Path, name: str) -> Path:
    if not shutil.which("minisign"):
        pytest.skip("minisign is not on this machine")
    key = folder / f"{name}.key"
    command = ["minisign", "-G", "-W", "-s", str(key), "-p", str(key.with_suffix(".pub"))]
    subprocess.run(command, check=True, capture_output=True)
    return key


@pytest.mark.parametrize("make", [make_ssh_key, make_minisign_key])
def test_a_signature_holds_until_the_manifest_or_the_signer_is_another(
    signed: Path, tmp_path: Path, make: Callable[[Path, str], Path]
) -> None:
    key, other = make(tmp_path, "clerk"), make(tmp_path, "stranger")
    public, foreign = (path.with_suffix(".pub") for path in (key, other))
    (signed.with_name(signed.name + ".sig")).write_text("an old one")
    (signed.with_name(signed.name + ".minisig")).write_text("an old one")
    signature = sign_site(signed, key)
    assert signature.parent == signed.parent
    verify_signature(signed, signature, public)
    with pytest.raises(ReportError, match="refuses"):
        verify_signature(signed, signature, foreign)
    (signed / MANIFEST).write_bytes((signed / MANIFEST).read_bytes() + b"\n")
    with pytest.raises(ReportError, match="refuses"):
        verify_signature(signed, signature, public)


def test_signers_are_known_by_name_and_purpose(signed: Path, tmp_path: Path) -> None:
    key = make_ssh_key(tmp_path, "clerk")
    signature = sign_site(signed, key)
    signers = tmp_path / "signers"
    signers.write_text(f"# the office\nclerk@example.gov.cn {key.with_suffix('.pub').read_text()}")
    verify_signature(signed, signature, signers)
    manifest = signed / MANIFEST
    command = ["ssh-keygen", "-Y", "sign", "-n", "file", "-f", str(key)]
    signature.write_bytes(subprocess.run(command, input=manifest.read_bytes(), check=True, capture_output=True).stdout)
    with pytest.raises(ReportError, match="refuses"):
        verify_signature(signed, signature, signers)


def test_a_program_that_refuses_or_keeps_an_old_signature_leaves_none(
    signed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = signed.with_name(signed.name + ".sig")
    old.write_text("an old one")
    key = tmp_path / "key"
    key.write_text("no key at all")
    with pytest.raises(ReportError, match="ssh-keygen"):
        sign_site(signed, key)
    assert not old.exists()
    tool = tmp_path / "bin" / "minisign"  # ends well and writes nothing
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\nexit 0\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent) + os.pathsep + os.environ["PATH"])
    key.write_text("untrusted comment: minisign encrypted secret key\n")
    with pytest.raises(ReportError, match="wrote no signature"):
        sign_site(signed, key)


def test_a_missing_program_or_file_is_told(signed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReportError, match="cannot be read"):
        sign_site(signed, tmp_path / "nowhere")
    key = tmp_path / "key"
    key.write_text("key")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReportError, match="is not on this machine"):
        sign_site(signed, key)
