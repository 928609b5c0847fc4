"""Pure decisions about quizzes: what a question may be, what an answer is worth."""
