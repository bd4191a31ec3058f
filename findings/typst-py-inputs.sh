#!/usr/bin/env bash
# typst (PyPI) 0.15.2: a kept Compiler remembers the inputs of its last document for the next one that names none.
# Expected: compile() without sys_inputs has those that Compiler() was given: here none, so the default is printed.
# Seen: "first: one", "second: one" (the second document was given no inputs at all).
# In Gongbao: print/typesetter.py gives every argument at every call.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet typst==0.15.2 pypdf==7.1.1
printf '#sys.inputs.at("name", default: "none given")' > page.typ
cat > show.py <<'PY'
import io, pypdf, typst

compiler = typst.Compiler()
read = lambda content: pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text().strip()
first = read(compiler.compile(input="page.typ", format="pdf", sys_inputs={"name": "one"}))
second = read(compiler.compile(input="page.typ", format="pdf"))
print("first:", first)
print("second:", second)
raise SystemExit(0 if second == "one" else 1)
PY
venv/bin/python show.py
