"""Source files of a report in, its folder of YAML out; not one character lost, every doubt shown.

In come files of a person; out comes a folder under `data/`, and a summary.
It calls report, data, forms.
"""

from typing import Literal, get_args

# What a person may ask the importer to repair, by name.
Repair = Literal["spaces", "entities", "radicals", "private"]
REPAIRS: tuple[Repair, ...] = get_args(Repair)
