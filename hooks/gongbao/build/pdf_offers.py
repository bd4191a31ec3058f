"""Printed documents in, the publication with them out: the files beside the other downloads, and the links to them.

The pages come first, for the PDFs are printed from them; so the links, which tell the size, are added afterwards.
"""

import re
import sys
from collections.abc import Iterator

from markupsafe import Markup

from gongbao.build.context import Context
from gongbao.build.pdf_files import Document, Printing, iter_documents, write_script
from gongbao.output.compression import format_size
from gongbao.output.writer import Writer
from gongbao.pages.views import render
from gongbao.print.chromium import PrintError, find_chromium
from gongbao.report.scripts import script_path

# The first line of a report's list of downloads, on whatever page it stands: a written page may show one too.
LIST = re.compile(r'<li><a href="(?P<base>[^"]*)downloads/(?P<slug>[^/"]+)/report\.txt"')
IMPRINT = '<footer class="imprint'


def write_pdfs(context: Context, writer: Writer) -> None:
    """Print the publication into its downloads; if it cannot be done, say so in one line."""
    tags = context.library.publication.site.scripts
    try:
        printings = write_scripts(context, writer)
    except PrintError as error:
        for tag in tags:
            for document in iter_documents(context, tag):
                (writer.folder / script_path(tag, document.path)).unlink(missing_ok=True)
        sys.stderr.write(f"PDF: {error}; the publication goes without\n")
        return
    sizes = [size for printing in printings for size in write_offers(context, writer, printing)]
    sys.stderr.write(f"PDF: {len(sizes)} files, {sum(sizes) / 1e6:.1f} MB\n")
    sys.stderr.writelines(f"PDF: {line}\n" for printing in printings for line in describe(printing))


def write_scripts(context: Context, writer: Writer) -> list[Printing]:
    """Print every script's PDFs. Raises PrintError."""
    program = find_chromium()
    if not program:
        raise PrintError("there is no Chromium, Chrome or Edge on this machine (GONGBAO_CHROMIUM names one)")
    return [write_script(context, writer, program, tag) for tag in context.library.publication.site.scripts]


def write_offers(context: Context, writer: Writer, printing: Printing) -> list[int]:
    """Link to each PDF of a script from its page, and to the whole from the lists of downloads; return the sizes."""
    home = writer.folder / script_path(printing.tag, "")
    sizes = {document: (home / document.path).stat().st_size for document in printing.documents}
    wholes = {document.slug: document for document in printing.documents if not document.section}

    def link(document: Document, base: str) -> Markup:
        return render("pdf_link.html", base=base, file=document, size=format_size(sizes[document]))

    def offer(first: re.Match[str]) -> str:
        return f"<li>{link(wholes[first['slug']], first['base'])}</li>\n{first[0]}"

    for document in printing.documents:
        page = home / document.page
        own = f'<p class="downloads">{link(document, "../")}</p>\n'
        text = page.read_text(encoding="utf-8").replace(IMPRINT, own + IMPRINT, 1)
        writer.write(script_path(printing.tag, document.page), text.encode())
    lists = {f"{slug}/{name}.html" for slug in wholes for name in ("index", "figures")}
    for name in sorted(lists | context.written):
        page = home / name
        if not page.exists():
            continue
        text = page.read_text(encoding="utf-8")
        if LIST.search(text):
            writer.write(script_path(printing.tag, name), LIST.sub(offer, text).encode())
    return list(sizes.values())


def describe(printing: Printing) -> Iterator[str]:
    """Give what a person should know of a script's fonts: which serve, what none has, which were not to be used."""
    letters = printing.lettering
    yield f"{printing.tag} in {letters.describe()}"
    if others := printing.fonts - letters.postscript_names:
        yield f"{printing.tag}, for characters that these lack: {', '.join(sorted(others))}"
    if letters.missing:
        yield f"{printing.tag}: no font on this machine has {' '.join(sorted(letters.missing))}"
    if letters.barred:
        yield f"{printing.tag}: not used, for the licence forbids embedding: {', '.join(sorted(letters.barred))}"
