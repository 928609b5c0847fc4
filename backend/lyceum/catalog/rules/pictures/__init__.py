"""Pictures, read by their structure: whole or cut off, how large, and without what they tell of their makers.

Nothing is decoded: that costs processor time, which only the worker spends. What is kept of a picture is what shows it;
places, cameras, comments and whatever follows its end are left out, so that a picture is nothing else besides.
"""
