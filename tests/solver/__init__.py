"""A solver of printed papers: from the words on the page and the battle's model it derives every key (rule Q10).

It shares no code with what makes the questions. The wording of the templates is its grammar of English; what is right
it works out by its own logic on the model.
"""

from __future__ import annotations

from tests.solver.solving import FAILED, Outcome, Result, Solved, solve_paper

__all__ = ["FAILED", "Outcome", "Result", "Solved", "solve_paper"]
