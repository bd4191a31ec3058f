"""The index in, pages, downloads, books and feeds out, each text marked so that it can be filled in any script.

In come reports and the site; out come marked HTML and bytes.
It calls report, store, output, data, script, archive, search.
"""
