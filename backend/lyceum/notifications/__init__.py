"""What to tell whom, and the learner's list of it."""
