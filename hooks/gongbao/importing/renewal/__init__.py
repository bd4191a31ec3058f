"""A report as it stands and the same report read anew in, the report with its ids and a person's edits out.

In come two reports; out comes one.
It calls importing.manuscript, report.
"""
