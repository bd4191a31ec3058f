"""Simplified words in, the same words in a Traditional script out: by OpenCC's tables and the reviewed forms.

OpenCC takes tables of one's own only from a configuration file, so one is written for the moment of loading. Words are
converted in two steps: into OpenCC's standard, which takes the large tables and is the same for every script (the
reviewed phrases stand beside OpenCC's, the longest match wins, ours before an equal one; the reviewed characters before
its characters); then into the characters of a region, the house style before OpenCC's table.
"""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import opencc

from gongbao.data.wording import HouseStyle
from gongbao.report.report import SOURCE_SCRIPT, ScriptTag
from gongbao.script.dictionary import read_entries, read_pairs

TABLES = Path(opencc.__file__).parent / "clib" / "share" / "opencc"
REGIONS: dict[ScriptTag, str] = {"zh-Hant": "TW", "zh-Hant-TW": "TW", "zh-Hant-HK": "HK"}
GOVERNMENT: HouseStyle = "hk-government"


def convert_words(words: str, tag: ScriptTag, house: HouseStyle = GOVERNMENT) -> str:
    """Return single words in a Traditional script, of the same length; anything else may stand between them."""
    return write_standard(load_standard().convert(words), tag, house)


def write_standard(form: str, tag: ScriptTag, house: HouseStyle = GOVERNMENT) -> str:
    """Return words of OpenCC's standard as a script writes them."""
    return str(load_region(REGIONS[tag], house if REGIONS[tag] == "HK" else GOVERNMENT).convert(form))


@cache
def load_standard() -> opencc.OpenCC:
    """Return the converter of words into OpenCC's standard."""
    characters = make_inline({word: form for word, form in read_pairs("forms.txt").items() if len(word) == 1})
    return open_opencc(make_config("standard", make_phrases(), characters, make_table("STCharacters")))


@cache
def load_region(region: str, house: HouseStyle) -> opencc.OpenCC:
    """Return the converter of words from OpenCC's standard into a region's characters."""
    style = make_inline(read_style(next(tag for tag, name in REGIONS.items() if name == region), house))
    regional = (make_table(f"{region}VariantsPhrases"), make_table(f"{region}Variants"))
    return open_opencc(make_config(region, style, *regional))


def open_opencc(config: dict[str, Any]) -> opencc.OpenCC:
    """Return OpenCC with a configuration of our own."""
    with TemporaryDirectory(prefix="gongbao-") as folder:
        path = Path(folder) / "config.json"
        path.write_text(json.dumps(config), encoding="utf-8", newline="\n")
        return opencc.OpenCC(str(path))


def make_config(name: str, *tables: dict[str, Any]) -> dict[str, Any]:
    """Return OpenCC's configuration of one step, which asks the tables in their order."""
    compatibility = make_table("CJK_Compatibility_Ideographs")
    return {
        "name": f"Gongbao {name}",
        "normalization": [{"dict": compatibility}],
        # It is asked for words, which are cut already; the phrases here would take half its memory a second time.
        "segmentation": {"type": "mmseg", "dict": compatibility},
        "conversion_chain": [{"dict": make_group("short_circuit", *tables)}],
    }


def make_phrases() -> dict[str, Any]:
    """Return the reviewed phrases beside OpenCC's."""
    return make_group(
        "union",
        make_inline({word: form for word, form in read_pairs("forms.txt").items() if len(word) > 1}),
        make_table("STPhrases"),
        make_table("STPhrases_GeneratedFromRegionalPhrases"),
    )


def read_style(tag: ScriptTag, house: HouseStyle = GOVERNMENT) -> dict[str, str]:
    """Return the house style of a script: from OpenCC's standard to what this publication prints."""
    if tag == SOURCE_SCRIPT:
        return {}
    style = read_pairs("style.txt") | read_pairs(f"style-{REGIONS[tag].lower()}.txt")
    return style | read_pairs("style-hk-government.txt") if REGIONS[tag] == "HK" and house == GOVERNMENT else style


@cache
def simplified_only_characters() -> frozenset[str]:
    """Return the characters that no Traditional page may hold (后, 里, 干, 台 are not among them)."""
    return frozenset("".join(read_entries("simplified.txt")))


def write_regional(form: str, tag: ScriptTag, house: HouseStyle = GOVERNMENT) -> str:
    """Return words in Taiwan's forms as another Traditional script writes them, character by character."""
    if REGIONS[tag] == "TW":
        return form
    characters = load_own("t2hk").convert(load_own("tw2t").convert(form))
    return characters.translate(load_government()) if house == GOVERNMENT else str(characters)


@cache
def load_government() -> dict[int, str]:
    """Return the characters of the Hong Kong government's documents, from those of Hong Kong's character set."""
    pairs = read_pairs("style-hk-government.txt")
    return str.maketrans({load_own("t2hk").convert(standard): form for standard, form in pairs.items()})


@cache
def load_own(config: str) -> opencc.OpenCC:
    """Return OpenCC with one of its own configurations."""
    return opencc.OpenCC(config)


def make_group(policy: str, *tables: dict[str, Any]) -> dict[str, Any]:
    """Return tables that are asked together: `union` for the longest match of all, `short_circuit` in their order."""
    return {"type": "group", "match_policy": policy, "dicts": list(tables)}


def make_table(name: str) -> dict[str, Any]:
    """Return one of OpenCC's compiled tables."""
    return {"type": "ocd2", "file": str(TABLES / f"{name}.ocd2")}


def make_inline(entries: dict[str, str]) -> dict[str, Any]:
    """Return a table of our own."""
    return {"type": "inline", "entries": entries}
