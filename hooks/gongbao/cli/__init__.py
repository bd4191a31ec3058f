"""A command in, what it says and its exit code out.

In come words; out come lines and an exit code.
It calls every room.
"""
