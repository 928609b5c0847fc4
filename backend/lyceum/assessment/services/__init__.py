"""Writes of assessment: quizzes, their questions and choices, imports and submissions."""
