"""The importer on real reports beside the checkout; skipped where they are not there."""

import importlib.util
from pathlib import Path

import pytest

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[float, float]]:
    root = Path(__file__).resolve().parents[2]
    spec = importlib.util.spec_from_file_location("import_score", root / "tools/import_score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["import_score"] = module
    spec.loader.exec_module(module)
    if not (module.SHARED / "corpus").is_dir():
        pytest.skip("the shared corpus is not beside this checkout")
    shelter = tmp_path_factory.mktemp("score")
    found = [*module.score_newspaper(shelter), *module.score_plain(shelter), *module.score_first_report(shelter)]
    return {score.name: (score.found, score.least) for score in found if "second" not in score.name}


def test_every_score_is_reached(scores: dict[str, tuple[float, float]]) -> None:
    assert len(scores) >= 10
    assert {name: score for name, score in scores.items() if score[0] < score[1]} == {}
