"""A project's folder in, what making its search index costs out, as JSON: seconds, bytes of memory, files, bytes.

The texts are converted before the clock starts, for the pages need them converted too.
"""

import json
import resource
import sys
import time
from pathlib import Path

from gongbao.data.load import load_publication
from gongbao.report.problems import Problems
from gongbao.report.walk import iter_lines
from gongbao.script.converter import make_converter
from gongbao.search.documents import make_document
from gongbao.search.index import iter_search_files


def main() -> None:
    """Make the index of the project named on the command line."""
    problems = Problems()
    publication = load_publication(Path(sys.argv[1]) / "data", problems)
    problems.raise_any()
    if publication is None:
        raise SystemExit("no publication")
    scripts = publication.site.scripts
    converters = {tag: make_converter(tag).convert_all for tag in scripts}
    for convert_all in converters.values():
        for report in publication.reports:
            convert_all(make_document(report).words)
    start = time.process_time()
    # A build writes each file as it comes.
    sizes = [len(content) for _, content in iter_search_files(publication.reports, scripts, converters)]
    cost = {
        "cpu": time.process_time() - start,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "files": len(sizes),
        "size": sum(sizes),
        "text": sum(len(line.encode()) for report in publication.reports for line in iter_lines(report)),
    }
    print(json.dumps(cost))


if __name__ == "__main__":
    main()
