"""Embedded mode: `lyceum up`, which starts and supervises the stores, the web server and the worker."""
