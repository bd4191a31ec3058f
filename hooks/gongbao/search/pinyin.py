"""The letters of the texts in, their sounds out, so that a query may be typed as pinyin."""

from collections.abc import Set

from gongbao.script.dictionary import read_entries


def list_sounds(alphabet: Set[str]) -> str:
    """Return the syllables that the letters have, without tones, each with its letters: `ying应营 shang上商`."""
    sounds = (entry.split() for entry in read_entries("pinyin.txt"))
    heard = ((sound, "".join(letter for letter in letters if letter in alphabet)) for sound, letters in sounds)
    return " ".join(sound + letters for sound, letters in heard if letters)
