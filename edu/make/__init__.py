"""From model to model: charts, questions, quizzes, documents. Pure and seeded: no files, no clock."""
