"""An address and a path in, the page on A4 as a PDF out, by WebKitGTK's own print operation.

Its WebDriver has no command to print, so this runs by itself, with the Python that Debian's bindings are made for.
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402  the versions come first

SETTLING = 500  # milliseconds


def main(address: str, path: str) -> None:
    """Load a page, print it, and end."""
    view = WebKit2.WebView()
    window = Gtk.Window()
    window.add(view)
    window.show_all()
    view.connect("load-changed", lambda _, event: settle(view, path) if event == WebKit2.LoadEvent.FINISHED else None)
    view.load_uri(address)
    Gtk.main()


def settle(view: WebKit2.WebView, path: str) -> None:
    """Print a loaded page a moment later, when it is laid out."""
    GLib.timeout_add(SETTLING, print_page, view, path)


def print_page(view: WebKit2.WebView, path: str) -> bool:
    """Print a page to a file. No margins are asked for but those of the style sheet."""
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set("output-file-format", "pdf")
    settings.set("output-uri", GLib.filename_to_uri(path))
    setup = Gtk.PageSetup()
    setup.set_paper_size(Gtk.PaperSize.new("iso_a4"))
    operation = WebKit2.PrintOperation.new(view)
    operation.set_print_settings(settings)
    operation.set_page_setup(setup)
    operation.connect("finished", Gtk.main_quit)
    operation.print_()
    view.operation = operation  # It is done only if it is kept.
    return False


if __name__ == "__main__":
    main(*sys.argv[1:])
