"""Reads of accounts: people, sessions, and what tokens say."""
