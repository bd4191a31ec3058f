"""The publication in other engines than today's Chromium: a short form of `make test-engines`."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"
SHORT = "navigation,script switch at the paragraph,search in both scripts,composition,no overlap,first line"


@pytest.fixture(scope="module")
def looked_at(site: Path) -> Iterator[str]:
    """The address of the publication, with the page that looks at it."""
    sys.path.insert(0, str(TOOLS))
    from engines import serve

    with serve(site) as root:
        yield f"{root}/engines.html?slug={next(site.glob('*/sec_2.html')).parent.name}&only={SHORT}"
    sys.path.remove(str(TOOLS))


@pytest.mark.browser
@pytest.mark.parametrize("name", ["chromium", "chromium-86", pytest.param("firefox", marks=pytest.mark.full)])
def test_what_readers_need_holds_in_an_engine(name: str, looked_at: str) -> None:
    from engine_drivers import run_page
    from engines import list_engines

    try:
        starting = list_engines()[name]()
    except (OSError, subprocess.CalledProcessError) as error:
        if shutil.which("npm") and name == "chromium":
            raise
        pytest.skip(f"{name} is not to be had here: {error}")
    with starting as driver:
        held = run_page(driver, looked_at)
    assert held == dict.fromkeys(SHORT.split(","), True)
