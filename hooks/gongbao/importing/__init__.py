"""Source files of a report in, its folder of YAML out; not one character lost, every doubt shown."""
