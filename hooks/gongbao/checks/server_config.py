"""The place of a publication in, a web server's configuration out: policy, headers, caching, types, languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import jinja2

from gongbao.output.compression import TEXTUAL
from gongbao.report.messages import _
from gongbao.report.problems import Problem, ReportError
from gongbao.report.report import SOURCE_SCRIPT, ScriptTag

ServerName = Literal["nginx", "apache", "iis"]
TEMPLATES: dict[ServerName, str] = {"nginx": "nginx.conf", "apache": "apache.conf", "iis": "iis.config"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
# What the scanners of the classified protection scheme (等保) ask for, old headers included.
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Strict-Transport-Security": "max-age=31536000",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), payment=(), usb=()",
    "X-XSS-Protection": "1; mode=block",
    "X-Download-Options": "noopen",
    "X-Permitted-Cross-Domain-Policies": "none",
}
# The character set stands in the type: nginx adds none to a file that was compressed beforehand.
TYPES = {
    "text/html; charset=utf-8": ("html",),
    "text/css; charset=utf-8": ("css",),
    "text/javascript; charset=utf-8": ("js",),
    "application/json; charset=utf-8": ("json",),
    "application/jsonl; charset=utf-8": ("jsonl",),
    "application/ld+json; charset=utf-8": ("jsonld",),
    "application/xml; charset=utf-8": ("xml",),
    "text/plain; charset=utf-8": ("txt",),
    "text/csv; charset=utf-8": ("csv",),
    "application/x-bibtex; charset=utf-8": ("bib",),
    "image/svg+xml": ("svg",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/x-icon": ("ico",),
    "font/woff2": ("woff2",),
    "application/pdf": ("pdf",),
    "application/epub+zip": ("epub",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.apache.parquet": ("parquet",),
    "application/zip": ("zip",),
    "application/gzip": ("gz",),
}
REVALIDATE = "no-cache"
IMMUTABLE = "public, max-age=31536000, immutable"
# Folders that hold nothing but files whose names hold a hash of their content.
HASHED = ("assets/css", "assets/js", "search")
PATH = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*")
# Nor a dollar sign: nginx and Apache read a variable there, and have no way to write the sign itself.
FOLDER = re.compile(r"""[^"'<>|*?$\x00-\x1f\x7f]+""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address below which IIS sets something of its own: the whole, a script, files named by their content."""

    path: str
    tag: str = ""
    whole: bool = False
    hashed: bool = False


def make_server_config(server: ServerName, scripts: Sequence[ScriptTag], path: str, folder: str) -> str:
    """Return the configuration of a server for a publication in `folder`, shown below `path` (`/`, `/reports/`).

    Raises ReportError if the path or the folder cannot stand in a configuration.
    """
    folder = folder.replace("\\", "/").rstrip("/")
    if not PATH.fullmatch(path):
        raise ReportError([Problem(path=Path(path), message=_("not a path on a server (example: /reports/)"))])
    if not FOLDER.fullmatch(folder):
        raise ReportError([Problem(path=Path(folder), message=_("not a folder on a server (example: /srv/gongbao)"))])
    tags = [tag for tag in scripts if tag != SOURCE_SCRIPT]
    return (
        make_environment()
        .get_template(TEMPLATES[server])
        .render(
            path=path,
            name="gongbao" + re.sub("[^a-z0-9]", "_", path.lower().rstrip("/")),
            folder=folder,
            tags=tags,
            all_headers=HEADERS,
            types=TYPES,
            textual=sorted(suffix[1:] for suffix in TEXTUAL),
            compressed=[kind for kind, suffixes in TYPES.items() if {f".{suffix}" for suffix in suffixes} & TEXTUAL],
            revalidate=REVALIDATE,
            immutable=IMMUTABLE,
            places=[
                Place(path=path, tag=SOURCE_SCRIPT, whole=True),
                *(Place(path=f"{path}{place}/", hashed=True) for place in HASHED),
                *(Place(path=f"{path}{tag}/", tag=tag) for tag in tags),
            ],
        )
    )


def path_of(site_url: str) -> str:
    """Return the path of the publication's address, with a slash at both ends; `/` if there is no address."""
    path = urlsplit(site_url).path.strip("/")
    return f"/{path}/" if path else "/"


@cache
def make_environment() -> jinja2.Environment:
    """Return the environment of the configurations' templates; that of IIS is XML, and escaped as such."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("gongbao.checks"),
        autoescape=jinja2.select_autoescape(["config"], default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
