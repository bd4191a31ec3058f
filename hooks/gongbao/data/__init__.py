"""The YAML of a project in, the frozen publication out; every problem with its file and line.

In come `data/`; out come Publication, Wording, Glossary, JSON Schemas.
It calls report, store, output.
"""
