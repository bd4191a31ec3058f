"""Simplified text in, the same text in another script out, of the same length; and what a person should review.

In come texts and decisions; out come texts.
It calls report, data.
"""
