"""A template's source in, the template compiled out as it was last time; always safe to delete.

To compile the templates takes a tenth of a second, a third of a small build. They lie beside the package's own, where
Python keeps what it has compiled of the package, and are code as that is: never in the store, which data fills.
"""

import hashlib
from pathlib import Path

import jinja2

from gongbao.store import hash_code, read_sealed, write_sealed

HOME = Path(__file__).parent / "templates/__pycache__"


class Bytecode(jinja2.BytecodeCache):
    """Compiled templates of the package and of projects, kept by name, source and this code."""

    folder = HOME

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002  it is Jinja's to give
        """Return what a template is kept under, wherever it lies: its source tells whether it is the same."""
        return hashlib.sha256(name.encode()).hexdigest()[:24]

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> jinja2.bccache.Bucket:
        """Return a template's place, filled if it was compiled here: a mistake is told by the file it was read from."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code and filename and bucket.code.co_filename != filename:
            bucket.reset()
        return bucket

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Fill a template's place, if it is kept."""
        if content := read_sealed(self.name(bucket)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep a template, in the place of older states of it."""
        path = self.name(bucket)
        write_sealed(path, bucket.bytecode_to_string())
        for older in self.folder.glob(f"{bucket.key}-*.template"):
            if older != path:
                older.unlink(missing_ok=True)

    def name(self, bucket: jinja2.bccache.Bucket) -> Path:
        """Return where a template is kept."""
        return self.folder / f"{bucket.key}-{hashlib.sha256(hash_code()).hexdigest()[:24]}.template"
