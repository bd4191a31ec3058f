"""A report in one script in, its standard forms out, which others' programs read.

In come a report and its conversion; out come bytes, and from a form the same report again.
It calls report, output.
"""
