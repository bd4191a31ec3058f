"""Reports in, documents for paper out.

In come reports; out come the bytes of PDFs.
It calls report, store, output, data, script, archive, pages.
"""
