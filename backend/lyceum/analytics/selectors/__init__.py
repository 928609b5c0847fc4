"""Reads of analytics; one module per noun."""
