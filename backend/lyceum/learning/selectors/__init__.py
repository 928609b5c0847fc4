"""Reads of learning; one module per noun."""
