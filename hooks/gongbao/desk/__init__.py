"""A project's folder in, a local web application for the clerk out: from a Word file to a public folder.

In come requests of a browser on this machine; out go pages, and changes of the project's files.
It calls every room below it: what the command line does, it does by the same functions.
"""
