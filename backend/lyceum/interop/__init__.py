"""Courses in and out of Lyceum: import and export."""
