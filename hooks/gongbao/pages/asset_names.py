"""The folders of assets in, their published names out: a name holds a hash of the content, so no cache mixes two.

The package has what every publication needs; a file of a project's own at the same path goes before it.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

OWN = Path(__file__).parent / "assets"
HASHED = (".css", ".js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that pages refer to: its published path under assets/, and where it lies."""

    published: str
    path: Path

    @property
    def packaged(self) -> bool:
        """Tell whether it is the package's, which no one else publishes."""
        return self.path.is_relative_to(OWN)


def make_assets(folder: Path) -> dict[str, Asset]:
    """Return every asset of the package and of a project's folder, by its path under the folder."""
    found = {
        path.relative_to(home).as_posix(): path
        for home in (OWN, folder)
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }
    return {name: Asset(published=name_asset(name, path), path=path) for name, path in sorted(found.items())}


def name_asset(name: str, path: Path) -> str:
    """Return the published path of one file: style sheets and scripts carry their hash, images keep their name."""
    if path.suffix not in HASHED:
        return name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
    return f"{name.removesuffix(path.suffix)}.{digest}{path.suffix}"
