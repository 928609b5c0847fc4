"""The edge: anonymous reads of the public catalogue, answered in the event loop from ready bytes.

An answer is used only while the `catalog` version token, read once for each request, is the one that was current
before the answer was made: a write is visible to the next read of anyone.
"""
