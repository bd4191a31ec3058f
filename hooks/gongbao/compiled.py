"""A template's source in, the template as it was compiled last time out."""

from pathlib import Path

import jinja2

from gongbao.kept import delete_older, hash_code, read_kept, write_kept

# The package's own, beside their sources, where Python keeps what it has compiled of the package.
OWN = Path(__file__).parent / "templates/__pycache__"


class Compiled(jinja2.BytecodeCache):
    """Compiled templates, kept by their names, their source and this code; always safe to delete."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not be there."""
        self.folder = folder

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Fill a template's place, if it is kept."""
        if content := read_kept(self.name(bucket)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep a template, in the place of older states of it."""
        path = self.name(bucket)
        write_kept(path, bucket.bytecode_to_string())
        delete_older(self.folder, {path.name})

    def name(self, bucket: jinja2.bccache.Bucket) -> Path:
        """Return where a template is kept."""
        return self.folder / f"{bucket.key}-{hash_code().hex()[:24]}.template"
