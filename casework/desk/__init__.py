"""The desk: one function for each thing staff can do.

Each takes the `Act` it is part of, writes its own audit entry, commits nothing, and refuses with
one sentence that says what to do (`refusals`).
"""
