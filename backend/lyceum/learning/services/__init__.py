"""Writes of learning: each checks, stores and announces; one module per noun."""
