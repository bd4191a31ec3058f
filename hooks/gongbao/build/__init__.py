"""A project in, its publication out: the order of the steps, on one core or many; MkDocs is known here alone.

In come the folder of a project; out comes `site/`.
It calls every room above.
"""
