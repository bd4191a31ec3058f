"""Compressed copies: reproducible, and as old as their source."""

from pathlib import Path

from gongbao.output.compression import deflate, read_gzip, write_gzips


def test_a_gz_is_reproducible_and_has_the_time_of_its_source(tmp_path: Path) -> None:
    source = tmp_path / "index.html"
    source.write_bytes("政府工作报告".encode() * 99)
    (tmp_path / "seal.png").write_bytes(b"")
    write_gzips(tmp_path)
    first = (tmp_path / "index.html.gz").read_bytes()
    write_gzips(tmp_path)
    target = tmp_path / "index.html.gz"
    assert target.read_bytes() == first
    assert target.stat().st_mtime_ns == source.stat().st_mtime_ns
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "index.html.gz", "seal.png"]
    assert read_gzip(str(target)) == deflate(source.read_bytes())
