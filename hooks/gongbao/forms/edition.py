"""A report and a conversion in, its edition in one script out: what every form is made of, converted."""

from collections.abc import Callable
from dataclasses import dataclass

from gongbao.report.addresses import Addresses, name_picture
from gongbao.report.report import SOURCE_SCRIPT, Figure, Picture, Report, ScriptTag
from gongbao.report.scripts import script_path
from gongbao.report.table_lines import GAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A report in a script; `site_url` ends in a slash, or is empty.

    `publication` is what it is published in, which `publisher` publishes and `description` describes.

    A quote is cut from the converted paragraph: converted alone it could come out otherwise.
    """

    report: Report
    addresses: Addresses
    tag: ScriptTag = SOURCE_SCRIPT
    convert: Callable[[str], str] = str
    site_url: str = ""
    publisher: str = ""
    publication: str = ""
    description: str = ""

    def say(self, text: str | None) -> str | None:
        """Return a text in the script; nothing stays nothing."""
        return self.convert(text) if text else None

    @property
    def title(self) -> str:
        """The title with its year, which tells it from those of other years."""
        return f"{self.convert(self.report.name)}（{self.report.date.year}年）"

    def cut_quote(self, figure: Figure, text: str) -> str:
        """Return the words that state a figure in the script; `text` is its paragraph's, as the data has it.

        Of a row in a table the words are converted cell by cell, as the table is.
        """
        start = text.find(figure.quote)
        if start < 0:
            return GAP.join(map(self.convert, figure.quote.split(GAP)))
        return self.convert(text)[start : start + len(figure.quote)]

    def link(self, name: str) -> str:
        """Return the address of an id: absolute, or relative to the root of the script."""
        return self.locate(self.addresses.link(name))

    def locate(self, path: str) -> str:
        """Return the address of a page: absolute, or relative to the root of the script."""
        return self.site_url + script_path(self.tag, path) if self.site_url else path

    def locate_picture(self, picture: Picture) -> str:
        """Return the address of a picture, which all scripts share: absolute, or relative to a report's downloads."""
        up = "../../" if self.tag == SOURCE_SCRIPT else "../../../"
        return (self.site_url or up) + name_picture(self.report, picture)
