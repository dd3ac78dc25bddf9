"""`rules/` as typed, compiled rules; unknown keys are refused."""

from minutebook.rulebook.book import Rulebook, load_rulebook
from minutebook.rulebook.rule import Example, Match, Rule

__all__ = ["Example", "Match", "Rule", "Rulebook", "load_rulebook"]
