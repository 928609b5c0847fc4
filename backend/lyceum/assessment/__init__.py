"""Quizzes with their questions, and what learners answered."""
