"""One build in, what its steps share out: the data, where it is written, the assets' names, the converters."""

from dataclasses import dataclass, field
from pathlib import Path

from gongbao.conversion import Converter, make_converter
from gongbao.library import Library
from gongbao.model import ScriptTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one build works on; `site_url` is the absolute address, ending in a slash, or empty."""

    library: Library
    root: Path
    site_dir: Path
    site_url: str
    assets: dict[str, str]
    converters: dict[ScriptTag, Converter] = field(default_factory=dict)

    def converter(self, tag: ScriptTag) -> Converter:
        """Return the build's one converter to a script, so that each distinct text is converted once."""
        if tag not in self.converters:
            self.converters[tag] = make_converter(tag)
        return self.converters[tag]

    def asset(self, name: str) -> str:
        """Return the published path of an asset. Raises KeyError for an unknown name."""
        return f"assets/{self.assets[name]}"
