"""Writes of analytics: counts, streaks."""
