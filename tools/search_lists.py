"""OpenCC's tables and pypinyin's in, the lists of the search out: `readings.txt`, `pinyin.txt`.

Run it after a change of OpenCC's version.
"""

from importlib.metadata import version
from pathlib import Path

import opencc
import pypinyin

DICTIONARY = Path(__file__).resolve().parents[1] / "hooks" / "gongbao" / "script" / "dictionary"
HAN = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))))
SIMPLIFIED = "gb2312"


def list_readings() -> list[str]:
    """Return every Simplified character with the characters that Taiwan, Hong Kong or older usage write for it."""
    forms: dict[str, set[str]] = {}
    for config in ("t2s", "tw2s", "hk2s"):
        # One character a line: no phrase of a table can join two of them.
        simplified = opencc.OpenCC(config).convert("\n".join(HAN)).split("\n")
        for written, plain in zip(HAN, simplified, strict=True):
            if written != plain:
                forms.setdefault(plain, set()).add(written)
    return [plain + "".join(sorted(written)) for plain, written in sorted(forms.items())]


def list_pinyin() -> list[str]:
    """Return every syllable, without its tone, with the characters that have it as one of their sounds."""
    sounds: dict[str, list[str]] = {}
    for letter in HAN:
        if letter.encode(SIMPLIFIED, errors="ignore"):
            for sound in pypinyin.pinyin(letter, style=pypinyin.NORMAL, heteronym=True)[0]:
                if sound.isascii() and sound.isalpha():
                    sounds.setdefault(sound, []).append(letter)
    return [f"{sound} {''.join(letters)}" for sound, letters in sorted(sounds.items())]


def write_list(name: str, comment: str, lines: list[str]) -> None:
    """Write a list into the dictionary."""
    text = "\n".join([f"# {comment}, by tools/search_lists.py.", *lines]) + "\n"
    (DICTIONARY / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_list(
        "readings.txt",
        f"Characters with the forms that readers may type, from OpenCC {version('opencc')} (Apache License 2.0)",
        list_readings(),
    )
    write_list(
        "pinyin.txt",
        f"Syllables with their characters (those of GB/T 2312), from pypinyin {version('pypinyin')} (MIT License)",
        list_pinyin(),
    )
