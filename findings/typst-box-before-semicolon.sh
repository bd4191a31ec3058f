#!/usr/bin/env bash
# typst 0.15.2: a line may begin with ；, ： or % where a box stands before it, and never where the same text does.
# Expected: a box keeps its text on one line, and what no line begins with after text, none begins with after a box.
# Seen: of 20 widths none lets plain text begin a line with ；, ： or %; with a box before the mark some do, for each of
# the three. (A box is an object, class CB of UAX 14, whose rule LB20 parts from it what LB21 to LB25 would have kept.)
# In Gongbao: print/runs.py.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet typst==0.15.2 pypdfium2==5.2.0
cat > show.py <<'PY'
import pypdfium2
import typst

# Without a font for Chinese the marks are empty boxes; their text can be read all the same.
HEAD = '#set page(width: {width}pt, height: auto, margin: 0pt)\n#set text(lang: "zh", size: 10pt)\n'
BODY = "甲乙丙丁戊己{word}{mark}庚辛壬癸子丑寅卯"


def begins(word: str, mark: str, width: int) -> bool:
    """Tell whether a line begins with the mark in a paragraph of this width."""
    source = HEAD.format(width=width) + BODY.format(word=word, mark=mark)
    page = pypdfium2.PdfDocument(typst.compile(source.encode()))[0]
    lines = page.get_textpage().get_text_bounded().splitlines()
    return any(line.startswith(mark) for line in lines)


seen = {}
for mark in "；：%":
    for word in ("11", "#box[11]"):
        seen[mark, word] = sum(begins(word, mark, width) for width in range(30, 90, 3))
        print(f"{mark} after {word}: begins a line at {seen[mark, word]} widths of 20")
held = all(seen[mark, "11"] == 0 < seen[mark, "#box[11]"] for mark in "；：%")
raise SystemExit(0 if held else 1)
PY
venv/bin/python show.py
