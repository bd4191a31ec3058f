"""The JSON Schemas: the committed ones are the model's, and the data fits them."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from gongbao.data.schema import SCHEMAS, make_schema, make_schema_files


def test_the_committed_schemas_are_those_of_the_model(root: Path) -> None:
    for name, text in make_schema_files().items():
        assert (root / "hooks/gongbao/data/schemas" / name).read_text(encoding="utf-8") == text, "run: make schemas"


@pytest.mark.parametrize(
    ("name", "pattern"),
    [("report", "*/report.yml"), ("section", "*/0*.yml"), ("site", "site.yml"), ("wording", "wording.yml")],
)
def test_the_data_fits_its_schema(name: str, pattern: str, root: Path) -> None:
    files = sorted((root / "data").glob(pattern))
    assert files
    for path in files:
        data = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))
        jsonschema.validate(data, make_schema(SCHEMAS[name]))


def test_the_schema_refuses_what_the_loader_refuses() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "sec_1", "content": [], "colour": "red"}, make_schema(SCHEMAS["section"]))
