"""The print style sheet's font stacks and the machine's faces in, the faces that a PDF is set in out, one for each use.

Of every stack the first family that is here and permitted is taken, and for characters it lacks the next that has them.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from gongbao.print.typefaces import Face, find_covered, find_face, list_faces, write_subset
from gongbao.report.report import ScriptTag
from gongbao.store import hash_code, read_sealed, write_sealed

# What the style sheet sets in each stack: its variable, its name to a printer, the weights it is used in.
USES = (
    ("xiaobiaosong", "小标宋", (700,)),
    ("fangsong", "仿宋", (400, 700)),
    ("kaiti", "楷体", (400,)),
    ("heiti", "黑体", (400,)),
    ("songti", "宋体", (400,)),
)
BLOCK = re.compile(r"^:root(?::lang\((?P<tag>[\w-]+)\))? \{(?P<rules>.*?)^\}", re.DOTALL | re.MULTILINE)
STACK = re.compile(r"--(?P<use>[a-z]+): (?P<names>[^;]*,[^;]*);")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A face taken for a use: as the family of that name at a weight, for some characters."""

    use: str
    family: str
    weight: int
    face: Face
    characters: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """The faces of one script's PDFs.

    `barred` are families of the stacks that are here but must not be embedded; no face here has the `missing`.
    """

    choices: tuple[Choice, ...]
    barred: frozenset[str]
    missing: frozenset[str]

    def write_files(self, folder: Path, kept: Path) -> None:
        """Write `faces.css`, which the PDFs are printed with, and the fonts that it names.

        Making a font takes seconds, so what was made last time is taken from the folder `kept`, if it is the same.
        """
        made: dict[tuple[str, int, Face], set[str]] = {}
        for choice in self.choices:
            if not choice.face.ready:
                made.setdefault((choice.family, choice.weight, choice.face), set()).update(choice.characters)
        # A rule that no character falls under keeps the browser from the installed font of that name.
        rules = [
            f'@font-face {{ font-family: "{name}"; src: url("none"); unicode-range: U+0; }}\n'
            for name in sorted(self.barred)
        ]
        for (family, weight, face), characters in made.items():
            name = f"{face.postscript}-{weight}.ttf"
            place = kept / name_font(face, weight, characters)
            if content := read_sealed(place):
                (folder / name).write_bytes(content)
            else:
                write_subset(face, weight, sorted(characters), folder / name)
                write_sealed(place, (folder / name).read_bytes())
            rules.append(f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{name}"); }}\n')
        (folder / "faces.css").write_text("".join(rules), encoding="utf-8", newline="\n")

    @property
    def postscript_names(self) -> frozenset[str]:
        """The names by which a PDF calls the chosen faces."""
        return frozenset(choice.face.postscript for choice in self.choices)

    def describe(self) -> str:
        """Return which families serve which uses, for a person."""
        families: dict[str, list[str]] = {}
        for choice in self.choices:
            uses = families.setdefault(choice.family, [])
            if choice.use not in uses:
                uses.append(choice.use)
        return ", ".join(f"{family} ({' '.join(uses)})" for family, uses in families.items())


def name_font(face: Face, weight: int, characters: Set[str]) -> str:
    """Return the name under which a font with these characters of a face is kept, as long as its file is the same."""
    about = face.path.stat()
    facts = (face.path, about.st_size, about.st_mtime_ns, face.number, version("fonttools"), *sorted(characters))
    digest = hashlib.sha256(hash_code() + repr(facts).encode())
    return f"{face.postscript}-{weight}-{digest.hexdigest()[:24]}.ttf"


def make_lettering(style: str, tag: ScriptTag, characters: frozenset[str]) -> Lettering:
    """Return the faces for a script and the characters of its pages; `style` is the text of the print style sheet."""
    faces, stacks = list_faces(), read_stacks(style, tag)
    choices = tuple(
        choice
        for use, name, weights in USES
        for weight in weights
        for choice in choose(faces, stacks[use], name, weight, characters)
    )
    named = frozenset(family for stack in stacks.values() for family in stack)
    permitted = frozenset[str]().union(*(face.names for face in faces if face.permitted))
    barred = named & frozenset[str]().union(*(face.names for face in faces if not face.permitted)) - permitted
    missing = characters.difference(*(choice.characters for choice in choices))
    for face in faces:
        if missing and face.permitted:
            missing -= find_covered(face, missing)
    return Lettering(choices=choices, barred=barred, missing=missing)


def choose(
    faces: Sequence[Face], stack: Sequence[str], use: str, weight: int, characters: frozenset[str]
) -> Iterator[Choice]:
    """Give the faces of a stack that between them have the characters, in the order of the stack."""
    for family in stack:
        face = find_face(faces, family, weight)
        covered = find_covered(face, characters) if face and face.permitted else frozenset()
        if face and covered:
            yield Choice(use=use, family=family, weight=weight, face=face, characters=covered)
            characters -= covered
        if not characters:
            return


def read_stacks(style: str, tag: ScriptTag) -> Mapping[str, Sequence[str]]:
    """Return the font stacks of a style sheet as they stand for a script: the families by the variable's name."""
    stacks: dict[str, Sequence[str]] = {}
    for block in BLOCK.finditer(style):
        if not block["tag"] or f"{tag}-".startswith(f"{block['tag']}-"):
            for stack in STACK.finditer(block["rules"]):
                stacks[stack["use"]] = [name.strip().strip('"') for name in stack["names"].split(",")]
    return stacks
