"""The reports in, how they hang together out: series, groups, what changed, figures over the years.

In come reports; out come an index and comparisons.
It calls report, data.
"""
