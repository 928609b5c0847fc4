"""mdBook, with the quizzes of mdbook-quiz and the code blocks of aquascope: read only."""
