"""Reads of notifications: lists, preferences, announcements."""
