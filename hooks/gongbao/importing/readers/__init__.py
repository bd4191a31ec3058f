"""A file in, its manuscript out: the text that a reader sees, passage by passage, with doubts and losses.

In come bytes of .docx, .html, .txt, .md; out come manuscripts.
It calls importing.manuscript, report.
"""
