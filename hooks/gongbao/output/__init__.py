"""Paths and bytes in, files on the disk out: compressed, zipped, listed with their sums, swapped in as a whole.

In come paths and bytes; out come files.
It calls report only (a problem of a file is one of a person).
"""
