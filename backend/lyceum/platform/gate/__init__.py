"""The gate: Django's WSGI handler behind our ASGI server, in a bounded pool of threads.

A thread is held only while Python code of a view runs. Bodies are read before a thread is asked for, replies are
sent after it was given back, so that slow clients cost memory and never a thread.
"""
