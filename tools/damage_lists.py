"""Unicode's and GB 18030's tables in, the lists that mend damaged characters out: `radicals.txt`, `private.txt`.

Run it as `tools/damage_lists.py EquivalentUnifiedIdeograph.txt GB18030.gz`: the first is in Debian's package
unicode-data, the second in locales (`/usr/share/i18n/charmaps`). Python's codec keeps the mapping of the edition of
2000; where glibc's differs, the later editions have given an ordinary character to what was one of private use.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

DICTIONARY = Path(__file__).resolve().parents[1] / "hooks" / "gongbao" / "script" / "dictionary"
FIRST_RADICAL, LAST_RADICAL = 0x2E80, 0x2FDF
EQUIVALENT = re.compile(r"([0-9A-F]{4,6})(?:\.\.([0-9A-F]{4,6}))?\s*;\s*([0-9A-F]{4,6})\b")
TWO_BYTES = re.compile(r"<U([0-9A-F]{4,8})>\s+/x([0-9a-f]{2})/x([0-9a-f]{2})\s")


def list_radicals(table: str) -> Iterator[str]:
    """Give every radical with the ideograph it looks like."""
    for line in table.splitlines():
        if match := EQUIVALENT.match(line):
            first, last = int(match[1], 16), int(match[2] or match[1], 16)
            for code in range(max(first, FIRST_RADICAL), min(last, LAST_RADICAL) + 1):
                yield f"{chr(code)} {chr(int(match[3], 16))}"


def list_private(charmap: str) -> Iterator[str]:
    """Give every private-use character of the first edition with the ordinary one of the later editions."""
    for line in charmap.splitlines():
        if match := TWO_BYTES.match(line):
            old = bytes.fromhex(match[2] + match[3]).decode("gb18030", errors="replace")
            new = chr(int(match[1], 16))
            if "\ue000" <= old <= "\uf8ff" and old != new and not "\ue000" <= new <= "\uf8ff":
                yield f"{old} {new}  # U+{ord(old):04X}"


def write_list(name: str, comment: str, lines: Iterator[str]) -> None:
    """Write a list into the dictionary."""
    text = "\n".join([f"# {comment}, by tools/damage_lists.py.", *sorted(lines)]) + "\n"
    (DICTIONARY / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    equivalents, charmap = map(Path, sys.argv[1:])
    write_list(
        "radicals.txt",
        "Radicals and the ideographs like them, from EquivalentUnifiedIdeograph.txt of Unicode 15.0 (Unicode License)",
        list_radicals(equivalents.read_text(encoding="utf-8")),
    )
    write_list(
        "private.txt",
        "Private-use characters of GB 18030-2000 and what they are since, from the charmap of glibc 2.36 (LGPL 2.1)",
        list_private(gzip.decompress(charmap.read_bytes()).decode("ascii", errors="replace")),
    )
