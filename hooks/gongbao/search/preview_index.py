"""The documents of a publication in, the files of their index out, of which each is made when it is asked for.

A preview needs an index within two seconds of a change, and few of its files. In a large publication each heavy gram,
and the leaves that begin with one letter, have a file of their own: it takes a hundredth of the time to make all.
"""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence

from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.search.catalogue import FOLDER, name_entry
from gongbao.search.documents import make_document
from gongbao.search.index import SMALL, is_small, make_small_index
from gongbao.search.suggestions import list_terms
from gongbao.search.variants import ConvertAll

Make = Callable[[int], bytes]
NAME = re.compile(r"([ght](?=\d)|[a-z]{2,})(\d{0,5})\.js")


class PreviewIndex:
    """An index whose files are made when they are asked for; `entry` is the path of the one that a page names."""

    def __init__(
        self,
        reports: Sequence[Report],
        scripts: Sequence[ScriptTag],
        convert_all: Mapping[ScriptTag, ConvertAll],
        *,
        explained: Iterable[str] = (),
        small: int = SMALL,
    ) -> None:
        """Make the first file; what comes in is told at `iter_search_files`."""
        documents = [make_document(report) for report in reports]
        terms = list_terms(documents, explained)
        others = {tag: convert_all[tag] for tag in scripts if tag != SOURCE_SCRIPT}
        # No two previews share a name: a page that has the catalogue of one gets no file of another.
        self._folder = secrets.token_hex(5)
        self._makers: Mapping[str, Make] = {}
        if is_small(documents, small):
            self.entry, self._content = name_entry(make_small_index(documents, terms, others))
        else:
            # Only a large publication needs numpy.
            from gongbao.search.large_index import open_large_index

            content, self._makers = open_large_index(documents, terms, others, self._folder)
            self.entry, self._content = name_entry(content)

    def make(self, path: str) -> bytes | None:
        """Return the content of the file at a path; None if there is none."""
        if path == self.entry:
            return self._content
        folder, _slash, name = path.rpartition("/")
        match = NAME.fullmatch(name) if folder == f"{FOLDER}/{self._folder}" else None
        maker = self._makers.get(match[1]) if match else None
        try:
            return maker(int(match[2] or 0)) if match and maker else None
        except LookupError:
            return None
