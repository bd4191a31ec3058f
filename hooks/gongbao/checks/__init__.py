"""Data or a published folder in, what is wrong with it, or changed, out; and the configuration of servers.

In come publications, folders; out come problems.
It calls every room above but print.
"""
