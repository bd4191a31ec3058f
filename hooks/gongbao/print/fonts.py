"""Font stacks and a document's characters in, the families to set it in out, and the characters that no font has.

Typst sets a character that a font lacks as an empty box without a word, and embeds a font whatever its licence says. So
both are looked at before anything is set.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from gongbao.print.faces import Face, find_covered, find_face, list_families
from gongbao.print.setting import Setting
from gongbao.print.style import Use, read_style
from gongbao.report.messages import N_, _

REGULAR, BOLD = 400, 700
BOLD_ENOUGH = 600
# Uses that are set in bold where the face has it: titles, and the first words of a paragraph.
BOLD_USES: frozenset[Use] = frozenset({"xiaobiaosong", "fangsong"})
# Whose families serve the letters of drawings.
LETTERING: tuple[Use, ...] = ("heiti", "songti")
# What is printed in the place of a character that no font has: the first that a font has.
SUBSTITUTES = "〓□?"
# What every Chinese font has, whatever its script.
NUMERAL = "一"
NO_FONT = N_(
    "no Chinese font that may be embedded is on this machine, so no PDF is made "
    "(install one: Noto Serif CJK and Noto Sans CJK are free; on Debian and Ubuntu apt install fonts-noto-cjk)"
)


class NoFontError(Exception):
    """There is no font to set Chinese in; the message tells a person what to install."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The families that set a document, by use and in order; `bold` are the uses whose first face has a bold.

    `faces` are all that may stand in the file; no font of this machine has the `missing`, which are printed as the
    `substitute`. `beyond` tells that the families of the stacks were not enough, so that it depends on every font of
    this machine.
    """

    families: Mapping[Use, Sequence[str]]
    bold: frozenset[Use]
    faces: frozenset[Face]
    missing: frozenset[str]
    substitute: str
    beyond: bool

    def describe(self) -> str:
        """Return which families serve which uses, for a person."""
        uses: dict[str, list[str]] = {}
        for use, families in self.families.items():
            for family in families:
                uses.setdefault(family, []).append(use)
        return ", ".join(f"{family} ({' '.join(names)})" for family, names in uses.items())


def choose_fonts(stacks: Mapping[Use, Sequence[str]], characters: frozenset[str]) -> Choice:
    """Return the families that set some characters. Raises NoFontError if no family of any stack is here and permitted.

    Of each stack it is the first that is here, and for what that lacks the next that has it; what no family of a stack
    has is taken from those of the others, and then from any font of the machine, families in alphabetical order. A
    private-use character is in each font another, or a sign of its maker's, and always missing.
    """
    missing = set(filter(is_private, characters))
    characters = frozenset(filter(is_ink, characters - missing))
    families: dict[Use, list[str]] = {}
    faces: set[Face] = set()
    for use, stack in stacks.items():
        families[use] = [*iter_needed(stack, use, characters, faces, set())]
    chosen = list(dict.fromkeys(family for own in families.values() for family in own))
    if not chosen:
        raise NoFontError(_(NO_FONT))
    known = dict.fromkeys(chain(chosen, *stacks.values()))
    for use, own in families.items():
        everything = dict.fromkeys([*own, *known, *sorted(list_families())])
        families[use] = [*iter_needed(everything, use, characters, faces, missing)]
    bold = frozenset(use for use in BOLD_USES if is_bold(find_face(families[use][0], BOLD)))
    substitute = next(mark for mark in SUBSTITUTES if any(find_covered(face, frozenset(mark)) for face in faces))
    return Choice(
        families=families,
        bold=bold,
        faces=frozenset(faces),
        missing=frozenset(missing),
        substitute=substitute,
        beyond=bool(missing) or any(family not in known for own in families.values() for family in own),
    )


def list_known(stacks: Mapping[Use, Sequence[str]]) -> list[Face]:
    """Return the faces of this machine that belong to families of some stacks, in their order."""
    found = (face for use, stack in stacks.items() for family in stack for face in list_used(family, use))
    return list(dict.fromkeys(found))


def iter_needed(
    families: Iterable[str], use: Use, characters: frozenset[str], faces: set[Face], missing: set[str]
) -> Iterator[str]:
    """Give those families, in order, that have some of the characters which those before lack.

    Adds the faces that are used, and the characters that none has.
    """
    for family in families:
        found = list_used(family, use)
        covered = frozenset.intersection(*(find_covered(face, characters) for face in found)) if found else frozenset()
        if covered:
            yield family
            faces.update(found)
            characters -= covered
        if not characters:
            return
    missing |= characters


def list_used(family: str, use: Use) -> list[Face]:
    """Return the faces of a family that a use is set in; none if one of them must not be embedded."""
    weights = (REGULAR, BOLD) if use in BOLD_USES else (REGULAR,)
    faces = [face for face in (find_face(family, weight) for weight in weights) if face]
    return faces if all(face.permitted for face in faces) else []


def is_bold(face: Face | None) -> bool:
    """Tell whether a face is bold by itself."""
    return face is not None and face.weight >= BOLD_ENOUGH


@cache
def is_private(character: str) -> bool:
    """Tell whether a character means something to its makers alone."""
    return unicodedata.category(character) == "Co"


@cache
def is_ink(character: str) -> bool:
    """Tell whether a character needs a glyph: not a space, a control or a mark of format."""
    return not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf"}


def list_stacks(setting: Setting) -> Mapping[Use, Sequence[str]]:
    """Return the families for each use in a script."""
    return read_style(setting.sheet, setting.tag).stacks


def list_lettering(setting: Setting) -> tuple[str, ...]:
    """Return the families of this machine in which the letters of a drawing are set that names others."""
    stacks = list_stacks(setting)
    return tuple(dict.fromkeys(name for use in LETTERING for name in stacks[use] if name in list_families()))


def find_missing_font(settings: Iterable[Setting]) -> str:
    """Return what a person should install before PDFs can be made; nothing if they can."""
    try:
        for setting in settings:
            choose_fonts(list_stacks(setting), frozenset(NUMERAL))
    except NoFontError as error:
        return str(error)
    return ""


def describe_choice(settings: Iterable[Setting]) -> str:
    """Return in which fonts PDFs are set here, for a person."""
    choices = [choose_fonts(list_stacks(setting), frozenset(NUMERAL)).describe() for setting in settings]
    return "; ".join(dict.fromkeys(choices))
