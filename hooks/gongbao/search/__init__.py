"""The reports in, the files of their search index out.

In come reports and a conversion; out come paths and bytes.
It calls report, script.
"""
