"""A manuscript in, the report that it prints out: title block, halves, sections, leads, figures, glossary.

In come passages; out comes a Report.
It calls importing.manuscript, report, data.
"""
