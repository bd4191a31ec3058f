#!/usr/bin/env bash
# typst 0.15.2: under PDF/UA-1, a table that goes on on the next page is refused where the page has a foreground.
# Expected: the foreground, which is an artifact, has nothing to do with the table's tags; with the same as background,
# or without the standard, the table is set.
# Seen: foreground: "PDF/UA-1 error: invalid table (Table) structure"; background: set.
# In Gongbao: print/templates/blocks.typ (`broad`).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet typst==0.15.2
cat > show.py <<'PY'
import typst

SOURCE = """
#set document(title: "t")
#set text(lang: "en")
#page(WHERE: [number], table(columns: 1, table.header[head], ..range(90).map(n => [#n])))
"""
seen = {}
for where in ("foreground", "background"):
    try:
        typst.compile(SOURCE.replace("WHERE", where).encode(), pdf_standards=["ua-1"])
        seen[where] = "set"
    except typst.TypstError as error:
        seen[where] = " ".join(str(error).split())
    print(f"{where}: {seen[where]}")
raise SystemExit(0 if "invalid table (Table) structure" in seen["foreground"] and seen["background"] == "set" else 1)
PY
venv/bin/python show.py
