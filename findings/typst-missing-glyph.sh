#!/usr/bin/env bash
# typst 0.15.2: a character that no font has is set as an empty box, without any warning.
# Expected: a warning, as TeX ("Missing character") and browsers' developer tools give it.
# Seen: "warnings: 0" for A公B in a font without 公; the page shows a box, and readers copy 'A \x00 B'.
# In Gongbao: print/fonts.py, print/gaps.py.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet typst==0.15.2 pypdf==7.1.1
cat > show.py <<'PY'
import io, pypdf, typst

source = b'#set text(font: "Libertinus Serif", fallback: false)\nA\xe5\x85\xacB'
compiler = typst.Compiler(source, ignore_system_fonts=True)
content, warnings = compiler.compile_with_warnings(format="pdf")
reader = pypdf.PdfReader(io.BytesIO(content))
fonts = reader.pages[0]["/Resources"]["/Font"].values()
text = reader.pages[0].extract_text().strip()
print("warnings:", len(warnings))
print("fonts:", *{font.get_object()["/BaseFont"] for font in fonts})
print("text:", repr(text))
raise SystemExit(0 if not warnings and "公" not in text else 1)
PY
venv/bin/python show.py
