"""`/ws/`: one WebSocket for each open browser, over which news arrives as it happens.

What is told to whom is decided elsewhere and comes in by `realtime`. A socket that cannot be served well is closed with
a code that says why, and the browser, which knows the last thing that it saw, comes back for the rest.
"""
