"""The folder of assets in, their published names out: a name holds a hash of the content, so no cache mixes two."""

import hashlib
from pathlib import Path

HASHED = (".css", ".js")


def make_asset_names(folder: Path) -> dict[str, str]:
    """Return the published path under assets/ of every file, by its path under the folder."""
    return {
        path.relative_to(folder).as_posix(): name_asset(path, folder)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def name_asset(path: Path, folder: Path) -> str:
    """Return the published path of one file: style sheets and scripts carry their hash, images keep their name."""
    plain = path.relative_to(folder).as_posix()
    if path.suffix not in HASHED:
        return plain
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
    return f"{plain.removesuffix(path.suffix)}.{digest}{path.suffix}"
