"""A report and the site as frozen data, with what follows from them alone: order, addresses, scripts, citation.

In come nothing from outside; out come dataclasses.
It calls no other room.
"""
