"""Source files of a report in, its YAML out; not one character lost, every doubt shown."""
