"""Writes of interop: courses into the store, and courses out into folders."""
