"""Writes of notifications: telling people things, mails, announcements and preferences."""
