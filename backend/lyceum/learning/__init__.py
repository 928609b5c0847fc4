"""Enrollments, progress and milestones."""
