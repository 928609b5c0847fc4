"""One command a module; each only reads its arguments and calls what does the work."""
