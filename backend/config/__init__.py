"""Composition root: settings, URLs, wiring, ASGI and worker; the only code that knows every capability."""
