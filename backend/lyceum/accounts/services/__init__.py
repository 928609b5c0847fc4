"""Writes of accounts: people and sessions."""
