"""Printed documents in, the publication with them out: the files beside the other downloads, and the links to them.

The pages come first, for the PDFs are printed from them; so the links, which tell the size, are added afterwards.
"""

import re
import sys
from collections.abc import Iterator, Sequence

from gongbao.chromium import PrintError, find_chromium
from gongbao.downloads import Download, format_size
from gongbao.pdf import Document, Printing, print_script
from gongbao.render import render
from gongbao.switch import script_path
from gongbao.work import Work

# The first line of a report's list of downloads, on whatever page it stands: a written page may show one too.
LIST = re.compile(r'<li><a href="(?P<base>[^"]*)downloads/(?P<slug>[^/"]+)/report\.txt"')
IMPRINT = '<footer class="imprint'


def write_pdfs(work: Work) -> None:
    """Print the publication into its downloads where that is wanted; if it cannot be done, say so in one line."""
    if not work.pdf:
        return
    try:
        printings = print_scripts(work)
    except PrintError as error:
        sys.stderr.write(f"PDF: {error}; the publication goes without\n")
        return
    for printing in printings:
        file_printing(work, printing)
    sys.stderr.writelines(f"PDF: {line}\n" for line in describe(printings))


def print_scripts(work: Work) -> list[Printing]:
    """Return the PDFs in every script. Raises PrintError."""
    program = find_chromium()
    if not program:
        raise PrintError("there is no Chromium, Chrome or Edge on this machine (GONGBAO_CHROMIUM names one)")
    return [print_script(work, program, tag) for tag in work.library.publication.site.scripts]


def file_printing(work: Work, printing: Printing) -> None:
    """Write the PDFs of one script, and link to each from its page and to the whole from the lists of downloads."""
    home = work.site_dir / script_path(printing.tag, "")
    wholes: dict[str, tuple[Download, str]] = {}
    for document, content in printing.files.items():
        file = make_download(document, content)
        (home / file.path).parent.mkdir(parents=True, exist_ok=True)
        (home / file.path).write_bytes(content)
        page = home / document.page
        size = format_size(len(content))
        link = render("own_pdf.html", base="../", file=file, size=size)
        text = page.read_text(encoding="utf-8").replace(IMPRINT, f"{link}\n{IMPRINT}", 1)
        page.write_text(text, encoding="utf-8", newline="\n")
        if not document.section:
            wholes[document.slug] = (file, size)

    def offer(first: re.Match[str]) -> str:
        file, size = wholes[first["slug"]]
        return render("download.html", base=first["base"], file=file, size=size) + "\n" + first[0]

    lists = {f"{slug}/{name}.html" for slug in wholes for name in ("index", "figures")}
    for name in sorted(lists | work.written):
        page = home / name
        text = page.read_text(encoding="utf-8")
        if LIST.search(text):
            page.write_text(LIST.sub(offer, text), encoding="utf-8", newline="\n")


def make_download(document: Document, content: bytes) -> Download:
    """Return a document as the other downloads are."""
    return Download(path=document.path, name=document.name, title=document.title, kind="PDF", make=lambda: content)


def describe(printings: Sequence[Printing]) -> Iterator[str]:
    """Give what a person should know: how much was printed, in which fonts, and what no font has."""
    sizes = [len(content) for printing in printings for content in printing.files.values()]
    yield f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB"
    for printing in printings:
        yield f"{printing.tag} in {printing.lettering.describe()}"
        others = printing.fonts - printing.lettering.postscript_names
        if others:
            yield f"{printing.tag}, for characters that these lack: {', '.join(sorted(others))}"
        if printing.lettering.missing:
            yield f"{printing.tag}: no font on this machine has {' '.join(sorted(printing.lettering.missing))}"
        if printing.lettering.barred:
            yield f"not used, for their licence forbids embedding: {', '.join(sorted(printing.lettering.barred))}"
