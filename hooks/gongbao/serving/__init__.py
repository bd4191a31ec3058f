"""What every server of ours on this machine has in common: the gate before it, its answers, its place, its watch.

In come requests, files, folders; out come answers with the publication's policy, and what was saved.
It calls report, and checks for the policy.
"""
