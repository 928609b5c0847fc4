"""Reads of assessment: who may see what, and quizzes and submissions as they are shown."""
